/** @file Our Python packages in a stock Pyodide under Node, on the real bridge and engine; no realm, no session. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPyodide } from 'pyodide';
import type { Execution, RunRequest } from '../../../../src/engine/execution';
import type { Value } from '../../../../src/engine/value';
import type {
  ClipCall, ComputeGradientsCall, ProgramHost, TrainingOp,
} from '../../../../src/frontends/program';
import { PythonBridge } from '../../../../src/frontends/python/bridge/pythonBridge';
import { numpyFunctions } from '../../../../src/frontends/python/numpy/numpyFunctions';
import {
  interpreterMemory, placeFunctions, type EmscriptenModule,
} from '../../../../src/frontends/python/realm/pythonRuntime';
import { SourcePlaces } from '../../../../src/frontends/python/realm/sourcePlaces';

const PACKAGES = 'src/frontends/python/packages';
const MOUNT = '/lib/gradient';

/** How a run ended, as `_gradient_runtime._run.run` says it. */
export interface Outcome {
  readonly kind: 'ended' | 'stopped' | 'error';
  readonly type?: string;
  readonly message?: string;
  readonly place?: { readonly line: number } | null;
}

/** One run of a text: how it ended, what it printed, what it reported. */
export interface Run {
  readonly outcome: Outcome;
  readonly printed: string;
  readonly computed: readonly ComputeGradientsCall[];
  readonly clips: readonly ClipCall[];
  readonly trainingOps: readonly TrainingOp[];
  readonly logged: readonly string[];
}

/** A host that runs everything at once and remembers what it was told. */
class RecordingHost implements ProgramHost {
  computed: ComputeGradientsCall[] = [];
  clips: ClipCall[] = [];
  trainingOps: TrainingOp[] = [];
  logged: string[] = [];
  /** What a test puts in place of a plain run. */
  onRun: (execution: Execution, request: RunRequest) => readonly Value[] = (execution, request) =>
    execution.run(request);

  computedGradients(call: ComputeGradientsCall): void {
    this.computed.push(call);
  }

  clipped(call: ClipCall): void {
    this.clips.push(call);
  }

  madeTrainingOp(op: TrainingOp): void {
    this.trainingOps.push(op);
  }

  expectedUpdate(): void {
    // Only the session asks what became of it.
  }

  run(execution: Execution, request: RunRequest): readonly Value[] {
    return this.onRun(execution, request);
  }

  log(text: string): void {
    this.logged.push(text);
  }

  forget(): void {
    this.computed = [];
    this.clips = [];
    this.trainingOps = [];
    this.logged = [];
    this.onRun = (execution, request) => execution.run(request);
  }
}

export class PythonUnderTest {
  private constructor(
    private readonly runFile: (path: string, text: string) => string,
    private readonly readPlaces: (ids: string) => string,
    private readonly bridge: PythonBridge,
    readonly host: RecordingHost,
    private readonly takePrinted: () => string,
  ) {}

  static async boot(): Promise<PythonUnderTest> {
    let printed = '';
    const python = await loadPyodide({ env: { HOME: '/workspace' } });
    const print = {
      write: (bytes: Uint8Array): number => {
        printed += new TextDecoder().decode(bytes);
        return bytes.length;
      },
    };
    python.setStdout(print);
    python.setStderr(print);
    for (const file of pythonFiles('')) {
      const target = `${MOUNT}/${file}`;
      python.FS.mkdirTree(target.slice(0, target.lastIndexOf('/')));
      python.FS.writeFile(target, readFileSync(join(PACKAGES, file)));
    }
    const host = new RecordingHost();
    const module = (python as unknown as { _module: EmscriptenModule })._module;
    const heap = (): ArrayBufferLike => module.HEAPU8.buffer;
    const sourcePlaces = new SourcePlaces(interpreterMemory(module));
    const bridge = new PythonBridge(host, heap, {
      isCancelled: () => false,
      here: () => sourcePlaces.here(),
    });
    python.registerJsModule('_gradient_engine', bridge.functions());
    python.registerJsModule('_gradient_numpy', numpyFunctions({ heap, initialSeed: () => 1 }));
    python.registerJsModule('_gradient_host', {
      log: (text: string) => host.log(text),
      memoryLimitMegabytes: 512,
      allowInterrupts: () => undefined,
      closeFolder: () => undefined,
      openFolder: () => undefined,
      ...placeFunctions(sourcePlaces),
    });
    python.runPython(
      `import sys; sys.path.insert(0, '${MOUNT}')\n` +
        'import _gradient_runtime._run, _gradient_runtime._places, tensorflow, numpy\n' +
        '_gradient_runtime._run.mark_baseline()',
    );
    const runFile = python.pyimport('_gradient_runtime._run').run as (p: string, t: string) => string;
    const { resolve: places, learn } = python.pyimport('_gradient_runtime._places') as {
      resolve: (ids: string) => string;
      learn: () => void;
    };
    sourcePlaces.askBy(learn);
    return new PythonUnderTest(runFile, places, bridge, host, () => {
      const text = printed;
      printed = '';
      return text;
    });
  }

  /** Runs TEXT in a fresh namespace. `prepare` may replace how the host runs the graph. */
  run(text: string, prepare?: (host: RecordingHost) => void): Run {
    this.host.forget();
    prepare?.(this.host);
    this.bridge.reset(1);
    this.takePrinted();
    const outcome = JSON.parse(this.runFile('/workspace/loss.py', text)) as Outcome;
    const { computed, clips, trainingOps, logged } = this.host;
    return { outcome, printed: this.takePrinted(), computed, clips, trainingOps, logged };
  }

  /** Runs TEXT, which must end well, and gives what it printed, line by line. */
  print(text: string): string[] {
    const { outcome, printed } = this.run(text);
    if (outcome.kind !== 'ended') {
      throw new Error(`${outcome.type}: ${outcome.message} (line ${outcome.place?.line})\n${text}`);
    }
    return printed.trimEnd().split('\n');
  }

  /** The line of an origin of the last run. */
  lineOf(origin: number): number | null {
    const [place] = JSON.parse(this.readPlaces(JSON.stringify([origin]))) as { line: number }[];
    return place?.line ?? null;
  }
}

function pythonFiles(folder: string): string[] {
  return readdirSync(join(PACKAGES, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === '__pycache__' ? [] : pythonFiles(path);
    return entry.name.endsWith('.py') ? [path] : [];
  });
}
