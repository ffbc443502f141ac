/** @file Everything that belongs to one run of the text, and how it is told to whoever shows it. */
import type { Origin } from '../engine/graph';
import type { Frontend } from '../frontends/program';
import type { CommandText, LoadOptions, SessionState, TimelineState } from '../protocol/messages';
import type { ErrorRecord, FindingRecord, StepRecord } from '../protocol/records';
import type { Condition } from './conditions/condition';
import { DebuggerDriver } from './debuggerDriver';
import { noneBeforeFailure } from './findings/noneGradient';
import { GrowthMeter } from './findings/growth';
import { ProgramFacts } from './programFacts';
import { ProgramNaming } from './programNaming';
import { findingsAt, lookAtLast } from './stepFindings';
import { StepObserver } from './stepObserver';
import type { ScriptReplay } from './scriptReplay';
import type { StepRun } from './stepRun';
import { Timeline } from './timeline';

export interface ProgramRun {
  readonly command: Extract<CommandText, { kind: 'load' }>;
  readonly facts: ProgramFacts;
  readonly naming: ProgramNaming;
  readonly observer: StepObserver;
  readonly driver: DebuggerDriver;
  readonly growth: GrowthMeter;
  /** Of records that were shown: a rule may have to run the step again. */
  readonly findings: WeakMap<StepRecord, readonly FindingRecord[]>;
  /** The program's own first. */
  readonly timelines: Timeline[];
  /** The one that is shown and stepped. */
  timeline: Timeline;
  /** The one that the script makes: the program's own, unless the script ran again for a fork. */
  readonly scripted: Timeline;
  /** The script does steps again that were made; null while it makes new ones. */
  replay: ScriptReplay | null;
  script: 'running' | 'parked' | 'ended' | 'failed';
  error: ErrorRecord | null;
  /** What the script would run next; known while it is parked. */
  next: StepRun | null;
  /** Where in the text it asks for that. */
  waitsAt: Origin;
  /** Steps that the script may still make before it parks, and of which op they are counted. */
  granted: number;
  grantedOp: string | null;
  /** Ends a run of many steps early; null: only their number does. */
  until: Condition | null;
  /** True from the command that runs on until something holds to its end. */
  isRunningOn: boolean;
  /** It runs no further than to the program's own end. */
  isToEnd: boolean;
  /** Why the last such run ended. */
  stopped: string | null;
}

/** The objects of one run of the text. */
export function programOf(frontend: Frontend, { seed, maxValues }: LoadOptions, isInterrupted: () => boolean) {
  const naming = new ProgramNaming(frontend);
  const facts = new ProgramFacts();
  const observer = new StepObserver(facts, naming, Math.max(1, maxValues));
  const driver = new DebuggerDriver(facts, seed, isInterrupted, (op, name) => naming.answersTo(op, name));
  return { facts, naming, observer, driver, growth: new GrowthMeter(naming) };
}

export type Program = ReturnType<typeof programOf>;

/** A run that begins; `journalBudget`: bytes. */
export function firstRun(command: ProgramRun['command'], program: Program, journalBudget: number): ProgramRun {
  const timeline = new Timeline(0, null, program.observer, program.driver, journalBudget);
  return {
    command, ...program, findings: new WeakMap(),
    timelines: [timeline], timeline, scripted: timeline, replay: null,
    script: 'running', error: null, next: null, waitsAt: -1,
    granted: command.options.steps ?? 0, grantedOp: null, until: null, isRunningOn: false, isToEnd: false, stopped: null,
  };
}

/** The program's own timeline. */
export function own(run: ProgramRun): Timeline {
  return run.timelines[0]!;
}

/** A timeline of an earlier text that is kept for comparison. */
export interface Baseline {
  readonly name: string;
  readonly timeline: Timeline;
  /** Sees that text's rows with all their values. */
  readonly observer: StepObserver;
}

/** The script waits with `step`, which it asked for at `origin`. */
export function park(run: ProgramRun, step: StepRun, origin: Origin): void {
  run.script = 'parked';
  run.next = step;
  run.waitsAt = origin;
}

export function stateOf(
  run: ProgramRun, baseline: Baseline | null, dropped: readonly Baseline[],
): SessionState {
  const { timeline } = run;
  const { framework, noValue, minimizers, example } = run.naming.dialect;
  const record = timeline.shown;
  const findings = record === null ? withoutStep(run) : findingsAt(run, record);
  lookAtLast(run, timeline);
  return {
    path: run.command.path,
    framework: { name: framework, noValue, minimizers, example },
    version: run.command.version,
    script: run.script === 'running' ? 'ended' : run.script,
    waitsAt: isWaiting(run) ? run.naming.place(run.waitsAt) : null,
    cursor: timeline.cursor,
    stepCount: timeline.length,
    trainingOps: run.facts.trainingOps.map((op) => ({
      name: run.naming.trainingOpName(op),
      optimizer: op.optimizer,
    })),
    record,
    error: run.error,
    findings,
    history: timeline.journal.overview(),
    timelines: run.timelines.map(timelineState),
    timeline: timeline.id,
    stopped: run.stopped,
    dropped: dropped.map(({ timeline: { origin, length } }) => ({
      edit: origin?.edit ?? '', index: origin?.index ?? 0, stepCount: length,
    })),
    baseline: baseline === null ? null : { name: baseline.name, stepCount: baseline.timeline.length },
  };
}

function withoutStep({ error, facts, naming }: ProgramRun): readonly FindingRecord[] {
  return error === null ? [] : noneBeforeFailure(facts, naming);
}

function timelineState({ id, origin, length, cursor }: Timeline): TimelineState {
  return {
    id,
    fork: origin === null ? null : { of: origin.parent.id, index: origin.index, edit: origin.edit },
    stepCount: length,
    cursor,
  };
}

/** What is shown is where the script itself has come to. */
function isWaiting({ script, timeline, scripted }: ProgramRun): boolean {
  return script === 'parked' && timeline === scripted && timeline.cursor === timeline.length;
}
