/**
 * @file Forks of a program whose steps are not run again from a record (eager execution): its script runs
 * once more from the beginning, does the same steps again, bit for bit, and the change is made where the
 * fork begins.
 */
import type { State } from '../engine/execution';
import type { Tensor } from '../engine/graph';
import type { Value } from '../engine/value';
import type { CommandText, Edit } from '../protocol/messages';
import type { Dialect } from '../frontends/dialect';
import type { ProgramOutcome } from '../frontends/program';
import { edited } from './edits';
import type { Program, ProgramRun } from './programRun';
import type { ObservedUpdate } from './recordMaker';
import { userError } from './refusals';
import type { StepRun } from './stepRun';
import type { Timeline } from './timeline';

/** A script on its way to the end of a timeline. */
export class ScriptReplay {
  private made = 0;

  /** `then`: the command for which the script was run again, once it is there; null when being there is all. */
  constructor(private readonly timeline: Timeline, readonly then: CommandText | null) {}

  get isThere(): boolean {
    return this.made >= this.timeline.length;
  }

  /** Does the next step again. Throws ValueError when it is not, bit for bit, the step that it was. */
  make(step: StepRun, rows: readonly ObservedUpdate[]): readonly Value[] {
    const index = ++this.made;
    const { execution } = step;
    const feeds = new Map([...step.request.feeds, ...this.timeline.heldAt(index, execution.state, rows)]);
    const { values, changes } = execution.evaluate({ ...step.request, feeds });
    execution.commit(changes);
    const entry = this.timeline.journal.at(index)!;
    const other = entry.after === null ? null : differing(entry.after, execution.state);
    if (other !== null) throw otherwise(index, other);
    for (const edit of this.timeline.editsAfter(index)) execution.restore(edited(edit, execution.state, rows).state);
    return values;
  }
}

function otherwise(index: number, variable: string): Error {
  return userError(
    `The file did not do the same again: ${variable} is another after step ${index} than it was. It reads a clock, ` +
      'numbers that are not seeded, or what another run left; so a fork of it would show more than the change.',
  );
}

/** A variable of `wanted` that has other bits in `got`; null when there is none. */
function differing(wanted: State, got: State): string | null {
  for (const [key, value] of wanted.variables) {
    const other = got.variables.get(key);
    // What the program lets go of is gone at another moment.
    if (other !== undefined && !hasSameBits(value, other)) return key;
  }
  return null;
}

function hasSameBits(a: Value, b: Value): boolean {
  if (a.data === b.data) return true;
  if (a.dtype !== b.dtype || a.data.length !== b.data.length) return false;
  return a.data.every((x, i) => Object.is(x, b.data[i]));
}

/** The run of the same text that brings its script to the end of the timeline that is shown. */
export function runAgain(run: ProgramRun, program: Program, then: CommandText | null): ProgramRun {
  const { timeline } = run;
  timeline.attach(program.observer, program.driver);
  return {
    ...run, ...program, scripted: timeline, script: 'running', error: null, next: null, granted: 0, until: null,
    isRunningOn: false, isToEnd: false, stopped: null, replay: new ScriptReplay(timeline, then),
  };
}

/** The script ended before it had made the steps that it made before. */
export function endedEarly(outcome: ProgramOutcome): Error {
  const why = outcome.kind === 'failed' ? `${outcome.type}: ${outcome.message}` : 'it ended before';
  return userError(`The file did not come to the same step again (${why}): it does not do the same in every run.`);
}

/** Whether the script would have to run again before the timeline that is shown can go on. */
export function isOfOtherScript({ timeline, scripted }: ProgramRun): boolean {
  return timeline !== scripted && (timeline.origin === null || timeline.origin.replayed !== null);
}

/** Whether the command goes beyond the steps that were made. */
export function makesSteps(command: CommandText, { cursor, length, preview }: Timeline): boolean {
  if (command.kind === 'step') return cursor + command.count > length;
  if (command.kind === 'runUntil') return cursor + command.limit > length;
  if (command.kind === 'compute') return cursor === length && preview === null;
  return command.kind === 'apply' && cursor === length;
}

/** Throws ValueError, with the reason, for what cannot be changed where ops run as they are made. */
export function checkReplayable(
  edit: Edit, index: number, rows: readonly ObservedUpdate[], { eagerly, applyGradients, clips }: Dialect,
  lineOf: (tensor: Tensor) => number | null,
): void {
  if (edit.kind === 'threshold') {
    const stage = rows.find(({ update }) => update.variable.tensor.name === edit.variable)?.stages[edit.stage];
    const line = stage === undefined ? null : lineOf(stage.output);
    throw userError(
      `${eagerly} ${stage?.clip ? clips[stage.clip.op] : (stage?.name ?? 'a clip')}${line === null ? '' : `, line ${line},`} has run before ${applyGradients} ` +
        'is called: change the threshold in the file.',
    );
  }
  if (edit.kind === 'value' && index === 0) {
    throw userError(
      `${eagerly} the first step is computed from the values that the file gives its variables: change them in ` +
        'the file, or make a step and begin the fork after it.',
    );
  }
}
