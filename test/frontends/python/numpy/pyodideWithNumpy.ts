/** @file For the tests: a plain Pyodide with our numpy in it, loaded once for all of them. */
import fs from 'node:fs';
import path from 'node:path';
import { loadPyodide } from 'pyodide';
import { mathOfModule, numpyFunctions } from '../../../../src/frontends/python/numpy/numpyFunctions';

const PACKAGES = path.resolve('src/frontends/python/packages');
const SITE = '/lib/python3.14/site-packages';

/** What the tests use of the interpreter. */
export interface Python {
  /** Runs a program with what it prints caught; gives that text. */
  readonly printed: (program: string) => string;
  /** The value of an expression as text. */
  readonly text: (expression: string) => string;
  readonly write: (file: string, content: string) => void;
}

/** Parts of Pyodide's inner module that its published types leave out. */
interface InnerModule {
  readonly HEAPU8: Uint8Array;
}

let loaded: Promise<Python> | undefined;

/** The interpreter with numpy imported; a seed of 2026 for states that nobody seeds. */
export function pythonWithNumpy(): Promise<Python> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Python> {
  const pyodide = await loadPyodide();
  const inner = Object.getOwnPropertyDescriptor(pyodide, '_module')?.value as
    InnerModule & Readonly<Record<string, unknown>>;
  const math = mathOfModule(inner);
  pyodide.registerJsModule('_gradient_numpy', numpyFunctions({
    heap: () => inner.HEAPU8.buffer,
    initialSeed: () => 2026,
    ...(math === undefined ? {} : { math }),
  }));
  for (const name of ['numpy', 'sklearn']) {
    copyFolder(path.join(PACKAGES, name), `${SITE}/${name}`, pyodide.FS);
  }
  pyodide.runPython('import numpy, sys\nsys.modules.pop("_gradient_numpy", None)');
  const caught = `
import contextlib, io, warnings
_out = io.StringIO()
with contextlib.redirect_stdout(_out):
    exec(_program, {'__name__': '__main__'})
_out.getvalue()`;
  return {
    printed: (program) => {
      pyodide.globals.set('_program', program);
      return String(pyodide.runPython(caught));
    },
    text: (expression) => String(pyodide.runPython(`import numpy as np\nstr(${expression})`)),
    write: (file, content) => pyodide.FS.writeFile(file, content),
  };
}

interface FileSystem {
  readonly mkdirTree: (folder: string) => void;
  readonly writeFile: (file: string, content: Uint8Array) => void;
}

function copyFolder(from: string, to: string, files: FileSystem): void {
  files.mkdirTree(to);
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), `${to}/${entry.name}`];
    if (entry.name === '__pycache__') continue;
    if (entry.isDirectory()) copyFolder(source, target, files);
    else files.writeFile(target, fs.readFileSync(source));
  }
}
