/** @file A program with two training ops in the panel, answered by a real session: groups, histories, curves. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { LivePanel } from './livePanel';
import { launchChromium, openPanel, repository, type PanelPage } from './panelBrowser';

describe('a GAN in the panel', () => {
  let browser: Browser;
  let panel: PanelPage;
  let live: LivePanel;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    panel = await openPanel(browser, { width: 1000, height: 900 });
    live = new LivePanel(panel);
    const file = join(repository(), 'test', 'golden', 'programs', 'gan.py');
    await live.load(readFileSync(file, 'utf8').split('\n'));
    // d, g, d.
    await live.step(3);
  });
  afterEach(async () => {
    await live.dispose();
    await panel.page.close();
    assert.deepEqual(panel.complaints, []);
  });

  /** The page asks after it has drawn; the session answers, and the page draws again. */
  const answer = async () => {
    await panel.page.waitForTimeout(100);
    await live.answer();
  };
  const variables = () =>
    panel.page.locator('.row[data-variable]').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['variable']));
  const groups = async () =>
    (await panel.page.locator('.group-row').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());

  it('groups every variable under its training op, also what another op stepped last', async () => {
    const { page } = panel;
    assert.deepEqual(await variables(), ['D/score/kernel:0', 'D/score/bias:0']);
    await page.selectOption('select >> nth=1', 'trainingOp');
    await answer();
    assert.deepEqual(await variables(), ['D/score/kernel:0', 'D/score/bias:0', 'G/make/kernel:0', 'G/make/bias:0']);
    const [d, g] = await groups();
    assert.match(d ?? '', /^d_train 2 rows/);
    assert.match(g ?? '', /^g_train not in this step, last in step 2 2 rows/);
    // One step on it is the other way round, and the groups stay where they are.
    await live.step();
    await answer();
    const [d4, g4] = await groups();
    assert.match(d4 ?? '', /^d_train not in this step, last in step 3/);
    assert.match(g4 ?? '', /^g_train 2 rows/);
  });

  it('opens a row of the other op with the figures of its own step', async () => {
    const { page } = panel;
    await page.selectOption('select >> nth=1', 'trainingOp');
    await answer();
    await page.locator('[data-variable="G/make/bias:0"] .expander').click();
    await page.getByRole('button', { name: 'Why this value' }).first().click();
    const asked = (await panel.sent()).findLast((message) => message.type === 'ask');
    assert.ok(asked?.type === 'ask' && asked.question.kind === 'why');
    assert.deepEqual([asked.question.step, asked.question.variable], [2, 'G/make/bias:0']);
  });

  it('connects the norms of a variable over the steps of the other op', async () => {
    // Two steps of d with a step of g between: one line from the left edge to the right.
    const path = await panel.page.locator('.spark-line').first().getAttribute('d');
    assert.match(path ?? '', /^M2,[\d.]+L62,[\d.]+$/);
  });
});
