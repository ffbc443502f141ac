/** @file The chart, the timeline of a long run and the chips of the health strip, in a real browser. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { snapshotOf } from './notesProgram';
import { launchChromium, openPanel, type PanelPage } from './panelBrowser';
import { regressionState } from './regressionProgram';

describe('the chart of the panel', () => {
  let browser: Browser;
  let panel: PanelPage;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    panel = await openPanel(browser, { width: 1100, height: 1000 });
    await panel.send(snapshotOf(regressionState(40, 36, 34)));
  });
  afterEach(async () => {
    const { complaints } = panel;
    await panel.page.close();
    assert.deepEqual(complaints, []);
  });

  const told = () => panel.page.locator('.chart-told').innerText();
  const open = () => panel.page.click('.chart-toggle');

  it('opens on demand, goes to steps by keyboard, zooms and tells the value', async () => {
    const { page } = panel;
    assert.equal(await page.locator('.chart').count(), 0);
    await open();
    assert.equal(await told(), 'step 36: NaN');
    await page.locator('.chart-frame').focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForTimeout(50);
    assert.deepEqual((await panel.sent()).at(-1), { type: 'goTo', index: 35 });
    const ends = () => page.locator('.chart-frame text').evaluateAll((all) => all.slice(-2).map((text) => text.textContent));
    assert.deepEqual(await ends(), ['1', '40']);
    await page.keyboard.press('+');
    // 20 of 39 steps around step 36, within 40.
    assert.deepEqual(await ends(), ['20', '40']);
    await page.keyboard.press('0');
    assert.deepEqual(await ends(), ['1', '40']);
    await page.selectOption('.chart select', 'norms');
    assert.equal(await told(), 'step 36: NaN → NaN');
    await page.selectOption('.chart select', 'variable dense/kernel:0');
    assert.equal(await told(), 'step 36: NaN');
  });

  it('zooms to what is brushed, and goes to the step that is clicked', async () => {
    const { page } = panel;
    await open();
    const box = await page.locator('.chart-frame').boundingBox();
    assert.ok(box);
    const x = (step: number) => box.x + 76 + ((step - 1) / 39) * (box.width - 86);
    await page.mouse.move(x(10), box.y + 50);
    await page.mouse.down();
    await page.mouse.move(x(20), box.y + 60);
    await page.mouse.up();
    const ends = await page.locator('.chart-frame text').evaluateAll((all) => all.slice(-2).map((text) => text.textContent));
    assert.deepEqual(ends, ['10', '20']);
    await page.getByText('All steps').click();
    await page.mouse.click(x(7), box.y + 50);
    await page.waitForTimeout(50);
    assert.deepEqual((await panel.sent()).at(-1), { type: 'goTo', index: 7 });
  });

  it('is a table too', async () => {
    await open();
    await panel.page.click('.chart-table summary');
    await panel.page.waitForSelector('.chart-table tbody tr');
    assert.equal(await panel.page.locator('.chart-table tbody tr').count(), 40);
    const last = await panel.page.locator('.chart-table tbody tr').last().innerText();
    assert.match(last.replace(/\s+/g, ' '), /^40 NaN NaN NaN 0 of 4/);
  });

  it('marks on the timeline where something was not finite', async () => {
    const path = await panel.page.locator('.loss-curve .curve-bad').getAttribute('d');
    assert.equal(path?.match(/M/g)?.length, 7);
    assert.match(await panel.page.locator('.steps-head .legend').innerText(), /not finite/);
  });

  it('marks on the timeline where a finding begins, and says which at its step', async () => {
    const state = regressionState(40, 30);
    const history = state.history.map((entry) => ({ ...entry, findings: entry.index === 30 ? ['dead-relu'] : [] }));
    await panel.send(snapshotOf({ ...state, version: 4, history }));
    // Step 30 of 40 in a box of 600.
    assert.equal(await panel.page.locator('.loss-curve .curve-finding').getAttribute('d'), 'M450.0,48v6');
    assert.match(await panel.page.locator('.steps-head .legend').innerText(), /a finding/);
    assert.match(
      (await panel.page.locator('#step-slider').getAttribute('aria-valuetext')) ?? '',
      /^step 30 of 40, loss .*, begins here: dead-relu$/,
    );
  });

  it('draws a long run of which only some steps are told at their places', async () => {
    const state = regressionState(40, 40);
    const history = state.history.map((entry) => ({ ...entry, index: entry.index + 960 }));
    await panel.send(snapshotOf({ ...state, cursor: 1000, stepCount: 1000, history }));
    const path = await panel.page.locator('.curve-line').first().getAttribute('d');
    // Step 961 of 1000 in a box of 600.
    assert.match(path ?? '', /^M576\.6,/);
    assert.equal(
      await panel.page.locator('#step-slider').getAttribute('aria-valuetext'),
      `step 1000 of 1000, loss ${await panel.page.locator('[data-figure=loss] .big').innerText()}`,
    );
  });

  it('says at the first glance that there is something to read, and goes there', async () => {
    const { page } = panel;
    const finding = { code: 'x', severity: 'warning' as const, message: 'The rate is too high.', place: null, variable: null };
    const state = regressionState(40, 31);
    await panel.send(snapshotOf({ ...state, findings: [] }));
    assert.equal(await page.locator('[data-chip=findings]').count(), 0);
    await panel.send(snapshotOf({ ...state, findings: [finding, { ...finding, severity: 'information' }] }));
    await page.click('[data-chip=findings]');
    assert.match(await page.locator('[data-chip=findings]').innerText(), /^2\s+findings$/);
    assert.equal(await page.locator('.values > .findings').evaluate((section) => section === document.activeElement), true);
  });

  it('counts what is wrong, and shows those rows', async () => {
    const { page } = panel;
    const names = () => page.locator('.row[data-variable] .name').allInnerTexts();
    const chips = (await page.locator('.chip').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    assert.deepEqual(chips, ['3 with NaN', '1 without gradient', '1 finding']);
    await page.click('[data-chip=none]');
    assert.deepEqual(await names(), ['gate']);
    assert.equal(await page.locator('[data-chip=none]').getAttribute('aria-pressed'), 'true');
    await page.click('[data-chip=none]');
    assert.equal((await names()).length, 4);
  });
});
