/** @file Builds the C++ modules of VS Code's server that npm carries only as source. */
// @ts-check
import { existsSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run, step, which } from './commands.mjs';
import { nodeOf, serverFolderOf } from './installation.mjs';

/**
 * spdlog: without it output channels stay empty. The watchdog ends orphaned extension hosts.
 * node-pty is the terminal. Kerberos and sqlite (proxy logins, chat) are never reached.
 */
const MODULES = ['@vscode/spdlog', '@vscode/native-watchdog', 'native-watchdog', 'node-pty'];

const REMEDY =
  'make sure that g++, make and python3 work (Debian: apt-get install -y build-essential python3)';

/** @param {string} module folder of a module that may carry a ready binary */
function hasPrebuild(module) {
  return existsSync(join(module, 'prebuilds', `${process.platform}-${process.arch}`, 'pty.node'));
}

/** @param {string} folder */
function modulesToBuild(folder) {
  return MODULES.map((name) => ({
    name,
    path: join(serverFolderOf(folder), 'node_modules', name),
  })).filter(({ path }) => existsSync(path) && !hasPrebuild(path));
}

/** npm carries a node-gyp; it is run by the target's Node, so that versions and headers agree. */
function nodeGyp() {
  const npm = process.env['npm_execpath'] ?? which('npm');
  const path = npm && join(dirname(dirname(realpathSync(npm))), 'node_modules', 'node-gyp');
  const script = path && join(path, 'bin', 'node-gyp.js');
  if (script && existsSync(script)) return script;
  throw new Error(
    `node-gyp not found beside npm (${npm ?? 'npm is not on PATH'}). ` +
      'Install a complete npm: npm install -g npm',
  );
}

/**
 * @param {string} folder of the installation
 * @param {string} headers folder that holds `include/node`
 */
export async function buildNativeModules(folder, headers) {
  const gyp = nodeGyp();
  for (const { name, path } of modulesToBuild(folder)) {
    await step(`build ${name}`, () =>
      run(nodeOf(folder), [gyp, 'rebuild', `--nodedir=${headers}`, '--jobs=max'], {
        cwd: path,
        remedy: REMEDY,
      }),
    );
    await rm(join(path, 'build', 'Release', 'obj.target'), { recursive: true, force: true });
  }
}
