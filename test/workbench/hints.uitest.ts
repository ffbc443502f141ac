/** @file Values in the editor: there when the gradients are open, new after typing, marked while the text fails. */
import assert from 'node:assert/strict';
import { inWorkbench, OPEN_GRADIENTS } from './inWorkbench';
import type { Harness, Workbench } from './loadHarness';

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
  let workbench: Workbench;

  inWorkbench({ 'loss.py': TEXT }, (opened) => {
    ({ harness, workbench } = opened);
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
    await harness.runCommand(page, OPEN_GRADIENTS);
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

  it('are marked while keys come faster than the editor asks for them', async () => {
    const { page } = workbench;
    await shows('reduce_sum(y)= 9');
    await page.keyboard.type('  # ');
    await shows('reduce_sum(y)= 9');
    const marks = page.evaluate(mostMarked);
    await page.keyboard.type('faster than anybody reads what is written here, or asks for it');
    // Each value's: w, x, y, the loss, and k of the line that is typed.
    assert.ok((await marks) >= 4, `${await marks} lines were marked`);
    await shows("name='w')= 3 ∂ 3", 'reduce_sum(y)= 9');
    await harness.poll(() => page.evaluate(countMarks), (count) => count === 0);
  });

  it('leave no lens unmarked in any frame, from the first hint with a mark until the lens has its own', async () => {
    const { page } = workbench;
    await page.locator('.codelens-decoration', { hasText: /^Loss 9/ }).first().waitFor();
    const seen = watchLenses(page);
    await page.keyboard.type('\nz = 2 *');
    await shows('reduce_sum(y)was 9');
    await page.locator('.codelens-decoration', { hasText: 'was Loss 9' }).first().waitFor();
    const { unmarked, marked } = await seen;
    assert.deepEqual(unmarked, []);
    assert.ok(marked > 0, 'no lens was seen that waits for its mark');
    // Nothing is left behind when the lens says it itself.
    await harness.poll(() => page.evaluate(arrows), (count) => count === 0);
    await page.keyboard.type(' 1');
    await shows('reduce_sum(y)= 9');
    await page.locator('.codelens-decoration', { hasText: /^Loss 9/ }).first().waitFor();
    await harness.poll(() => page.evaluate(arrows), (count) => count === 0);
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

/** In the page: how many hints have a mark of their own before them. */
function countMarks(): number {
  const drawn = [...document.querySelectorAll('.view-line span')];
  return drawn.filter((span) => getComputedStyle(span, '::before').content.includes('…')).length;
}

/** In the page: the most lines in any frame of some seconds, longer than is typed, that are marked, by the hint itself or by a mark before it. */
async function mostMarked(): Promise<number> {
  let most = 0;
  const began = performance.now();
  while (performance.now() - began < 4000) {
    await new Promise(requestAnimationFrame);
    const marked = [...document.querySelectorAll('.view-line')].filter(
      (line) =>
        line.textContent?.includes('…') ||
        [...line.querySelectorAll('span')].some((span) => getComputedStyle(span, '::before').content.includes('…')),
    );
    most = Math.max(most, marked.length);
  }
  return most;
}

/** In the page: how many lines say that the lens above them is old. */
function arrows(): number {
  const drawn = [...document.querySelectorAll('.view-line span')];
  return drawn.filter((span) => getComputedStyle(span, '::after').content.includes('↑')).length;
}

/**
 * Looks at every frame until the lens of the loss has a mark of its own. Frames with a marked hint and a lens that has
 * neither its own mark nor one behind its line are `unmarked`.
 */
function watchLenses(page: Workbench['page']): Promise<{ unmarked: string[]; marked: number }> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const unmarked: string[] = [];
        let marked = 0;
        const look = () => {
          const words = (selector: string) =>
            [...document.querySelectorAll(selector)].map((element) => (element.textContent ?? '').replace(/\u00a0/g, ' '));
          const lens = words('.codelens-decoration').find((text) => text.includes('Loss')) ?? '';
          if (/^(was|…) /.test(lens)) return resolve({ unmarked, marked });
          const hint = words('.view-line').find((text) => text.includes('reduce_sum')) ?? '';
          if (lens !== '' && /\)(was|…)/.test(hint)) {
            const spans = [...document.querySelectorAll('.view-line span')];
            const isMarked = spans.some((span) => getComputedStyle(span, '::after').content.includes('↑'));
            if (isMarked) marked++;
            else unmarked.push(`${lens} over ${hint}`);
          }
          requestAnimationFrame(look);
        };
        look();
      }),
  );
}

describe('the editor of a folder that is not trusted', () => {
  let harness: Harness;
  let workbench: Workbench;

  inWorkbench(
    { 'loss.py': TEXT },
    (opened) => {
      ({ harness, workbench } = opened);
    },
    { trust: 'restricted' },
  );

  const text = async () => {
    const found = await workbench.page.locator('.editor-instance .view-lines').first().innerText();
    return found.replace(/[\s\u00a0]+/g, ' ');
  };

  it('has no value of a run, not of what is typed either, and says why; trusted it has them', async () => {
    const { page } = workbench;
    const restricted = page.locator('.codelens-decoration', { hasText: 'Restricted Mode: this file is not run' });
    await harness.openFile(page, 'loss.py');
    await harness.runCommand(page, OPEN_GRADIENTS);
    await restricted.first().waitFor();
    await page.locator('.statusbar-item', { hasText: '∇ restricted' }).first().waitFor();
    await harness.showTab(page, 'loss.py');
    await page.keyboard.press('Control+End');
    await harness.typeText(page, 'half = loss * 0.5');
    // Longer than the wait before a live run, and than one.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.ok(!/[∂μ]/u.test(await text()), await text());
    assert.deepEqual(await page.locator('.codelens-decoration a, .codelens-decoration span').filter({ hasText: /Loss|Step|No gradient/ }).count(), 0);
    await page.locator('.view-line', { hasText: 'reduce_sum' }).locator('span', { hasText: 'reduce_sum' }).last().hover();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal(await page.locator('.monaco-hover', { hasText: 'float32' }).count(), 0);
    await workbench.screenshot('restricted editor');
    await harness.runCommand(page, 'Workspaces: Manage Workspace Trust');
    await page.getByRole('button', { name: 'Trust', exact: true }).first().click();
    // The trust editor lies over the file's, which is there all the same.
    await harness.poll(text, (now) => now.includes('∂ 3'));
    await restricted.first().waitFor({ state: 'detached' });
  });
});
