#!/usr/bin/env node
/**
 * @file A stand-in for the desktop `code` executable, for machines that cannot download one:
 * @vscode/test-electron runs it, and it runs the suite in the extension host of the workbench
 * from npm. It knows the arguments of `code`, not what the suite does.
 */
// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { suitePrinter } from './automationLog.mjs';
import { launchBrowser, openWorkbench } from './browser.mjs';
import { installVsix } from './extensionFolder.mjs';
import { requireInstallation } from './installation.mjs';
import { startServer } from './server.mjs';

/** The suite gave no result: VS Code's own codes are 0 (passed) and 1 (failed). */
const NO_RESULT = 2;

const { values, positionals } = parseArgs({
  strict: false, // `code` accepts many more options than matter here
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    'extensions-dir': { type: 'string' },
    'user-data-dir': { type: 'string' },
    'install-extension': { type: 'string', multiple: true },
    'disable-workspace-trust': { type: 'boolean' },
    version: { type: 'boolean' },
  },
});

/** @param {unknown} value of an option that takes text */
function text(value) {
  return typeof value === 'string' ? value : undefined;
}

/** @param {unknown} value of an option that may be repeated */
function texts(value) {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function printVersion() {
  const { product } = requireInstallation();
  console.log(`${product.version}\n${product.commit}\n${process.arch}`);
}

/** @param {readonly string[]} vsix */
function installExtensions(vsix) {
  const folder = text(values['extensions-dir']);
  if (!folder) throw new Error('--install-extension needs --extensions-dir here: name a folder.');
  for (const file of vsix) installVsix(file, resolve(folder));
}

function userSettings() {
  const folder = text(values['user-data-dir']);
  const file = folder && join(folder, 'User', 'settings.json');
  return file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** @param {string} testsPath */
async function runSuite(testsPath) {
  const target = positionals.find((path) => existsSync(path));
  const isWorkspace = target?.endsWith('.code-workspace');
  const extensionsDir = text(values['extensions-dir']);
  const server = await startServer({
    settings: userSettings(),
    trust: values['disable-workspace-trust'] ? 'disabled' : 'restricted',
    ...(extensionsDir ? { extensionsDir } : {}),
    env: suiteEnvironment(),
  });
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  try {
    browser = await launchBrowser();
    return await resultOf(browser, server, {
      ...(target ? { [isWorkspace ? 'workspace' : 'folder']: target } : {}),
      devExtensions: texts(values['extensionDevelopmentPath']),
      testsPath,
    });
  } finally {
    await browser?.close();
    await server.stop();
  }
}

/** VSCODE_* is kept from the server on purpose, but these are meant for the suite. */
function suiteEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name.startsWith('VSCODE_TEST')),
  );
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {import('./server.mjs').Server} server
 * @param {import('./browser.mjs').WorkbenchOptions} options
 * @returns {Promise<number>} the suite's exit code
 */
async function resultOf(browser, server, options) {
  const printer = suitePrinter((line) => console.log(line));
  try {
    const code = await new Promise((resolveCode, reject) => {
      const gone = (/** @type {string} */ what) => reject(new Error(`No result: ${what}.`));
      browser.on('disconnected', () => gone('Chromium ended before the suite did'));
      openWorkbench(browser, server, {
        ...options,
        onExit: resolveCode,
        onLog: printer.log,
      }).then(
        (page) => page.on('crash', () => gone('the page of the workbench crashed')),
        reject,
      );
    });
    if (code !== 0) printer.printUnstarted();
    return code;
  } catch (error) {
    printer.printUnstarted();
    throw error;
  }
}

async function main() {
  if (values['version']) return printVersion();
  const vsix = texts(values['install-extension']);
  if (vsix.length > 0) return installExtensions(vsix);
  const testsPath = text(values['extensionTestsPath']);
  if (!testsPath) {
    throw new Error(
      'Expected --extensionTestsPath, --install-extension or --version. To open a window for a ' +
        'person, run: npm run workbench',
    );
  }
  process.exitCode = await runSuite(testsPath);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = NO_RESULT;
}
