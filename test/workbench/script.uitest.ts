/** @file A TypeScript loss file in the real workbench: opened, stepped by keys, looked at light and dark. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inWorkbench, OPEN_GRADIENTS } from './inWorkbench';
import type { Harness, Workbench } from './loadHarness';

const TEXT = readFileSync(path.join(process.cwd(), 'examples/loss.ts'), 'utf8');

describe('a TypeScript loss file', () => {
  let harness: Harness;
  let workbench: Workbench;

  inWorkbench({ 'loss.ts': TEXT }, (opened) => {
    ({ harness, workbench } = opened);
  });

  it('shows its pairs, whose semantics they have, and steps with F10', async () => {
    const { page } = workbench;
    await harness.openFile(page, 'loss.ts');
    await harness.runCommand(page, OPEN_GRADIENTS);
    const frame = await harness.webviewFrame(page, '[data-variable="w:0"]');
    assert.equal(await frame.locator('.semantics').innerText(), 'TensorFlow.js 4.22 semantics');
    await frame.locator('[data-variable="w:0"] [data-column=gradient]').click();
    for (let step = 1; step <= 2; step++) {
      await page.keyboard.press('F10');
      await harness.poll(() => frame.locator('.summary').innerText(), (now) => now.includes(step === 1 ? '41' : '30.0938'));
    }
    await workbench.screenshot('script light');
    await harness.runCommand(page, 'Preferences: Toggle between Light/Dark Themes');
    await harness.poll(() => page.locator('.monaco-workbench.vs-dark').count(), (count) => count > 0);
    await workbench.screenshot('script dark');
  });
});
