/** @file The steps made so far, with states to go back to: within a budget all, beyond it some, from which the others are run again. */
import type { State } from '../engine/execution';
import type { Value } from '../engine/value';
import { historyEntry, thinned } from '../protocol/stepHistory';
import type { HistoryEntry } from '../protocol/messages';
import type { FindingRecord, PrintedRecord, StepRecord, TensorRecord } from '../protocol/records';
import type { Lead, StepRun } from './stepRun';

export interface JournalEntry {
  /** What was run, with its feeds; null once the budget made the journal forget the feeds. */
  run: StepRun | null;
  /** Runs since the step before that changed variables or drew numbers and are no step themselves. */
  leads: readonly Lead[];
  record: StepRecord;
  /** Null where the step has to be run again from an earlier one; an outline of its record stays. */
  before: State | null;
  after: State | null;
  /** It, or a run on the way to it, must not be run a second time: its states stay as long as its feeds. */
  readonly isOnce: boolean;
  /** What was found of the step; null until somebody looked. */
  found: Found | null;
}

export interface Found {
  /** Findings by code and variable; steps of the same training op that have the same share the list. */
  readonly present: readonly string[];
  /** Codes of those that the step before of the training op has not got. */
  readonly begun: readonly string[];
}

interface Kept {
  readonly entry: JournalEntry;
  /** Bytes of states and record, and of what was fed. */
  bytes: number;
  fedBytes: number;
}

/** Entries that the findings look back on. */
const HISTORY_LENGTH = 200;
/** Records that keep their rows for them however little room there is: the usual `findings.window`. */
const LEAST_WINDOW = 20;
/** Entries that travel with a state, so many that their norms are a message of a few MB at most. */
const LEAST_OVERVIEW = 100;
const MOST_OVERVIEW = 1000;
const OVERVIEW_NORMS = 100_000;

/** What a tensor's record takes besides its values, roughly, in bytes. */
const RECORD_OVERHEAD = 400;

/** What an entry of the history takes, and a norm or a ratio of it under its variable's name; measured, in bytes. */
const ENTRY_BYTES = 200;
const NORM_BYTES = 64;
/** Of entries that lost them. */
const NO_NORMS: HistoryEntry['norms'] = {};

/** Steps at the end that keep everything: they are looked at most. */
const NEWEST = 8;

const NOTHING: readonly string[] = [];

export class Journal {
  private readonly kept: Kept[] = [];
  private readonly entries: HistoryEntry[] = [];
  /** Arrays that are counted already: a program may feed the same one in every step. */
  private readonly counted = new WeakSet<object>();
  /** Tensors of the newest record: what a step leaves is what the next one begins with. */
  private newest: ReadonlySet<TensorRecord> = new Set();
  private bytes = 0;
  /** Every so manieth step keeps its state. */
  private stride = 1;
  private firstWithFeeds = 0;
  private firstWithRows = 0;
  /** Entries that have their norms and ratios. */
  private withNorms = 0;

  /** `budget`: bytes that states, records, feeds and the history may take. */
  constructor(private readonly budget: number) {}

  get length(): number {
    return this.kept.length;
  }

  /** The step with this 1-based index. */
  at(index: number): JournalEntry | undefined {
    return this.kept[index - 1]?.entry;
  }

  /** `valueBytes`: bytes of variable values that this step made new. */
  append(entry: JournalEntry, valueBytes: number): void {
    const fed = [entry.run, ...entry.leads].flatMap((run) => [...(run?.request.feeds.values() ?? [])]);
    const kept = { entry, bytes: valueBytes + this.recordBytes(entry.record), fedBytes: this.newBytes(fed) };
    this.kept.push(kept);
    const told = historyEntry(entry.record, entry.found?.begun ?? NOTHING);
    this.entries.push(told);
    this.withNorms++;
    this.bytes += kept.bytes + kept.fedBytes + ENTRY_BYTES + normBytes(told);
    if (this.bytes > this.budget) this.dropNorms();
    while (this.bytes > this.budget && this.thinOut());
    while (this.bytes > this.budget && (this.forgetRows() || this.forgetFeeds()));
  }

  /** Keeps what the newest step and the program after it printed. */
  notePrinted(printed: PrintedRecord): void {
    const kept = this.kept.at(-1);
    if (kept === undefined) return;
    const bytes = printedBytes(printed) - printedBytes(kept.entry.record.printed);
    kept.entry.record = { ...kept.entry.record, printed };
    kept.bytes += bytes;
    this.bytes += bytes;
  }

  /** Keeps what was found of step `index`, and which of it begins there. */
  noteFindings(index: number, findings: readonly FindingRecord[]): void {
    const entry = this.kept[index - 1]!.entry;
    const earlier = this.foundBefore(index);
    const codes = new Map(findings.map(({ code, variable }) => [`${code}|${variable ?? ''}`, code]));
    const isAsBefore = codes.size === earlier.length && earlier.every((key) => codes.has(key));
    const begun = isAsBefore ? NOTHING : [...codes].flatMap(([key, code]) => (earlier.includes(key) ? [] : code));
    entry.found = { present: isAsBefore ? earlier : [...codes.keys()], begun: [...new Set(begun)] };
    if (begun.length > 0) this.entries[index - 1] = { ...this.entries[index - 1]!, findings: entry.found.begun };
  }

  /** What the step before of the same training op was found to have. */
  private foundBefore(index: number): readonly string[] {
    const { trainingOp } = this.kept[index - 1]!.entry.record;
    for (let at = index - 1; at > 0; at--) {
      const { record, found } = this.kept[at - 1]!.entry;
      if (record.trainingOp === trainingOp) return found?.present ?? NOTHING;
    }
    return NOTHING;
  }

  /** The last entries, without a gap. */
  history(): HistoryEntry[] {
    return this.entries.slice(-HISTORY_LENGTH);
  }

  /** What the slider, the sparklines and the chart need: of a long run the whole way, thinned out. */
  overview(): readonly HistoryEntry[] {
    const isWhole = this.withNorms === this.entries.length;
    return thinned(isWhole ? this.entries : this.entries.filter(hasNorms), this.mostShown());
  }

  private mostShown(): number {
    const rows = this.entries.at(-1)?.rowCount ?? 0;
    return Math.max(LEAST_OVERVIEW, Math.min(MOST_OVERVIEW, Math.floor(OVERVIEW_NORMS / Math.max(1, rows))));
  }

  /** Entries that are neither shown nor looked back on lose their norms, once there are a quarter more than those. */
  private dropNorms(): void {
    if (this.withNorms <= 1.25 * (this.mostShown() + HISTORY_LENGTH)) return;
    const needed = new Set([...this.overview(), ...this.history()]);
    this.entries.forEach((entry, i) => {
      if (needed.has(entry) || !hasNorms(entry)) return;
      this.bytes -= normBytes(entry);
      this.withNorms--;
      this.entries[i] = { ...entry, norms: NO_NORMS, ratios: NO_NORMS };
    });
  }

  /** Keeps the state of every second of the steps that still have one; false when that gives nothing. */
  private thinOut(): boolean {
    if (this.stride >= this.kept.length) return false;
    this.stride *= 2;
    const end = this.kept.length - NEWEST;
    // The first step stays: nothing earlier leads to it.
    for (let i = 1; i < end; i++) {
      const kept = this.kept[i]!;
      if ((i + 1) % this.stride === 0 || kept.entry.after === null || kept.entry.isOnce) continue;
      kept.entry.before = null;
      kept.entry.after = null;
      kept.entry.record = outlined(kept.entry.record);
      const bytes = outlineBytes(kept.entry.record);
      this.bytes -= kept.bytes - bytes;
      kept.bytes = bytes;
    }
    return true;
  }

  /** The oldest step's feeds and state go: no step up to it can be run again. */
  private forgetFeeds(): boolean {
    if (this.firstWithFeeds >= this.kept.length - 1) return false;
    const kept = this.kept[this.firstWithFeeds++]!;
    const { entry } = kept;
    entry.run = null;
    entry.leads = [];
    entry.before = null;
    entry.after = null;
    if (entry.record.rows.some(({ before }) => before !== null)) entry.record = slimmed(entry.record);
    const bytes = Math.min(kept.bytes, RECORD_OVERHEAD * tensorsOf(entry.record).length + printedBytes(entry.record.printed));
    this.bytes -= kept.bytes - bytes + kept.fedBytes;
    kept.bytes = bytes;
    kept.fedBytes = 0;
    return true;
  }

  /** Of the oldest step that cannot be run again, and so not be shown, the loss stays, and what it printed. */
  private forgetRows(): boolean {
    if (this.firstWithRows >= Math.min(this.firstWithFeeds, this.kept.length - LEAST_WINDOW)) return false;
    const kept = this.kept[this.firstWithRows++]!;
    const { entry } = kept;
    entry.record = { ...entry.record, rows: NONE };
    const bytes = Math.min(kept.bytes, RECORD_OVERHEAD + printedBytes(entry.record.printed));
    this.bytes -= kept.bytes - bytes;
    kept.bytes = bytes;
    return true;
  }

  /** Of tensors that are not in the record before. */
  private recordBytes(record: StepRecord): number {
    let bytes = 0;
    const seen = new Set(tensorsOf(record));
    for (const tensor of seen) if (!this.newest.has(tensor)) bytes += RECORD_OVERHEAD + 8 * tensor.values.length;
    this.newest = seen;
    return bytes;
  }

  private newBytes(values: readonly Value[]): number {
    let bytes = 0;
    for (const { data } of values) {
      if (this.counted.has(data)) continue;
      this.counted.add(data);
      bytes += data.byteLength;
    }
    return bytes;
  }
}

function hasNorms({ norms }: HistoryEntry): boolean {
  return norms !== NO_NORMS;
}

/** A norm and a ratio for every row. */
function normBytes({ rowCount }: HistoryEntry): number {
  return 2 * NORM_BYTES * rowCount;
}

/** Whether every tensor has all its values: a small step, that was not thinned out, and has its rows. */
export function isWhole(record: StepRecord): boolean {
  if (record.rows.length === 0) return false;
  const isCut = record.rows.some(({ gradient, before }) => gradient.kind !== 'none' && before === null);
  return !isCut && tensorsOf(record).every(({ values, size }) => values.length >= size);
}

/** What findings look back for: gradients and stages without their values. The rest is made by running the step again. */
function outlined(record: StepRecord): StepRecord {
  const rows = record.rows.map((row) => ({ ...row, applied: null, before: null, after: null, slots: NONE, terms: NONE }));
  return slimmed({ ...record, rows });
}

const NONE: readonly never[] = [];

function outlineBytes({ rows, printed }: StepRecord): number {
  const bytes = RECORD_OVERHEAD + printedBytes(printed);
  return rows.reduce((sum, { stages }) => sum + RECORD_OVERHEAD * (2 + stages.length), bytes);
}

/** A character is two bytes. */
function printedBytes(printed: PrintedRecord | undefined): number {
  return printed === undefined ? 0 : printed.lines.reduce((bytes, line) => bytes + 2 * line.length, RECORD_OVERHEAD);
}

/** The record with every tensor cut to its first element: statistics and scalars stay whole. */
function slimmed(record: StepRecord): StepRecord {
  return mapTensors(record, (tensor) => ({ ...tensor, values: tensor.values.slice(0, 1) }));
}

function mapTensors(record: StepRecord, map: (tensor: TensorRecord) => TensorRecord): StepRecord {
  const optional = (tensor: TensorRecord | null) => (tensor === null ? null : map(tensor));
  return {
    ...record,
    loss: optional(record.loss),
    rows: record.rows.map((row) => ({
      ...row,
      gradient: row.gradient.kind === 'none' ? row.gradient : { ...row.gradient, tensor: map(row.gradient.tensor) },
      stages: row.stages.map((stage) => ({ ...stage, output: map(stage.output) })),
      applied: optional(row.applied),
      before: optional(row.before),
      after: optional(row.after),
      slots: row.slots.map((slot) => ({ ...slot, before: optional(slot.before), after: optional(slot.after) })),
      terms: row.terms.map((term) => ({ ...term, tensor: map(term.tensor) })),
    })),
  };
}

/** Every tensor of the record; one that is in two places twice. */
function tensorsOf({ loss, rows }: StepRecord): TensorRecord[] {
  const list: TensorRecord[] = [];
  const add = (tensor: TensorRecord | null) => {
    if (tensor !== null) list.push(tensor);
  };
  add(loss);
  for (const { gradient, stages, applied, before, after, slots, terms } of rows) {
    if (gradient.kind !== 'none') add(gradient.tensor);
    for (const stage of stages) add(stage.output);
    add(applied);
    add(before);
    add(after);
    for (const slot of slots) {
      add(slot.before);
      add(slot.after);
    }
    for (const term of terms) add(term.tensor);
  }
  return list;
}
