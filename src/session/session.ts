/** @file One loss file under the debugger: runs it, parks it between steps, steps it, goes back, forks it. No face. */
import { EngineError } from '../engine/errors';
import type { Execution, RunRequest } from '../engine/execution';
import type { Node } from '../engine/graph';
import type { Value } from '../engine/value';
import type {
  ClipCall, ComputeGradientsCall, Frontend, ProgramHost, ProgramOutcome, TrainingOp,
} from '../frontends/program';
import { StopProgram } from '../frontends/program';
import type { Answer, Question } from '../protocol/explanations';
import type { CommandText, SessionEvent } from '../protocol/messages';
import type { ErrorRecord, StepRecord } from '../protocol/records';
import { problemOf, readCondition } from './conditions/condition';
import { DebuggerDriver } from './debuggerDriver';
import { answer } from './explain/answers';
import { GrowthMeter } from './findings/growth';
import { ProgramFacts } from './programFacts';
import { ProgramNaming } from './programNaming';
import type { Baseline, ProgramRun } from './programRun';
import { own, stateOf } from './programRun';
import { failedError, userError } from './refusals';
import { recordsOf, wholeTensor } from './shownAgain';
import { StepObserver } from './stepObserver';
import type { StepRun } from './stepRun';
import { JOURNAL_BUDGET, Timeline } from './timeline';
import { baselineOf, comparison, dropTimeline, fork, timelineOf } from './whatIf';

/** The world outside: where events go, where commands come from while the script is parked. */
export interface SessionHost {
  post(event: SessionEvent): void;
  /** Blocks until the next command arrives. */
  wait(): CommandText;
  /** True once the user asked to stop what is running. */
  interrupted(): boolean;
}

export class Session implements ProgramHost {
  private run_: ProgramRun | null = null;
  private baseline: Baseline | null = null;
  private pending: number | null = null;
  /** What the pending command asked; goes out with its reply. */
  private answer: Answer | null = null;
  /** A command that ends the running script; it is carried out once the script has unwound. */
  private deferred: CommandText | null = null;
  private readonly logged = new Set<string>();
  private readonly logOnce = (text: string): void => this.log(text);

  constructor(
    private readonly host: SessionHost,
    private readonly frontend: Frontend,
    private readonly journalBudget = JOURNAL_BUDGET,
  ) {}

  /** Carries out one command, and those that interrupt it. Every command gets exactly one reply. */
  handle(first: CommandText): void {
    for (let command: CommandText | null = first; command !== null; ) {
      this.deferred = null;
      this.pending = command.id;
      try {
        this.carryOut(command);
        if (this.deferred === null) this.rest();
      } catch (error) {
        this.fail(error);
      }
      command = this.deferred;
    }
  }

  // ---- the front-end's side ----

  computedGradients(call: ComputeGradientsCall): void {
    this.current().facts.addCall(call);
  }

  clipped(call: ClipCall): void {
    this.current().facts.addClip(call);
  }

  madeTrainingOp(op: TrainingOp): void {
    this.current().facts.addTrainingOp(op);
  }

  expectedUpdate(node: Node): void {
    this.current().facts.expectUpdate(node);
  }

  log(text: string): void {
    if (this.logged.has(text)) return;
    this.logged.add(text);
    this.host.post({ kind: 'log', text });
  }

  run(execution: Execution, request: RunRequest): readonly Value[] {
    // A program that catches everything (a unittest) goes on after it was ended: it gets no further.
    if (this.deferred !== null) throw new StopProgram();
    const run = this.current();
    run.driver.remember(execution, request);
    const ops = run.facts.executedBy(request);
    if (ops.length === 0) return this.runBetween(run, execution, request);
    const step: StepRun = { execution, request, ops };
    run.growth.note(execution.graph, own(run).length + 1);
    if (run.command.options.drive === 'free') {
      if (own(run).length >= run.command.options.maxSteps) {
        const { length } = own(run);
        this.log(`The script was stopped after ${length} ${length === 1 ? 'step' : 'steps'}, the limit of this run.`);
        throw new StopProgram();
      }
    } else {
      this.parkUntilGranted(run, step);
    }
    return this.makeStep(run, step, 'script');
  }

  // ---- commands ----

  private carryOut(command: CommandText): void {
    if (command.kind === 'load') {
      this.load(command);
      return;
    }
    const run = this.run_;
    if (run === null) throw userError('Nothing is loaded yet: open a loss file first.');
    if (command.kind === 'reset') this.load({ ...run.command, id: command.id, options: { ...run.command.options, steps: 0 } });
    else this.atRest(run, command);
  }

  private load(command: Extract<CommandText, { kind: 'load' }>): void {
    const naming = new ProgramNaming(this.frontend);
    const facts = new ProgramFacts();
    const observer = new StepObserver(facts, naming, Math.max(1, command.options.maxValues));
    const driver = new DebuggerDriver(
      facts, command.options.seed, () => this.host.interrupted(),
      (op, name) => naming.answersTo(op, name),
    );
    const timeline = new Timeline(0, null, observer, driver, this.journalBudget);
    const run: ProgramRun = {
      command, facts, naming, observer, driver,
      growth: new GrowthMeter(naming), findings: new WeakMap(),
      timelines: [timeline], timeline,
      script: 'running', error: null, next: null,
      granted: command.options.steps ?? 0, grantedOp: null, until: null, isRunningOn: false, stopped: null,
    };
    this.run_ = run;
    this.logged.clear();
    const outcome = this.frontend.run(command.path, command.text, {
      seed: command.options.seed, takesNotes: command.options.takesNotes === true,
    });
    run.next = null;
    if (this.deferred !== null) return;
    this.finish(run, outcome);
  }

  private finish(run: ProgramRun, outcome: ProgramOutcome): void {
    run.script = outcome.kind === 'failed' ? 'failed' : 'ended';
    if (run.isRunningOn && !this.isReached(run)) {
      const { length } = own(run);
      run.stopped = `the file ${outcome.kind === 'failed' ? 'failed' : 'ended'} after step ${length}`;
    }
    run.isRunningOn = false;
    if (outcome.kind === 'failed') {
      const { type, message, place, madeAt, raisedAt = null } = outcome;
      run.error = { type, message, place, madeAt, raisedAt, remedy: this.frontend.remedy(type, message) };
      return;
    }
    const isFree = run.command.options.drive === 'free';
    if (own(run).length === 0 && run.facts.trainingOps.length > 0 && !isFree) {
      own(run).glance(run.driver.nextStep(null, this.logOnce), 'debugger');
    }
  }

  /** Commands that leave the text as it is: the script is parked or has ended. */
  private atRest(run: ProgramRun, command: CommandText): void {
    const { timeline } = run;
    if (command.kind !== 'ask' && command.kind !== 'show') run.stopped = null;
    run.until = null;
    run.isRunningOn = false;
    switch (command.kind) {
      case 'step':
        return this.stepAhead(run, command.count, command.trainingOp);
      case 'stepBack':
        return timeline.moveTo(Math.max(0, timeline.cursor - command.count));
      case 'goTo':
        if (command.index < 0 || command.index > timeline.length) {
          throw userError(`There is no step ${command.index}: steps 0 to ${timeline.length} exist.`);
        }
        return timeline.moveTo(command.index);
      case 'compute':
        return this.compute(run, command.trainingOp);
      case 'apply':
        return this.stepAhead(run, 1, timeline.preview?.trainingOp ?? null);
      case 'show':
        return;
      case 'ask':
        this.answer = this.answerOf(run, command.question);
        return;
      case 'runUntil':
        return this.runUntil(run, command);
      case 'edit':
        return fork(run, command.index, command.edit, this.logOnce);
      case 'timeline':
        run.timeline = timelineOf(run, command.timeline);
        return run.timeline.restore();
      case 'dropTimeline':
        return dropTimeline(run, command.timeline);
      case 'pin':
        this.baseline = command.name === null ? null : baselineOf(run, command.name);
        return;
      case 'load':
      case 'reset':
        throw new Error(`${command.kind} is carried out between runs.`);
    }
  }

  private compute(run: ProgramRun, trainingOp: string | null): void {
    if (run.script === 'failed') throw failedError(run.error);
    const { timeline } = run;
    if (timeline.computeMade()) return;
    const isOwn = timeline === own(run);
    if (isOwn && run.next !== null) timeline.compute(run.next, 'script');
    else timeline.compute(timeline.next(trainingOp, this.logOnce), 'debugger');
  }

  /** Moves on by `count` steps: through the journal first, then by running the training op. */
  private stepAhead(run: ProgramRun, count: number, trainingOp: string | null): void {
    const { timeline } = run;
    const known = Math.min(count, timeline.length - timeline.cursor);
    if (known > 0) timeline.moveTo(timeline.cursor + known);
    this.makeSteps(run, count - known, trainingOp);
  }

  private runUntil(run: ProgramRun, command: Extract<CommandText, { kind: 'runUntil' }>): void {
    const { timeline } = run;
    const { condition, limit, trainingOp } = command;
    if (!(Number.isInteger(limit) && limit > 0)) throw userError(`A limit of ${limit} steps is none: 1 or more.`);
    run.until = condition === null ? null : readCondition(condition, run.naming.known(run.facts));
    run.isRunningOn = true;
    let left = limit;
    for (; left > 0 && timeline.cursor < timeline.length; left--) {
      timeline.moveTo(timeline.cursor + 1);
      if (this.isReached(run)) return;
    }
    this.makeSteps(run, left, trainingOp);
  }

  private makeSteps(run: ProgramRun, count: number, trainingOp: string | null): void {
    const { timeline } = run;
    if (count === 0) return noteEnd(run, 'the limit of steps was reached');
    const isOwn = timeline === own(run);
    if (run.script === 'failed' && (isOwn || !timeline.isRepeating)) throw failedError(run.error);
    if (isOwn && run.script === 'parked') {
      run.granted = count;
      run.grantedOp = trainingOp;
      return;
    }
    // Without a condition it goes on to the program's own end; of a fork that is where its parent's runs end.
    const isToTheEnd = run.isRunningOn && run.until === null;
    for (let left = count; left > 0; left--) {
      if (isToTheEnd && !timeline.isRepeating) return noteEnd(run, 'the program has no more steps');
      if (this.host.interrupted()) return noteEnd(run, 'it was paused');
      this.makeStep(run, timeline.next(trainingOp, this.logOnce), 'debugger');
      if (this.isReached(run)) return;
    }
    noteEnd(run, 'the limit of steps was reached');
  }

  /** Whether the step that is shown is the one that was run to; then says why. */
  private isReached(run: ProgramRun): boolean {
    const { until, timeline } = run;
    const record = timeline.recordAt(timeline.cursor);
    if (until === null || record === null) return false;
    const reason = until.holds(record, () => timeline.before(record));
    if (reason === null) return false;
    run.stopped = `step ${timeline.cursor}: ${reason}`;
    return true;
  }

  // ---- questions ----

  private answerOf(run: ProgramRun, question: Question): Answer {
    if (question.kind === 'compare') return comparison(run, this.baseline, question.a, question.b);
    if (question.kind === 'tensor') return wholeTensor(run, question);
    if (question.kind === 'records') return recordsOf(run.timeline, question);
    if (question.kind === 'condition') {
      return { kind: 'condition', problem: problemOf(question.text, run.naming.known(run.facts)) };
    }
    return answer(
      question, run.timeline.reader(question.step), run.naming, () => this.host.interrupted(), () => this.frontend.noted(),
    );
  }

  // ---- steps ----

  /** A run of the program that is no step. What it changes belongs to the way to the next step. */
  private runBetween(run: ProgramRun, execution: Execution, request: RunRequest): readonly Value[] {
    const { values, changes } = execution.evaluate(request);
    execution.commit(changes);
    const { variables, random, memories } = changes;
    if (variables.size + random.size + memories.size > 0) own(run).noteLead({ execution, request });
    return values;
  }

  private makeStep(run: ProgramRun, step: StepRun, driver: StepRecord['driver']): readonly Value[] {
    const { timeline } = run;
    const { values, record } = timeline.make(step, driver);
    if (timeline === own(run)) run.driver.made(step, driver);
    this.frontend.flush();
    // Whoever parks the script is told by the reply; a record per step would be sent in vain.
    if (run.command.options.drive === 'free') this.host.post({ kind: 'step', record });
    return values;
  }

  /** Waits, with the script's interpreter on the stack, until the user lets it make this step. */
  private parkUntilGranted(run: ProgramRun, step: StepRun): void {
    const isCounted =
      run.grantedOp === null || step.ops.some((op) => run.naming.answersTo(op, run.grantedOp));
    const isPaused = this.host.interrupted();
    if (run.granted > 0 && !isPaused && !(own(run).length > 0 && this.isReached(run))) {
      if (isCounted) run.granted--;
      return;
    }
    if (run.stopped === null) noteEnd(run, isPaused ? 'it was paused' : 'the limit of steps was reached');
    run.granted = 0;
    run.isRunningOn = false;
    run.script = 'parked';
    run.next = step;
    if (own(run).length === 0) own(run).glance(step, 'script');
    this.rest();
    while (run.granted === 0) {
      const command = this.host.wait();
      this.pending = command.id;
      if (command.kind === 'load' || command.kind === 'reset') {
        this.deferred = command;
        throw new StopProgram();
      }
      try {
        this.atRest(run, command);
        if (run.granted === 0) this.rest();
      } catch (error) {
        this.fail(error);
      }
    }
    if (run.grantedOp === null || step.ops.some((op) => run.naming.answersTo(op, run.grantedOp))) {
      run.granted--;
    }
    run.script = 'running';
    run.next = null;
  }

  // ---- replies ----

  private rest(): void {
    if (this.pending === null) return;
    const id = this.pending;
    this.frontend.flush();
    const { answer: found } = this;
    this.answer = null;
    if (found !== null) {
      // A question changed nothing: the state is the one that was told last.
      this.pending = null;
      const { version } = this.current().command;
      return this.host.post({ kind: 'reply', id, ok: true, answer: found, version });
    }
    // What fails in here is still the command's own error: it is pending until its state is there.
    const state = stateOf(this.current(), this.baseline);
    this.pending = null;
    this.host.post({ kind: 'reply', id, ok: true, state });
  }

  private fail(error: unknown): void {
    if (this.pending === null) return;
    const id = this.pending;
    this.pending = null;
    this.host.post({ kind: 'reply', id, ok: false, error: this.errorRecord(error) });
  }

  private errorRecord(error: unknown): ErrorRecord {
    const run = this.run_;
    if (error instanceof EngineError) {
      const place = run?.naming.place(error.origin) ?? null;
      const { kind, message } = error;
      return { type: kind, message, place, madeAt: null, remedy: this.frontend.remedy(kind, message) };
    }
    const message = error instanceof Error ? error.message : String(error);
    const type = error instanceof Error ? error.name : 'Error';
    return { type, message, place: null, madeAt: null, remedy: null };
  }

  private current(): ProgramRun {
    if (this.run_ === null) throw new Error('No program is running.');
    return this.run_;
  }
}

/** Says how a run until a condition ended. */
function noteEnd(run: ProgramRun, how: string): void {
  if (run.isRunningOn) run.stopped = `step ${run.timeline.cursor}: ${how}`;
  run.isRunningOn = false;
}
