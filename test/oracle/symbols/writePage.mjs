#!/usr/bin/env node
/** @file Writes examples/SUPPORTED.md from the code: runs the test that holds it, allowed to write. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const { status } = spawnSync(
  'node', ['test/run.mjs', '--no-build', '--only', 'python/supportedSymbols'],
  {
    cwd: root, stdio: 'inherit', env: { ...process.env, GRADIENT_DEBUGGER_WRITE_SYMBOLS: '1' },
  },
);
process.exit(status ?? 1);
