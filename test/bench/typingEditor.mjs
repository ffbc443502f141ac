/**
 * @file Typing in a real workbench, with the gradients of the file open and without the extension, in turn:
 * CPU time of the editor's main thread; and from a key to its values behind the lines, as they are drawn.
 */
// @ts-check
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { focusEditor } from '../workbench/driveEditor.mjs';
import { openFile, runCommand } from '../workbench/drivePalette.mjs';
import { REPOSITORY } from '../workbench/installation.mjs';
import { poll, sleep } from '../workbench/poll.mjs';
import { startWorkbench } from '../workbench/startWorkbench.mjs';

const KEY = 1000 / 15;
/** What a person does at the end of a line: long enough for a run of the text. ms */
const PAUSE = 500;
/** As package.json has it. ms */
const DELAY = 200;
const LINE = 'scale = tf.constant(2.0) * data_loss';
const SETTINGS = { 'editor.quickSuggestions': false, 'editor.wordBasedSuggestions': 'off' };

/** @typedef {import('playwright-core').Page} Page */

/**
 * @param {number} seconds of typing in each workbench
 * @param {number} rounds
 */
export async function measureEditor(seconds, rounds) {
  const folder = await mkdtemp(join(tmpdir(), 'gradient-typing-'));
  await writeFile(join(folder, 'loss.py'), await readFile(join(REPOSITORY, 'test/bench/typedFile.py')));
  /** @type {{ with: number[], without: number[], extra: number[], toDrawn: number[] }} */
  const figures = { with: [], without: [], extra: [], toDrawn: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      const without = await inWorkbench(folder, false, (page) => typing(page, seconds));
      const shown = await inWorkbench(folder, true, async (page) => {
        figures.toDrawn.push(...(await keysToHints(page, 20)));
        return typing(page, seconds);
      });
      figures.without.push(without);
      figures.with.push(shown);
      figures.extra.push(100 * (shown / without - 1));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}

/**
 * @template T
 * @param {string} folder
 * @param {boolean} isOn
 * @param {(page: Page) => Promise<T>} measure
 */
async function inWorkbench(folder, isOn, measure) {
  const workbench = await startWorkbench({ folder, devExtensions: isOn ? [REPOSITORY] : [], settings: SETTINGS });
  try {
    const { page } = workbench;
    await openFile(page, 'loss.py');
    if (isOn) {
      await runCommand(page, 'Gradient Debugger: Open Gradients to the Side');
      await poll(() => hintsOf(page), (hints) => hints.includes('reduce_mean'));
      for (let i = 0; i < 5; i++) await runCommand(page, 'Gradient Debugger: Step');
    }
    await sleep(4000);
    return await measure(page);
  } finally {
    await workbench.close();
  }
}

/** @param {Page} page */
async function hintsOf(page) {
  const lines = await page.locator('.editor-instance .view-line').allInnerTexts();
  return lines.filter((line) => /[=∂]\s*[−\d]|μ/u.test(line)).join('\n');
}

/** @param {Page} page @param {number} line */
async function caretAtEndOf(page, line) {
  await focusEditor(page);
  await page.keyboard.press('Control+Home');
  for (let i = 1; i < line; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
}

/** @param {Page} page @param {number} seconds */
async function typing(page, seconds) {
  await caretAtEndOf(page, 39);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await cpu(session);
  const end = performance.now() + 1000 * seconds;
  let next = performance.now();
  while (performance.now() < end) {
    for (const key of ['Enter', ...LINE]) {
      await page.keyboard.press(key === ' ' ? 'Space' : key);
      next += KEY;
      await sleep(Math.max(0, next - performance.now()));
    }
    await sleep(PAUSE);
    await page.keyboard.press('Control+Shift+K');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('End');
    next = performance.now();
  }
  return (await cpu(session)) - before;
}

/** @param {import('playwright-core').CDPSession} session */
async function cpu(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

/**
 * ms from a digit typed at the end of `RATE = 0.01` until other values are drawn, without the wait for the next key.
 * @param {Page} page @param {number} keys
 */
async function keysToHints(page, keys) {
  await caretAtEndOf(page, 5);
  const times = [];
  for (let i = 0; i < keys; i++) {
    const drawn = page.evaluate(() => new Promise((/** @type {(ms: number) => void} */ resolve, reject) => {
      const lossLine = () =>
        [...document.querySelectorAll('.editor-instance .view-line')].map((line) => line.textContent ?? '').find((text) => text.startsWith('loss'.concat(String.fromCharCode(0xa0)))) ?? '';
      const before = lossLine();
      let began = 0;
      document.addEventListener('keydown', () => (began = performance.now()), { capture: true, once: true });
      const observer = new MutationObserver(() => {
        const now = lossLine();
        if (began === 0 || now === before || now.includes('was') || !now.includes('∂')) return;
        observer.disconnect();
        resolve(performance.now() - began);
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      setTimeout(() => reject(new Error(`no other value behind ${before}`)), 10_000);
    }));
    await sleep(50);
    await page.keyboard.press(i % 2 === 0 ? '5' : 'Backspace');
    times.push((await drawn) - DELAY);
    await sleep(400);
  }
  return times;
}
