/** @file TypeScript and JavaScript loss files as the session knows a front-end: compiled, run in a realm of their own. */
import type { Origin } from '../../engine/graph';
import type { Frontend, Noted, NotedPlace, Place, ProgramHost, ProgramOptions, ProgramOutcome } from '../program';
import type { CompiledModule, SiteTables } from './compile/compileModule';
import { compileModule } from './compile/compileModule';
import { ModuleFiles } from './compile/moduleFiles';
import { ScriptSyntaxError } from './compile/plainScript';
import { TENSORFLOW_JS } from './dialect';
import type { ProgramState, ScriptProgram } from './realm/scriptRealm';
import { Readings } from './readings';
import { remedyOf } from './remedies';
import { ScriptBridge } from './scriptBridge';

/** What a script needs of the world outside. */
export interface ScriptHost {
  /** A new realm for one program: the value of the bundle `scriptRealm.js` in it. */
  newProgram(): { readonly program: ScriptProgram };
  /** The value of an expression, in the newest of these realms. */
  evaluate(code: string, file: string): unknown;
  /** Lets that realm do what it has put off. */
  settle(): void;
  /** Whether a promise of that realm was rejected that nobody takes, not told before; `unhandled` gives with what. */
  hasUnhandled(): boolean;
  unhandled(): unknown;
  listFolder(path: string): string;
  readFile(path: string): string;
  interrupted(): boolean;
  /** What all objects of the worker take; above `limit` without what only waits to be collected. */
  heapBytes(limit: number): number;
  now(): number;
  print(text: string, stream: 'stdout' | 'stderr'): void;
}

const SCRIPT = /\.[mc]?[jt]s$/i;

export function isScript(path: string): boolean {
  return SCRIPT.test(path);
}

/** Turns of the program between two looks whether it is to stop. */
const TURNS_PER_LOOK = 64;
const LOOKS_PER_MEASURE = 16;
/** A list that grows is there twice for a moment, and half as large again: the worker may have 1024 MB. */
const MOST_HEAP_BYTES = 400 * 2 ** 20;

/** How the program stands: read from its own realm, where a program may have changed what there is. */
function stateOf(program: ScriptProgram): ProgramState {
  return JSON.parse(String(program.state())) as ProgramState;
}

const NOTHING_NOTED = { last: new Map<number, never>(), ofStep: new Map<number, never>() };

export class ScriptFrontend implements Frontend {
  readonly dialect = TENSORFLOW_JS;
  #bridge: ScriptBridge | null = null;
  #tables: SiteTables = { places: [], notes: [] };
  #modules = new Map<string, CompiledModule>();

  readonly #readings: Readings;
  #looks = 0;

  constructor(private readonly programHost: ProgramHost, private readonly host: ScriptHost) {
    this.#readings = new Readings(() => host.now());
  }

  run(path: string, text: string, { seed, takesNotes }: ProgramOptions): ProgramOutcome {
    const tables: SiteTables = { places: [], notes: [] };
    this.#tables = tables;
    this.#modules = new Map();
    const files = new ModuleFiles(this.host, path);
    try {
      this.#compile(path, text, true, takesNotes, files);
    } catch (error) {
      if (error instanceof ScriptSyntaxError) return this.#refused(path, error);
      throw error;
    }
    const { host } = this;
    this.#readings.begin(`${path}\n${seed}\n${text}`);
    const { program } = host.newProgram();
    const bridge = new ScriptBridge(this.programHost, { seed, isCancelled: () => host.interrupted() }, {
      print: (printed, stream) => host.print(printed, stream),
      interrupted: () => this.#looked(),
      now: () => this.#readings.now(),
      epoch: () => this.#readings.epoch,
      resolve: (request, from) => files.resolve(request, from),
    });
    this.#bridge = bridge;
    bridge.use(program.desk);
    program.open(bridge.door(), seed);
    for (const [file, module] of this.#modules) {
      program.define(file, host.evaluate(module.code, file) as Parameters<ScriptProgram['define']>[1]);
    }
    program.start(path);
    return this.#ended(path, this.#driven(program));
  }

  /** The main module and all that it asks for, before anything runs. */
  #compile(file: string, text: string, isMain: boolean, takesNotes: boolean, files: ModuleFiles): void {
    const module = compileModule(text, { file, isMain, takesNotes }, this.#tables);
    this.#modules.set(file, module);
    for (const request of module.requests) {
      const found = files.resolve(request, file);
      if (!found.startsWith('!') && !this.#modules.has(found)) this.#compile(found, files.textOf(found), false, takesNotes, files);
    }
  }

  /** Lets the program go on until nothing is left for it to do. */
  #driven(program: ScriptProgram): ProgramState {
    for (let turn = 0; ; turn++) {
      this.host.settle();
      // Asked in every turn, the last too: what is left would be taken for the worker's own.
      if (this.host.hasUnhandled()) program.unhandled(this.host.unhandled());
      const state = stateOf(program);
      if (state.kind !== 'running') return state;
      if (turn % TURNS_PER_LOOK === 0 && this.host.interrupted()) return { kind: 'stopped' };
      if (!program.advance()) return stateOf(program);
    }
  }

  #ended(path: string, state: ProgramState): ProgramOutcome {
    switch (state.kind) {
      case 'ended':
      case 'stopped':
        return { kind: state.kind };
      case 'running':
        return {
          kind: 'failed',
          type: 'Error',
          message: 'The program waits for a promise that nothing is left to settle',
          place: this.places([this.here()])[0] ?? null,
          madeAt: null,
        };
      case 'failed': {
        const { type, message, stack, origin } = state;
        const frames = this.#framesOf(stack);
        const place = frames.find(({ file }) => file === path) ?? this.#placeIn(path, origin);
        const [deepest] = frames;
        const made = this.#bridge?.originOfFailure(message) ?? null;
        const madeAt = made === null ? null : (this.places([made])[0] ?? null);
        return {
          kind: 'failed', type, message, place,
          madeAt: madeAt !== null && madeAt.line !== place?.line ? madeAt : null,
          raisedAt: deepest !== undefined && deepest.file !== path ? deepest : null,
        };
      }
    }
  }

  /** Whether the program is to stop. Throws when it has taken too much memory: what comes next could end the process. */
  #looked(): boolean {
    if (++this.#looks % LOOKS_PER_MEASURE === 0 && this.host.heapBytes(MOST_HEAP_BYTES) > MOST_HEAP_BYTES) {
      throw new RangeError(`The program needs more than ${MOST_HEAP_BYTES / 2 ** 20} MB for its lists and objects`);
    }
    return this.host.interrupted();
  }

  #placeIn(path: string, origin: Origin): Place | null {
    const place = this.places([origin])[0] ?? null;
    return place?.file === path ? place : null;
  }

  #refused(path: string, error: ScriptSyntaxError): ProgramOutcome {
    const { line, column, message } = error;
    const place: Place = { file: path, line, column, endLine: line, endColumn: column + 1, name: null };
    return { kind: 'failed', type: 'SyntaxError', message, place, madeAt: null };
  }

  /** The frames of the program's own modules in the text of a stack, deepest first. */
  #framesOf(stack: string): readonly Place[] {
    const frames: Place[] = [];
    for (const line of stack.split('\n')) {
      const found = /(?:\(|at (?:async )?)([^()\n]+):(\d+):(\d+)\)?$/.exec(line);
      const module = found === null ? undefined : this.#modules.get(found[1]!);
      const place = module?.placeOf(Number(found![2]), Number(found![3]));
      if (place) frames.push(place);
    }
    return frames;
  }

  flush(): void {
    // Prints are handed over as they come.
  }

  remedy(type: string, message: string): string | null {
    return remedyOf(type, message);
  }

  here(): Origin {
    return this.#bridge?.here() ?? -1;
  }

  places(origins: readonly Origin[]): readonly (Place | null)[] {
    return origins.map((origin) => this.#tables.places[origin] ?? null);
  }

  noted(): Noted {
    const places: NotedPlace[] = [];
    const { last, ofStep } = this.#bridge?.noted ?? NOTHING_NOTED;
    for (const [site, { tensor, visits }] of last) {
      const known = this.#tables.notes[site];
      if (known === undefined) continue;
      places.push({ ...known, visits, tensor });
      // Of both, the session finds the one that belongs to the step that is shown.
      const before = ofStep.get(site);
      if (before !== undefined && before.tensor !== tensor) places.push({ ...known, visits, tensor: before.tensor });
    }
    const [, ...others] = this.#modules.values();
    return { places, modules: others.map(({ file, text }) => ({ file, text })) };
  }
}
