/** @file The front-ends as one: a loss file is run by that of its language. */
import type { Origin } from '../engine/graph';
import type { Dialect } from './dialect';
import type { Frontend, Noted, Place, ProgramOptions, ProgramOutcome } from './program';
import { isScript } from './script/scriptFrontend';

export class FrontendByPath implements Frontend {
  /** That of the last run: what is asked about a run is asked of it. */
  private current: Frontend;

  constructor(private readonly python: Frontend, private readonly script: Frontend) {
    this.current = python;
  }

  get dialect(): Dialect {
    return this.current.dialect;
  }

  run(path: string, text: string, options: ProgramOptions): ProgramOutcome {
    this.current = isScript(path) ? this.script : this.python;
    return this.current.run(path, text, options);
  }

  flush(): void {
    this.current.flush();
  }

  remedy(type: string, message: string): string | null {
    return this.current.remedy(type, message);
  }

  here(): Origin {
    return this.current.here();
  }

  places(origins: readonly Origin[]): readonly (Place | null)[] {
    return this.current.places(origins);
  }

  noted(): Noted {
    return this.current.noted();
  }
}
