/** @file The panel of larger programs, alone in a real browser: many rows, equal names, several training ops. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { SessionState } from '../../src/protocol/messages';
import type { RowRecord } from '../../src/protocol/records';
import { RowDigests } from '../../src/protocol/rowDigest';
import { notesState, snapshotOf } from './notesProgram';
import { launchChromium, openPanel, type PanelPage } from './panelBrowser';

/** The rows of the notes' program again and again, under names of their own; with `values` as before and after. */
function largeState(count: number, values: readonly number[] | null = null): SessionState {
  const state = notesState(1);
  const { record } = state;
  assert.ok(record);
  const rows = Array.from({ length: count }, (_, i) => {
    const row = record.rows[i % record.rows.length];
    assert.ok(row);
    const one = { ...row, variable: `v${i}:0`, name: `v${i}` };
    if (values === null) return one;
    const tensor = { ...row.before!, shape: [values.length], size: values.length, values };
    return { ...one, before: tensor, after: tensor };
  });
  return { ...state, record: { ...record, rows } };
}

describe('the panel of a larger program', () => {
  let browser: Browser;
  let panel: PanelPage;

  before(async () => {
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
    panel = await openPanel(browser, { width: 1000, height: 700 });
    await panel.send(snapshotOf(largeState(300)));
    assert.ok((await drawn()) < 60, String(await drawn()));
    assert.equal(await panel.page.locator('[role=grid]').getAttribute('aria-rowcount'), '301');
    // A row is one line of 33 px.
    const height = await panel.page.evaluate(() => document.documentElement.scrollHeight);
    assert.ok(height > 300 * 33, String(height));
  });

  it('asks for a row of a large step when it is opened, and shows it when it came', async () => {
    panel = await openPanel(browser, { width: 1000, height: 700 });
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

  it('copies all elements of a cell of a large step: those that did not travel are asked for', async () => {
    panel = await openPanel(browser, { width: 1000, height: 700 });
    const state = largeState(300, [0.1, 0.2, 0.3]);
    await panel.send(snapshotOf(new RowDigests().of(state)));
    await panel.page.locator('[data-variable="v1:0"] .cell-change').focus();
    await panel.page.keyboard.press('Control+c');
    const asked = (await panel.sent()).filter((message) => message.type === 'tensor');
    assert.deepEqual(asked.map(({ variable, part }) => [variable, part.kind]), [['v1:0', 'before'], ['v1:0', 'after']]);
    for (const { id, part } of asked) {
      await panel.page.evaluate(
        ([reply, values]) => window.postMessage({ ...reply, values: Float64Array.from(values) }, '*'),
        [{ type: 'tensor', id, ok: true, dtype: 'float32', shape: [3] }, part.kind === 'before' ? [0.1, 0.2, 0.3] : [1, NaN, 3]] as const,
      );
    }
    await panel.page.waitForTimeout(50);
    assert.deepEqual((await panel.sent()).at(-1), { type: 'copy', text: '0.1\n0.2\n0.3\t1\nnan\n3' });
  });

  it('makes no element anew for other rows in the places of those that a filter hides', async () => {
    panel = await openPanel(browser, { width: 1000, height: 700 });
    await panel.send(snapshotOf(largeState(300)));
    await panel.page.evaluate(() => {
      for (const row of document.querySelectorAll('.row[data-variable]')) Object.assign(row, { isOld: true });
    });
    await panel.page.fill('#row-filter', 'v2');
    const rows = await panel.page
      .locator('.row[data-variable]')
      .evaluateAll((all) => all.map((row) => [(row as HTMLElement).innerText.match(/v\d+/)?.[0], (row as { isOld?: boolean }).isOld]));
    // v2, v20 to v29, v200 …: most are others than before.
    assert.deepEqual(rows.slice(0, 4), [['v2', true], ['v20', true], ['v21', true], ['v22', true]]);
    assert.ok(rows.length >= 20 && rows.every(([, isOld]) => isOld), JSON.stringify(rows));
  });

  it('shows a longer text whole: its column grows, in every row alike', async () => {
    panel = await openPanel(browser, { width: 1100, height: 700 });
    const state = largeState(300);
    await panel.send(snapshotOf(state));
    const record = state.record!;
    const gradientOf = (row: RowRecord) => (row.gradient.kind === 'dense' ? row.gradient : assert.fail());
    const rows = record.rows.map((row, i) => {
      const gradient = gradientOf(row);
      return i === 3 ? { ...row, gradient: { ...gradient, tensor: { ...gradient.tensor, values: [-1.23456e-12] } } } : row;
    });
    await panel.send(snapshotOf({ ...state, record: { ...record, rows } }));
    const cells = await panel.page.locator('.cell-gradient').evaluateAll((all) =>
      all.map((cell) => [cell.getBoundingClientRect().left, cell.getBoundingClientRect().width, cell.scrollWidth - cell.clientWidth]),
    );
    assert.equal(await panel.page.locator('[data-variable="v3:0"] .cell-gradient').innerText(), '−1.23456e−12');
    assert.equal(new Set(cells.map((cell) => cell.join())).size, 1, JSON.stringify(cells.slice(0, 6)));
    assert.equal(cells[0]?.[2], 0);
  });

  it('goes to the last of 300 rows and back by keyboard, with one tab stop always', async () => {
    panel = await openPanel(browser, { width: 1000, height: 700 });
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
    panel = await openPanel(browser, { width: 1000, height: 700 });
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
    panel = await openPanel(browser, { width: 1000 });
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
    panel = await openPanel(browser, { width: 510, height: 900 });
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
    panel = await openPanel(browser, { width: 1000 });
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
    panel = await openPanel(browser, { width: 1000 });
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
