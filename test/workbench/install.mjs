#!/usr/bin/env node
/**
 * @file Installs a real VS Code workbench from npm (and Chromium from apt), once per machine:
 * `node test/workbench/install.mjs [VERSION]`. Knows the order of the steps, not their insides.
 */
// @ts-check
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run, step } from './commands.mjs';
import {
  MARKER,
  cacheFolder,
  chosenVersion,
  describeInstallation,
  findInstallation,
  installationFolder,
  nodeOf,
} from './installation.mjs';
import { buildNativeModules } from './nativeModules.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';
import {
  installServerDependencies,
  provideNode,
  trim,
  unpackServer,
} from './vscodePackage.mjs';

/**
 * Makes sure that this VS Code and a Chromium are there; does nothing when they are.
 * @param {string} [version] a release of the npm package `code-server`
 * @param {{ chromium: boolean }} [needs] Chromium is for tests: a person has a browser
 * @returns {Promise<import('./installation.mjs').Installation>}
 */
export async function ensureInstalled(version = chosenVersion(), needs = { chromium: true }) {
  const found = findInstallation(version);
  await ensureSystemPackages({ ...needs, compiler: found === undefined });
  return found ?? (await install(version));
}

/** @param {string} version */
async function install(version) {
  if (process.platform === 'win32') {
    throw new Error(
      'The workbench from npm runs on Linux and macOS only. On Windows set VSCODE_EXECUTABLE to ' +
        'a desktop Code.exe for the extension-host tests.',
    );
  }
  const folder = installationFolder(version);
  // Two runs may install at once: each works in its own folder, the first to end gives the name.
  const partial = join(cacheFolder(), `partial-${version}-${process.pid}`);
  const start = performance.now();
  console.log(`Installing VS Code (code-server ${version}) into ${folder}`);
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    await step('VS Code server from npm', () => unpackServer(version, partial));
    const node = await step('Node for it', () => provideNode(version, partial));
    await step('its dependencies', () => installServerDependencies(partial));
    await buildNativeModules(partial, node.headers);
    await step('remove what is not used', () => trim(partial));
    const nodeVersion = (await run(nodeOf(partial), ['--version'])).trim();
    const { product } = describeInstallation(version, partial);
    const marker = { version, vscode: product.version, node: nodeVersion, from: node.source };
    await writeFile(join(partial, MARKER), JSON.stringify(marker, null, 2) + '\n');
    if (!findInstallation(version)) {
      await rm(folder, { recursive: true, force: true });
      await rename(partial, folder);
    }
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  const installation = describeInstallation(version, folder);
  console.log(`Installed VS Code ${installation.product.version} in ${seconds} s`);
  return installation;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { folder, product } = await ensureInstalled(process.argv[2]);
    console.log(`VS Code ${product.version} is ready in ${folder}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    console.error(`VS Code could not be installed.\n${reason}`);
    process.exitCode = 1;
  }
}
