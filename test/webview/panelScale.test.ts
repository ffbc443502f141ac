/** @file The panel of larger programs, alone in a real browser: many rows, equal names, several training ops. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { SessionState } from '../../src/protocol/messages';
import { RowDigests } from '../../src/protocol/rowDigest';
import { notesState, snapshotOf } from './notesProgram';
import { bundlePanel, launchChromium, openPanel, type PanelPage } from './panelBrowser';

/** The rows of the notes' program again and again, under names of their own. */
function largeState(count: number): SessionState {
  const state = notesState(1);
  const { record } = state;
  assert.ok(record);
  const rows = Array.from({ length: count }, (_, i) => {
    const row = record.rows[i % record.rows.length];
    assert.ok(row);
    return { ...row, variable: `v${i}:0`, name: `v${i}` };
  });
  return { ...state, record: { ...record, rows } };
}

describe('the panel of a larger program', () => {
  let browser: Browser;
  let script: string;
  let panel: PanelPage;

  before(async () => {
    script = await bundlePanel();
    browser = await launchChromium();
  });
  after(() => browser?.close());
  afterEach(async () => {
    const { complaints } = panel;
    await panel.page.close();
    assert.deepEqual(complaints, []);
  });

  const drawn = () => panel.page.locator('.row[data-variable]').count();
  const focused = () =>
    panel.page.evaluate(
      () => document.activeElement?.closest<HTMLElement>('.row')?.dataset['variable'],
    );

  it('draws the rows that are seen of 300, and has room for all', async () => {
    panel = await openPanel(browser, script, { width: 1000, height: 700 });
    await panel.send(snapshotOf(largeState(300)));
    assert.ok((await drawn()) < 60, String(await drawn()));
    assert.equal(await panel.page.locator('[role=grid]').getAttribute('aria-rowcount'), '301');
    // A row is one line of 33 px.
    const height = await panel.page.evaluate(() => document.documentElement.scrollHeight);
    assert.ok(height > 300 * 33, String(height));
  });

  it('asks for a row of a large step when it is opened, and shows it when it came', async () => {
    panel = await openPanel(browser, script, { width: 1000, height: 700 });
    const state = largeState(300);
    const digests = new RowDigests();
    await panel.send(snapshotOf(digests.of(state)));
    await panel.page.locator('[data-variable="v1:0"] .expander').click();
    assert.match(await panel.page.locator('.details').innerText(), /Loading…/);
    const last = (await panel.sent()).at(-1);
    assert.deepEqual(last, { type: 'opened', variables: ['v1:0'] });
    digests.setOpen(['v1:0']);
    await panel.send({ ...snapshotOf(digests.of(state)), seq: 2 });
    assert.equal(await panel.page.locator('.details .formula').innerText(), 'after = before − lr·g');
  });

  it('goes to the last of 300 rows and back by keyboard, with one tab stop always', async () => {
    panel = await openPanel(browser, script, { width: 1000, height: 700 });
    await panel.send(snapshotOf(largeState(300)));
    await panel.page.locator('.row[data-variable] [data-active]').focus();
    await panel.page.keyboard.press('Control+End');
    assert.equal(await focused(), 'v299:0');
    const last = panel.page.locator('[data-variable="v299:0"]');
    assert.equal(await last.getAttribute('aria-rowindex'), '301');
    assert.equal(await panel.page.locator('.pairs [tabindex="0"][data-column]').count(), 1);
    await panel.page.keyboard.press('Control+Home');
    assert.equal(await focused(), 'v0:0');
  });

  it('keeps its columns where they are while rows come and go', async () => {
    panel = await openPanel(browser, script, { width: 1000, height: 700 });
    await panel.send(snapshotOf(largeState(300)));
    const edges = () =>
      panel.page
        .locator('.header .cell:visible')
        .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().left));
    await panel.page.evaluate(() => window.scrollTo(0, 5000));
    await panel.page.waitForTimeout(100);
    const before = await edges();
    await panel.page.evaluate(() => window.scrollTo(0, 0));
    await panel.page.waitForTimeout(100);
    assert.deepEqual(await edges(), before);
  });

  it('tells variables of one name apart by TensorFlow’s names', async () => {
    panel = await openPanel(browser, script, { width: 1000 });
    const state = largeState(2);
    const rows = (state.record?.rows ?? []).map((row, i) => ({
      ...row,
      name: 'w',
      variable: `hidden${i + 1}/w:0`,
    }));
    const record = state.record && { ...state.record, rows };
    await panel.send(snapshotOf({ ...state, record }));
    const names = await panel.page.locator('.row[data-variable] .name').allInnerTexts();
    assert.deepEqual(names, ['hidden1/w', 'hidden2/w']);
  });

  it('an open row moves no column, at the usual width beside an editor', async () => {
    panel = await openPanel(browser, script, { width: 510, height: 900 });
    await panel.send(snapshotOf(largeState(4)));
    const edges = () =>
      panel.page
        .locator('.row[data-variable]')
        .first()
        .locator('.cell:visible')
        .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().left));
    const before = await edges();
    await panel.page.locator('.expander').first().click();
    assert.deepEqual(await edges(), before);
    assert.equal(before.length, 4);
    const cut = await panel.page
      .locator('.stages td:visible')
      .evaluateAll((cells) =>
        cells.filter((cell) => cell.getBoundingClientRect().right > window.innerWidth),
      );
    assert.deepEqual(cut, []);
  });

  it('offers the choice of a training op only where there are several', async () => {
    panel = await openPanel(browser, script, { width: 1000 });
    const state = notesState(1);
    await panel.send(snapshotOf(state));
    assert.equal(await panel.page.locator('[data-command=chooseTrainingOp]').count(), 0);
    const trainingOps = [...state.trainingOps, { name: 'train_g', optimizer: 'Adam' }];
    await panel.send(
      snapshotOf(
        { ...state, trainingOps },
        { trainingOp: 'train_g', enabled: ['step', 'chooseTrainingOp'] },
      ),
    );
    assert.equal(await panel.page.locator('.next-op').innerText(), 'next: train_g');
    await panel.page.click('[data-command=chooseTrainingOp]');
    assert.deepEqual((await panel.sent()).at(-1), { type: 'command', command: 'chooseTrainingOp' });
  });

  it('shows the newest printed line, until the reader scrolls up', async () => {
    panel = await openPanel(browser, script, { width: 1000 });
    const prints = (count: number) => [
      { stream: 'stdout' as const, text: Array.from({ length: count }, (_, i) => `${i}\n`).join('') },
    ];
    const fromEnd = () =>
      panel.page
        .locator('.printed')
        .evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop);
    await panel.send(snapshotOf(notesState(1), { prints: prints(100) }));
    assert.ok((await fromEnd()) < 2);
    await panel.send(snapshotOf(notesState(2), { prints: prints(200) }));
    assert.ok((await fromEnd()) < 2);
    await panel.page.locator('.printed').evaluate((box) => (box.scrollTop = 0));
    await panel.page.waitForTimeout(50);
    await panel.send(snapshotOf(notesState(2), { prints: prints(300) }));
    assert.equal(await panel.page.locator('.printed').evaluate((box) => box.scrollTop), 0);
  });
});
