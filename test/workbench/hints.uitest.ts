/** @file Values in the editor: there when the gradients are open, new after typing, marked while the text fails. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadHarness, type Harness, type Workbench } from './loadHarness';

const TEXT = [
  'import tensorflow as tf',
  "w = tf.Variable(3.0, name='w')",
  'x = tf.constant([1.0, 2.0])',
  'y = w * x',
  'loss = tf.reduce_sum(y)',
  'train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)',
  '',
].join('\n');

describe('values in the editor', () => {
  let harness: Harness;
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    harness = await loadHarness();
    folder = await mkdtemp(join(tmpdir(), 'gradient-hints-'));
    await writeFile(join(folder, 'loss.py'), TEXT);
    workbench = await harness.startWorkbench({ folder, devExtensions: [harness.REPOSITORY] });
  });

  after(async () => {
    await workbench?.close();
    await rm(folder, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await workbench.screenshot(`failed ${this.currentTest.title}`);
      console.log(workbench.consoleLines.slice(-20).join('\n'));
    }
  });

  /** The lines of the editor with their hints, blanks made one. */
  async function lines(): Promise<string> {
    const found = await workbench.page.locator('.editor-instance .view-line').allInnerTexts();
    return found.map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim()).join('\n');
  }

  const shows = (...texts: readonly string[]) =>
    harness.poll(lines, (now) => texts.every((text) => now.includes(text)));

  it('stand behind each assignment, with the gradient of the loss', async () => {
    const { page } = workbench;
    await harness.openFile(page, 'loss.py');
    await harness.runCommand(page, 'Gradient Debugger: Open Gradients to the Side');
    // w 3, x (1, 2): y (3, 6), loss 9; ∂w = 1 + 2, ‖∂y‖ = √2.
    await shows("name='w')= 3 ∂ 3", '[2] μ 4.5 ∂‖·‖ 1.414', 'reduce_sum(y)= 9');
    await workbench.screenshot('hints');
  });

  it('are of the text as it is typed; while it fails the old ones are marked and stand at their lines', async () => {
    const { page } = workbench;
    await page.locator('.editor-instance .view-line').first().click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('k = 2.0 *');
    await shows("name='w')was 3 ∂ 3", 'reduce_sum(y)was 9');
    await workbench.screenshot('hints stale');
    await page.keyboard.type(' tf.constant(4.0)');
    await shows("name='w')= 3 ∂ 3", 'constant(4.0)= 8', 'reduce_sum(y)= 9');
  });

  it('follow the step, and go and come by the command', async () => {
    const { page } = workbench;
    await harness.runCommand(page, 'Gradient Debugger: Step');
    await harness.runCommand(page, 'Gradient Debugger: Step');
    // Before step 2 w is 3 − 0.1 · 3 = 2.7: y (2.7, 5.4), loss 8.1.
    await shows("name='w')= 2.7 ∂ 3", 'reduce_sum(y)= 8.1');
    await harness.runCommand(page, 'Gradient Debugger: Toggle Values in the Editor');
    await harness.poll(lines, (now) => !now.includes('∂'));
    await harness.runCommand(page, 'Gradient Debugger: Toggle Values in the Editor');
    await shows("name='w')= 2.7 ∂ 3");
    assert.ok(!(await lines()).includes('was '));
  });
});
