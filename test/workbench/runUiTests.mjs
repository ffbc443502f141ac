#!/usr/bin/env node
/**
 * @file Runs the compiled UI tests by plain mocha: `node test/workbench/runUiTests.mjs [NAME…]`.
 *
 * A UI test is `test/workbench/NAME.uitest.ts`; the build compiles it to CommonJS in
 * `out/test/workbench/`. Without names all of them run. Screenshots go to `out/screenshots/`.
 */
// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { REPOSITORY } from './installation.mjs';

const COMPILED = join(REPOSITORY, 'out', 'test', 'workbench');
/** Milliseconds. A cold workbench on two busy cores needs half a minute to show a panel. */
const TIMEOUT = 180_000;

/** @param {readonly string[]} names */
function compiledTests(names) {
  const all = existsSync(COMPILED)
    ? readdirSync(COMPILED).filter((file) => file.endsWith('.uitest.js'))
    : [];
  if (all.length === 0) {
    throw new Error(`No *.uitest.js in ${COMPILED}. Build first: npm run build`);
  }
  const missing = names.filter((name) => !all.includes(`${name}.uitest.js`));
  if (missing.length > 0) {
    throw new Error(`No UI test named ${missing.join(', ')}. There are: ${all.join(', ')}`);
  }
  const chosen = names.length > 0 ? names.map((name) => `${name}.uitest.js`) : all.sort();
  return chosen.map((file) => join(COMPILED, file));
}

/** @param {readonly string[]} files */
function runMocha(files) {
  const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
  const args = [mocha, '--timeout', String(TIMEOUT), '--exit', ...files];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: REPOSITORY, stdio: 'inherit' });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

try {
  const files = compiledTests(process.argv.slice(2));
  await ensureInstalled();
  process.exitCode = await runMocha(files);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
