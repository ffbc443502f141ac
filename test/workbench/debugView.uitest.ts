/** @file F5 in the real workbench: the debug view over a loss file, by keyboard, with its panel beside it. */
import assert from 'node:assert/strict';
import { inWorkbench } from './inWorkbench';
import type { Harness, Workbench } from './loadHarness';

const FILE = 'stepped.py';
const PROGRAM = `import tensorflow as tf
w = tf.Variable([3.0, 4.0], name='w')
x = tf.placeholder(tf.float32, [2])
h = w * x
loss = tf.reduce_sum(tf.square(h))
opt = tf.train.GradientDescentOptimizer(0.05)
pairs = [(tf.clip_by_norm(g, 5.0), v) for g, v in opt.compute_gradients(loss)]
train = opt.apply_gradients(pairs)
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for i in range(4):
        session.run(train, {x: [1.0, 2.0]})
`;

describe('the debug view in the workbench', () => {
  let harness: Harness;
  let workbench: Workbench;

  inWorkbench({ [FILE]: PROGRAM }, async (opened) => {
    ({ harness, workbench } = opened);
    await harness.openFile(workbench.page, FILE);
  });

  const frame = (text: RegExp | string) =>
    harness.poll(
      () => workbench.page.locator('.debug-call-stack .stack-frame .label').first().innerText().catch(() => ''),
      (shown) => (typeof text === 'string' ? shown.includes(text) : text.test(shown)),
    );

  it('starts with F5 and no launch.json, and rests before the first step', async () => {
    const { page } = workbench;
    await page.keyboard.press('F5');
    await page.locator('.debug-toolbar').waitFor();
    await harness.webviewFrame(page, '.row[data-variable="w:0"]');
    await page.keyboard.press('Control+Shift+D');
    await frame('before the first step');
    const variables = page.locator('.debug-variables');
    await variables.getByText('Pairs', { exact: true }).waitFor();
  });

  it('steps with F10, into lines with F11, and back', async () => {
    const { page } = workbench;
    await page.keyboard.press('F10');
    await frame('after step 1');
    const panel = await harness.webviewFrame(page, '.steps-head label');
    await harness.poll(() => panel.locator('.steps-head label').innerText(), (text) => text.includes('1 of 1'));
    await page.keyboard.press('F11');
    await frame('step 2 · forward · line 4');
    await page.keyboard.press('F11');
    await frame('step 2 · forward · line 5');
    await workbench.screenshot('debug view inside a step');
    await page.keyboard.press('Shift+F11');
    await frame('after step 2');
    await page.locator('.debug-toolbar .codicon-debug-step-back').click();
    await frame('after step 1');
  });

  it('stops at a breakpoint that F9 sets', async () => {
    const { page } = workbench;
    await harness.showTab(page, FILE);
    await page.keyboard.press('Control+Home');
    for (let line = 1; line < 5; line++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('F9');
    // Filled once the adapter has said that it knows it: Continue before that may run past it.
    await page.locator('.debug-breakpoints .breakpoint .codicon-debug-breakpoint').first().waitFor();
    await page.keyboard.press('F5');
    await frame('step 2 · forward · line 5');
    await page.keyboard.press('F5');
    await frame('step 2 · backward · line 5');
    await workbench.screenshot('debug view at a breakpoint');
  });

  it('ends with Shift+F5; the panel stays', async () => {
    const { page } = workbench;
    await page.keyboard.press('Shift+F5');
    await page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
    const panel = await harness.webviewFrame(page, '.row[data-variable="w:0"]');
    assert.equal(await panel.locator('.row[data-variable="w:0"]').count(), 1);
  });
});
