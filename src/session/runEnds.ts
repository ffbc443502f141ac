/** @file How a run of many steps ends: at the step that was wanted, or before it. */
import type { ProgramRun } from './programRun';

/** Whether the step that is shown is the one that was run to; then says why. */
export function isReached(run: ProgramRun): boolean {
  const { until, timeline } = run;
  const record = timeline.recordAt(timeline.cursor);
  if (until === null || record === null) return false;
  const reason = until.holds(record, () => timeline.before(record));
  if (reason === null) return false;
  run.stopped = `step ${timeline.cursor}: ${reason}`;
  return true;
}

/** Says how a run until a condition ended. */
export function noteEnd(run: ProgramRun, how: string): void {
  if (run.isRunningOn) run.stopped = `step ${run.timeline.cursor}: ${how}`;
  run.isRunningOn = false;
}
