/** @file Where an installed VS Code lies and whether it is complete; not how it got there. */
// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this checkout. */
export const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The `code-server` release that carries today's VS Code; the suite's default. */
export const CURRENT_VERSION = '4.139.1';
/** Carries VS Code 1.100, the oldest that `engines.vscode` of package.json admits. */
export const OLDEST_VERSION = '4.100.3';

/** Written last by the installer: without it a folder is an unfinished installation. */
export const MARKER = 'installed.json';

/**
 * @typedef {object} Installation
 * @property {string} version release of the npm package `code-server`
 * @property {string} folder everything of this installation
 * @property {string} node the Node that this VS Code asks for
 * @property {string} serverMain `server-main.js` of VS Code
 * @property {{ version: string, commit: string }} product VS Code's own version and commit
 */

/** Lives outside the git tree, so that a clean checkout finds it again. */
export function cacheFolder() {
  const chosen = process.env['GRADIENT_DEBUGGER_CACHE'];
  return chosen ? resolve(chosen) : join(homedir(), '.cache', 'gradient-debugger');
}

/** The version of this run: `GRADIENT_DEBUGGER_VSCODE` in the environment, else the current one. */
export function chosenVersion() {
  return process.env['GRADIENT_DEBUGGER_VSCODE'] || CURRENT_VERSION;
}

/** @param {string} version */
export function installationFolder(version) {
  return join(cacheFolder(), `vscode-${version}`);
}

/** @param {string} folder */
export function nodeOf(folder) {
  return join(folder, 'node');
}

/** @param {string} folder */
export function serverFolderOf(folder) {
  return join(folder, 'lib', 'vscode');
}

/**
 * The installation, or undefined when it is missing, unfinished, or its Node is gone (a symlink
 * to the machine's own Node dangles after that one was upgraded).
 * @param {string} [version]
 * @returns {Installation | undefined}
 */
export function findInstallation(version = chosenVersion()) {
  const folder = installationFolder(version);
  if (!existsSync(join(folder, MARKER)) || !existsSync(nodeOf(folder))) return undefined;
  return describeInstallation(version, folder);
}

/**
 * @param {string} version
 * @param {string} folder
 * @returns {Installation}
 */
export function describeInstallation(version, folder) {
  const server = serverFolderOf(folder);
  return {
    version,
    folder,
    node: nodeOf(folder),
    serverMain: join(server, 'out', 'server-main.js'),
    product: JSON.parse(readFileSync(join(server, 'product.json'), 'utf8')),
  };
}

/**
 * @param {string} [version]
 * @returns {Installation}
 */
export function requireInstallation(version = chosenVersion()) {
  const installation = findInstallation(version);
  if (installation) return installation;
  throw new Error(
    `VS Code (code-server ${version}) is not installed in ${installationFolder(version)}. ` +
      `Run: node test/workbench/install.mjs ${version}`,
  );
}

/** Variables of a surrounding VS Code, Electron or npm would change how this server behaves. */
export function serverEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VSCODE_|CODE_SERVER_|ELECTRON_|npm_|NODE_OPTIONS$)/.test(name),
    ),
  );
}
