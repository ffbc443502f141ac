/**
 * @file Loads Pyodide from bytes in memory: no network, no disk, a cap on its memory. Knows
 * nothing of loss files.
 */
import { loadPyodide, type PyodideInterface } from 'pyodide';
import createPyodideModule from 'pyodide/pyodide.asm.mjs';

/**
 * The most memory the interpreter may have, Python objects and engine data in its heap together.
 * `bytearray(10**9)` must fail and name its line; a large but sane loss file stays below 300 MB.
 */
export const MEMORY_LIMIT_BYTES = 512 * 1024 * 1024;

/** What the interpreter is loaded from. */
export interface InterpreterParts {
  readonly standardLibrary: Uint8Array;
  /** Zip with our Python packages; it appears as the folder `/lib/gradient`. */
  readonly packages: Uint8Array;
  /** The interpreter itself: `pyodide.asm.wasm`. */
  readonly wasm: Uint8Array;
}

/** Standard modules lie where Pyodide looks for them; our own beside them. */
const PACKAGES_PATH = '/lib/gradient';

/** Loads the interpreter. Rejects when the parts do not fit together. */
export async function loadInterpreter(parts: InterpreterParts): Promise<PyodideInterface> {
  const restore = serveFromMemory(parts);
  try {
    return await loadPyodide({
      indexURL: 'memory://realm/',
      packageBaseUrl: 'memory://none/',
      createPyodideModule: createPyodideModule as never,
      jsglobals: Object.create(null) as object,
      checkAPIVersion: false,
      // No package can be installed; the lock file only has to name the right platform.
      lockFileContents: JSON.stringify({
        info: {
          abi_version: '2026_0',
          arch: 'wasm32',
          platform: 'emscripten_5_0_3',
          python: '3.14.2',
        },
        packages: {},
      }),
      env: { HOME: '/workspace', PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: PACKAGES_PATH },
      fsInit: async (files) => {
        files.writeFile(PACKAGES_PATH, parts.packages);
      },
    });
  } finally {
    restore();
  }
}

/**
 * Pyodide fetches its two files; for the time of loading, this realm's `fetch` knows just these.
 */
function serveFromMemory(parts: InterpreterParts): () => void {
  const scope = globalThis as { fetch?: unknown };
  const assembly = WebAssembly as { instantiateStreaming?: unknown };
  const before = { fetch: scope.fetch, instantiateStreaming: assembly.instantiateStreaming };
  scope.fetch = async (address: unknown) => {
    const name = String(address).replace(/^.*\//, '');
    if (name !== 'python_stdlib.zip' && name !== 'pyodide.asm.wasm') {
      throw new TypeError(`nothing can be fetched here: ${name}`);
    }
    return { ok: true, arrayBuffer: async () => parts.standardLibrary.buffer };
  };
  assembly.instantiateStreaming = async (_response: unknown, imports: WebAssembly.Imports) => {
    capMemory(imports);
    return WebAssembly.instantiate(parts.wasm as BufferSource, imports);
  };
  return () => {
    scope.fetch = before.fetch;
    assembly.instantiateStreaming = before.instantiateStreaming;
  };
}

/** The heap stops growing at the limit; the allocation that needed more raises MemoryError. */
function capMemory(imports: WebAssembly.Imports): void {
  const environment = imports['env'];
  const grow = environment?.['emscripten_resize_heap'];
  if (environment === undefined || typeof grow !== 'function') {
    throw new Error('this Pyodide grows its memory without emscripten_resize_heap: no limit');
  }
  environment['emscripten_resize_heap'] = (requested: number) =>
    requested >>> 0 > MEMORY_LIMIT_BYTES ? 0 : Number(grow(requested));
}
