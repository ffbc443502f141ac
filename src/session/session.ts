/** @file One loss file under the debugger: runs it, parks it between steps, steps it, goes back. No face. */
import { EngineError } from '../engine/errors';
import type { Execution, RunRequest } from '../engine/execution';
import type { Value } from '../engine/value';
import type {
  ClipCall, ComputeGradientsCall, Frontend, ProgramHost, ProgramOutcome, TrainingOp,
} from '../frontends/program';
import { StopProgram } from '../frontends/program';
import type { CommandText, SessionEvent, SessionState } from '../protocol/messages';
import type { ErrorRecord, StepRecord } from '../protocol/records';
import { withoutUpdate } from './computedRecord';
import { DebuggerDriver } from './debuggerDriver';
import { findingsOf } from './findings';
import { Journal } from './journal';
import { ProgramFacts } from './programFacts';
import { ProgramNaming } from './programNaming';
import { failedError, userError } from './refusals';
import { callsProgram } from './runNodes';
import type { StepRun } from './stepObserver';
import { StepObserver } from './stepObserver';

/** The world outside: where events go, where commands come from while the script is parked. */
export interface SessionHost {
  post(event: SessionEvent): void;
  /** Blocks until the next command arrives. */
  wait(): CommandText;
  /** True once the user asked to stop what is running. */
  interrupted(): boolean;
}

/** Everything that belongs to one run of the text. */
interface Run {
  readonly command: Extract<CommandText, { kind: 'load' }>;
  readonly facts: ProgramFacts;
  readonly naming: ProgramNaming;
  readonly observer: StepObserver;
  readonly journal: Journal;
  readonly driver: DebuggerDriver;
  script: 'running' | 'parked' | 'ended' | 'failed';
  error: ErrorRecord | null;
  /** 0 … journal length: which step is shown. */
  cursor: number;
  /** Pairs of the coming step, computed but not applied; shown at the cursor it was made for. */
  preview: StepRecord | null;
  /** What the script would run next; known while it is parked. */
  next: StepRun | null;
  /** Steps that the script may still make before it parks, and of which op they are counted. */
  granted: number;
  grantedOp: string | null;
}

const JOURNAL_BUDGET = 256 * 1024 * 1024;

export class Session implements ProgramHost {
  private run_: Run | null = null;
  private pending: number | null = null;
  /** A command that ends the running script; it is carried out once the script has unwound. */
  private deferred: CommandText | null = null;
  private readonly logged = new Set<string>();

  constructor(
    private readonly host: SessionHost,
    private readonly frontend: Frontend,
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

  log(text: string): void {
    if (this.logged.has(text)) return;
    this.logged.add(text);
    this.host.post({ kind: 'log', text });
  }

  run(execution: Execution, request: RunRequest): readonly Value[] {
    const run = this.current();
    run.driver.remember(execution, request);
    const ops = run.facts.executedBy(request);
    if (ops.length === 0) return execution.run(request);
    const step: StepRun = { execution, request, ops };
    if (run.command.options.drive === 'free') {
      if (run.journal.length >= run.command.options.maxSteps) {
        const { length } = run.journal;
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
    if (command.kind === 'reset') this.load({ ...run.command, id: command.id });
    else this.atRest(run, command);
  }

  private load(command: Extract<CommandText, { kind: 'load' }>): void {
    const naming = new ProgramNaming(this.frontend);
    const facts = new ProgramFacts();
    const run: Run = {
      command,
      facts,
      naming,
      observer: new StepObserver(facts, naming, Math.max(1, command.options.maxValues)),
      journal: new Journal(JOURNAL_BUDGET),
      driver: new DebuggerDriver(
        facts, command.options.seed, () => this.host.interrupted(),
        (op, name) => naming.answersTo(op, name),
      ),
      script: 'running',
      error: null,
      cursor: 0,
      preview: null,
      next: null,
      granted: 0,
      grantedOp: null,
    };
    this.run_ = run;
    this.logged.clear();
    const outcome = this.frontend.run(command.path, command.text, { seed: command.options.seed });
    run.next = null;
    if (this.deferred !== null) return;
    this.finish(run, outcome);
  }

  private finish(run: Run, outcome: ProgramOutcome): void {
    run.script = outcome.kind === 'failed' ? 'failed' : 'ended';
    if (outcome.kind === 'failed') {
      const { type, message, place, madeAt } = outcome;
      run.error = { type, message, place, madeAt, remedy: this.frontend.remedy(type, message) };
      return;
    }
    const isFree = run.command.options.drive === 'free';
    if (run.journal.length === 0 && run.facts.trainingOps.length > 0 && !isFree) {
      run.preview = this.preview(run, run.driver.nextStep(null, (text) => this.log(text)));
    }
  }

  /** Commands that leave the text as it is: the script is parked or has ended. */
  private atRest(run: Run, command: CommandText): void {
    switch (command.kind) {
      case 'step':
        this.stepAhead(run, command.count, command.trainingOp);
        return;
      case 'stepBack':
        this.moveTo(run, Math.max(0, run.cursor - command.count));
        return;
      case 'goTo':
        if (command.index < 0 || command.index > run.journal.length) {
          throw userError(`There is no step ${command.index}: steps 0 to ${run.journal.length} exist.`);
        }
        this.moveTo(run, command.index);
        return;
      case 'compute':
        this.compute(run, command.trainingOp);
        return;
      case 'apply':
        this.stepAhead(run, 1, run.preview?.trainingOp ?? null);
        return;
      case 'show':
        return;
      case 'load':
      case 'reset':
        throw new Error(`${command.kind} is carried out between runs.`);
    }
  }

  private compute(run: Run, trainingOp: string | null): void {
    if (run.script === 'failed') throw failedError(run.error);
    const made = run.journal.at(run.cursor + 1);
    if (made !== undefined) {
      run.preview = withoutUpdate(made.record);
      return;
    }
    const step = run.next ?? run.driver.nextStep(trainingOp, (text) => this.log(text));
    run.preview = this.computed(run, step);
  }

  /** Moves on by `count` steps: through the journal first, then by running the training op. */
  private stepAhead(run: Run, count: number, trainingOp: string | null): void {
    const known = Math.min(count, run.journal.length - run.cursor);
    if (known > 0) this.moveTo(run, run.cursor + known);
    let left = count - known;
    if (left === 0) return;
    if (run.script === 'failed') throw failedError(run.error);
    if (run.script === 'parked') {
      run.granted = left;
      run.grantedOp = trainingOp;
      return;
    }
    for (; left > 0; left--) {
      if (this.host.interrupted()) return;
      this.makeStep(run, run.driver.nextStep(trainingOp, (text) => this.log(text)), 'debugger');
    }
  }

  // ---- steps ----

  private makeStep(run: Run, step: StepRun, driver: StepRecord['driver']): readonly Value[] {
    run.preview = null;
    const { execution } = step;
    const before = execution.state;
    const observed = run.observer.observe(step, run.journal.length + 1, 'applied', driver);
    execution.commit(observed.result.changes);
    let bytes = 0;
    for (const value of observed.result.changes.variables.values()) bytes += value.data.byteLength;
    const { record } = observed;
    run.journal.append({ record, execution, before, after: execution.state }, bytes);
    run.cursor = run.journal.length;
    run.driver.made(step, driver);
    this.frontend.flush();
    // Whoever parks the script is told by the reply; a record per step would be sent in vain.
    if (run.command.options.drive === 'free') this.host.post({ kind: 'step', record });
    return observed.values;
  }

  /** The pairs of the coming step, unasked; null when the program itself would notice the look. */
  private preview(run: Run, step: StepRun): StepRecord | null {
    return callsProgram(step.request) ? null : this.computed(run, step);
  }

  private computed(run: Run, step: StepRun): StepRecord {
    const driver = run.next === null ? 'debugger' : 'script';
    return run.observer.observe(step, run.journal.length + 1, 'computed', driver).record;
  }

  /** Waits, with the script's interpreter on the stack, until the user lets it make this step. */
  private parkUntilGranted(run: Run, step: StepRun): void {
    const isCounted =
      run.grantedOp === null || step.ops.some((op) => run.naming.answersTo(op, run.grantedOp));
    if (run.granted > 0 && !this.host.interrupted()) {
      if (isCounted) run.granted--;
      return;
    }
    run.granted = 0;
    run.script = 'parked';
    run.next = step;
    if (run.journal.length === 0) run.preview = this.preview(run, step);
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

  /** Shows step `index` and puts the variables where they were after it. */
  private moveTo(run: Run, index: number): void {
    run.preview = index === 0 ? this.previewOfStart(run) : null;
    run.cursor = index;
    const entry = run.journal.at(index) ?? run.journal.at(1);
    const state = index === 0 ? entry?.before : entry?.after;
    if (entry !== undefined && state) entry.execution.restore(state);
  }

  private previewOfStart(run: Run): StepRecord | null {
    const first = run.journal.at(1);
    return first === undefined ? run.preview : withoutUpdate(first.record);
  }

  // ---- replies ----

  private rest(): void {
    if (this.pending === null) return;
    const id = this.pending;
    this.pending = null;
    this.frontend.flush();
    this.host.post({ kind: 'reply', id, ok: true, state: this.state() });
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

  private state(): SessionState {
    const run = this.current();
    const atCursor = run.journal.at(run.cursor)?.record ?? null;
    const record = run.preview ?? atCursor;
    return {
      path: run.command.path,
      version: run.command.version,
      script: run.script === 'running' ? 'ended' : run.script,
      cursor: run.cursor,
      stepCount: run.journal.length,
      trainingOps: run.facts.trainingOps.map((op) => ({
        name: run.naming.trainingOpName(op),
        optimizer: op.optimizer,
      })),
      record,
      error: run.error,
      findings: record === null ? [] : findingsOf(record),
      history: run.journal.history(),
    };
  }

  private current(): Run {
    if (this.run_ === null) throw new Error('No program is running.');
    return this.run_;
  }
}
