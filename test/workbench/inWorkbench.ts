/** @file The set-up of a UI test: a folder with files, and a workbench with our extension over it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { loadHarness, type Harness, type Workbench } from './loadHarness';

export const OPEN_GRADIENTS = 'Gradient Debugger: Open Gradients to the Side';

export interface Opened {
  readonly harness: Harness;
  readonly folder: string;
  readonly workbench: Workbench;
  /** Opens a file, its panel beside it, and gives the panel's page when it has rows. */
  readonly openGradients: (file: string) => Promise<Frame>;
}

/** Texts by name, or what puts them into the folder. */
type Files = { readonly [name: string]: string } | ((folder: string, harness: Harness) => Promise<void>);

/**
 * Called in a `describe`: opens before its tests, hands over what is open, and closes after them; of a
 * test that failed there is a picture, and the end of the console.
 */
export function inWorkbench(
  files: Files,
  ready: (opened: Opened) => Promise<void> | void,
  options: { readonly trust?: 'restricted' } = {},
): void {
  let folder: string | undefined;
  let workbench: Workbench | undefined;

  before(async () => {
    const harness = await loadHarness();
    folder = await mkdtemp(join(tmpdir(), 'gradient-ui-'));
    if (typeof files === 'function') await files(folder, harness);
    else for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const started = await harness.startWorkbench({ folder, devExtensions: [harness.REPOSITORY], ...options });
    workbench = started;
    const openGradients = async (file: string) => {
      await harness.openFile(started.page, file);
      await harness.runCommand(started.page, OPEN_GRADIENTS);
      return harness.webviewFrame(started.page, '.row[data-variable]');
    };
    await ready({ harness, folder, workbench: started, openGradients });
  });

  after(async () => {
    await workbench?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await workbench?.screenshot(`failed ${this.currentTest.title}`);
    console.log(workbench?.consoleLines.slice(-20).join('\n'));
  });
}
