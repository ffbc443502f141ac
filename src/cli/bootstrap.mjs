#!/usr/bin/env node
/**
 * @file `npm start [-- FILE …]`: on a fresh clone installs, builds, runs the terminal face on FILE
 * (the notes' program without one), then says how to open it in VS Code. Plain JavaScript.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensureInstalled.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const cli = path.join(root, 'dist/cli.js');

/** Newest change of a source file, in ms. */
function newestSource() {
  const files = ['src', 'media']
    .flatMap((folder) =>
      fs.readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.join(root, folder, String(file))),
    )
    .concat([path.join(root, 'package.json'), path.join(root, 'build.mjs')]);
  return Math.max(...files.map((file) => fs.statSync(file).mtimeMs));
}

ensureInstalled(root);
const complete = path.join(root, 'dist/.complete');
if (!fs.existsSync(complete) || fs.statSync(complete).mtimeMs < newestSource()) {
  console.error('Building …');
  const { buildProduct } = await import('../../build.mjs');
  await buildProduct();
}

const args = process.argv.slice(2);
const example = path.join(root, 'examples/clip_by_norm.py');
const isOwnFile = args.some((arg) => !arg.startsWith('-'));
const { status } = spawnSync(process.execPath, [cli, ...(isOwnFile ? args : [example, ...args])], {
  stdio: 'inherit',
});
if (!isOwnFile && !args.includes('--json') && !args.includes('--help')) {
  const hasCode = spawnSync(process.platform === 'win32' ? 'where' : 'which', ['code']).status === 0;
  console.error(
    hasCode
      ? '\nIn VS Code: npm run package, then code --install-extension gradient-debugger-*.vsix, open a loss ' +
          'file and run “Gradient Debugger: Open Gradients to the Side” from the command palette.'
      : '\nIn VS Code: npm run workbench opens the real workbench in a browser with the extension in it; ' +
          'there, open examples/clip_by_norm.py and run “Gradient Debugger: Open Gradients to the Side” (F1).',
  );
}
process.exitCode = status ?? 1;
