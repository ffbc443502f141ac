/** @file Python loss files as the session knows a front-end: the interpreter and the bridge to the engine, joined. */
import type { Origin } from '../../engine/graph';
import type { Frontend, Noted, NotedPart, Place, ProgramOptions, ProgramOutcome } from '../program';
import type { PythonBridge } from './bridge/pythonBridge';
import { TENSORFLOW } from './dialect';
import type { PartNumbers, PythonRuntime } from './realm/pythonRuntime';
import { remedyOf } from './remedies';

export class PythonFrontend implements Frontend {
  readonly dialect = TENSORFLOW;

  constructor(
    private readonly runtime: PythonRuntime,
    private readonly bridge: PythonBridge,
  ) {}

  run(path: string, text: string, options: ProgramOptions): ProgramOutcome {
    this.bridge.reset(options.seed);
    const outcome = this.runtime.run(path, text, options.takesNotes);
    if (outcome.kind !== 'error') return outcome;
    const { type, message, place, raisedAt = null } = outcome;
    const origin = this.bridge.originOfFailure(message);
    const madeAt = origin === null ? null : (this.places([origin])[0] ?? null);
    const isElsewhere = madeAt !== null && madeAt.line !== place?.line;
    return { kind: 'failed', type, message, place, madeAt: isElsewhere ? madeAt : null, raisedAt };
  }

  remedy(type: string, message: string): string | null {
    return remedyOf(type, message);
  }

  flush(): void {
    this.runtime.flush();
  }

  here(): Origin {
    return this.bridge.here();
  }

  places(origins: readonly Origin[]): readonly (Place | null)[] {
    return this.runtime.places(origins);
  }

  noted(): Noted {
    const { entries, groups, modules } = this.runtime.noted();
    const places = entries.flatMap(({ graph, id, ...place }) => {
      const tensor = this.bridge.tensorOf(graph, id);
      return tensor === null ? [] : [{ ...place, tensor }];
    });
    return { places, modules, groups: groups.map((group) => ({ ...group, parts: group.parts.flatMap((part) => this.partOf(part)) })) };
  }

  /** Nothing where a tensor is not known to the engine any more. */
  private partOf({ path, tensor, rows }: PartNumbers): NotedPart[] {
    if (rows !== undefined) {
      const [values, indices] = [this.bridge.tensorOf(...rows.values), this.bridge.tensorOf(...rows.indices)];
      const denseShape = rows.dense_shape && this.bridge.tensorOf(...rows.dense_shape);
      return values === null || indices === null ? [] : [{ path, kind: 'rows', values, indices, denseShape }];
    }
    if (tensor === undefined) return [{ path, kind: 'none' }];
    const found = this.bridge.tensorOf(...tensor);
    return found === null ? [] : [{ path, kind: 'tensor', tensor: found }];
  }
}
