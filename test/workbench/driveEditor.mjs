/** @file What a text editor of the workbench shows, and typing into it; knows no panel. */
// @ts-check
import { basename } from 'node:path';
import { poll, retry, sleep } from './poll.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/** VS Code draws blanks as U+00A0 and, with whitespace rendering, as U+00B7. */
const plain = (/** @type {string} */ text) => text.replace(/[\u00a0\u00b7]/g, ' ');

/**
 * Puts the keyboard into the editor of the active group. 1.100 takes keys in a text area, 1.139
 * in an edit context.
 * @param {Page} page
 */
export async function focusEditor(page) {
  await page.evaluate(() => {
    const inputs = '.native-edit-context, .monaco-editor textarea.inputarea';
    const groups = ['.editor-group-container.active', '.editor-group-container'];
    for (const group of groups) {
      for (const input of document.querySelectorAll(group)) {
        const target = input.querySelector(inputs);
        if (target instanceof HTMLElement) {
          target.focus();
          return;
        }
      }
    }
  });
}

/**
 * Brings an open file to the front, in whichever group it is.
 * @param {Page} page
 * @param {string} name
 */
export async function showTab(page, name) {
  const tab = `[data-resource-name="${basename(name)}"]`;
  await page.locator(`.tab${tab}`).first().click();
  await page.locator(`.tab.active${tab}`).first().waitFor();
  await focusEditor(page);
}

/**
 * Types at the cursor as a person does: auto-closing brackets and indentation included.
 * @param {Page} page
 * @param {string} text
 */
export async function typeText(page, text) {
  await focusEditor(page);
  await page.keyboard.type(text);
}

/**
 * Replaces the whole text of the active editor, by one insertion without auto-indentation.
 * @param {Page} page
 * @param {string} text
 */
export async function replaceText(page, text) {
  await focusEditor(page);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}

/** @param {Page} page */
export async function saveFile(page) {
  await focusEditor(page);
  await page.keyboard.press('Control+S');
}

/**
 * The text as drawn, inlay hints included, of the visible lines from top to bottom.
 * @param {Page} page
 */
export async function editorText(page) {
  const lines = await page
    .locator('.editor-instance .view-lines')
    .first()
    .locator('.view-line')
    .evaluateAll((elements) =>
      elements
        .map((line) => ({ top: parseFloat(line.style.top), text: line.textContent ?? '' }))
        .sort((a, b) => a.top - b.top)
        .map((line) => line.text),
    );
  return lines.map(plain).join('\n');
}

/**
 * Where the cursor is, as the status bar says it: line and column counted from 1.
 * @param {Page} page
 */
export async function cursorPosition(page) {
  const text = await poll(() => page.locator('#status\\.editor\\.selection').textContent());
  const [, line, column] = /Ln (\d+), Col (\d+)/.exec(plain(text ?? '')) ?? [];
  if (line && column) return { line: Number(line), column: Number(column) };
  throw new Error(`The status bar shows no "Ln …, Col …" but: ${text}`);
}

/**
 * Titles of all CodeLenses, as soon as there is one.
 * @param {Page} page
 */
export async function codeLenses(page) {
  const links = page.locator('.codelens-decoration a');
  return (await poll(() => links.allTextContents())).map(plain);
}

/**
 * Texts of all inlay hints, as soon as there is one. In the page they are plain text in generated
 * classes.
 * @param {Page} page
 */
export async function inlayHints(page) {
  const hints = page.locator('.view-line span[class*="dyn-rule-"]');
  return poll(async () =>
    (await hints.allTextContents()).map(plain).filter((text) => text.trim() !== ''),
  );
}

/**
 * How many underlined ranges the visible text has now.
 * @param {Page} page
 * @param {'error' | 'warning' | 'info'} [severity] default: any
 */
export async function squiggles(page, severity) {
  const kinds = severity ? [severity] : ['error', 'warning', 'info'];
  const selector = kinds.map((kind) => `.editor-instance .squiggly-${kind}`).join(', ');
  return page.locator(selector).count();
}

/**
 * Clicks something that the editor re-renders, in several short attempts. VS Code 1.139 can get
 * stuck on a cached CodeLens without a link after an edit; asking the provider again (type a
 * blank, undo it) helps, which is what `nudge` does between attempts.
 * @param {Locator} target
 * @param {{ timeout?: number, nudge?: (page: Page) => Promise<void> }} [options]
 */
export async function clickRetry(target, { timeout = 20_000, nudge = nudgeEditor } = {}) {
  await retry(`click ${target}`, () => target.click({ timeout: 2500 }), {
    timeout,
    between: () => nudge(target.page()),
  });
}

/**
 * Makes the editor ask its providers again without changing the text.
 * @param {Page} page
 */
export async function nudgeEditor(page) {
  await focusEditor(page);
  await page.keyboard.press('End');
  await page.keyboard.type(' ');
  await sleep(100);
  await page.keyboard.press('Control+Z');
}
