/** @file How a run of many steps ends: at the step that was wanted, or before it. */
import type { Frontend, ProgramOutcome } from '../frontends/program';
import type { ProgramRun } from './programRun';

/** Whether the step that is shown is the one that was run to; then says why. */
export function isReached(run: ProgramRun): boolean {
  const { until, timeline } = run;
  const record = until === null ? null : timeline.recordAt(timeline.cursor, true);
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

/** Why a script that drives itself goes no further. */
export function limitReached({ scripted: { length } }: ProgramRun): string {
  return `The script was stopped after ${length} ${length === 1 ? 'step' : 'steps'}, the limit of this run.`;
}

/** The script is at its end: what it failed with is told, and without a step of its own the pairs of the first are shown. */
export function finish(run: ProgramRun, outcome: ProgramOutcome, frontend: Frontend, log: (text: string) => void): void {
  run.script = outcome.kind === 'failed' ? 'failed' : 'ended';
  if (run.isRunningOn && !isReached(run)) {
    run.stopped = `step ${run.scripted.length}: the file ${outcome.kind === 'failed' ? 'failed' : 'ended'}`;
  }
  run.isRunningOn = false;
  if (outcome.kind === 'failed') {
    const { type, message, place, madeAt, raisedAt = null } = outcome;
    run.error = { type, message, place, madeAt, raisedAt, remedy: frontend.remedy(type, message) };
    return;
  }
  const isFree = run.command.options.drive === 'free';
  if (run.scripted.length === 0 && run.facts.trainingOps.length > 0 && !isFree) {
    run.scripted.glance(run.driver.nextStep(null, log), 'debugger');
  }
}
