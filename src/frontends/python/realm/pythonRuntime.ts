/**
 * @file Python as the session sees it: run a file, call a registered function, read the heap.
 * Knows no framework.
 */
import { loadInterpreter, MEMORY_LIMIT_BYTES, type InterpreterParts } from './loadInterpreter';
import { FolderCopy } from './folderCopy';
import { explainDeath, LastWords } from './fatalEnd';
import { OutputStream } from './outputStream';
import type { Noted, NotedGroup, NotedPlace, Place } from '../../program';
import type { RunOutcome } from './runOutcome';
import { SourcePlaces, type InterpreterMemory } from './sourcePlaces';

/** What the runtime needs from whoever boots it. */
export interface PythonHost {
  stdout(text: string): void;
  stderr(text: string): void;
  /** One sentence from our packages for the run's log. */
  log(text: string): void;
  /** The files beside the loss file; see RealmHost. */
  listFolder(path: string): string;
  readFile(path: string): string;
  /** One shared byte: 2 (SIGINT) raises KeyboardInterrupt in the running file. */
  readonly interruptFlag: Uint8Array;
}

/**
 * Functions by name of one JavaScript module that our Python packages import. They take and return
 * numbers and texts only: no object of ours may be reachable from a script.
 */
export type PythonModule = Readonly<Record<string, Function>>;

/** The memory of the interpreter: a getter, because growing it replaces the buffer. */
export type Heap = () => ArrayBuffer;

/** Above this a worker is replaced before the next file: WebAssembly memory never shrinks. */
const WORN_OUT_BYTES = 256 * 1024 * 1024;

/** Where the loss file's folder appears. */
const WORKSPACE = '/workspace';

/** What to boot with. */
export interface PythonSetup {
  readonly parts: InterpreterParts;
  /**
   * Makes the modules, e.g. `_gradient_engine`; they see the heap once the interpreter runs. `library`
   * holds the C library's functions that the interpreter exports, `_log` among them; `here` gives the
   * place in the file that is being run.
   */
  readonly modules: (
    heap: Heap,
    library: Readonly<Record<string, unknown>>,
    here: () => number,
  ) => Readonly<Record<string, PythonModule>>;
  /** Packages to import at boot, so that a run does not pay for it. */
  readonly preload: readonly string[];
}

/** The interpreter died (a fatal error, `os._exit`): only a new worker helps. */
export class FatalPythonError extends Error {
  override readonly name = 'FatalPythonError';
}

/** The tensor by the number of its graph and its id in it. */
export type NotedNumbers = Omit<NotedPlace, 'tensor'> & { readonly graph: number; readonly id: number };

type Numbers = readonly [graph: number, id: number];

export type GroupNumbers = Omit<NotedGroup, 'parts'> & { readonly parts: readonly PartNumbers[] };

/** Neither a tensor nor rows: None. */
export interface PartNumbers {
  readonly path: string;
  readonly tensor?: Numbers;
  readonly rows?: { readonly values: Numbers; readonly indices: Numbers; readonly dense_shape: Numbers | null };
}

interface NotedText {
  readonly entries: readonly NotedNumbers[];
  readonly groups: readonly GroupNumbers[];
  readonly modules: Noted['modules'];
}

interface RunnerFunctions {
  run(path: string, text: string, takesNotes: boolean): string;
  call(name: string, argument: string): string;
  flush(): void;
}

/** One booted interpreter. It runs one file after the other, each in a fresh namespace. */
export class PythonRuntime {
  readonly heap: Heap;
  readonly #functions: RunnerFunctions;
  readonly #output: readonly OutputStream[];
  readonly #lastWords: LastWords;
  readonly #door: InterruptDoor;
  #noted: NotedText = { entries: [], groups: [], modules: [] };

  private constructor(
    heap: Heap,
    functions: RunnerFunctions,
    output: readonly OutputStream[],
    lastWords: LastWords,
    door: InterruptDoor,
  ) {
    this.heap = heap;
    this.#functions = functions;
    this.#output = output;
    this.#lastWords = lastWords;
    this.#door = door;
  }

  /** Boots the interpreter, imports our packages, closes the doors. About 0.4 s. */
  static async boot(host: PythonHost, setup: PythonSetup): Promise<PythonRuntime> {
    const python = await loadInterpreter(setup.parts);
    const heap: Heap = () => heapOf(python);
    const door = new InterruptDoor((flag) => python.setInterruptBuffer(flag), host.interruptFlag);
    const library = emscriptenModule(python);
    python.FS.mkdirTree(WORKSPACE);
    const folder = new FolderCopy(python.FS, WORKSPACE, host);
    const places = new SourcePlaces(interpreterMemory(library));
    const hostModule = {
      log: (text: string) => host.log(text),
      memoryLimitMegabytes: MEMORY_LIMIT_BYTES / 2 ** 20,
      closeFolder: () => folder.close(),
      openFolder: () => folder.open(),
      allowInterrupts: (isAllowed: boolean) => door.set(isAllowed),
      ...placeFunctions(places),
    };
    python.registerJsModule('_gradient_host', sealed(hostModule));
    for (const [name, functions] of Object.entries(setup.modules(heap, library, () => places.here()))) {
      python.registerJsModule(name, sealed(functions));
    }
    const stdout = new OutputStream((text) => host.stdout(text));
    const stderr = new OutputStream((text) => host.stderr(text));
    const lastWords = new LastWords(python);
    python.setStdout({ write: writer(stdout, lastWords) });
    python.setStderr({ write: writer(stderr, lastWords) });
    python.setStdin({ stdin: () => null });
    for (const name of ['_gradient_runtime', ...setup.preload]) python.pyimport(name);
    const runner = python.pyimport('_gradient_runtime._run') as RunnerFunctions;
    const { run, call, flush } = runner;
    const { learn } = python.pyimport('_gradient_runtime._places') as { learn: () => void };
    places.askBy(() => door.closedFor(learn));
    python.runPython(
      'import _gradient_runtime._hardening as h, _gradient_runtime._run as r\n' +
        'h.install(); r.mark_baseline(); del h, r',
    );
    return new PythonRuntime(heap, { run, call, flush }, [stdout, stderr], lastWords, door);
  }

  /** True when the memory grew so much that the next file should get a new worker. */
  get isWornOut(): boolean {
    return this.heap().byteLength > WORN_OUT_BYTES;
  }

  /**
   * Runs TEXT as the file PATH in a fresh `__main__`. Blocks until it ends, fails or is stopped.
   * TAKESNOTES: `noted` tells which tensors its expressions had.
   */
  run(path: string, text: string, takesNotes = false): RunOutcome {
    for (const stream of this.#output) stream.reset();
    return JSON.parse(this.#alive(() => this.#functions.run(path, text, takesNotes))) as RunOutcome;
  }

  /**
   * Calls a function that a Python package registered in `_gradient_runtime.exports`; also while a
   * file runs. A function that raises has a bug: the interpreter counts as dead.
   */
  call(name: string, jsonText: string): string {
    return this.#alive(() => this.#door.closedFor(() => this.#functions.call(name, jsonText)));
  }

  /** The source places that `_gradient_runtime.here()` numbered during the last run. */
  places(ids: readonly number[]): readonly (Place | null)[] {
    return JSON.parse(this.call('places', JSON.stringify(ids))) as (Place | null)[];
  }

  /** What the expressions of the running or last file had, so far, that is known to the engine. */
  noted(): NotedText {
    const told = JSON.parse(this.call('noted', 'null')) as NotedText | null;
    return told === null ? this.#noted : (this.#noted = told);
  }

  /** Hands over what was printed without ending the line. Call before parking a script. */
  flush(): void {
    this.#alive(() => this.#door.closedFor(() => this.#functions.flush()));
  }

  #alive<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new FatalPythonError(explainDeath(error, this.#lastWords.text()));
    }
  }
}

/**
 * Lets interrupts through to the user's code only: one that hit our own would leave a half-made
 * answer behind.
 */
class InterruptDoor {
  #isOpen = false;
  readonly #use: (flag: Uint8Array) => void;
  readonly #flag: Uint8Array;

  constructor(use: (flag: Uint8Array) => void, flag: Uint8Array) {
    this.#use = use;
    this.#flag = flag;
  }

  set(isOpen: boolean): void {
    this.#isOpen = isOpen;
    // Pyodide takes undefined for "no interrupts", its types do not.
    this.#use((isOpen ? this.#flag : undefined) as Uint8Array);
  }

  /** WORK may be our Python called from inside the user's, e.g. while a step is reported. */
  closedFor<T>(work: () => T): T {
    const wasOpen = this.#isOpen;
    this.set(false);
    try {
      return work();
    } finally {
      this.set(wasOpen);
    }
  }
}

/** What Python's `_places` needs of PLACES. */
export function placeFunctions(places: SourcePlaces): PythonModule {
  return {
    here: () => places.here(),
    knowCode: (address: number, isUser: boolean) => places.know(address, isUser),
    forgetPlaces: () => places.reset(),
    codeOfPlace: (place: number) => places.codeOf(place),
    instructionOfPlace: (place: number) => places.instructionOf(place),
  };
}

/**
 * Null prototype and frozen: a script that gets hold of it finds these functions and nothing else.
 */
function sealed<T extends object>(functions: T): T {
  for (const value of Object.values(functions)) {
    if (typeof value === 'function') Object.freeze(value);
  }
  return Object.freeze(Object.assign(Object.create(null) as object, functions)) as T;
}

function writer(stream: OutputStream, lastWords: LastWords): (bytes: Uint8Array) => number {
  return (bytes) => {
    if (!lastWords.take(bytes)) stream.write(bytes);
    return bytes.length;
  };
}

export type EmscriptenModule = Readonly<Record<string, unknown>> & {
  readonly HEAPU8: { readonly buffer: ArrayBuffer };
};

/** Where the interpreter keeps what it is running. */
export function interpreterMemory(module: EmscriptenModule): InterpreterMemory {
  return {
    heap: () => module.HEAPU8.buffer,
    runtimeAddress: module['__PyRuntime'] as number,
    threadState: module['_PyThreadState_Get'] as () => number,
  };
}

function heapOf(python: object): ArrayBuffer {
  return emscriptenModule(python).HEAPU8.buffer;
}

/** Pyodide's typed interface leaves its Emscripten module out; the heap and the C library hang on it. */
function emscriptenModule(python: object): EmscriptenModule {
  return (python as { readonly _module: EmscriptenModule })._module;
}

