/** @file What If, baseline, pause and a failing text in the real workbench, by keyboard where a keyboard does it. */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { inWorkbench } from './inWorkbench';
import type { Harness, Workbench } from './loadHarness';

const FILE = 'forks.py';
/** loss = w0² + w1²: the gradient is 2w, and a step with rate 0.1 leaves 0.8·w. The clip at 6 fires while ‖2w‖ > 6. */
const PROGRAM = `import tensorflow as tf
w = tf.Variable([3.0, 4.0], name='w')
loss = tf.reduce_sum(tf.square(w), name='loss')
opt = tf.train.GradientDescentOptimizer(0.1)
pairs = [(tf.clip_by_norm(g, 6.0), v) for g, v in opt.compute_gradients(loss)]
train_op = opt.apply_gradients(pairs)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(100000):
        sess.run(train_op)
`;
const WIDTHS = [1000, 1400, 2000];

describe('forks, baselines and pauses in the workbench', () => {
  let harness: Harness;
  let workbench: Workbench;
  let frame: Frame;

  const label = () => frame.locator('.steps-head label').innerText();
  const shows = (text: string) => harness.poll(label, (now) => now.includes(text));

  inWorkbench({ [FILE]: PROGRAM }, async (opened) => {
    ({ harness, workbench } = opened);
    frame = await opened.openGradients(FILE);
  });

  it('steps by F10 and back by Alt+F10 while the panel has the focus', async () => {
    const { page } = workbench;
    await frame.locator('.row[data-variable] [data-active]').focus();
    for (const step of [1, 2]) {
      await page.keyboard.press('F10');
      await shows(`${step} of ${step}`);
    }
    await page.keyboard.press('Alt+F10');
    await shows('1 of 2');
  });

  it('forks by What If: Space opens the row, Enter in the number forks', async () => {
    const { page } = workbench;
    await frame.locator('.row[data-variable] [data-active]').focus();
    await page.keyboard.press('Space');
    await frame.locator('.what-if-element').fill('[5]');
    assert.match(await frame.locator('.what-if-problems').innerText(), /“\[5\]” is no element of shape \[2\]/);
    await frame.locator('.what-if-element').fill('[1]');
    await frame.locator('.what-if-number').fill('7');
    await workbench.screenshot('workbench what if');
    await page.keyboard.press('Enter');
    await frame.locator('.timeline-list').waitFor();
    assert.match(await frame.locator('.timeline-list').innerText(), /w:0\[1\] = 7\s+from step 1/);
    await frame.locator('[data-command=step]').click();
    await shows('2 of 2');
    await frame.getByRole('button', { name: 'Compare with the program' }).click();
    await frame.locator('.compared table').waitFor();
    await workbench.screenshot('workbench compare');
    assert.match(await frame.locator('.compared h2').innerText(), /Step 2, w:0\[1\] = 7 against the program/);
    await frame.getByRole('button', { name: 'Drop the timeline w:0[1] = 7' }).click();
    await harness.poll(() => frame.locator('.timeline-list').count(), (count) => count === 0);
  });

  it('pauses a long run by F6, keeps its place, and goes on by F5', async () => {
    const { page } = workbench;
    await frame.locator('.row[data-variable] [data-active]').focus();
    await page.keyboard.press('F5');
    await frame.locator('[data-command=pause]').waitFor();
    await page.keyboard.press('F6');
    await frame.locator('[data-status=paused]').waitFor();
    const paused = Number(await frame.locator('#step-slider').getAttribute('max'));
    assert.ok(paused > 2 && paused < 100_000, String(paused));
    assert.match(await frame.locator('.notice-paused').innerText(), new RegExp(`Paused at step ${paused}`));
    await workbench.screenshot('workbench paused');
    await page.keyboard.press('F5');
    await frame.locator('[data-command=pause]').waitFor();
    await frame.locator('[data-command=stop]').click();
    await harness.poll(
      async () => [await frame.locator('main').getAttribute('data-status'), await frame.locator('#step-slider').getAttribute('max')],
      ([status, max]) => status === 'idle' && Number(max) > paused,
    );
  });

  it('says in the input itself what a condition does not have', async () => {
    const { page } = workbench;
    await harness.runCommand(page, 'Gradient Debugger: Reset');
    await shows('0 of 0');
    await harness.runCommand(page, 'Gradient Debugger: Run Until…');
    await harness.answerInput(page, 'A condition of your own…');
    const input = page.locator('.quick-input-widget input');
    await input.fill('los < 1');
    await page.locator('.quick-input-message', { hasText: 'los is not known' }).waitFor();
    await workbench.screenshot('workbench condition');
    await input.fill('loss < 1');
    await page.keyboard.press('Enter');
    await frame.locator('.notice-stopped').waitFor();
  });

  it('walks the last good steps while the text has a syntax error', async () => {
    const { page } = workbench;
    const reached = Number(await frame.locator('#step-slider').getAttribute('max'));
    await harness.showTab(page, FILE);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('x = = 1');
    await frame.locator('[data-error=SyntaxError]').waitFor();
    await frame.locator('[data-command=stepBack]').click();
    await shows(`${reached - 1} of ${reached}`);
    assert.equal(await frame.locator('main').getAttribute('data-status'), 'stale');
    await workbench.screenshot('workbench stale step');
    await harness.showTab(page, FILE);
    for (let i = 0; i < 5; i++) await page.keyboard.press('Control+Z');
    await frame.locator('[data-status=idle]').waitFor();
  });

  it('is read at every width', async () => {
    const { page } = workbench;
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(400);
      const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${width}: ${overflow} px are cut`);
      await workbench.screenshot(`workbench ${width} px`);
    }
  });
});
