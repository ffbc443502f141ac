#!/usr/bin/env node
/** @file The build: bundles the extension, the runner, the realm, the panel, the terminal and the tests. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './src/cli/ensureInstalled.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));

// Every npm script builds first, so every one of them works on a fresh clone.
ensureInstalled(root);
const { build } = await import('esbuild');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  absWorkingDir: root,
  logLevel: 'warning',
  target: 'es2022',
  sourcemap: process.env.GRADIENT_DEBUGGER_SOURCEMAP === '1' ? 'linked' : false,
  minify: true,
  keepNames: true,
  legalComments: 'none',
};

/** Code that runs in Node: the extension host, the worker thread, the terminal. */
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20' };

export async function buildProduct() {
  const { buildPython } = await import('./src/frontends/python/packaging/buildPython.mjs');
  const { buildRealm } = await import('./src/frontends/python/packaging/buildRealm.mjs');
  const outDir = path.join(root, 'dist');
  fs.mkdirSync(outDir, { recursive: true });
  fs.rmSync(path.join(outDir, '.complete'), { force: true });
  await Promise.all([
    build({
      ...node,
      entryPoints: { extension: 'src/extension/extension.ts' },
      outdir: outDir,
      // The way to the runner and the debug adapter are files of their own, loaded when they are first needed.
      external: ['vscode', './runnerClient.js', './debugAdapter.js'],
      supported: { 'dynamic-import': false },
    }),
    build({
      ...node,
      entryPoints: {
        runnerClient: 'src/extension/runnerClient.ts',
        debugAdapter: 'src/extension/debugAdapter.ts',
      },
      outdir: outDir,
    }),
    build({
      ...node,
      entryPoints: { cli: 'src/cli/main.ts' },
      outdir: outDir,
      banner: { js: '#!/usr/bin/env node' },
    }),
    build({
      ...shared,
      // The page's budget is in bytes, and nothing in it asks a function for its name.
      keepNames: false,
      platform: 'browser',
      // What the page shows on demand is a file of its own, and what both need a third.
      format: 'esm',
      splitting: true,
      chunkNames: 'webview-[name]',
      entryPoints: {
        webview: 'src/webview/main.tsx',
        'webview-drawings': 'src/webview/parts/drawings.ts',
      },
      outdir: outDir,
      jsx: 'automatic',
      jsxImportSource: 'preact',
    }),
    buildRealm({ root, outDir }),
    buildPython({ root, outDir }),
  ]);
  fs.chmodSync(path.join(outDir, 'cli.js'), 0o755);
  fs.writeFileSync(path.join(outDir, '.complete'), '');
}

/** Compiles test files to out/test, one bundle each; what they load at run time stays outside. */
export async function buildTests() {
  const files = fs
    .readdirSync(path.join(root, 'test'), { recursive: true })
    .map((file) => path.join('test', String(file)))
    .filter((file) => /\.(test|uitest|hosttest)\.tsx?$/.test(file) || file === 'test/host/index.ts');
  await build({
    ...node,
    minify: false,
    // Functions are handed to the page by their source: esbuild's __name helper is not there.
    keepNames: false,
    sourcemap: 'inline',
    outbase: 'test',
    outdir: path.join(root, 'out/test'),
    entryPoints: files,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: [
      'vscode', 'mocha', 'playwright-core', '@vscode/test-electron', 'pyodide', 'esbuild', 'axe-core',
    ],
  });
  return files.map((file) => path.join(root, 'out', file.replace(/\.tsx?$/, '.js')));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const began = Date.now();
  await buildProduct();
  console.log(`built dist/ in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}
