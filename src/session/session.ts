/** @file One loss file under the debugger: runs it, parks it between steps, steps it, goes back, forks it. No face. */
import type { Execution, RunRequest } from '../engine/execution';
import type { Node } from '../engine/graph';
import type { Value } from '../engine/value';
import type {
  ClipCall, ComputeGradientsCall, Frontend, ProgramHost, ProgramOutcome, TrainingOp,
} from '../frontends/program';
import { StopProgram } from '../frontends/program';
import type { Answer } from '../protocol/explanations';
import type { CommandText, LoadOptions, SessionEvent } from '../protocol/messages';
import type { StepRecord } from '../protocol/records';
import { readCondition } from './conditions/condition';
import { answerOf } from './questions';
import type { Baseline, Program, ProgramRun } from './programRun';
import { firstRun, own, park, programOf, stateOf } from './programRun';
import { errorRecordOf, failedError, userError } from './refusals';
import { finish, isReached, limitReached, noteEnd } from './runEnds';
import type { ScriptReplay } from './scriptReplay';
import { endedEarly, isOfOtherScript, makesSteps, runAgain } from './scriptReplay';
import { lookAtLast } from './stepFindings';
import { StepPrints } from './stepPrints';
import type { StepRun } from './stepRun';
import { JOURNAL_BUDGET } from './timeline';
import { baselineOf, dropTimeline, droppedFork, fork, forksOf, timelineOf } from './whatIf';

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
  /** Forks that ended when the file ran anew. */
  private dropped: readonly Baseline[] = [];
  private pending: number | null = null;
  /** What the pending command asked; goes out with its reply. */
  private answer: Answer | null = null;
  /** A command that ends the running script; it is carried out once the script has unwound. */
  private deferred: CommandText | null = null;
  /** Once it has unwound the script runs again, and then this is carried out. */
  private called: { readonly then: CommandText | null } | null = null;
  /** Why the script that ran again was ended. */
  private refused: unknown = null;
  private readonly prints = new StepPrints();
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

  /** The program printed. */
  print(text: string, stream: 'stdout' | 'stderr'): void {
    // What a script prints on its way to where it was is printed already.
    if (this.run_?.replay != null) return;
    this.host.post({ kind: 'print', stream, text });
    this.prints.add(text);
  }

  log(text: string): void {
    if (this.logged.has(text)) return;
    this.logged.add(text);
    this.host.post({ kind: 'log', text });
  }

  run(execution: Execution, request: RunRequest): readonly Value[] {
    // A program that catches everything (a unittest) goes on after it was ended: it gets no further.
    if (this.deferred !== null || this.refused !== null) throw new StopProgram();
    const run = this.current();
    run.driver.remember(execution, request);
    const ops = run.facts.executedBy(request);
    if (ops.length === 0) return this.runBetween(run, execution, request);
    const step: StepRun = { execution, request, ops };
    if (run.replay !== null && !run.replay.isThere) return this.again(run.replay, run, step);
    run.growth.note(execution.graph, run.scripted.length + 1);
    if (run.command.options.drive === 'park') this.parkUntilGranted(run, step);
    else if (run.scripted.length >= run.command.options.maxSteps) {
      this.log(limitReached(run));
      throw new StopProgram();
    }
    return this.makeStep(run, step, 'script', run.granted > 0);
  }

  private again(replay: ScriptReplay, run: ProgramRun, step: StepRun): readonly Value[] {
    try {
      return replay.make(step, run.observer.rowsOf(step).rows);
    } catch (error) {
      // Not the program's error: it is not to catch it.
      this.refused = error;
      throw new StopProgram();
    }
  }

  // ---- commands ----

  private carryOut(command: CommandText): void {
    if (command.kind === 'load') return this.load(command);
    const run = this.run_;
    if (run === null) throw userError('Nothing is loaded yet: open a loss file first.');
    if (command.kind === 'reset') this.load({ ...run.command, id: command.id, options: { ...run.command.options, steps: 0 } });
    else if (this.called !== null) this.replayFor(run, this.called.then);
    else this.atRest(run, command);
  }

  private load(command: Extract<CommandText, { kind: 'load' }>): void {
    const ended = this.run_ === null ? [] : forksOf(this.run_);
    if (ended.length > 0) this.dropped = ended;
    this.logged.clear();
    this.runScript(firstRun(command, this.programOf(command.options), this.journalBudget));
  }

  private runScript(run: ProgramRun): void {
    const { path, text, options: { seed, takesNotes = false } } = run.command;
    this.run_ = run;
    this.prints.begin();
    const outcome = this.frontend.run(path, text, { seed, takesNotes });
    run.next = null;
    if (this.deferred !== null) return;
    this.frontend.flush();
    const { replay } = run;
    run.replay = null;
    if (replay !== null) this.checkCourse(replay, run, outcome);
    finish(run, outcome, this.frontend, this.logOnce);
    if (replay !== null && replay.then !== null) this.atRest(run, replay.then);
  }

  /** The command needs the script of the timeline that is shown: it runs again to the end of that one. */
  private callScript(run: ProgramRun, command: CommandText, then: CommandText | null): void {
    if (run.script !== 'parked') return this.replayFor(run, then);
    this.called = { then };
    this.deferred = command;
    throw new StopProgram();
  }

  private replayFor(run: ProgramRun, then: CommandText | null): void {
    this.called = null;
    this.runScript(runAgain(run, this.programOf(run.command.options), then));
  }

  private programOf(options: LoadOptions): Program {
    return programOf(this.frontend, options, () => this.host.interrupted());
  }

  private checkCourse(replay: ScriptReplay, run: ProgramRun, outcome: ProgramOutcome): void {
    const { refused } = this;
    this.refused = null;
    const why = refused ?? (replay.isThere ? null : endedEarly(outcome));
    if (why === null) return;
    run.script = 'ended';
    // The fork that the script was run for is let go.
    if (run.scripted !== own(run) && replay.then === null) dropTimeline(run, run.scripted.id);
    throw why;
  }

  /** Commands that leave the text as it is: the script is parked or has ended. */
  private atRest(run: ProgramRun, command: CommandText): void {
    const { timeline } = run;
    if (command.kind !== 'ask' && command.kind !== 'show') run.stopped = null;
    run.until = null;
    run.isRunningOn = false;
    if (isOfOtherScript(run) && makesSteps(command, timeline)) return this.callScript(run, command, command);
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
        this.answer = answerOf(run, this.baseline, command.question, this.frontend, () => this.host.interrupted());
        return;
      case 'runUntil':
        return this.runUntil(run, command);
      case 'edit':
        fork(run, command.index, command.edit, this.logOnce);
        this.dropped = [];
        if (isOfOtherScript(run)) this.callScript(run, command, null);
        return;
      case 'timeline':
        run.timeline = timelineOf(run, command.timeline);
        return run.timeline.restore();
      case 'dropTimeline':
        return dropTimeline(run, command.timeline);
      case 'pin':
        this.baseline = command.name === null ? null : baselineOf(run, command.name);
        return;
      case 'pinDropped':
        this.baseline = droppedFork(this.dropped, command.fork);
        return;
      case 'forgetDropped':
        this.dropped = [];
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
    const isOwn = timeline === run.scripted;
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
    const { condition, limit, trainingOp, isToEnd = condition === null } = command;
    if (!(Number.isInteger(limit) && limit > 0)) throw userError(`A limit of ${limit} steps is none: 1 or more.`);
    run.until = condition === null ? null : readCondition(condition, run.naming.known(run.facts));
    run.isRunningOn = true;
    run.isToEnd = isToEnd;
    let left = limit;
    for (; left > 0 && timeline.cursor < timeline.length; left--) {
      timeline.moveTo(timeline.cursor + 1);
      if (isReached(run)) return;
    }
    this.makeSteps(run, left, trainingOp);
  }

  private makeSteps(run: ProgramRun, count: number, trainingOp: string | null): void {
    const { timeline } = run;
    if (count === 0) return noteEnd(run, 'the limit of steps was reached');
    const isOwn = timeline === run.scripted;
    if (run.script === 'failed' && (isOwn || !timeline.isRepeating)) throw failedError(run.error);
    if (isOwn && run.script === 'parked') {
      run.granted = count;
      run.grantedOp = trainingOp;
      return;
    }
    // Without a condition it goes on to the program's own end; of a fork that is where its parent's runs end.
    const isToTheEnd = run.isRunningOn && run.isToEnd;
    for (let left = count; left > 0; left--) {
      if (isToTheEnd && !timeline.isRepeating) return noteEnd(run, 'the program has no more steps');
      if (this.host.interrupted()) return noteEnd(run, 'it was paused');
      this.makeStep(run, timeline.next(trainingOp, this.logOnce), 'debugger', left > 1);
      if (isReached(run)) return;
    }
    noteEnd(run, 'the limit of steps was reached');
  }

  // ---- steps ----

  /** A run of the program that is no step. What it changes belongs to the way to the next step. */
  private runBetween(run: ProgramRun, execution: Execution, request: RunRequest): readonly Value[] {
    const { values, changes } = execution.evaluate(request);
    execution.commit(changes);
    const { variables, random, memories } = changes;
    if (variables.size + random.size + memories.size > 0) run.scripted.noteLead({ execution, request });
    return values;
  }

  /** `isPassed`: another one is granted. Who is sent every record, for no reply tells him of it, wants all of each. */
  private makeStep(run: ProgramRun, step: StepRun, driver: StepRecord['driver'], isPassed: boolean): readonly Value[] {
    const { timeline, command: { options: { drive } } } = run;
    this.keepPrints();
    lookAtLast(run, timeline);
    this.prints.begin();
    const { values } = timeline.make(step, driver, isPassed && drive === 'park');
    this.prints.madeIn(timeline.journal);
    if (timeline === run.scripted) run.driver.made(step, driver);
    this.frontend.flush();
    if (drive === 'free') this.host.post({ kind: 'step', record: timeline.journal.at(timeline.length)!.passingRecord });
    return values;
  }

  /** Waits, with the script's interpreter on the stack, until the user lets it make this step. */
  private parkUntilGranted(run: ProgramRun, step: StepRun): void {
    const isCounted =
      run.grantedOp === null || step.ops.some((op) => run.naming.answersTo(op, run.grantedOp));
    const isPaused = this.host.interrupted();
    if (run.granted > 0 && !isPaused && !(run.scripted.length > 0 && isReached(run))) {
      if (isCounted) run.granted--;
      return;
    }
    if (run.stopped === null) noteEnd(run, isPaused ? 'it was paused' : 'the limit of steps was reached');
    run.granted = 0;
    run.isRunningOn = false;
    park(run, step, this.frontend.here());
    const then = run.replay?.then ?? null;
    if (run.scripted.length === 0 || run.replay !== null) run.scripted.glance(step, 'script');
    if (run.replay !== null) this.frontend.flush();
    run.replay = null;
    if (then === null) this.rest();
    else this.carryOutParked(run, then);
    while (run.granted === 0) {
      const command = this.host.wait();
      this.pending = command.id;
      if (command.kind === 'load' || command.kind === 'reset') {
        this.deferred = command;
        throw new StopProgram();
      }
      this.carryOutParked(run, command);
    }
    if (run.grantedOp === null || step.ops.some((op) => run.naming.answersTo(op, run.grantedOp))) run.granted--;
    run.script = 'running';
    run.next = null;
  }

  private carryOutParked(run: ProgramRun, command: CommandText): void {
    try {
      this.atRest(run, command);
      if (run.granted === 0) this.rest();
    } catch (error) {
      if (error instanceof StopProgram) throw error;
      this.fail(error);
    }
  }

  // ---- replies ----

  private rest(): void {
    if (this.pending === null) return;
    const { pending: id, answer } = this;
    this.keepPrints();
    this.answer = null;
    // A question changed nothing: the state is the one that was told last. What fails in here is the
    // command's own error: it is pending until its state is there.
    const { version } = this.current().command;
    const told = answer ? { answer, version } : { state: stateOf(this.current(), this.baseline, this.dropped) };
    this.pending = null;
    this.host.post({ kind: 'reply', id, ok: true, ...told });
  }

  private keepPrints(): void {
    this.frontend.flush();
    this.prints.keep();
  }

  private fail(error: unknown): void {
    if (this.pending === null) return;
    const id = this.pending;
    this.pending = null;
    this.host.post({ kind: 'reply', id, ok: false, error: errorRecordOf(error, this.run_?.naming ?? null, this.frontend) });
  }

  private current(): ProgramRun {
    if (this.run_ === null) throw new Error('No program is running.');
    return this.run_;
  }
}
