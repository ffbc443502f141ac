/** @file The main job through the user's hands: palette, panel, Step, cells; reload; Restricted Mode. */
import assert from 'node:assert/strict';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { inWorkbench, OPEN_GRADIENTS } from './inWorkbench';
import type { Harness, Workbench } from './loadHarness';

const FILE = 'clip_by_norm.py';

describe('the panel in the workbench', () => {
  let harness: Harness;
  let folder: string;
  let workbench: Workbench;

  const files = async (into: string, { REPOSITORY }: Harness) => {
    await cp(join(REPOSITORY, 'examples'), into, { recursive: true });
    await writeFile(join(into, 'broken.py'), 'x = 1\nloss = tf.square(x)\n');
  };
  inWorkbench(files, (opened) => {
    ({ harness, folder, workbench } = opened);
  });

  /** The texts of a row's cells, by column. */
  async function cells(frame: Frame, name: string): Promise<{ readonly [column: string]: string }> {
    const entries = await frame.locator('.row[data-variable]').evaluateAll(
      (rows, wanted) =>
        rows
          .filter((row) => row.querySelector('.name')?.textContent === wanted)
          .flatMap((row) => [...row.querySelectorAll<HTMLElement>('.cell')])
          .map((cell) => [
            cell.dataset['column'] ?? '',
            cell.innerText.replace(/\s+/g, ' ').trim(),
          ]),
      name,
    );
    return Object.fromEntries(entries);
  }

  it('opens from the palette and shows the pairs of the notes’ program', async () => {
    const { page } = workbench;
    await harness.openFile(page, FILE);
    await harness.runCommand(page, OPEN_GRADIENTS);
    const frame = await harness.webviewFrame(page, '.row[data-variable]');
    const w = await cells(frame, 'w');
    assert.equal(w['gradient'], '10');
    assert.match(w['clip'] ?? '', /×0\.6 → 6/);
    assert.equal(w['change'], '5 → …');
    const x = await cells(frame, 'x');
    assert.equal(x['gradient'], '5');
    assert.equal(x['clip'], 'not clipped');
    await workbench.screenshot('workbench pairs');
  });

  it('steps from the palette: w 4.4, x 9.5, loss 50', async () => {
    const { page } = workbench;
    await harness.runCommand(page, 'Gradient Debugger: Step');
    const frame = await harness.webviewFrame(page, '.row[data-variable]');
    await harness.poll(
      async () => (await cells(frame, 'w'))['change'],
      (text) => text === '5 → 4.4',
    );
    assert.equal((await cells(frame, 'x'))['change'], '10 → 9.5');
    assert.equal(await frame.locator('[data-figure=loss] .big').innerText(), '50');
    const entries = await harness.statusBar(page);
    assert.ok(
      entries.some((entry) => entry.includes('∇ step 1')),
      entries.join(' | '),
    );
    await workbench.screenshot('workbench step 1');
  });

  it('steps and goes back by the panel’s own buttons', async () => {
    const frame = await harness.webviewFrame(workbench.page, '.toolbar');
    const step = () => frame.locator('.steps-head label').innerText();
    await frame.click('[data-command=step]');
    await harness.poll(step, (text) => text.includes('2 of 2'));
    await frame.click('[data-command=stepBack]');
    await harness.poll(step, (text) => text.includes('1 of 2'));
    assert.equal((await cells(frame, 'w'))['change'], '5 → 4.4');
  });

  it('reveals the line of a row, and lights up the rows of the caret’s line', async () => {
    const { page } = workbench;
    const frame = await harness.webviewFrame(page, '.row[data-variable]');
    await frame.click('.row[data-variable] .cell-gradient');
    // w is made on line 6.
    await harness.poll(
      () => frame.locator('.under-caret .name').allInnerTexts(),
      (names) => names.join() === 'w',
    );
    await harness.showTab(page, FILE);
    assert.equal((await harness.cursorPosition(page)).line, 6);
  });

  it('comes back after the window was reloaded', async () => {
    const { page } = workbench;
    await harness.reloadWorkbench(page);
    const frame = await harness.webviewFrame(page, '.row[data-variable]');
    // The file runs again, to the step that was shown.
    await harness.poll(
      async () => (await cells(frame, 'w'))['change'],
      (text) => text === '5 → 4.4',
    );
    await workbench.screenshot('workbench reloaded');
  });

  it('shows an error at its line in the editor and in the panel', async () => {
    const { page } = workbench;
    await harness.openFile(page, 'broken.py');
    await harness.runCommand(page, OPEN_GRADIENTS);
    const frame = await harness.webviewFrame(page, '[data-error=NameError]');
    assert.match(
      await frame.locator('[data-error=NameError]').innerText(),
      /name 'tf' is not defined/,
    );
    await harness.poll(
      () => harness.squiggles(page, 'error'),
      (count) => count > 0,
    );
    await workbench.screenshot('workbench error');
  });

  it('brings the panel of the file to the front that the editor is changed to', async () => {
    const { page } = workbench;
    await harness.showTab(page, FILE);
    const frame = await harness.webviewFrame(page, '.row[data-variable]');
    assert.equal(await frame.locator('.head .file').innerText(), FILE);
    await harness.runCommand(page, 'Gradient Debugger: Step');
    await harness.poll(
      () => frame.locator('.steps-head label').innerText(),
      (text) => text.includes('2 of 2'),
    );
  });

  it('runs many steps while the editor stays usable, and Stop ends them', async () => {
    const { page } = workbench;
    await harness.openFile(page, 'linear_regression.py');
    await harness.runCommand(page, OPEN_GRADIENTS);
    // The panel of the file before is idle and has values too, until the workbench takes it away.
    const frame = await harness.webviewFrame(
      page,
      '[data-situation=values][data-status=idle]:has(.file:text-is("linear_regression.py"))',
    );
    await harness.runCommand(page, 'Gradient Debugger: Run Steps…');
    await harness.answerInput(page, '1000000');
    await frame.locator('[data-status=running]').waitFor();
    await frame.click('[data-command=stop]');
    await frame.locator('[data-status=idle]').waitFor();
    const steps = Number(await frame.locator('#step-slider').getAttribute('max'));
    assert.ok(steps > 0 && steps < 1_000_000, String(steps));
    assert.equal(await frame.locator('.notice').count(), 0);
    await workbench.screenshot('workbench stopped run');
  });

  it('in Restricted Mode runs nothing and says why', async () => {
    const restricted = await harness.startWorkbench({
      folder,
      devExtensions: [harness.REPOSITORY],
      trust: 'restricted',
    });
    try {
      await harness.openFile(restricted.page, FILE);
      await harness.runCommand(restricted.page, OPEN_GRADIENTS);
      const frame = await harness.webviewFrame(restricted.page, '[data-situation=restricted]');
      assert.equal(await frame.locator('.state h2').innerText(), 'Restricted Mode');
      assert.equal(await frame.locator('.state .button').innerText(), 'Manage Workspace Trust');
      await restricted.screenshot('workbench restricted');
    } finally {
      await restricted.close();
    }
  });
});
