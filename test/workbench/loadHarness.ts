/**
 * @file Gives a compiled UI test the harness; knows where the harness lies, not what it does.
 *
 * The harness is plain JavaScript that runs before anything is built and finds its neighbours by
 * its own place in the source tree. So a test must not bundle it: it is imported at run time from
 * `test/workbench/`, while the types come from its JSDoc (tsconfig: allowJs). The build compiles
 * `test/**` to CommonJS in `out/test/**`, three folders below the root.
 *
 *     const harness = await loadHarness();
 *     const devExtensions = [harness.REPOSITORY];
 *     const workbench = await harness.startWorkbench({ folder, devExtensions });
 *     await harness.runCommand(workbench.page, 'Gradient Debugger: Step');
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Harness = typeof import('./startWorkbench.mjs') &
  Pick<typeof import('./installation.mjs'), 'REPOSITORY'> &
  typeof import('./browser.mjs') &
  typeof import('./drivePalette.mjs') &
  typeof import('./driveEditor.mjs') &
  typeof import('./driveViews.mjs') &
  typeof import('./poll.mjs');

export type { Workbench } from './startWorkbench.mjs';

const SOURCES = join(__dirname, '..', '..', '..', 'test', 'workbench');
const MODULES = [
  ...['startWorkbench', 'installation', 'browser'],
  ...['drivePalette', 'driveEditor', 'driveViews', 'poll'],
];

export async function loadHarness(): Promise<Harness> {
  const urls = MODULES.map((name) => pathToFileURL(join(SOURCES, `${name}.mjs`)).href);
  const loaded = await Promise.all(urls.map((url) => import(url)));
  return Object.assign({}, ...loaded);
}
