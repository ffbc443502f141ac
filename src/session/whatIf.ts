/** @file What would have been: forks of a run with something changed, a pinned baseline, and comparisons. */
import type { CompareAnswer, Side } from '../protocol/explanations';
import type { Edit } from '../protocol/messages';
import type { StepRecord } from '../protocol/records';
import { compareSteps } from './compare';
import { isWhole } from './shrunkRecord';
import { edited } from './edits';
import type { Baseline, ProgramRun } from './programRun';
import { own } from './programRun';
import { userError } from './refusals';
import { callsProgram } from './runNodes';
import { checkReplayable } from './scriptReplay';
import { StepObserver } from './stepObserver';
import { Timeline } from './timeline';

/**
 * Begins a timeline after step `index` (null: the one that is shown) of the one that is shown, with
 * `edit` made, and shows the pairs that come next there.
 */
export function fork(run: ProgramRun, index: number | null, edit: Edit, log: (text: string) => void): void {
  const parent = run.timeline;
  const at = index ?? parent.cursor;
  if (at < 0 || at > parent.length) throw userError(`There is no step ${at}: steps 0 to ${parent.length} exist.`);
  const step =
    parent.journal.at(at + 1)?.run ?? parent.journal.at(at)?.run ?? run.next ?? run.driver.nextStep(null, log);
  const { execution } = step;
  const isScript = !execution.isRepeatable;
  const state = parent.stateAt(execution, at) ?? execution.state;
  const { rows } = run.observer.rowsOf(step);
  if (isScript) checkReplayable(edit, at, rows, run.naming.dialect, ({ node }) => run.naming.place(node.origin)?.line ?? null);
  const { text, overrides, state: changed } = edited(edit, state, rows);
  const inherited = parent.origin?.overrides ?? [];
  const id = Math.max(...run.timelines.map((timeline) => timeline.id)) + 1;
  const timeline = new Timeline(id, {
    parent, index: at, edit: text, execution, state: changed, overrides: new Map([...inherited, ...overrides]),
    replayed: isScript ? edit : null,
  }, run.observer, run.driver);
  run.timelines.push(timeline);
  run.timeline = timeline;
  // The script brings it there, in a run of its own.
  if (isScript) return;
  if (callsProgram(step.request)) log('The steps of this fork call functions of the program (tf.py_func), or use its queues and files, once more.');
  // The pairs that come next are what the change is about.
  if (run.script !== 'failed' || timeline.isRepeating) timeline.glance(timeline.next(null, log), 'debugger');
}

/** Throws ValueError when there is no such timeline. */
export function timelineOf(run: ProgramRun, id: number): Timeline {
  const found = run.timelines.find((timeline) => timeline.id === id);
  if (found === undefined) throw userError(`There is no timeline ${id}.`);
  return found;
}

/** Forgets a fork; the program's own timeline is shown when it was the one. */
export function dropTimeline(run: ProgramRun, id: number): void {
  const dropped = timelineOf(run, id);
  if (dropped === own(run)) throw userError("The program's own timeline stays: Reset begins a new one.");
  run.timelines.splice(run.timelines.indexOf(dropped), 1);
  if (run.timeline !== dropped) return;
  run.timeline = own(run);
  run.timeline.restore();
}

/** What is shown now, kept to be compared with later texts. */
export function baselineOf(run: ProgramRun, name: string): Baseline {
  const { timeline } = run;
  if (timeline.length === 0) throw userError('There is no step yet to compare with: make one, then pin.');
  return { name, timeline, observer: new StepObserver(run.facts, run.naming, Infinity) };
}

/** The forks of a run that is about to end, as they can be pinned. */
export function forksOf(run: ProgramRun): Baseline[] {
  const observer = new StepObserver(run.facts, run.naming, Infinity);
  return run.timelines.flatMap((timeline) =>
    timeline.origin === null ? [] : [{ name: timeline.origin.edit, timeline, observer }]);
}

/** Throws ValueError when there is no such fork, or nothing of it to compare with. */
export function droppedFork(dropped: readonly Baseline[], at: number): Baseline {
  const found = dropped[at];
  if (found === undefined) throw userError('This fork is no longer kept.');
  if (found.timeline.length === 0) throw userError('This fork has no step to compare with.');
  return found;
}

/** Two steps with all their values. Throws ValueError when one of them is not there any more. */
export function comparison(run: ProgramRun, baseline: Baseline | null, a: Side, b: Side): CompareAnswer {
  const observer = new StepObserver(run.facts, run.naming, Infinity);
  const recordOf = ({ timeline, index }: Side): StepRecord => {
    if (timeline === 'baseline' && baseline === null) throw userError('No baseline is pinned.');
    const side = timeline === 'baseline' ? baseline! : { observer, timeline: timelineOf(run, timeline) };
    const record = side.timeline.seenBy(side.observer, index);
    if (record !== null) return record;
    // What must not run again may be small enough to be kept whole.
    const kept = side.timeline.journal.at(index)?.record;
    if (kept !== undefined && isWhole(kept)) return kept;
    throw userError(side.timeline.whyNotAgain(index) ?? `The state before step ${index} is no longer known.`);
  };
  return compareSteps(a, recordOf(a), b, recordOf(b));
}
