/** @file Starts and ends VS Code's server process; knows no browser and no test. */
// @ts-check
import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { installVsix, linkExtension } from './extensionFolder.mjs';
import { requireInstallation, serverEnvironment } from './installation.mjs';
import { poll, sleep } from './poll.mjs';
import { QUIET_SETTINGS, trustSettings } from './serverSettings.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} [version] code-server release; default as `chosenVersion`
 * @property {string} [data] folder for everything that VS Code writes; default a temporary one
 * @property {string} [extensionsDir] default inside `data`
 * @property {readonly string[]} [vsix] packaged extensions to install first
 * @property {readonly string[]} [linked] unpacked extensions to show as installed
 * @property {Readonly<Record<string, unknown>>} [settings] user settings on top of the quiet ones
 * @property {import('./serverSettings.mjs').Trust} [trust] default `disabled`
 * @property {NodeJS.ProcessEnv} [env] additions for the server and its extension hosts
 * @property {number} [port] default a free one
 * @property {string} [token] connection token that a browser has to bring; default none
 *
 * @typedef {object} Server
 * @property {string} url of the workbench, without a query
 * @property {string} authority `host:port`, the authority of `vscode-remote:` URIs
 * @property {string} data
 * @property {string} extensionsDir
 * @property {() => Promise<string>} readLog what the server process printed
 * @property {() => Promise<void>} stop ends the server and every extension host
 */

/** A signal runs no 'exit' handlers by itself, and those are what ends the servers. */
const exitOnSignal = () => process.exit(130);
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolvePort, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolvePort(port));
    });
  });
}

/**
 * Starts a server and waits until it answers.
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startServer(options = {}) {
  const installation = requireInstallation(options.version);
  const isTemporary = options.data === undefined;
  const data = resolve(options.data ?? (await mkdtemp(join(tmpdir(), 'gradient-workbench-'))));
  const extensionsDir = resolve(options.extensionsDir ?? join(data, 'extensions'));
  const trust = options.trust ?? 'disabled';
  try {
    await prepareFolders(data, extensionsDir, options);
  } catch (error) {
    if (isTemporary) await rm(data, { recursive: true, force: true });
    throw error;
  }

  const port = options.port ?? (await freePort());
  const log = join(data, 'server.log');
  const output = openSync(log, 'w');
  const args = [
    ...['--host', '127.0.0.1', '--port', String(port), '--accept-server-license-terms'],
    ...(options.token ? ['--connection-token', options.token] : ['--without-connection-token']),
    ...(trust === 'disabled' ? ['--disable-workspace-trust'] : []),
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...['--user-data-dir', join(data, 'user'), '--server-data-dir', join(data, 'server')],
    ...['--extensions-dir', extensionsDir],
  ];
  const child = spawn(installation.node, [installation.serverMain, ...args], {
    stdio: ['ignore', output, output],
    env: {
      ...serverEnvironment(),
      XDG_RUNTIME_DIR: data, // VS Code's sockets: stop() removes them with `data`
      EXTENSIONS_GALLERY: '{}', // no marketplace: no request leaves this machine
      ...options.env,
    },
    // Its own process group: extension hosts can outlive a server that got SIGTERM.
    detached: true,
  });
  closeSync(output);
  const group = processGroup(child);
  const onExit = () => {
    group.signal('SIGKILL');
    if (isTemporary) rmSync(data, { recursive: true, force: true });
  };
  process.on('exit', onExit);
  for (const signal of SIGNALS) {
    if (!process.listeners(signal).includes(exitOnSignal)) process.once(signal, exitOnSignal);
  }

  const stop = async () => {
    group.signal('SIGTERM');
    for (let i = 0; i < 20 && group.isAlive(); i++) await sleep(50);
    group.signal('SIGKILL');
    process.off('exit', onExit);
    if (isTemporary) await rm(data, { recursive: true, force: true, maxRetries: 5 });
  };
  const authority = `127.0.0.1:${port}`;
  const readLog = () => readFile(log, 'utf8');
  try {
    await untilAnswering(child, `http://${authority}/`, readLog);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://${authority}/`, authority, data, extensionsDir, readLog, stop };
}

/**
 * @param {string} data
 * @param {string} extensionsDir
 * @param {ServerOptions} options
 */
async function prepareFolders(data, extensionsDir, options) {
  const settings = {
    ...QUIET_SETTINGS,
    ...trustSettings(options.trust ?? 'disabled'),
    ...options.settings,
  };
  await mkdir(join(data, 'user', 'User'), { recursive: true });
  await mkdir(extensionsDir, { recursive: true });
  await writeFile(
    join(data, 'user', 'User', 'settings.json'),
    JSON.stringify(settings, null, 2),
  );
  for (const vsix of options.vsix ?? []) installVsix(vsix, extensionsDir, options.version);
  for (const folder of options.linked ?? []) await linkExtension(folder, extensionsDir);
}

/** @param {import('node:child_process').ChildProcess} child */
function processGroup(child) {
  const send = (/** @type {NodeJS.Signals | 0} */ signal) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
      return child.pid !== undefined;
    } catch {
      return false; // ESRCH: the whole group has ended
    }
  };
  return { signal: (/** @type {NodeJS.Signals} */ signal) => send(signal), isAlive: () => send(0) };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} url
 * @param {() => Promise<string>} readLog
 */
async function untilAnswering(child, url, readLog) {
  /** @type {string | undefined} */
  let ended;
  child.on('error', (error) => (ended = error.message));
  child.on('exit', (code, signal) => (ended = `exit code ${code ?? signal}`));
  const answers = async () => {
    if (ended !== undefined) return true;
    // A server with a connection token answers 403 here: it is up all the same.
    return (await fetch(url)).status < 500;
  };
  try {
    await poll(answers, Boolean, 30_000);
  } catch {
    ended = 'no answer within 30 s';
  }
  if (ended === undefined) return;
  throw new Error(`VS Code's server did not start: ${ended}. Its log:\n${await readLog()}`);
}
