/** @file Explanations, terms of the loss, forks and comparisons in the panel, answered by a real session. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { snapshotOf } from './notesProgram';
import { LivePanel } from './livePanel';
import { launchChromium, openPanel, repository, type PanelPage } from './panelBrowser';
import type { ThemeName } from './themes';

const PROGRAM = [
  'import tensorflow as tf',
  "w = tf.Variable([1.0, 2.0], name='w')",
  "v = tf.Variable(3.0, name='v')",
  'fit = tf.reduce_sum(tf.square(w * v - 1.0))',
  'decay = 0.5 * tf.nn.l2_loss(w)',
  'loss = fit + decay',
  'optimizer = tf.train.GradientDescentOptimizer(0.01)',
  'pairs = optimizer.compute_gradients(loss)',
  'train = optimizer.apply_gradients([(tf.clip_by_norm(g, 5.0), x) for g, x in pairs])',
];

describe('explanations in the panel', () => {
  let browser: Browser;
  let panel: PanelPage;
  let live: LivePanel;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());

  const open = async (theme: ThemeName = 'dark', width = 1000) => {
    panel = await openPanel(browser, { theme, width, height: 1100 });
    live = new LivePanel(panel);
    await live.load(PROGRAM);
    await live.step(2);
    await panel.page.locator('[data-variable="w:0"]').first().press('Enter').catch(() => undefined);
  };
  afterEach(async () => {
    await live.dispose();
    await panel.page.close();
    assert.deepEqual(panel.complaints, []);
  });

  const text = async (selector: string) =>
    (await panel.page.locator(selector).first().innerText()).replace(/\s+/g, ' ').trim();
  const press = async (name: string) => {
    await panel.page.getByRole('button', { name, exact: true }).first().click();
    await live.answer();
  };
  const openRow = async () => {
    if ((await panel.page.locator('.explain').count()) > 0) return;
    await panel.page.locator('[data-variable="w:0"] button').first().click();
  };

  it('tells by which lines a gradient came, and that differences agree', async () => {
    await open();
    await openRow();
    await press('Why this value');
    await panel.page.waitForSelector('.why');
    assert.match(await text('.why'), /The gradient of w is the sum of 2 ways to the loss/);
    assert.match(await text('.why'), /96\.5 % Mul line 4.*3\.5 % L2Loss line 5/);
    await press('Check numerically');
    await panel.page.waitForSelector('.checked');
    assert.match(await text('.checked'), /Agrees with central differences \(float64\): 2 of 2 elements/);
    await panel.screenshot('explain why');
  });

  it('splits the loss, with a share for every variable', async () => {
    await open();
    await press('Split the loss into its terms');
    await panel.page.waitForSelector('.loss-terms table');
    const table = await text('.loss-terms table');
    assert.match(table, /fit line 4/);
    assert.match(table, /decay line 5/);
    assert.match(table, /100 %/);
  });

  it('forks a run with another value, shows both timelines and what differs', async () => {
    await open();
    await openRow();
    await panel.page.locator('.what-if .what-if-number').fill('7');
    await panel.page.locator('.what-if .what-if-element').first().fill('1');
    await press('Fork');
    await panel.page.waitForSelector('.timeline-list');
    assert.match(await text('.timeline-list'), /The program 2 steps w:0\[1\] = 7 from step 2/);
    await live.step(1);
    await panel.page.locator('.timeline').first().click();
    await live.answer();
    await live.step(1);
    await press('Compare with w:0[1] = 7');
    await panel.page.waitForSelector('.compared table');
    assert.match(await text('.compared'), /Step 3, the program against w:0\[1\] = 7/);
    await panel.screenshot('explain compare');
  });

  it('refuses a number that is none, and an element that is not there', async () => {
    await open();
    await openRow();
    await panel.page.locator('.what-if .what-if-number').fill('1e');
    await panel.page.locator('.what-if .what-if-element').first().fill('9');
    assert.equal(await panel.page.locator('.what-if [aria-invalid=true]').count(), 2);
    await panel.page.locator('.what-if .what-if-number').press('Enter');
    await live.answer();
    assert.equal(await panel.page.locator('.timeline-list').count(), 0);
    const problems = await text('.what-if-problems');
    assert.match(problems, /“9” is no element of shape \[2\]: write one number counted from 0, as \[1\]/);
    assert.match(problems, /“1e” is no number\. A number, as 0\.01/);
    // Written as the element list writes it.
    await panel.page.locator('.what-if .what-if-element').first().fill('[1]');
    await panel.page.locator('.what-if .what-if-number').fill('7');
    assert.equal(await panel.page.locator('.what-if-problems li').count(), 0);
  });

  it('says in place why a fork was refused, with what to do', async () => {
    await open();
    await openRow();
    await panel.page.locator('.what-if .what-if-number').fill('7');
    await press('Fork');
    const refusal = { type: 'ValueError', message: 'This step has no fork.', place: null, madeAt: null, remedy: 'Step first.' };
    const state = await live.state({ kind: 'show', index: 2 });
    await panel.send(snapshotOf(state, { seq: 99, refusal }));
    assert.match(await text('.what-if-problems'), /This step has no fork\. Step first\./);
    assert.equal(await panel.page.locator('.notice').count(), 0);
    await panel.page.locator('.what-if .what-if-number').fill('8');
    assert.equal(await panel.page.locator('.what-if-problems li').count(), 0);
  });

  it('compares with a pinned baseline as far as it goes, says where it ends, and unpins it', async () => {
    await open();
    await live.show(await live.state({ kind: 'pin', name: '11:52' }));
    assert.match(await text('.timeline-chip'), /baseline 11:52 2 steps/);
    await press('Compare with baseline 11:52');
    await panel.page.waitForSelector('.compared');
    assert.match(await text('.compared'), /No difference in any bit/);
    // The text runs again: the baseline is the run before.
    await live.load(PROGRAM);
    await live.step(3);
    const button = panel.page.getByRole('button', { name: 'Compare with baseline 11:52' });
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    assert.match(await text('.timelines'), /baseline 11:52 has 2 steps so far: go to one of them to compare\./);
    await panel.page.getByRole('button', { name: 'Unpin baseline 11:52' }).click();
    assert.deepEqual((await panel.sent()).at(-1), { type: 'command', command: 'unpinBaseline' });
  });

  it('says where a run stopped and why', async () => {
    await open();
    await live.show(await live.state({ kind: 'runUntil', condition: 'loss < 3', limit: 100, trainingOp: null }));
    assert.match(await text('.notice-stopped'), /Stopped at step \d+: loss \(2\.\d+\) < 3/);
  });

  for (const theme of ['dark', 'light', 'highContrast', 'highContrastLight'] as const) {
    it(`has nothing that axe finds fault with (${theme})`, async () => {
      await open(theme, 760);
      await openRow();
      await press('Why this value');
      await panel.page.waitForSelector('.why');
      await press('Split the loss into its terms');
      await panel.page.waitForSelector('.loss-terms table');
      await panel.page.locator('.what-if .what-if-number').fill('7');
      await panel.screenshot(`explain ${theme}`);
      await panel.page.evaluate(await readFile(join(repository(), 'node_modules', 'axe-core', 'axe.min.js'), 'utf8'));
      const { violations } = await panel.page.evaluate(() =>
        (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), []);
    });
  }
});
