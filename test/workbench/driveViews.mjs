/** @file What surrounds the editors: webviews, Problems, Output, notifications, status bar. */
// @ts-check
import { answerPick, runCommand } from './drivePalette.mjs';
import { poll, sleep } from './poll.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Frame} Frame
 * @typedef {import('playwright-core').Locator} Locator
 */

const plain = (/** @type {string} */ text) => text.replace(/[\u00a0\u00b7]/g, ' ');

/**
 * The frame with the extension's own HTML, as soon as it contains the selector. VS Code nests it:
 * page > iframe.webview (its index.html) > iframe#active-frame (fake.html).
 * @param {Page} page
 * @param {string} [selector]
 * @param {number} [timeout] milliseconds
 * @returns {Promise<Frame>}
 */
export async function webviewFrame(page, selector = 'body', timeout = 30_000) {
  const end = Date.now() + timeout;
  for (;;) {
    for (const frame of page.frames()) {
      if (!frame.url().includes('/fake.html')) continue;
      try {
        const holder = await frame.frameElement();
        const isShown = (await holder.getAttribute('id')) === 'active-frame';
        if (isShown && (await frame.$(selector))) return frame;
      } catch {
        // The frame was replaced while it was looked at: the next round sees the new one.
      }
    }
    if (Date.now() > end) {
      const urls = page.frames().map((frame) => frame.url());
      throw new Error(`No webview with "${selector}" within ${timeout} ms. Frames: ${urls}`);
    }
    await sleep(100);
  }
}

/**
 * Rows of the Problems view (files and findings), as soon as there is one.
 * @param {Page} page
 */
export async function problems(page) {
  await runCommand(page, 'Problems: Focus on Problems View');
  const rows = page.locator('.markers-panel .monaco-list-row');
  return (await poll(() => rows.allTextContents())).map(plain);
}

/**
 * Shows one output channel and gives its visible text, as soon as there is some.
 * @param {Page} page
 * @param {string} channel as the picker of "Output: Show Output Channels..." names it
 */
export async function outputText(page, channel) {
  await runCommand(page, 'Output: Show Output Channels...');
  await answerPick(page, channel);
  const lines = page.locator('.part.panel .view-lines .view-line');
  return (await poll(() => lines.allTextContents())).map(plain).join('\n');
}

/**
 * Messages of the notification toasts that are shown now.
 * @param {Page} page
 */
export async function notifications(page) {
  const messages = page.locator('.notifications-toasts .notification-list-item-message');
  return (await messages.allTextContents()).map(plain);
}

/**
 * Presses a button of the notification that contains the text.
 * @param {Page} page
 * @param {string} message
 * @param {string} button
 */
export async function pressInNotification(page, message, button) {
  const toast = page.locator('.notification-list-item', { hasText: message }).first();
  await toast.hover();
  await toast.locator('.monaco-button', { hasText: button }).first().click();
}

/**
 * Texts of the status bar entries that are shown now, left to right; icons are not in them.
 * @param {Page} page
 */
export async function statusBar(page) {
  const items = page.locator('.part.statusbar .statusbar-item');
  return (await items.allTextContents()).map((text) => plain(text).trim()).filter(Boolean);
}

/**
 * Expands a row of a tree (debug scopes, tests) if it is collapsed; 1.139 does not do so itself.
 * @param {Page} page
 * @param {Locator} row
 */
export async function expand(page, row) {
  await row.waitFor();
  await poll(
    async () => {
      const state = await row.getAttribute('aria-expanded');
      if (state === 'false') {
        await row.click({ timeout: 1500 });
        await page.keyboard.press('ArrowRight');
        await sleep(200);
      }
      return state;
    },
    (state) => state !== 'false',
  );
}
