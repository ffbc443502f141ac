/** @file The step in the editor: lenses to click, a hover, a row that lights its places, the path peeked at. */
import { inWorkbench, OPEN_GRADIENTS } from './inWorkbench';
import type { Harness, Workbench } from './loadHarness';

const TEXT = [
  'import tensorflow as tf',
  "w = tf.Variable(3.0, name='w')",
  'x = tf.constant([1.0, 2.0])',
  'y = tf.square(w * x) + w',
  'loss = tf.reduce_sum(y)',
  'optimizer = tf.train.GradientDescentOptimizer(0.1)',
  '(g, v), = optimizer.compute_gradients(loss)',
  'clipped = tf.clip_by_norm(g, 6.0)',
  'train = optimizer.apply_gradients([(clipped, v)])',
  '',
].join('\n');

describe('the step in the editor', () => {
  let harness: Harness;
  let workbench: Workbench;

  inWorkbench({ 'loss.py': TEXT }, (opened) => {
    ({ harness, workbench } = opened);
  });

  const lenses = async (): Promise<string> =>
    (await workbench.page.locator('.codelens-decoration').allInnerTexts()).join('\n').replace(/\u00a0/g, ' ');

  async function hoverOver(token: string): Promise<void> {
    const { page } = workbench;
    await page.mouse.move(5, 5);
    await page.locator('.editor-instance .view-line span', { hasText: token }).last().hover();
  }

  it('is summed up above its lines, light and dark, and Step goes on from there', async () => {
    const { page } = workbench;
    await harness.openFile(page, 'loss.py');
    await harness.runCommand(page, OPEN_GRADIENTS);
    // A cold worker on two busy cores.
    await harness.poll(lenses, (now) => now.includes('Loss 51') && now.includes('clip_by_norm fired'), 60_000);
    await workbench.screenshot('lenses light');
    await harness.runCommand(page, 'Preferences: Toggle between Light/Dark Themes');
    await harness.poll(() => page.locator('.monaco-workbench.vs-dark').count(), (count) => count > 0);
    await workbench.screenshot('lenses dark');
    await harness.runCommand(page, 'Gradient Debugger: Step');
    await harness.poll(lenses, (now) => now.includes('Loss 51 · step 1'));
  });

  it('tells all about an expression under the pointer', async () => {
    const { page } = workbench;
    const text = async () => (await page.locator('.monaco-hover').allInnerTexts()).join('\n').replace(/\u00a0/g, ' ');
    await harness.poll(
      async () => {
        await hoverOver('square');
        await page.waitForTimeout(700);
        return text();
      },
      (now) => now.includes('∂loss/∂value') && now.includes('through'),
    );
    await workbench.screenshot('hover dark');
    await page.mouse.move(5, 5);
  });

  it('lights every place of a row that is clicked', async () => {
    const { page } = workbench;
    const frame = await harness.webviewFrame(page, '[data-variable="w:0"]');
    await frame.click('[data-variable="w:0"] [data-column=gradient]');
    const lit = () => page.locator('.editor-instance .cdr[class*="ced-"]').count();
    // Declaration, two uses, of which one is drawn inside of the other, and one clip.
    await harness.poll(lit, (count) => count === 3);
    await workbench.screenshot('row lit dark');
  });

  it('shows the way of the gradient from the variable at the caret', async () => {
    const { page } = workbench;
    await page.locator('.editor-instance .view-line', { hasText: "name='w'" }).click();
    await harness.runCommand(page, 'Gradient Debugger: Peek Gradient Path');
    const rows = () => page.locator('.reference-zone-widget .monaco-list-row').count();
    await harness.poll(rows, (count) => count >= 3);
    await workbench.screenshot('peek dark');
  });
});
