#!/usr/bin/env node
/**
 * @file Runs every test: installs what is missing, checks types, builds, then four layers: pure code,
 * the Python front-end in its worker, the extension host, the workbench in a browser.
 * `--only TEXT` runs the pure and worker tests whose path contains TEXT; `--layer NAME` one layer.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../src/cli/ensureInstalled.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const only = option('--only');
const layer = option('--layer');

/** Runs a program in the project's root; ends this process with its exit code if it fails. */
function run(title, command, ...commandArgs) {
  console.log(`\n— ${title}`);
  const { status, error } = spawnSync(command, commandArgs, { cwd: root, stdio: 'inherit' });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}

ensureInstalled(root);
if (!only && !layer) run('types', 'node', 'node_modules/typescript/bin/tsc', '--noEmit');
const { buildProduct, buildTests } = await import('../build.mjs');
if (!args.includes('--no-build')) await buildProduct();
fs.rmSync(path.join(root, 'out/test'), { recursive: true, force: true });
const files = (await buildTests()).map((file) => path.relative(root, file));

const mocha = 'node_modules/mocha/bin/mocha.js';
/** As `allowRelaxedVectors`, for the tests that run the engine without its worker. */
const flags = process.versions.v8.startsWith('11.3.') ? ['--experimental-wasm-relaxed-simd'] : [];
const isWorkerTest = (file) => /^out\/test\/(frontends|runner|cli|oracle|webview|golden)\//.test(file);
const suites = [
  {
    name: 'pure',
    files: files.filter((file) => /\.test\.js$/.test(file) && !isWorkerTest(file)),
    timeout: '20000',
  },
  {
    name: 'worker',
    files: files.filter((file) => /\.test\.js$/.test(file) && isWorkerTest(file)),
    timeout: '120000',
  },
];
if (only && !suites.some((suite) => suite.files.some((file) => file.includes(only)))) {
  console.error(`No test file has "${only}" in its path: nothing was tested.`);
  process.exit(1);
}
for (const suite of suites) {
  const chosen = suite.files.filter((file) => !only || file.includes(only));
  if (chosen.length === 0 || (layer && layer !== suite.name)) continue;
  // --exit: a before-hook that fails leaves its esbuild or worker alive, and mocha would wait for it for ever.
  // A test of a worker waits for it most of the time: two files at once take little more than half as long.
  const jobs = suite.name === 'worker' && chosen.length > 1 ? ['--parallel', '--jobs', '2'] : [];
  run(`${suite.name}: ${chosen.length} files`, 'node', ...flags, mocha, '--exit', ...jobs, '--timeout', suite.timeout, ...chosen);
}
if (!only && (!layer || layer === 'host')) {
  run('extension host', 'node', 'test/host/runHostTests.mjs');
}
if (!only && (!layer || layer === 'ui')) {
  run('workbench', 'node', 'test/workbench/runUiTests.mjs');
}
console.log('\nAll layers passed.');
