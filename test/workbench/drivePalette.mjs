/** @file VS Code's quick input: command palette, Quick Open, Go to Line, picks and input boxes. */
// @ts-check
import { basename } from 'node:path';
import { focusEditor } from './driveEditor.mjs';
import { retry } from './poll.mjs';

/** @typedef {import('playwright-core').Page} Page */

const WIDGET = '.quick-input-widget';
/** Short on purpose: several short attempts beat one long one. Milliseconds. */
const SHORT = 1500;

/** @param {Page} page */
function inputOf(page) {
  return page.locator(`${WIDGET} input[type="text"]`).first();
}

/**
 * The row whose label is the text exactly, else the first one that contains it: "Step" must not
 * pick "Step Back".
 * @param {Page} page
 * @param {string} label
 */
async function clickRow(page, label) {
  const rows = page.locator(`${WIDGET} .monaco-list-row`);
  const labelled = (/** @type {string | RegExp} */ hasText) =>
    rows.filter({ has: page.locator('.label-name', { hasText }) }).first();
  const pattern = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  const exact = labelled(new RegExp(`^\\s*${pattern}\\s*$`));
  await labelled(label).waitFor({ state: 'visible', timeout: SHORT });
  const row = (await exact.count()) > 0 ? exact : labelled(label);
  await row.click({ timeout: SHORT });
}

/**
 * The widget closes when focus moves (right after a click, or while an extension starts), so
 * open, fill and act are repeated as a whole.
 * @param {Page} page
 * @param {string} key
 * @param {string} text
 * @param {() => Promise<unknown>} act
 * @param {number} [timeout]
 */
async function throughQuickInput(page, key, text, act, timeout) {
  await retry(
    `quick input ${key} "${text}"`,
    async () => {
      await page.keyboard.press(key);
      await inputOf(page).waitFor({ state: 'visible', timeout: SHORT });
      await inputOf(page).fill(text, { timeout: SHORT });
      await act();
    },
    { timeout: timeout ?? 20_000, between: () => page.keyboard.press('Escape') },
  );
}

/**
 * Runs a command from the palette by its full title ("Gradient Debugger: Step"); waits until the
 * palette offers it. Resolves when it was chosen, which may be before it has done its work.
 * @param {Page} page
 * @param {string} title
 * @param {number} [timeout] milliseconds
 */
export async function runCommand(page, title, timeout) {
  await throughQuickInput(page, 'F1', `>${title}`, () => clickRow(page, title), timeout);
}

/**
 * What the palette offers for a text, in its order; closes the palette.
 * @param {Page} page
 * @param {string} text
 * @returns {Promise<string[]>}
 */
export async function commandsFor(page, text) {
  /** @type {string[]} */
  let titles = [];
  await throughQuickInput(page, 'F1', `>${text}`, async () => {
    const labels = page.locator(`${WIDGET} .monaco-list-row .label-name`);
    await labels.first().waitFor({ state: 'visible', timeout: SHORT });
    titles = (await labels.allTextContents()).map((title) => title.replace(/\u00a0/g, ' '));
  });
  await page.keyboard.press('Escape');
  return titles;
}

/**
 * Opens a file of the workspace by Quick Open, in the ACTIVE group, and puts the cursor in it.
 * @param {Page} page
 * @param {string} name
 */
export async function openFile(page, name) {
  const file = basename(name);
  await throughQuickInput(page, 'Control+P', name, async () => {
    await clickRow(page, file);
    await page.locator(`.tab[data-resource-name="${file}"]`).first().waitFor({ timeout: 5000 });
  });
  await page.locator('.editor-instance .view-lines').first().waitFor();
  await focusEditor(page);
}

/**
 * Puts the cursor of the active editor on a line and column, both counted from 1.
 * @param {Page} page
 * @param {number} line
 * @param {number} [column]
 */
export async function gotoLine(page, line, column = 1) {
  await focusEditor(page);
  await throughQuickInput(page, 'Control+G', `:${line}:${column}`, async () => {
    await page.keyboard.press('Enter');
    await page.locator(WIDGET).waitFor({ state: 'hidden', timeout: SHORT });
  });
  await focusEditor(page);
}

/**
 * Answers an input box that a command has opened ("Run Steps…").
 * @param {Page} page
 * @param {string} text
 */
export async function answerInput(page, text) {
  await inputOf(page).waitFor({ state: 'visible', timeout: 20_000 });
  await inputOf(page).fill(text);
  await page.keyboard.press('Enter');
}

/**
 * Chooses from a list that a command has opened.
 * @param {Page} page
 * @param {string} label
 */
export async function answerPick(page, label) {
  await retry(`pick "${label}"`, () => clickRow(page, label));
}
