/** @file The command that runs a text for the editor: parked between its steps, with notes of its values. */
import type { RunCommand } from './lossSession';
import type { DebuggerSettings, FileText } from './surroundings';

/** The file's own steps are walked by the user: no limit. JSON has no Infinity. */
const ALL_STEPS = Number.MAX_SAFE_INTEGER;
/** Elements of a tensor that travel to the panel. */
const MAX_VALUES = 256;

/** `steps`: made at once, without a stop. */
export function loadCommand({ path, text, version }: FileText, { seed, thresholds }: DebuggerSettings, steps = 0): RunCommand {
  const limits = { maxSteps: ALL_STEPS, maxValues: MAX_VALUES };
  return { kind: 'load', path, text, version, options: { seed, thresholds, steps, drive: 'park', takesNotes: true, ...limits } };
}
