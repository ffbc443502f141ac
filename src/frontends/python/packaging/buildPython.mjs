/**
 * @file Builds `dist/python`: the pruned standard library, our Python packages, and the
 * WebAssembly interpreter.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCompiler } from './compilePython.mjs';
import { isShipped } from './standardLibrary.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));

/**
 * Where the two zips stand in the sandbox's file system. Tracebacks and source places recognise
 * frames that are not the user's by this prefix.
 */
const PACKAGE_PREFIX = '/lib/gradient/';
const STANDARD_PREFIX = '/lib/python314.zip/';

/**
 * Writes `stdlib.zip`, `packages.zip` and `pyodide.asm.wasm` into OUTDIR/python. What was compiled
 * before from the same input is taken from `node_modules/.cache`. Resolves to the sizes in bytes.
 */
export async function buildPython({ root, outDir }) {
  const pyodide = join(root, 'node_modules/pyodide');
  const target = join(outDir, 'python');
  const cache = join(root, 'node_modules/.cache/gradient-python');
  await mkdir(target, { recursive: true });
  await mkdir(cache, { recursive: true });

  const key = [
    await readFile(join(pyodide, 'package.json')),
    await readFile(join(HERE, 'compilePython.mjs')),
    await readFile(join(HERE, 'standardLibrary.mjs')),
  ];

  const stdlibPath = join(cache, `stdlib-${hash(key)}.zip`);
  const stdlib = await cached(stdlibPath, async () => {
    const compiler = await startCompiler();
    const zip = await readFile(join(pyodide, 'python_stdlib.zip'));
    const sources = compiler
      .readZip(new Uint8Array(zip))
      .filter(([path]) => isShipped(path))
      .map(([path, text]) => [path, STANDARD_PREFIX + path, text]);
    return compiler.compileZip(sources, 2);
  });

  const sources = await readPackages(join(root, 'src/frontends/python/packages'));
  const packagesKey = hash([...key, ...sources.flat()]);
  const packages = await cached(join(cache, `packages-${packagesKey}.zip`), async () => {
    const compiler = await startCompiler(stdlibPath);
    return compiler.compileZip(sources, 0);
  });

  await writeFile(join(target, 'stdlib.zip'), stdlib);
  await writeFile(join(target, 'packages.zip'), packages);
  await copyFile(join(pyodide, 'pyodide.asm.wasm'), join(target, 'pyodide.asm.wasm'));
  return { stdlib: stdlib.length, packages: packages.length };
}

function hash(parts) {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest('hex').slice(0, 16);
}

async function cached(path, make) {
  try {
    return await readFile(path);
  } catch {
    const bytes = await make();
    // Another build may be reading: the file appears whole or not at all.
    const unfinished = `${path}.${process.pid}`;
    await writeFile(unfinished, bytes);
    await rename(unfinished, path);
    return bytes;
  }
}

/** Files that are shipped as they are: the data sets of our sklearn and their licence. */
const DATA = /(\.csv|\.csv\.gz|LICENSE)$/;

/**
 * All `.py` files below FOLDER as [path in the zip, file name in tracebacks, text], and the data
 * files with bytes for a text, in a fixed order.
 */
async function readPackages(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && (entry.name.endsWith('.py') || DATA.test(entry.name)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const path = relative(folder, file).split(sep).join('/');
      const bytes = await readFile(file);
      const content = DATA.test(file) ? new Uint8Array(bytes) : bytes.toString('utf8');
      return [path, PACKAGE_PREFIX + path, content];
    }),
  );
}
