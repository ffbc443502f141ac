/** @file One running workbench for a test: server, browser and page together, ended together. */
// @ts-check
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser, openWorkbench } from './browser.mjs';
import { ensureInstalled } from './install.mjs';
import { REPOSITORY } from './installation.mjs';
import { startServer } from './server.mjs';

const SCREENSHOTS = join(REPOSITORY, 'out', 'screenshots');

/**
 * @typedef {object} Workbench
 * @property {import('playwright-core').Page} page
 * @property {import('playwright-core').Browser} browser
 * @property {import('./server.mjs').Server} server
 * @property {readonly string[]} consoleLines what page and extension host logged, so far
 * @property {(name: string) => Promise<string>} screenshot saves `out/screenshots/NAME.png` and
 *   resolves to its path
 * @property {() => Promise<void>} close
 */

/**
 * Starts VS Code with the extensions and opens a folder in Chromium; installs VS Code first if it
 * is missing. `close` must be called, also when a test failed.
 * @param {import('./server.mjs').ServerOptions & import('./browser.mjs').WorkbenchOptions} options
 * @returns {Promise<Workbench>}
 */
export async function startWorkbench(options) {
  await ensureInstalled(options.version);
  const server = await startServer(options);
  /** @type {string[]} */
  const consoleLines = [];
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  const close = async () => {
    await browser?.close();
    await server.stop();
  };
  try {
    browser = await launchBrowser();
    const onConsole = (/** @type {string} */ line) => consoleLines.push(line);
    const page = await openWorkbench(browser, server, { onConsole, ...options });
    page.setDefaultTimeout(20_000);
    const screenshot = (/** @type {string} */ name) => saveScreenshot(page, name);
    return { page, browser, server, consoleLines, screenshot, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
async function saveScreenshot(page, name) {
  await mkdir(SCREENSHOTS, { recursive: true });
  const path = join(SCREENSHOTS, `${name.replace(/[^\w.-]+/g, '-')}.png`);
  await page.screenshot({ path, timeout: 15_000 });
  return path;
}
