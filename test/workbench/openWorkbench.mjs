#!/usr/bin/env node
/**
 * @file `npm run workbench [FILE]`: a VS Code with our extension for a person with a browser, until
 * Ctrl+C. Options: `--port N`, `--trust` (as on a user's first start: the folder has to be
 * trusted), `--vsix FILE` (the packaged extension instead of this folder), `--extension FOLDER`
 * (another unpacked extension), `--no-open` (only print the address).
 */
// @ts-check
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { which } from './commands.mjs';
import { ensureInstalled } from './install.mjs';
import { REPOSITORY } from './installation.mjs';
import { startServer } from './server.mjs';
import { findChromium } from './systemPackages.mjs';

const FIRST_EXAMPLE = join(REPOSITORY, 'examples', 'clip_by_norm.py');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    port: { type: 'string' },
    trust: { type: 'boolean', default: false },
    vsix: { type: 'string' },
    extension: { type: 'string', default: REPOSITORY },
    open: { type: 'boolean', default: true },
  },
});

/** @returns {string | undefined} the file to show */
function chooseFile() {
  const [given] = positionals;
  if (given === undefined) return existsSync(FIRST_EXAMPLE) ? FIRST_EXAMPLE : undefined;
  const file = resolve(process.env['INIT_CWD'] ?? '.', given); // npm changes the folder itself
  if (existsSync(file)) return file;
  throw new Error(`${file} does not exist. Give a loss file: npm run workbench -- my_loss.py`);
}

/**
 * @param {import('./server.mjs').Server} server
 * @param {string} token
 * @param {string | undefined} file
 */
function addressOf(server, token, file) {
  const open = `vscode-remote://${server.authority}${file}`;
  const query = new URLSearchParams({
    tkn: token,
    folder: file ? dirname(file) : REPOSITORY,
    ...(file ? { payload: JSON.stringify([['openFile', open]]) } : {}),
  });
  return `${server.url}?${query}`;
}

/**
 * Shows the address in a graphical browser.
 * @param {string} address
 * @returns {boolean} whether there is one
 */
function showInBrowser(address) {
  const isMac = process.platform === 'darwin';
  if (!isMac && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return false;
  const opener = isMac ? which('open') : which('xdg-open');
  const program = opener ?? findChromium();
  if (!program) return false;
  const flags = !opener && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  spawn(program, [...flags, address], { stdio: 'ignore', detached: true }).unref();
  return true;
}

async function main() {
  const file = chooseFile();
  const installation = await ensureInstalled(undefined, { chromium: false });
  const token = randomBytes(16).toString('hex');
  // A built VS Code takes development extensions only from its page's configuration, which a
  // person's browser cannot be given: so the extension is shown as an installed one.
  const server = await startServer({
    ...(values.vsix ? { vsix: [values.vsix] } : { linked: [values.extension] }),
    trust: values.trust ? 'ask' : 'disabled',
    token,
    ...(values.port ? { port: Number(values.port) } : {}),
  });
  const address = addressOf(server, token, file);
  const isShown = values.open && showInBrowser(address);
  console.log(`VS Code ${installation.product.version} with Gradient Debugger runs at`);
  console.log(`  ${address}`);
  console.log(isShown ? 'It opens in your browser.' : 'Open this address in a browser.');
  console.log('On another machine: ssh -L PORT:127.0.0.1:PORT first. Ctrl+C ends it.');
  setInterval(() => undefined, 2 ** 30); // runs until a signal, which ends the server as well
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
