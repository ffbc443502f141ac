/** @file One step in the journal: its states, and its record, which of small steps is made when somebody asks for it. */
import type { State } from '../engine/execution';
import type { PrintedRecord, StepRecord } from '../protocol/records';
import { PackedStep } from './packedStep';
import { recordBytes, tensorsOf } from './shrunkRecord';
import type { Lead, StepRun } from './stepRun';

/** A step as the journal is given it. */
export interface NewEntry {
  /** What was run, with its feeds; null once the budget made the journal forget the feeds. */
  run: StepRun | null;
  /** Runs since the step before that changed variables or drew numbers and are no step themselves. */
  leads: readonly Lead[];
  readonly recorded: StepRecord | PackedStep;
  /** The record that somebody has of these numbers already; he is to get it again. */
  readonly held?: StepRecord | null;
  readonly printed?: PrintedRecord;
  /** Null where the step has to be run again from an earlier one; of its record an outline or its numbers stay. */
  before: State | null;
  after: State | null;
  /** It, or a run on the way to it, must not be run a second time: its states stay as long as its feeds. */
  readonly isOnce: boolean;
  /** The record lacks what only its reader wants: it is completed for him. */
  readonly isBrief?: boolean;
  /** What was found of the step; null until somebody looked. */
  found: Found | null;
}

export interface Found {
  /** Findings by code and variable; steps of the same training op that have the same share the list. */
  readonly present: readonly string[];
  /** Codes of those that the step before of the training op has not got. */
  readonly begun: readonly string[];
}

/** Made records that are passed by stay as long as the findings of the next steps want them. */
const MOST_PASSING = 24;

/** The records that were made of numbers. */
export class MadeRecords {
  /** What they take. */
  bytes = 0;
  private readonly passing: JournalEntry[] = [];

  add(entry: JournalEntry, bytes: number): void {
    this.bytes += bytes;
    this.passing.push(entry);
    if (this.passing.length > MOST_PASSING) this.passing.shift()!.pass();
  }
}

export class JournalEntry {
  run: StepRun | null;
  leads: readonly Lead[];
  before: State | null;
  after: State | null;
  readonly isOnce: boolean;
  isBrief: boolean;
  found: Found | null;
  private recorded: StepRecord | PackedStep;
  /** Made of the numbers, and what it takes. */
  private made: StepRecord | null = null;
  private madeBytes = 0;
  /** Somebody was given the made record to show. */
  private isHeld = false;
  private printed_: PrintedRecord | undefined;

  constructor(entry: NewEntry, private readonly others: MadeRecords) {
    const { run, leads, before, after, isOnce, found, recorded, held = null, printed, isBrief = false } = entry;
    this.run = run;
    this.leads = leads;
    this.before = before;
    this.after = after;
    this.isOnce = isOnce;
    this.isBrief = isBrief;
    this.found = found;
    this.recorded = recorded;
    this.printed_ = printed;
    if (held === null) return;
    this.isHeld = true;
    this.noteMade(held);
  }

  /** Everything of it, for another journal. */
  copy(): NewEntry {
    const { run, leads, before, after, isOnce, isBrief, found, recorded, printed } = this;
    const entry = { run, leads, before, after, isOnce, isBrief, found, recorded, held: this.isHeld ? this.made : null };
    return printed === undefined ? entry : { ...entry, printed };
  }

  /** The record, to be shown: the same one as long as the journal keeps the step. */
  get record(): StepRecord {
    const record = this.passingRecord;
    this.isHeld = this.packed !== null;
    return record;
  }

  /** Instead of all that is kept of the step. */
  set record(record: StepRecord) {
    this.letGo();
    this.recorded = record;
    this.isBrief = false;
  }

  /** The record, to be looked at now. */
  get passingRecord(): StepRecord {
    if (this.made !== null) return this.made;
    const { recorded, printed_ } = this;
    if (!(recorded instanceof PackedStep)) return recorded;
    const record = recorded.make();
    return this.noteMade(printed_ === undefined ? record : { ...record, printed: printed_ });
  }

  /** Its numbers, where it is kept as such. */
  get packed(): PackedStep | null {
    return this.recorded instanceof PackedStep ? this.recorded : null;
  }

  get trainingOp(): string {
    return this.recorded.trainingOp;
  }

  get driver(): StepRecord['driver'] {
    return this.recorded.driver;
  }

  get rowCount(): number {
    return this.recorded instanceof PackedStep ? this.recorded.rowCount : this.recorded.rows.length;
  }

  get printed(): PrintedRecord | undefined {
    return this.recorded instanceof PackedStep ? this.printed_ : this.recorded.printed;
  }

  set printed(printed: PrintedRecord) {
    if (this.recorded instanceof PackedStep) {
      this.printed_ = printed;
      if (this.made !== null) this.made = { ...this.made, printed };
    } else this.recorded = { ...this.recorded, printed };
  }

  /** The steps after it look back on it no more. */
  pass(): void {
    if (!this.isHeld) this.letGo();
  }

  /** The made record goes; the numbers stay. */
  letGo(): void {
    this.others.bytes -= this.madeBytes;
    this.madeBytes = 0;
    this.made = null;
    this.isHeld = false;
  }

  private noteMade(record: StepRecord): StepRecord {
    this.made = record;
    this.madeBytes = ROW_BYTES * record.rows.length + recordBytes(new Set(tensorsOf(record)), NOTHING_KNOWN);
    this.others.add(this, this.madeBytes);
    return record;
  }
}

/** What a row takes besides its tensors, roughly. */
const ROW_BYTES = 600;

const NOTHING_KNOWN: ReadonlySet<never> = new Set<never>();
