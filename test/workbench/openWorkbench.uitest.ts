/** @file `npm run workbench` as a person uses it: start, open the address, use it, Ctrl+C. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDemoExtension } from './demoExtension';
import { loadHarness, type Harness } from './loadHarness';

describe('npm run workbench', () => {
  let harness: Harness;
  let scratch: string;
  let started: ChildProcess;
  let output = '';

  before(async () => {
    harness = await loadHarness();
    scratch = await mkdtemp(join(tmpdir(), 'gradient-open-'));
    await writeDemoExtension(join(scratch, 'extension'));
    await writeFile(join(scratch, 'loss.txt'), 'a loss file\n');
    const script = join(harness.REPOSITORY, 'test', 'workbench', 'openWorkbench.mjs');
    const args = [script, join(scratch, 'loss.txt'), '--no-open'];
    started = spawn(process.execPath, [...args, '--extension', join(scratch, 'extension')]);
    started.stdout?.on('data', (chunk) => (output += String(chunk)));
    started.stderr?.on('data', (chunk) => (output += String(chunk)));
  });

  after(async () => {
    started?.kill('SIGKILL');
    await rm(scratch, { recursive: true, force: true });
  });

  it('opens the file with the extension in an ordinary browser', async () => {
    const address = await harness.poll(() => /http:\S+/.exec(output)?.[0]);
    assert.ok(address);
    const browser = await harness.launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(address, { waitUntil: 'domcontentloaded' });
      await harness.untilRestored(page);
      await page.locator('.tab[data-resource-name="loss.txt"]').waitFor();
      assert.deepEqual(await harness.codeLenses(page), ['Demo Lens']);
      await harness.runCommand(page, 'Harness Demo: Open Panel');
      await harness.webviewFrame(page, '#double');
    } finally {
      await browser.close();
    }
  });

  it('refuses a browser that does not bring the token of the address', async () => {
    const address = await harness.poll(() => /http:\S+/.exec(output)?.[0]);
    assert.ok(address);
    const response = await fetch(new URL(address).origin);
    assert.equal(response.status, 403);
  });

  it('ends its server on Ctrl+C', async () => {
    const address = await harness.poll(() => /http:\S+/.exec(output)?.[0]);
    assert.ok(address);
    started.kill('SIGINT');
    await once(started, 'exit');
    await assert.rejects(fetch(address));
  });
});
