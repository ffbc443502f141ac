/** @file Lists, IndexedSlices and the inside of a loop in the editor; a module of the loss file with lenses, which lights rows. */
import assert from 'node:assert/strict';
import { inWorkbench, OPEN_GRADIENTS } from './inWorkbench';
import type { Harness, Workbench } from './loadHarness';

const MODULE = [
  'import tensorflow as tf', '', 'def trained(loss):', '  optimizer = tf.train.GradientDescentOptimizer(0.1)',
  '  pairs = optimizer.compute_gradients(loss)', '  clipped = [(tf.clip_by_norm(g, 1.0), v) for g, v in pairs]',
  '  return optimizer.apply_gradients(clipped)', '',
].join('\n');
const TEXT = [
  'import tensorflow as tf', 'from training import trained', "w = tf.Variable([3.0, 1.0], name='w')",
  "e = tf.Variable(tf.ones([5, 2]), name='e')", 'rows = tf.nn.embedding_lookup(e, [0, 2, 2])',
  'def body(i, x):', '  y = x * w', '  return [i + 1, y]',
  'turns = tf.while_loop(lambda i, x: i < 3, body, [0, tf.ones([2])])',
  'loss = tf.reduce_sum(turns[1]) + tf.reduce_sum(rows)', 'grads = tf.gradients(loss, [w, e, tf.Variable(1.0, trainable=False)])', 'of_rows = grads[1]',
  'losses = [loss, loss * 0.5]', 'train = trained(loss)', '',
].join('\n');

describe('several values at one place', () => {
  let harness: Harness;
  let workbench: Workbench;

  inWorkbench({ 'loss.py': TEXT, 'training.py': MODULE }, (opened) => {
    ({ harness, workbench } = opened);
  });

  const inEditor = async (what: string): Promise<string> =>
    (await workbench.page.locator(what).allInnerTexts()).join('\n').replace(/\u00a0/g, ' ');

  it('have hints and a hover with every part, light and dark', async () => {
    const { page } = workbench;
    await harness.openFile(page, 'loss.py');
    await harness.runCommand(page, OPEN_GRADIENTS);
    const lines = () => inEditor('.editor-instance .view-line');
    // x: (1, 1) → (27, 1); ∂w = (27, 3), ∂e three rows of (1, 1): √(738 + 6).
    const all = await harness.poll(lines, (now) => now.includes('2 of 5 rows ‖·‖ 2.449'), 60_000);
    assert.match(all, /2 tensors, 1 None ‖·‖ 27\.28/);
    assert.match(all, /μ 14 ∂‖·‖ 1\.414 ↻3/);
    assert.match(all, /= \[34, 17\]/);
    await workbench.screenshot('groups light');
    await harness.runCommand(page, 'Preferences: Toggle between Light/Dark Themes');
    await harness.poll(() => page.locator('.monaco-workbench.vs-dark').count(), (count) => count > 0);
    const hover = async () => {
      await page.mouse.move(5, 5);
      await page.locator('.editor-instance .view-line span', { hasText: 'gradients' }).last().hover();
      await page.waitForTimeout(700);
      return inEditor('.monaco-hover');
    };
    const told = await harness.poll(hover, (now) => now.includes('list · elements: 3'));
    assert.match(told, /\[2\] None/);
    assert.match(told, /2 of 5 rows/);
    await workbench.screenshot('groups dark');
    await page.mouse.move(5, 5);
  });

  it('in a module has its lenses; its caret lights the rows of its line', async () => {
    const { page } = workbench;
    await harness.openFile(page, 'training.py');
    await harness.poll(() => inEditor('.codelens-decoration'), (now) => now.includes('clip_by_norm fired for 2 of 2') && now.includes('GradientDescent'));
    await harness.poll(() => inEditor('.editor-instance .view-line'), (now) => now.includes('2 pairs ‖g‖ 27.28'));
    const frame = await harness.webviewFrame(page, '[data-variable="w:0"]');
    await page.locator('.editor-instance .view-line', { hasText: 'clip_by_norm' }).click();
    await harness.poll(() => frame.locator('.row.under-caret').count(), (count) => count === 2);
    await workbench.screenshot('module dark');
  });
});
