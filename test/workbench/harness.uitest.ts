/** @file Proves the harness on a minimal extension in a real workbench, none of our own. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDemoExtension } from './demoExtension';
import { loadHarness, type Harness, type Workbench } from './loadHarness';

describe('the workbench harness', () => {
  let harness: Harness;
  let scratch: string;
  let workbench: Workbench;

  before(async () => {
    harness = await loadHarness();
    scratch = await mkdtemp(join(tmpdir(), 'gradient-harness-'));
    await writeDemoExtension(join(scratch, 'extension'));
    await mkdir(join(scratch, 'folder'));
    await writeFile(join(scratch, 'folder', 'notes.txt'), 'first line\nsecond line\n');
    workbench = await harness.startWorkbench({
      folder: join(scratch, 'folder'),
      devExtensions: [join(scratch, 'extension')],
    });
  });

  after(async () => {
    await workbench?.close();
    await rm(scratch, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await workbench.screenshot(`failed ${this.currentTest.title}`);
    }
  });

  it('opens a file and reads its text, CodeLens and inlay hint', async () => {
    const { page } = workbench;
    await harness.openFile(page, 'notes.txt');
    assert.deepEqual(await harness.codeLenses(page), ['Demo Lens']);
    assert.deepEqual(await harness.inlayHints(page), [' = 7 hint']);
    assert.equal(await harness.editorText(page), 'first = 7 hint line\nsecond line\n');
  });

  it('types at a line and sees the squiggle, the problem and the saved file', async () => {
    const { page } = workbench;
    await harness.gotoLine(page, 2, 7);
    assert.deepEqual(await harness.cursorPosition(page), { line: 2, column: 7 });
    await harness.typeText(page, ' BAD');
    await harness.poll(() => harness.squiggles(page, 'error'), (count) => count === 1);
    await harness.saveFile(page);
    const saved = () => readFile(join(scratch, 'folder', 'notes.txt'), 'utf8');
    await harness.poll(saved, (text) => text === 'first line\nsecond BAD line\n');
    const rows = await harness.problems(page);
    assert.ok(rows.some((row) => row.includes('BAD is bad')), rows.join('\n'));
  });

  it('answers an input box and reads the notification that follows', async () => {
    const { page } = workbench;
    await harness.runCommand(page, 'Harness Demo: Ask');
    await harness.answerInput(page, 'Gradient');
    const shown = await harness.poll(() => harness.notifications(page));
    assert.deepEqual(shown, ['Hello Gradient']);
  });

  it('runs exactly the named command and hears back from its webview', async () => {
    const { page } = workbench;
    const offered = await harness.commandsFor(page, 'Harness Demo: Open Panel');
    assert.deepEqual(offered.slice(0, 2), [
      'Harness Demo: Open Panel',
      'Harness Demo: Open Panel Twice',
    ]);
    await harness.showTab(page, 'notes.txt');
    await harness.runCommand(page, 'Harness Demo: Open Panel');
    const frame = await harness.webviewFrame(page, '#double');
    await frame.click('#double');
    // The page sends 21, the extension host answers 2·21.
    const answer = await harness.poll(() => frame.textContent('#answer'));
    assert.equal(answer, '42');
    assert.equal(await frame.textContent('#trust'), 'trusted');
    await workbench.screenshot('harness webview');
  });

  it('reads an output channel', async () => {
    const { page } = workbench;
    await harness.runCommand(page, 'Harness Demo: Log');
    assert.match(await harness.outputText(page, 'Harness Demo'), /a logged line/);
  });

  it('gets the webview back after the window was reloaded', async () => {
    const { page } = workbench;
    await harness.reloadWorkbench(page);
    const frame = await harness.webviewFrame(page, '#double');
    assert.equal(await frame.textContent('#answer'), '');
    await frame.click('#double');
    assert.equal(await harness.poll(() => frame.textContent('#answer')), '42');
  });

  it('starts in Restricted Mode when asked to', async () => {
    const restricted = await harness.startWorkbench({
      folder: join(scratch, 'folder'),
      devExtensions: [join(scratch, 'extension')],
      trust: 'restricted',
    });
    try {
      await harness.runCommand(restricted.page, 'Harness Demo: Open Panel');
      const frame = await harness.webviewFrame(restricted.page, '#trust');
      assert.equal(await frame.textContent('#trust'), 'restricted');
      const entries = () => harness.statusBar(restricted.page);
      await harness.poll(entries, (shown) => shown.includes('Restricted Mode'));
    } finally {
      await restricted.close();
    }
  });
});
