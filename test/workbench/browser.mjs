/** @file Opens the workbench of a running server in Chromium; knows no widget inside it. */
// @ts-check
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { sleep } from './poll.mjs';
import { requireChromium } from './systemPackages.mjs';

/** No sandbox: test machines run as root in containers. No GPU: the software path is repeatable. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=Translate,OptimizationHints',
];

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('./server.mjs').Server} Server
 *
 * @typedef {object} WorkbenchOptions
 * @property {string} [folder] to open; without folder and workspace an empty window
 * @property {string} [workspace] a `.code-workspace` file to open
 * @property {readonly string[]} [devExtensions] unpacked extensions, as in "run extension"
 * @property {string} [testsPath] suite with `run()`, executed in the extension host
 * @property {{ width: number, height: number }} [viewport] CSS pixels
 * @property {boolean} [ownSite] webviews are of a site of their own and so run in a process of their own, as on a desktop
 * @property {(type: string, args: readonly unknown[]) => void} [onLog] every console call of the
 *   workbench and of the extension host
 * @property {(code: number) => void} [onExit] the suite of `testsPath` has ended
 * @property {(line: string) => void} [onConsole] what the page itself logs
 */

/** @param {import('playwright-core').LaunchOptions} [options] */
export function launchBrowser(options = {}) {
  return chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_FLAGS, ...options });
}

/**
 * Opens the workbench; resolves when editor area and status bar are there (with `testsPath` at
 * once, since the suite decides what is shown).
 *
 * A built VS Code ignores `extensionDevelopmentPath` in the URL, but always honours
 * `developmentOptions` of the configuration in a <meta> of its page. It is written there after
 * the page was parsed and before its deferred scripts run; nothing on disk is patched.
 * @param {Browser} browser
 * @param {Server} server
 * @param {WorkbenchOptions} [options]
 * @returns {Promise<Page>}
 */
export async function openWorkbench(browser, server, options = {}) {
  const viewport = options.viewport ?? { width: 1400, height: 900 };
  const page = await browser.newPage({ viewport });
  page.on('console', (message) => options.onConsole?.(`${message.type()} ${message.text()}`));
  page.on('pageerror', (error) => options.onConsole?.(`pageerror ${error}`));
  // The names are VS Code's own: it calls them when they exist.
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ type, /** @type {unknown[]} */ args) => options.onLog?.(type, args),
  );
  await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) =>
    options.onExit?.(code),
  );
  await page.addInitScript(({ development, site }) => {
    document.addEventListener('readystatechange', () => {
      if (document.readyState !== 'interactive') return;
      const meta = document.getElementById('vscode-workbench-web-configuration');
      const settings = meta?.getAttribute('data-settings');
      if (!meta || !settings) return;
      const configuration = JSON.parse(settings);
      configuration.developmentOptions = { ...configuration.developmentOptions, ...development };
      const endpoint = new URL(configuration.webviewEndpoint, location.href);
      if (site !== null) configuration.webviewEndpoint = `${site}${endpoint.pathname}`;
      meta.setAttribute('data-settings', JSON.stringify(configuration));
    });
  }, { development: developmentOptions(server, options), site: options.ownSite ? webviewSite(server) : null });
  await page.goto(`${server.url}?${workbenchQuery(options)}`, { waitUntil: 'domcontentloaded' });
  if (!options.testsPath) await untilRestored(page);
  return page;
}

/**
 * Every name under `localhost` is this machine; VS Code puts a hash of the workbench's origin for `{{uuid}}`.
 * @param {Server} server
 */
function webviewSite(server) {
  return `http://{{uuid}}.localhost:${new URL(server.url).port}`;
}

/**
 * @param {Server} server
 * @param {WorkbenchOptions} options
 */
function developmentOptions(server, { devExtensions = [], testsPath }) {
  const remote = (/** @type {string} */ path) => ({
    $mid: 1, // VS Code's mark for "this object is a URI"
    scheme: 'vscode-remote',
    authority: server.authority,
    path: resolve(path),
  });
  return {
    ...(devExtensions.length > 0 ? { extensions: devExtensions.map(remote) } : {}),
    ...(testsPath ? { extensionTestsPath: remote(testsPath) } : {}),
  };
}

/** @param {WorkbenchOptions} options */
function workbenchQuery({ folder, workspace }) {
  const query = new URLSearchParams({ payload: JSON.stringify([['skipWelcome', 'true']]) });
  if (folder) query.set('folder', resolve(folder));
  else if (workspace) query.set('workspace', resolve(workspace));
  else query.set('ew', 'true');
  return query;
}

/**
 * @param {Page} page
 * @param {number} [timeout] milliseconds
 */
export async function untilRestored(page, timeout = 60_000) {
  await page.locator('.monaco-workbench .part.editor').waitFor({ timeout });
  await page.locator('.monaco-workbench .statusbar-item').first().waitFor({ timeout });
}

/**
 * VS Code's web workbench writes its state (which panels are open, and their state) every 5 s
 * while it is idle, and cannot write when its page is closed. Two seconds are for being idle.
 */
const STATE_WRITTEN = 7000;

/**
 * Reloads the window as a person does who has looked at it for a moment: panels come back through
 * their serializers.
 * @param {Page} page
 */
export async function reloadWorkbench(page) {
  await sleep(STATE_WRITTEN);
  await page.reload({ waitUntil: 'domcontentloaded' });
  await untilRestored(page);
}
