/**
 * @file Entry of the bundle that a script realm begins with: its few globals, its modules, its clock. A realm runs one
 * program; everything in it is the program's own world, and nothing in it is the engine's.
 */
import type { Door } from '../door';
import { DESK } from '../door';
import { makeClips } from '../tfjs/clips';
import { makeNamespace } from '../tfjs/index';
import { overrideGradients } from '../tfjs/gradients';
import { connect, desk, isStopped, Stop, theDoor } from '../tfjs/runtime';
import { Tensor } from '../tfjs/tensor';
import { consoleOf } from './console';
import { Clock } from './clock';
import { guardedDoor } from './guardedDoor';
import { refuseLargeLists } from './largeLists';
import { caught, guardPromises } from './ownErrors';
import { dateOf } from './scriptDate';
import { seededRandom } from './seededRandom';

type ModuleBody = (...parameters: readonly unknown[]) => unknown;
type ModuleMaker = (...parameters: readonly unknown[]) => ModuleBody;

/** How the program stands: a text that passes the door. */
export type ProgramState =
  | { readonly kind: 'running' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly type: string; readonly message: string; readonly stack: string; readonly origin: number };

/** What the engine's realm calls. */
export interface ScriptProgram {
  readonly desk: Int32Array;
  open(door: Door, seed: number): void;
  /** What gives the function of a module; see compile/compileModule.ts. */
  define(file: string, maker: ModuleMaker): void;
  start(file: string): void;
  /** A promise was rejected with `reason`, and nobody takes it. */
  unhandled(reason: unknown): void;
  /** Lets the earliest timer fire; false when there is none. */
  advance(): boolean;
  /** JSON of a ProgramState. */
  state(): string;
}

const TF_NAMES: ReadonlySet<string> = new Set([
  '@tensorflow/tfjs', '@tensorflow/tfjs-core', '@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu',
  '@tensorflow/tfjs-layers', '@tensorflow/tfjs-backend-cpu', '@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs-backend-webgl',
]);

/** Our own module: what TensorFlow.js has no functions for. */
const OWN_NAME = 'gradient-debugger';

const NOTHING: readonly never[] = Object.freeze([]);
const TICKS_PER_LOOK = 512;
const CALLS_PER_LOOK = 4096;

// The program may put others in their place, or change what they have.
const { stringify } = JSON;
const own = { String, Error };

const bodies = new Map<string, ModuleBody>();
const modules = new Map<string, { readonly exports: object }>();
const clock = new Clock();
let namespace: object;
let clips: object;
let state: ProgramState = { kind: 'running' };
let ticks = 0;
let calls = 0;
/** What was thrown last that is no error, and where: no stack tells it. */
let thrownText: { readonly value: unknown; readonly place: number } | null = null;
/** The main module has come to its end; what it left to be done may still be going on. */
let isThrough = false;

function stopped(): never {
  throw new Stop();
}

/** Called at each turn of each loop of the program. */
function tick(): void {
  if (isStopped()) stopped();
  if (++ticks % TICKS_PER_LOOK === 0 && theDoor().interrupted()) stopped();
}

function at(place: number): readonly never[] {
  desk[DESK.origin] = place;
  // A chain of promises, or a recursion, has no loop.
  if (++calls % CALLS_PER_LOOK === 0 && theDoor().interrupted()) stopped();
  return NOTHING;
}

/** The value of a throw statement. */
function thrown(place: number, value: unknown): unknown {
  if (!(value instanceof own.Error)) thrownText = { value, place };
  return value;
}

/** Notes the value of an expression and hands it back. */
function note(site: number, value: unknown): unknown {
  if (value instanceof Tensor && !value.isDisposed) theDoor().note(site, Tensor.nodeOf(value));
  return value;
}

/** `read()` as a text, whatever the program has made of it. */
function textOf(read: () => unknown): string {
  try {
    return own.String(read());
  } catch {
    return '(it has no text)';
  }
}

function fail(error: unknown): void {
  if (state.kind !== 'running') return;
  if (error instanceof Stop) {
    state = { kind: 'stopped' };
    return;
  }
  const isError = error instanceof own.Error;
  const isKnown = !isError && thrownText !== null && thrownText.value === error;
  state = {
    kind: 'failed',
    type: isError ? textOf(() => error.name) : 'Error',
    message: isError ? textOf(() => error.message) : `Uncaught ${textOf(() => error)}`,
    stack: isError ? textOf(() => error.stack) : '',
    origin: isKnown ? thrownText!.place : desk[DESK.origin]!,
  };
}

function requireFrom(from: string) {
  return (request: unknown): object => {
    const name = String(request);
    if (TF_NAMES.has(name)) return namespace;
    if (name === OWN_NAME) return clips;
    const file = theDoor().resolve(name, from);
    if (file.startsWith('!')) throw new Error(file.slice(1));
    return load(file).exports;
  };
}

function load(file: string): { readonly exports: object; readonly done: unknown } {
  const known = modules.get(file);
  if (known !== undefined) return { exports: known.exports, done: undefined };
  const body = bodies.get(file);
  if (body === undefined) throw new Error(`import() of a computed path (${file}) is not evaluated by this engine`);
  const module = { exports: {} };
  modules.set(file, module);
  const done = body(requireFrom(file), module.exports, module);
  return { exports: module.exports, done };
}

export const program: ScriptProgram = {
  desk,
  open(door, seed) {
    connect(guardedDoor(door));
    overrideGradients();
    namespace = makeNamespace();
    clips = makeClips();
    furnish(seed);
  },
  define: (file, maker) => void bodies.set(file, maker(at, note, tick, thrown, caught)),
  start(file) {
    try {
      // The program has ended when its top level has, and all that it left to be done.
      void (load(file).done as Promise<unknown>).then(() => (isThrough = true), fail);
    } catch (error) {
      fail(error);
    }
  },
  unhandled: (reason) => fail(reason),
  advance() {
    try {
      if (state.kind !== 'running') return false;
      if (clock.fireNext()) return true;
      if (isThrough) state = { kind: 'ended' };
      return false;
    } catch (error) {
      fail(error);
      return false;
    }
  },
  state: () => stringify(state),
};

function furnish(seed: number): void {
  const define = (name: string, value: unknown): void => {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  };
  // They could block the thread, run code of another kind, or show when memory is looked after.
  for (const name of ['Atomics', 'SharedArrayBuffer', 'WebAssembly', 'FinalizationRegistry', 'WeakRef']) {
    delete (globalThis as Record<string, unknown>)[name];
  }
  guardPromises();
  refuseLargeLists();
  // What timers wait passes at once, but it passes.
  const now = (): number => theDoor().now() + clock.waited;
  define('console', consoleOf((text, stream) => theDoor().print(text, stream), now));
  for (const [name, value] of Object.entries(clock.globals())) define(name, value);
  define('performance', Object.freeze({ now }));
  const epoch = theDoor().epoch();
  define('Date', dateOf(() => Math.floor(epoch + now())));
  // A run that is made again must give the same numbers.
  Math.random = seededRandom(seed);
}
