/**
 * @file Typing in a real workbench, in turn without the gradients of the file and with them: CPU time of the editor's
 * main thread for the same keys; and from a key to its values behind the lines, as they are drawn.
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
 * @param {number} lines typed in each round
 * @param {number} rounds
 */
export async function measureEditor(lines, rounds) {
  const folder = await mkdtemp(join(tmpdir(), 'gradient-typing-'));
  await writeFile(join(folder, 'loss.py'), await readFile(join(REPOSITORY, 'test/bench/typedFile.py')));
  // The panel in a process of its own, as on a desktop: its time is not the editor's.
  const workbench = await startWorkbench({ folder, devExtensions: [REPOSITORY], settings: SETTINGS, ownSite: true });
  const { page } = workbench;
  /** @type {{ with: number[], without: number[], extra: number[], toDrawn: number[] }} */
  const figures = { with: [], without: [], extra: [], toDrawn: [] };
  try {
    await openFile(page, 'loss.py');
    // What is loaded and compiled with the first run and the first keys is nobody's.
    await openGradients(page);
    await typing(page, 1);
    for (let round = 0; round < rounds; round++) {
      await closeGradients(page);
      const without = await typing(page, lines);
      await openGradients(page);
      figures.toDrawn.push(...(await keysToHints(page, 10)));
      const shown = await typing(page, lines);
      figures.without.push(without);
      figures.with.push(shown);
      figures.extra.push(100 * (shown / without - 1));
    }
  } finally {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}

/** @param {Page} page */
async function openGradients(page) {
  await focusEditor(page);
  await runCommand(page, 'Gradient Debugger: Open Gradients to the Side');
  await poll(() => hintsOf(page), (hints) => hints.includes('reduce_mean'), 60_000);
  for (let i = 0; i < 5; i++) await runCommand(page, 'Gradient Debugger: Step');
  await poll(() => page.locator('.statusbar-item', { hasText: '∇ step 5' }).count(), (count) => count > 0);
  await sleep(2000);
}

/** @param {Page} page */
async function closeGradients(page) {
  await page.locator('.tab', { hasText: 'Gradients: loss.py' }).first().click({ button: 'middle' });
  await poll(() => hintsOf(page), (hints) => hints === '');
  await sleep(2000);
}

/** @param {Page} page */
async function hintsOf(page) {
  const lines = await page.locator('.editor-instance .view-line').allInnerTexts();
  return lines.filter((line) => /[∂μ]/u.test(line)).join('\n');
}

/** @param {Page} page @param {number} line */
async function caretAtEndOf(page, line) {
  await focusEditor(page);
  await page.keyboard.press('Control+Home');
  for (let i = 1; i < line; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
}

/** ms of CPU for each key. @param {Page} page @param {number} lines */
async function typing(page, lines) {
  await caretAtEndOf(page, 39);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await cpu(session);
  for (let line = 0; line < lines; line++) {
    let next = performance.now();
    for (const key of ['Enter', ...LINE]) {
      await page.keyboard.press(key === ' ' ? 'Space' : key);
      next += KEY;
      await sleep(Math.max(0, next - performance.now()));
    }
    await sleep(PAUSE);
    await page.keyboard.press('Control+Shift+K');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('End');
  }
  const spent = (await cpu(session)) - before;
  await session.detach();
  return spent / (lines * (LINE.length + 1));
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
    // The page has to listen before the key is pressed.
    const watch = await page.evaluateHandle(() => ({ drawn: new Promise((/** @type {(ms: number) => void} */ resolve, reject) => {
      const lossLine = () =>
        [...document.querySelectorAll('.editor-instance .view-line')].map((line) => line.textContent ?? '').find((text) => text.startsWith('loss'.concat(String.fromCharCode(0xa0)))) ?? '';
      const before = lossLine();
      let began = 0;
      window.addEventListener('keydown', () => (began = performance.now()), { capture: true, once: true });
      const asked = performance.now();
      const look = () => {
        const now = lossLine();
        if (began > 0 && now !== before && !now.includes('was') && !now.includes('…')) resolve(performance.now() - began);
        else if (performance.now() - asked > 10_000) reject(new Error(`no other value behind ${before}: ${now}`));
        else requestAnimationFrame(look);
      };
      look();
    }) }));
    await page.keyboard.press(i % 2 === 0 ? '5' : 'Backspace');
    times.push((await watch.evaluate(({ drawn }) => drawn)) - DELAY);
    await sleep(400);
  }
  return times;
}
