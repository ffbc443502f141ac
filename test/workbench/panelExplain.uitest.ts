/** @file Explanations of a gradient in the real workbench, in panels as narrow as they are beside an editor. */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { inWorkbench } from './inWorkbench';
import type { Harness, Workbench } from './loadHarness';

const FILE = 'explain.py';
/** ∂fit/∂w = 2·v·(w·v − 1) = (12, 30) by line 4, ∂decay/∂w = w/2 = (0.5, 1) by line 5. */
const PROGRAM = `import tensorflow as tf
w = tf.Variable([1.0, 2.0], name='w')
v = tf.Variable(3.0, name='v')
fit = tf.reduce_sum(tf.square(w * v - 1.0))
decay = 0.5 * tf.nn.l2_loss(w)
loss = fit + decay
opt = tf.train.GradientDescentOptimizer(0.01)
pairs = [(tf.clip_by_norm(g, 5.0), x) for g, x in opt.compute_gradients(loss)]
train_op = opt.apply_gradients(pairs)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        print('loss', sess.run([loss, train_op])[0])
`;

describe('explanations in the workbench', () => {
  let harness: Harness;
  let workbench: Workbench;
  let frame: Frame;

  inWorkbench({ [FILE]: PROGRAM }, async (opened) => {
    ({ harness, workbench } = opened);
    frame = await opened.openGradients(FILE);
  });

  /** Two editors share the width: what the panel lacks, the window lacks twice. */
  async function widen(wanted: number): Promise<number> {
    const { page } = workbench;
    const now = () => frame.evaluate(() => window.innerWidth);
    for (let tries = 0; tries < 6 && Math.abs((await now()) - wanted) > 12; tries++) {
      const { width } = page.viewportSize()!;
      await page.setViewportSize({ width: Math.max(480, width + 2 * (wanted - (await now()))), height: 1100 });
      await page.waitForTimeout(500);
    }
    return now();
  }

  const tidy = async (selector: string) =>
    (await frame.locator(selector).first().innerText()).replace(/\s+/g, ' ').trim();

  it('shows what the step printed beside it', async () => {
    await frame.locator('[data-command=step]').click();
    await frame.locator('.step-prints').waitFor();
    assert.match(await tidy('.step-prints .printed'), /^loss \d+\.\d+$/);
  });

  it('tells by which lines a gradient came, and checks it by differences, by keyboard', async () => {
    const { page } = workbench;
    await frame.locator('.row[data-variable] [data-active]').focus();
    await page.keyboard.press('Space');
    const why = frame.getByRole('button', { name: 'Why this value' }).first();
    await why.focus();
    await page.keyboard.press('Enter');
    await frame.locator('.why').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await frame.locator('.checked').waitFor();
    assert.match(await tidy('.why'), /The gradient of w is the sum of 2 ways to the loss/);
    assert.match(await tidy('.checked'), /Agrees with central differences/);
    await frame.getByRole('button', { name: 'Split the loss into its terms' }).click();
    await frame.locator('.loss-terms table').waitFor();
  });

  for (const wanted of [320, 520]) {
    it(`is read in a panel of about ${wanted} px`, async () => {
      const width = await widen(wanted);
      assert.ok(Math.abs(width - wanted) <= 40, `${width} px`);
      const overflow = await frame.evaluate(() => {
        const cut = [...document.querySelectorAll('.explain *, .loss-terms *, .what-if *, .step-prints *')].filter((element) => {
          const { right, width: size } = element.getBoundingClientRect();
          return size > 1 && right > window.innerWidth + 1;
        });
        return [document.documentElement.scrollWidth - window.innerWidth, ...cut.map(({ className }) => String(className))];
      });
      for (const [name, selector] of [['top', '.head'], ['why', '.explain'], ['what if', '.what-if'], ['terms', '.loss-terms']] as const) {
        await frame.locator(selector).first().evaluate((element) => element.scrollIntoView({ block: 'start' }));
        await workbench.page.waitForTimeout(150);
        await workbench.screenshot(`workbench explain ${wanted} ${name}`);
      }
      assert.deepEqual(overflow, [0]);
    });
  }

  it('goes to the line of a way in the editor', async () => {
    await frame.locator('.why .link', { hasText: 'line 5' }).first().click();
    // The focus stays in the panel: the status bar tells no line.
    const active = workbench.page.locator('.line-numbers.active-line-number').first();
    await harness.poll(() => active.innerText(), (line) => line.trim() === '5');
  });
});
