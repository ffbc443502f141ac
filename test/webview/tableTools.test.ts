/** @file Sorting, filtering and grouping by hand and by keyboard, in a real browser. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { snapshotOf } from './notesProgram';
import { launchChromium, openPanel, type PanelPage } from './panelBrowser';
import { regressionState } from './regressionProgram';

describe('the tools of the table', () => {
  let browser: Browser;
  let panel: PanelPage;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    panel = await openPanel(browser, { width: 1100 });
    await panel.send(snapshotOf(regressionState(12, 12)));
  });
  afterEach(async () => {
    const { complaints } = panel;
    await panel.page.close();
    assert.deepEqual(complaints, []);
  });

  const names = () => panel.page.locator('.row[data-variable] .name').allInnerTexts();
  const norms = async () =>
    (await panel.page.locator('.row[data-variable] .cell-norm').allInnerTexts()).map(Number);
  const header = (column: string) => panel.page.locator(`.header .cell-${column}`);

  it('sorts by a click on the header, the other way by a second, not at all by a third', async () => {
    const program = await names();
    await header('norm').click();
    assert.equal(await header('norm').getAttribute('aria-sort'), 'descending');
    const down = (await norms()).filter((norm) => !Number.isNaN(norm));
    assert.deepEqual(down, [...down].sort((a, b) => b - a));
    assert.equal((await names()).at(-1), 'gate', 'a row without a gradient stands last');
    await header('norm').click();
    assert.equal(await header('norm').getAttribute('aria-sort'), 'ascending');
    assert.equal((await names()).at(-1), 'gate');
    await header('norm').click();
    assert.equal(await header('norm').getAttribute('aria-sort'), 'none');
    assert.deepEqual(await names(), program);
  });

  it('sorts by keyboard: up into the header, Enter', async () => {
    const { page } = panel;
    await page.locator('.row[data-variable] [data-active]').focus();
    await page.keyboard.press('ArrowUp');
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('role')),
      'columnheader',
    );
    await page.keyboard.press('Enter');
    assert.equal(await header('variable').getAttribute('aria-sort'), 'ascending');
    const sorted = await names();
    assert.deepEqual(sorted, [...sorted].sort());
    assert.equal(await page.locator('.pairs [tabindex="0"][data-column]').count(), 1);
  });

  it('sorts by a column that the width does not show', async () => {
    await panel.page.selectOption('select >> nth=0', 'ratio');
    assert.equal(await header('ratio').getAttribute('aria-sort'), 'descending');
    await panel.page.click('.sort-direction');
    assert.equal(await header('ratio').getAttribute('aria-sort'), 'ascending');
  });

  it('filters while one types, counts, and says what it does not know', async () => {
    const { page } = panel;
    await page.locator('.row[data-variable] [data-active]').focus();
    await page.keyboard.press('/');
    await page.keyboard.type('none');
    assert.deepEqual(await names(), ['gate']);
    assert.equal(await page.locator('#filter-count').innerText(), '1 of 4 rows');
    await page.keyboard.press('Escape');
    assert.equal((await names()).length, 4);
    await page.keyboard.type('nrom>1 -none');
    assert.equal((await names()).length, 3);
    assert.match(await page.locator('#filter-problems').innerText(), /“nrom>1”: only these can/);
    assert.equal(await page.locator('#row-filter').getAttribute('aria-invalid'), 'true');
    await page.locator('#row-filter').fill('nothing-of-that-name');
    assert.equal(await page.locator('.no-rows').innerText(), 'No row fits the filter. Clear the filter');
    await page.click('.no-rows button');
    assert.equal(await page.locator('#row-filter').inputValue(), '');
    assert.equal(await page.locator('.no-rows').count(), 0);
  });

  it('groups by scope with sums; a closed group keeps them and its place in the order', async () => {
    const { page } = panel;
    await page.selectOption('select >> nth=1', 'scope');
    const heads = () => page.locator('.group-row').evaluateAll((rows) => rows.map((row) => row.dataset['group']));
    assert.deepEqual(await heads(), ['dense', '']);
    await page.locator('.group-row .expander').first().click();
    assert.deepEqual(await names(), ['gate']);
    // The closed head by keyboard: Space opens it again.
    await page.locator('.group-row [data-column]').first().focus();
    await page.keyboard.press(' ');
    assert.equal((await names()).length, 4);
    assert.match(await page.locator('.group-row').first().innerText(), /3 rows/);
  });
});
