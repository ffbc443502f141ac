/** @file One course of steps: the program's own, or a fork of it with something changed. */
import { EagerGraph } from '../engine/eager/eagerGraph';
import type { Execution, State } from '../engine/execution';
import type { Tensor } from '../engine/graph';
import type { Value } from '../engine/value';
import type { Edit } from '../protocol/messages';
import type { StepRecord } from '../protocol/records';
import { withoutUpdate } from './computedRecord';
import type { DebuggerDriver } from './debuggerDriver';
import { edited } from './edits';
import { EagerStepReader } from './explain/eagerReader';
import { StepReader } from './explain/stepReader';
import { Journal } from './journal';
import type { JournalEntry } from './journalEntry';
import type { ObservedUpdate } from './recordMaker';
import { CALLS_PROGRAM, forgotten, userError } from './refusals';
import { callsProgram } from './runNodes';
import type { ObservedRun, StepObserver } from './stepObserver';
import { madeOf } from './stepObserver';
import type { Lead, StepRun } from './stepRun';
import { advanced, sharedState } from './stepRun';

/** Bytes that the steps of one timeline may take. */
export const JOURNAL_BUDGET = 256 * 1024 * 1024;

/** Where a timeline left another, and what is different from there on. */
export interface ForkOrigin {
  readonly parent: Timeline;
  /** The step after which it begins; 0: before the first. */
  readonly index: number;
  /** What was changed, in words: `w:0[3] = 0.5`. */
  readonly edit: string;
  readonly execution: Execution;
  /** The state that it begins with. */
  readonly state: State;
  /** Tensors that have another value in every step: a learning rate, a threshold. */
  readonly overrides: ReadonlyMap<Tensor, Value>;
  /** What the script's own second run is changed by; null where the parent's runs are repeated. */
  readonly replayed: Edit | null;
}

export class Timeline {
  readonly journal: Journal;
  /** 0 … journal length: which step is shown. */
  cursor = 0;
  /** Pairs of the coming step, computed but not applied; shown at the cursor it was made for. */
  preview: StepRecord | null = null;
  private previewed: { readonly run: StepRun; readonly state: State } | null = null;
  private leads: Lead[] = [];
  /** The last step of each training op of eager execution: of those the ops are kept. */
  private readonly lastEager = new Map<string, { readonly index: number; readonly run: StepRun }>();
  /** The last step that was run again for its record. */
  private again: StepRecord | null = null;
  /** The state that was last reached by running steps again: the next question is often about the step after. */
  private reached: { readonly index: number; readonly execution: Execution; readonly state: State } | null = null;
  private readonly executions = new Set<Execution>();

  constructor(
    readonly id: number,
    readonly origin: ForkOrigin | null,
    private observer: StepObserver,
    private driver: DebuggerDriver,
    budget = JOURNAL_BUDGET,
  ) {
    this.journal = new Journal(budget);
    if (origin === null) return;
    for (let index = 1; index <= origin.index; index++) {
      const entry = origin.parent.journal.at(index)!;
      if (entry.run !== null) this.executions.add(entry.run.execution);
      this.journal.append(entry.copy(), 0);
    }
    this.executions.add(origin.execution);
    this.cursor = origin.index;
    this.restore();
  }

  /** The script runs again, and with it come other objects of the same program. */
  attach(observer: StepObserver, driver: DebuggerDriver): void {
    this.observer = observer;
    this.driver = driver;
  }

  /** Changes that are made once, after step `index` of the script's second run. */
  editsAfter(index: number): readonly Edit[] {
    return this.replayedEdits().flatMap((one) => (one.index === index && one.edit.kind !== 'learningRate' ? [one.edit] : []));
  }

  /** Tensors of step `index` that are held at other values in the script's second run. */
  heldAt(index: number, state: State, rows: readonly ObservedUpdate[]): ReadonlyMap<Tensor, Value> {
    const rates = this.replayedEdits().filter((one) => one.edit.kind === 'learningRate' && one.index < index);
    return new Map(rates.flatMap(({ edit }) => [...edited(edit, state, rows).overrides]));
  }

  /** From the program's own timeline to this one. */
  private replayedEdits(): { readonly index: number; readonly edit: Edit }[] {
    const { origin } = this;
    if (origin === null || origin.replayed === null) return [];
    const earlier = origin.parent.replayedEdits().filter(({ index }) => index <= origin.index);
    return [...earlier, { index: origin.index, edit: origin.replayed }];
  }

  get length(): number {
    return this.journal.length;
  }

  /** What is shown: the computed pairs, else the step at the cursor. */
  get shown(): StepRecord | null {
    return this.preview ?? this.recordAt(this.cursor);
  }

  /** The record of step `index`, whole: run again where the journal has only an outline. Whoever shows it gets the same one again. `isPassing`: without ledgers and slots, where nobody looked. */
  recordAt(index: number, isPassing = false): StepRecord | null {
    const entry = this.journal.at(index);
    if (entry === undefined) return null;
    if (entry.isBrief && !isPassing) this.complete(index);
    const isThere = entry.before !== null || entry.packed !== null || this.whyNotAgain(index) !== null;
    if (isThere) return isPassing ? entry.passingRecord : entry.record;
    if (this.again?.index !== index) {
      const again = this.seenBy(this.observer, index);
      const { printed } = entry;
      this.again = again === null || printed === undefined ? again : { ...again, printed };
    }
    return this.again ?? entry.record;
  }

  /** Runs a step that was passed by again, for all that its record shows. */
  private complete(index: number): void {
    const whole = this.seenBy(this.observer, index);
    if (whole !== null) this.journal.complete(index, whole);
  }

  /** The step before `record` that ran the same training op: losses of two ops are not comparable. */
  before({ index, trainingOp }: StepRecord): StepRecord | null {
    for (let at = index - 1; at > 0; at--) if (this.journal.at(at)!.trainingOp === trainingOp) return this.recordAt(at, true);
    return null;
  }

  /** Why step `index` cannot be run again, as a sentence; null when it can. */
  whyNotAgain(index: number): string | null {
    const entry = this.journal.at(index);
    if (entry === undefined) return this.missing(index);
    if (entry.run === null) return forgotten(index);
    if (!entry.run.execution.isRepeatable) return this.observer.dialect.notAgain;
    return callsProgram(entry.run.request) ? CALLS_PROGRAM : null;
  }

  /** The record of step `index` as `observer` sees it; null when it cannot be run again: `whyNotAgain`. */
  seenBy(observer: StepObserver, index: number): StepRecord | null {
    if (this.whyNotAgain(index) !== null) return null;
    const entry = this.journal.at(index)!;
    const before = this.stateBefore(index);
    if (entry.run === null || before === null) return null;
    return madeOf(observer.observe(entry.run, index, 'applied', entry.driver, before));
  }

  /** The same of the step that is shown: of computed pairs, as they were computed. */
  shownBy(observer: StepObserver): StepRecord | null {
    if (this.preview === null) return this.seenBy(observer, this.cursor);
    if (this.previewed === null || this.preview.index <= this.length) {
      const made = this.seenBy(observer, this.preview.index);
      return made && withoutUpdate(made);
    }
    const { run, state } = this.previewed;
    return madeOf(observer.observe(run, this.preview.index, 'computed', this.preview.driver, state));
  }

  /** A run of the program between two steps; it is repeated whenever the next step is. */
  noteLead(lead: Lead): void {
    this.leads.push(lead);
  }

  /** Makes one more step at the end: observes it, writes what it writes, and shows it. `isPassed`: another one is to follow at once. */
  make(step: StepRun, driver: StepRecord['driver'], isPassed = false): ObservedRun {
    this.preview = null;
    for (const lead of this.leadsOf(step)) {
      lead.execution.run(lead.request);
      this.leads.push(lead);
    }
    const run = this.overridden(step);
    const { execution } = run;
    const before = sharedState(this.journal.at(this.length)?.after ?? null, execution);
    const isBrief = isPassed && execution.isRepeatable && !callsProgram(run.request);
    const observed = this.observer.observe(run, this.length + 1, 'applied', driver, before, isBrief);
    execution.commit(observed.changes);
    let bytes = 0;
    for (const value of observed.changes.variables.values()) bytes += value.data.byteLength;
    this.executions.add(execution);
    // Whoever runs it again gives it the same elements of its queues and data sets.
    const feeds = observed.taken.size === 0 ? run.request.feeds : new Map([...run.request.feeds, ...observed.taken]);
    const again = observed.taken.size === 0 ? run : { ...run, request: { ...run.request, feeds } };
    const isOnce = !execution.isRepeatable || [again, ...this.leads].some(({ request }) => callsProgram(request));
    const entry = { recorded: observed.recorded, isBrief: observed.isBrief, run: again, leads: this.leads, before, after: execution.state, isOnce, found: null };
    this.journal.append(entry, bytes);
    this.leads = [];
    this.cursor = this.length;
    // The front-end makes the op anew for the next step, in the same object.
    const site = run.ops[0]?.site;
    if (site !== undefined) this.lastEager.set(site, { index: this.length, run: { ...run, ops: run.ops.map((op) => ({ ...op })) } });
    return observed;
  }

  /**
   * The step that comes next here: in a fork first what its parent ran, with the same feeds, then the
   * training op `name`d (or in turn) with the last feeds.
   */
  next(name: string | null, log: (text: string) => void): StepRun {
    return this.repeated()?.run ?? this.driver.nextStep(name, log);
  }

  /** Whether the next step repeats one of the parent's. */
  get isRepeating(): boolean {
    return this.repeated()?.run != null;
  }

  /** Shows the pairs of `step` without making it. */
  compute(step: StepRun, driver: StepRecord['driver']): void {
    const run = this.overridden(step);
    let state = run.execution.state;
    for (const lead of this.leadsOf(step)) {
      if (lead.execution === run.execution) state = advanced(state, lead);
    }
    this.previewed = { run, state };
    this.preview = madeOf(this.observer.observe(run, this.length + 1, 'computed', driver, state));
  }

  /** As `compute`, unasked: not when the program itself would notice the look. */
  glance(step: StepRun, driver: StepRecord['driver']): void {
    if (!callsProgram(step.request)) this.compute(step, driver);
  }

  /** Shows the pairs of the step after the cursor if it was made already; false when it was not. */
  computeMade(): boolean {
    const made = this.recordAt(this.cursor + 1);
    if (made === null) return false;
    this.preview = withoutUpdate(made);
    return true;
  }

  /** Shows step `index` and puts the variables where they were after it. Throws ValueError when that is no longer known. */
  moveTo(index: number): void {
    if (this.journal.at(Math.max(index, 1))?.run === null) throw userError(forgotten(index));
    const first = index === 0 ? this.recordAt(1) : null;
    if (index !== 0) this.preview = null;
    else if (first !== null) this.preview = withoutUpdate(first);
    this.cursor = index;
    this.restore();
  }

  /** Puts the variables of every session where they are at the cursor. */
  restore(): void {
    // Of executions that share their variables the one whose step is the nearest knows them best.
    const byAge = [...this.executions].sort((a, b) => this.ageAt(a) - this.ageAt(b));
    for (const execution of byAge) {
      const state = this.stateAt(execution, this.cursor);
      if (state !== null) execution.restore(state);
    }
  }

  /** The step that is asked about; null asks for the one that is shown. */
  reader(index: number | null): StepReader {
    const shown = index ?? this.preview?.index ?? this.cursor;
    const entry = this.journal.at(shown);
    if (entry !== undefined) {
      const before = this.stateBefore(shown);
      if (entry.run === null || before === null) throw userError(forgotten(shown));
      return this.readerOf(shown, entry.run, before);
    }
    if (this.preview?.index !== shown || this.previewed === null) throw userError(this.missing(shown));
    const { run, state } = this.previewed;
    return this.readerOf(shown, run, state);
  }

  private readerOf(index: number, run: StepRun, before: State): StepReader {
    const { graph } = run.execution;
    if (graph instanceof EagerGraph) return this.eagerReader(index, before, graph);
    if (callsProgram(run.request)) throw userError(CALLS_PROGRAM);
    return new StepReader(index, run, before, this.observer.rowsOf(run));
  }

  private eagerReader(index: number, before: State, graph: EagerGraph): StepReader {
    const last = [...this.lastEager.values()];
    // Computed pairs are those of the step that the program is about to make: its ops are there.
    const isComing = this.preview?.index === index && index > this.length;
    const run = isComing ? this.previewed?.run : last.find((step) => step.index === index)?.run;
    if (run !== undefined) return new EagerStepReader(index, run, before, this.observer.rowsOf(run), graph, this.observer.dialect);
    const known = last.map((step) => `step ${step.index}`).join(', ');
    const { lastExplained } = this.observer.dialect;
    throw userError(`${lastExplained}${known === '' ? '' : ` Explained can be: ${known}.`}`);
  }

  /** The loss of step `index` on its own data, before and after its update; null when it cannot be had. */
  ownLoss(index: number): { readonly before: number; readonly after: number } | null {
    const run = this.whyNotAgain(index) === null ? this.journal.at(index)!.run : null;
    if (run === null) return null;
    const rows = this.observer.rowsOf(run);
    const { loss } = rows;
    const before = this.stateBefore(index);
    if (loss === null || before === null) return null;
    const reader = new StepReader(index, run, before, rows);
    const after = this.stateAt(run.execution, index);
    if (after === null) return null;
    return { before: reader.lossWith(loss, new Map()), after: reader.lossWith(loss, after.variables) };
  }

  /** The state of `execution` after step `index`; before its first step for a smaller one. Null: none is known. */
  stateAt(execution: Execution, index: number): State | null {
    const { origin } = this;
    for (let at = index; at > 0; at--) {
      if (origin !== null && at === origin.index && execution === origin.execution) return origin.state;
      if (this.journal.at(at)!.run?.execution === execution) return this.stateAfter(at);
    }
    if (origin !== null && origin.index === 0 && execution === origin.execution) return origin.state;
    for (let at = 1; at <= this.length; at++) {
      if (this.journal.at(at)!.run?.execution === execution) return this.stateBefore(at);
    }
    return null;
  }

  /** The last step of `execution` up to the cursor; where there is none, the first one after it, negative. */
  private ageAt(execution: Execution): number {
    const isStep = (at: number) => this.journal.at(at)?.run?.execution === execution;
    for (let at = this.cursor; at > 0; at--) if (isStep(at)) return at;
    for (let at = this.cursor + 1; at <= this.length; at++) if (isStep(at)) return -at;
    return -Infinity;
  }

  private stateAfter(index: number): State {
    const entry = this.journal.at(index)!;
    if (entry.after !== null) return entry.after;
    const before = this.stateBefore(index);
    if (before === null || entry.run === null) throw userError(forgotten(index));
    const state = advanced(before, entry.run);
    this.reached = { index, execution: entry.run.execution, state };
    return state;
  }

  /** The state before step `index`: kept, or reached from the nearest that is kept; null when none is. */
  private stateBefore(index: number): State | null {
    const { run, before } = this.journal.at(index)!;
    if (before !== null || run === null || !run.execution.isRepeatable) return before;
    const { origin } = this;
    const { execution } = run;
    const isFork = origin !== null && origin.execution === execution;
    const way: JournalEntry[] = [this.journal.at(index)!];
    let state: State | null = null;
    let at = index - 1;
    for (; at > 0 && state === null; at--) {
      const entry = this.journal.at(at)!;
      if (isFork && at === origin.index) state = origin.state;
      else if (entry.run === null) return null;
      // Another graph wrote the same variables in between.
      else if (entry.run.execution !== execution && entry.run.execution.store === execution.store) return null;
      else if (entry.run.execution === execution) {
        state = entry.after ?? (this.reached?.index === at && this.reached.execution === execution ? this.reached.state : null);
        if (state === null) way.unshift(entry);
      }
    }
    if (state === null && isFork && origin.index === 0) state = origin.state;
    if (state === null) return null;
    for (const entry of way) {
      for (const lead of entry.leads) if (lead.execution === execution) state = advanced(state, lead);
      if (entry !== way.at(-1)) state = advanced(state, entry.run!);
    }
    return state;
  }

  /** What the parent's program ran before this step of it. Before its first step it made the state that a fork begins with. */
  private leadsOf(step: StepRun): readonly Lead[] {
    const repeated = this.repeated();
    return repeated?.run === step && this.length > 0 ? repeated.leads : [];
  }

  private missing(index: number): string {
    const steps = this.length === 1 ? 'only step 1 exists' : `steps 1 to ${this.length} exist`;
    return `There is no step ${index}: ${this.length === 0 ? 'none was made yet' : steps}.`;
  }

  private repeated(): JournalEntry | undefined {
    const { origin } = this;
    return origin === null || origin.replayed !== null ? undefined : origin.parent.journal.at(this.length + 1);
  }

  private overridden(step: StepRun): StepRun {
    const { origin } = this;
    if (origin === null) return step;
    const overrides = origin.replayed === null
      ? origin.overrides
      : this.heldAt(this.length + 1, step.execution.state, this.observer.rowsOf(step).rows);
    if (overrides.size === 0) return step;
    const feeds = new Map([...step.request.feeds, ...overrides]);
    return { ...step, request: { ...step.request, feeds } };
  }
}
