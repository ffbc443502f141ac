/** @file The panel's tools in the real workbench: filter, tensor with all its elements, chart, text, export. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inWorkbench } from './inWorkbench';
import type { Harness, Workbench } from './loadHarness';

const FILE = 'wide.py';
/** w has 400 elements, of which 256 travel with a step: w = 0, 1, 2, …; ∂(Σ w²/2)/∂w = w; the clip at 100 fires. */
const PROGRAM = `import numpy as np
import tensorflow as tf
w = tf.Variable(np.arange(400, dtype=np.float32).reshape(20, 20), name='layer/w')
b = tf.Variable(2.0, name='layer/b')
loss = tf.reduce_sum(tf.square(w)) / 2 + tf.square(b)
opt = tf.train.GradientDescentOptimizer(0.5)
pairs = [(tf.clip_by_value(g, -100., 100.), v) for g, v in opt.compute_gradients(loss)]
train_op = opt.apply_gradients(pairs)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        sess.run(train_op)
`;

describe('the panel’s tools in the workbench', () => {
  let harness: Harness;
  let folder: string;
  let workbench: Workbench;

  inWorkbench({ [FILE]: PROGRAM }, async (opened) => {
    ({ harness, folder, workbench } = opened);
    const frame = await opened.openGradients(FILE);
    for (let step = 1; step <= 2; step++) {
      await harness.runCommand(workbench.page, 'Gradient Debugger: Step');
      await harness.poll(
        () => frame.locator('.steps-head label').innerText(),
        (text) => text.includes(`${step} of ${step}`),
      );
    }
  });

  it('filters and groups the rows', async () => {
    const frame = await harness.webviewFrame(workbench.page, '#row-filter');
    await frame.locator('#row-filter').fill('size>100');
    assert.equal(await frame.locator('#filter-count').innerText(), '1 of 2 rows');
    await frame.locator('#row-filter').fill('');
    await frame.locator('select >> nth=1').selectOption('scope');
    assert.match(await frame.locator('.group-row').innerText(), /layer\s+2 rows/);
    await frame.locator('select >> nth=1').selectOption('none');
  });

  it('loads all elements of a tensor, and the change since the step before', async () => {
    const frame = await harness.webviewFrame(workbench.page, '.row[data-variable]');
    await frame.locator('[data-variable="layer/w:0"] .expander').click();
    await frame.getByText('Load all 400 elements').click();
    await frame.getByText('400 elements', { exact: true }).waitFor();
    await frame.locator('.heat-canvas').focus();
    await workbench.page.keyboard.press('Control+End');
    // 399 − 0.5·100 after the first step: the second step's gradient is what is left.
    await harness.poll(
      () => frame.locator('.heat-value').innerText(),
      (text) => /\[19, 19\]\s+349$/.test(text.trim()),
    );
    await frame.locator('.choice input').check();
    // The gradient was 399 in the step before.
    await harness.poll(
      () => frame.locator('.heat-value').innerText(),
      (text) => /\[19, 19\]\s+−50$/.test(text.trim()),
    );
    await workbench.screenshot('workbench tensor');
  });

  it('shows the steps in a chart', async () => {
    const frame = await harness.webviewFrame(workbench.page, '.chart-toggle');
    await frame.locator('.chart-toggle').click();
    assert.match(await frame.locator('.chart-told').innerText(), /^step 2: /);
    // Two steps, drawn by the script that came on demand.
    assert.match((await frame.locator('.chart-line').getAttribute('d')) ?? '', /^M[\d.,]+L[\d.,]+$/);
    await workbench.screenshot('workbench chart');
    await frame.locator('.chart-toggle').click();
  });

  it('opens the step as a read-only text', async () => {
    const { page } = workbench;
    const frame = await harness.webviewFrame(page, '.toolbar');
    await frame.locator('[data-command=openAccessibleView]').click();
    // Monaco's blanks are no-break spaces; the loss file is open beside it.
    await page.locator('.view-line', { hasText: /Step\s2\sof\s2\s·\strain_op/ }).waitFor();
    await page.locator('.view-line', { hasText: /clip_by_value\s\(line\s7\):\sclipped/ }).waitFor();
    const tabs = await page.locator('.tab').evaluateAll((all) => all.map((tab) => tab.getAttribute('data-resource-name')));
    assert.ok(tabs.includes('wide step 2.txt'), tabs.join());
    await workbench.screenshot('workbench text');
  });

  it('exports all steps to the file that the user confirms', async () => {
    const { page } = workbench;
    await harness.runCommand(page, 'Gradient Debugger: Export…');
    await harness.answerInput(page, 'All steps, a line per variable');
    // The workbench's own dialog proposes a name beside the loss file.
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    const target = join(folder, 'wide steps.json');
    const text = await harness.poll(
      async () => ((await readdir(folder)).includes('wide steps.json') ? readFile(target, 'utf8') : ''),
      (content) => content !== '',
    );
    const records = JSON.parse(text as string) as { readonly index: number }[];
    assert.deepEqual(records.map(({ index }) => index), [1, 2]);
  });
});
