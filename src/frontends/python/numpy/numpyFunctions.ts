/**
 * @file The JavaScript half of our numpy: the module `_gradient_numpy` that the Python half binds.
 */
import { arrayFunctions } from './arrayFunctions';
import { type BorderFunctions, failures } from './border';
import { heapViewer } from './heapViews';
import { linearAlgebraFunctions } from './linearAlgebraFunctions';
import { ENGINE_MATH, type MathLibrary } from './mathLibrary';
import { randomFunctions } from './randomFunctions';

/** What the kernels need of the world that runs Python. */
export interface NumpyHost {
  /** The WebAssembly memory as it is now (`HEAPU8.buffer`); asked for on every call. */
  readonly heap: () => ArrayBufferLike;
  /** The seed (0…2^32−1) of a random state that the program does not seed itself. */
  readonly initialSeed: () => number;
  /** The interpreter's own C library where it exports one (`_module._log` …). */
  readonly math?: MathLibrary;
}

/**
 * The functions to register as the JavaScript module `_gradient_numpy` before `import numpy`. They
 * take and give numbers and short texts. A result of −1 means: see `error()`.
 */
export function numpyFunctions(host: NumpyHost): BorderFunctions {
  const viewer = heapViewer(host.heap);
  const math = host.math ?? ENGINE_MATH;
  const failed = failures();
  return {
    ...arrayFunctions(viewer, math, failed),
    ...linearAlgebraFunctions(viewer, failed),
    ...randomFunctions(viewer, math),
    initial_seed: () => host.initialSeed() >>> 0,
    error: () => failed.last(),
  };
}

/** The C library functions that Pyodide exports on its Emscripten module, or undefined. */
export function mathOfModule(module: Readonly<Record<string, unknown>>): MathLibrary | undefined {
  const { _exp, _log, _log1p, _pow } = module;
  if (!isFunction(_exp) || !isFunction(_log) || !isFunction(_log1p) || !isFunction(_pow)) {
    return undefined;
  }
  return { exp: _exp, log: _log, log1p: _log1p, pow: _pow };
}

function isFunction(value: unknown): value is (...values: number[]) => number {
  return typeof value === 'function';
}
