/** @file The user's settings, read in one place, with their types and limits. */
import { workspace, type ConfigurationChangeEvent, type Uri } from 'vscode';
import type { DebuggerSettings } from './surroundings';

export const SECTION = 'gradientDebugger';

/** Settings for one file: a folder of a workspace can have its own. Times in ms. */
export function debuggerSettings(uri: Uri): DebuggerSettings {
  const configuration = workspace.getConfiguration(SECTION, uri);
  return {
    seed: configuration.get('seed', 0),
    isLive: configuration.get('live.enabled', true),
    liveDelay: Math.max(0, configuration.get('live.delay', 200)),
    timeout: 1000 * Math.max(0.1, configuration.get('timeout', 10)),
    thresholds: numbersOf(configuration.get('findings')),
  };
}

/** How many steps "Run Steps…" proposes. */
export function proposedSteps(uri: Uri): number {
  return Math.max(1, workspace.getConfiguration(SECTION, uri).get('steps', 10));
}

/** Whether values are written behind the lines of a file, and whether their gradients are. */
export function hintSettings(uri: Uri): { readonly isEnabled: boolean; readonly withGradients: boolean } {
  const configuration = workspace.getConfiguration(`${SECTION}.inlayHints`, uri);
  return { isEnabled: configuration.get('enabled', true), withGradients: configuration.get('gradients', true) };
}

/** Whether the step is summed up above the lines of a file. */
export function isLensEnabled(uri: Uri): boolean {
  return workspace.getConfiguration(SECTION, uri).get('codeLens.enabled', true);
}

export function isHoverEnabled(uri: Uri): boolean {
  return workspace.getConfiguration(SECTION, uri).get('hover.enabled', true);
}

/** Whether anything in the editor of a file shows what its places have. */
export function wantsPlaces(uri: Uri): boolean {
  return hintSettings(uri).isEnabled || isLensEnabled(uri) || isHoverEnabled(uri);
}

/** Whether what is shown in the editor of a file, or of some file, may be another. */
export function changesEditor(event: ConfigurationChangeEvent, uri?: Uri): boolean {
  return ['inlayHints', 'codeLens', 'hover'].some((part) => event.affectsConfiguration(`${SECTION}.${part}`, uri));
}

/** Whether the next run of a file would compute something else. */
export function changesRuns(event: ConfigurationChangeEvent, uri: Uri): boolean {
  return ['findings', 'seed'].some((part) => event.affectsConfiguration(`${SECTION}.${part}`, uri));
}

/** The settings below one name; what is no number is as if it were not set. */
function numbersOf(settings: unknown): { readonly [name: string]: number } {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(settings ?? {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  );
}
