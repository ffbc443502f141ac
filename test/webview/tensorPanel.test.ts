/** @file The tensor of an open row by hand and by keyboard, in a real browser. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { RowRecord, StepRecord } from '../../src/protocol/records';
import { tensorOf } from './computedTensor';
import { notesState, snapshotOf } from './notesProgram';
import { launchChromium, openPanel, type PanelPage } from './panelBrowser';
import { regressionState } from './regressionProgram';

/** One row whose gradient has 300 elements, of which 256 travel: 0, 1, 2, … */
function longState() {
  const state = notesState(2);
  const record = state.record as StepRecord;
  const [row] = record.rows as readonly RowRecord[];
  const values = tensorOf(Array.from({ length: 300 }, (_, i) => i), [3, 10, 10]);
  const long = {
    ...(row as RowRecord),
    shape: [3, 10, 10],
    gradient: { kind: 'dense', tensor: values } as const,
    before: values,
    after: values,
  };
  return { ...state, record: { ...record, rows: [long] } };
}

describe('the tensor of an open row', () => {
  let browser: Browser;
  let panel: PanelPage;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    panel = await openPanel(browser, { width: 1100, height: 1000 });
  });
  afterEach(async () => {
    const { complaints } = panel;
    await panel.page.close();
    assert.deepEqual(complaints, []);
  });

  const text = async (selector: string) =>
    (await panel.page.locator(selector).first().innerText()).replace(/\s+/g, ' ').trim();
  const lastSent = async () => (await panel.sent()).at(-1) as unknown as { [name: string]: unknown };

  it('tells the exact value under the keyboard’s cursor, and copies it', async () => {
    await panel.send(snapshotOf(regressionState(3, 3)));
    await panel.page.locator('.expander').first().click();
    await panel.page.locator('.heat-canvas').focus();
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('ArrowRight');
    const record = regressionState(3, 3).record as StepRecord;
    const gradient = record.rows[0]?.gradient;
    assert.ok(gradient?.kind === 'dense');
    // [1,1] of [6,4] is element 5.
    const value = Number(gradient.tensor.values[5]);
    const [, index, shown] = /^(\[.*\]) (.*)$/.exec(await text('.heat-value')) ?? [];
    assert.equal(index, '[1, 1]');
    assert.equal(Math.fround(Number(shown?.replace('−', '-'))), value);
    await panel.page.keyboard.press('Control+c');
    const copied = await lastSent();
    assert.equal(copied['type'], 'copy');
    assert.equal(Math.fround(Number(copied['text'])), value);
  });

  it('tells the value under the pointer', async () => {
    await panel.send(snapshotOf(regressionState(3, 3)));
    await panel.page.locator('.expander').first().click();
    await panel.page.locator('.heat-canvas').hover({ position: { x: 25, y: 50 } });
    // Cells are 22 px: column 1, row 2.
    assert.match(await text('.heat-value'), /^\[2, 1\] /);
  });

  it('says what has not travelled, asks for all of it, and takes slices', async () => {
    const { page } = panel;
    await panel.send(snapshotOf(longState()));
    await page.locator('.expander').first().click();
    assert.match(await text('.tensor .element-foot'), /^the first 256 of 300 elements Load all 300 elements/);
    await page.getByText('Load all 300 elements').click();
    const request = await lastSent();
    assert.deepEqual(request, {
      type: 'tensor', id: 1, step: 2, variable: 'Variable_1:0', part: { kind: 'gradient' },
    });
    await page.evaluate(() =>
      window.postMessage({
        type: 'tensor', id: 1, ok: true, dtype: 'float32', shape: [3, 10, 10],
        values: Float64Array.from({ length: 300 }, (_, i) => (i === 299 ? NaN : i)),
      }, '*'),
    );
    await page.getByText('300 elements', { exact: true }).waitFor();
    // The extension sends the same state again after every command: what was loaded stays.
    await panel.send(snapshotOf(longState()));
    await page.getByText('300 elements', { exact: true }).waitFor();
    await page.locator('.slice').fill('2');
    await page.locator('.heat-canvas').focus();
    await page.keyboard.press('Control+End');
    assert.equal(await text('.heat-value'), '[2, 9, 9] nan');
    assert.match(await text('.heat-legend'), /NaN/);
    assert.match(await text('.histogram-bad'), /1 NaN/);
    await page.locator('.tensor .copies .link', { hasText: 'NumPy' }).click();
    const copied = String((await lastSent())['text']);
    assert.match(copied, /^np\.array\(\[\[\[0, 1, 2, /);
    assert.match(copied, /298, np\.nan\]\]\], dtype=np\.float32\)$/);
  });

  it('says why the elements are not to be had', async () => {
    await panel.send(snapshotOf(longState()));
    await panel.page.locator('.expander').first().click();
    await panel.page.getByText('Load all 300 elements').click();
    await panel.send({ type: 'tensor', id: 1, ok: false, message: 'Step 2 is no longer kept.' });
    assert.equal(await text('.tensor-problem'), 'Step 2 is no longer kept.');
  });

  it('shows the change since the step before: both are asked for', async () => {
    await panel.send(snapshotOf(longState()));
    await panel.page.locator('.expander').first().click();
    await panel.page.locator('.choice input').check();
    await panel.page.waitForTimeout(50);
    const answer = (id: number, add: number) =>
      panel.page.evaluate(
        ([at, more]) =>
          window.postMessage({
            type: 'tensor', id: at, ok: true, dtype: 'float32', shape: [3, 10, 10],
            values: Float64Array.from({ length: 300 }, (_, i) => i + (more ?? 0)),
          }, '*'),
        [id, add] as const,
      );
    assert.equal((await lastSent())['step'], 2);
    await answer(1, 0.5);
    await panel.page.waitForTimeout(50);
    assert.equal((await lastSent())['step'], 1);
    await answer(2, 0);
    await panel.page.waitForTimeout(50);
    await panel.page.locator('.heat-canvas').focus();
    assert.equal(await text('.heat-value'), '[0, 0, 0] 0.5');
  });
});
