/** @file The steps made so far, with states to go back to: within a budget all, beyond it some, from which the others are run again. */
import { isEqual } from '../protocol/equalJson';
import type { HistoryEntry } from '../protocol/messages';
import type { FindingRecord, PrintedRecord, StepRecord, TensorRecord } from '../protocol/records';
import { historyEntry, thinned } from '../protocol/stepHistory';
import type { NewEntry } from './journalEntry';
import { JournalEntry, MadeRecords } from './journalEntry';
import { outlineBytes, outlined, printedBytes, RECORD_OVERHEAD, recordBytes, slimmed, tensorsOf } from './shrunkRecord';
import type { StepRun } from './stepRun';

interface Kept {
  readonly entry: JournalEntry;
  /** Bytes of states and record, and of what was fed. */
  bytes: number;
  fedBytes: number;
  /** Of `bytes`, what one state has that the one before it has not. */
  readonly stateBytes: number;
  /** The state that it begins with is no longer that of the step before, too. */
  isAlone: boolean;
}

/** Entries that the findings look back on. */
const HISTORY_LENGTH = 200;
/** Records that keep their rows for them however little room there is: the usual `findings.window`. */
const LEAST_WINDOW = 20;
/** Entries that travel with a state, so many that their norms are a message of a few MB at most. */
const LEAST_OVERVIEW = 100;
const MOST_OVERVIEW = 1000;
const OVERVIEW_NORMS = 100_000;

/** What an entry of the history takes, and a norm or a ratio of it under its variable's name; measured, in bytes. */
const ENTRY_BYTES = 200;
const NORM_BYTES = 64;
/** What the states of a small step take besides its new numbers, and each variable of them; measured, in bytes. */
const STATE_BYTES = 300;
const VARIABLE_BYTES = 270;
/** What stays of a step without its rows, with its entry here, but for that of the history; measured, in bytes. */
const LOST_BYTES = 800;
/** What a fed array takes besides its elements, with the request around it; measured, in bytes. */
const FED_BYTES = 500;
/** Of entries that lost them. */
const NO_NORMS: HistoryEntry['norms'] = {};

/** Steps at the end that keep everything: they are looked at most. */
const NEWEST = 8;

const NOTHING: readonly string[] = [];
const NONE: readonly never[] = [];
const NO_TENSORS: ReadonlySet<never> = new Set<never>();

export class Journal {
  private readonly kept: Kept[] = [];
  /** Null: it is told when somebody asks for it. */
  private readonly entries: (HistoryEntry | null)[] = [];
  private readonly made = new MadeRecords();
  /** Arrays that are counted already: a program may feed the same one in every step. */
  private readonly counted = new WeakSet<object>();
  /** Tensors of the newest record: what a step leaves is what the next one begins with. */
  private newest: ReadonlySet<TensorRecord> = new Set();
  private bytes = 0;
  /** Every so manieth step keeps its state. */
  private stride = 1;
  private firstWithFeeds = 0;
  private firstWithRows = 0;
  /** Which entries have their norms and ratios, in order: at first all. */
  private withNorms: number[] = [];

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
  append(step: NewEntry, valueBytes: number): void {
    const entry = new JournalEntry(step, this.made);
    const stateBytes = valueBytes + (entry.packed === null ? 0 : STATE_BYTES + VARIABLE_BYTES * (entry.after?.variables.size ?? 0));
    const bytes = stateBytes + (entry.packed?.bytes ?? this.newBytesOf(entry.record));
    const kept = { entry, bytes, fedBytes: this.fedBytes(entry), stateBytes, isAlone: false };
    this.withNorms.push(this.kept.push(kept) - 1);
    this.entries.push(entry.packed === null ? historyEntry(entry.record, entry.found?.begun ?? NOTHING) : null);
    this.bytes += kept.bytes + kept.fedBytes + ENTRY_BYTES + normBytes(entry);
    if (this.isFull) this.dropNorms();
    while (this.isFull && this.thinOut());
    while (this.isFull && (this.forgetRows() || this.forgetFeeds()));
  }

  private get isFull(): boolean {
    return this.bytes + this.made.bytes > this.budget;
  }

  /** Keeps what the newest step and the program after it printed. */
  notePrinted(printed: PrintedRecord): void {
    const kept = this.kept.at(-1);
    if (kept === undefined) return;
    const bytes = printedBytes(printed) - printedBytes(kept.entry.printed);
    kept.entry.printed = printed;
    kept.bytes += bytes;
    this.bytes += bytes;
  }

  /** Puts the whole record of step `index` into the place of its brief one. */
  complete(index: number, record: StepRecord): void {
    const kept = this.kept[index - 1]!;
    const { record: brief, printed } = kept.entry;
    kept.entry.record = printed === undefined ? record : { ...record, printed };
    const bytes = recordBytes(new Set(tensorsOf(record)), NO_TENSORS) - recordBytes(new Set(tensorsOf(brief)), NO_TENSORS);
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
    // Its record was made to find them: now is the time to tell of it.
    const told = this.told(index - 1);
    if (begun.length > 0) this.entries[index - 1] = { ...told, findings: entry.found.begun };
  }

  /** What the step before of the same training op was found to have. */
  private foundBefore(index: number): readonly string[] {
    const { trainingOp } = this.kept[index - 1]!.entry;
    for (let at = index - 1; at > 0; at--) {
      const { trainingOp: other, found } = this.kept[at - 1]!.entry;
      if (other === trainingOp) return found?.present ?? NOTHING;
    }
    return NOTHING;
  }

  private told(at: number): HistoryEntry {
    const { entry } = this.kept[at]!;
    return (this.entries[at] ??= historyEntry(entry.passingRecord, entry.found?.begun ?? NOTHING));
  }

  /** The last entries, without a gap. */
  history(): HistoryEntry[] {
    const entries: HistoryEntry[] = [];
    for (let at = this.firstOfHistory; at < this.entries.length; at++) entries.push(this.told(at));
    return entries;
  }

  private get firstOfHistory(): number {
    return Math.max(0, this.entries.length - HISTORY_LENGTH);
  }

  /** What the slider, the sparklines and the chart need: of a long run the whole way, thinned out. */
  overview(): readonly HistoryEntry[] {
    return thinned(this.withNorms.map((at) => this.told(at)), this.mostShown());
  }

  private mostShown(): number {
    const rows = this.kept.at(-1)?.entry.rowCount ?? 0;
    return Math.max(LEAST_OVERVIEW, Math.min(MOST_OVERVIEW, Math.floor(OVERVIEW_NORMS / Math.max(1, rows))));
  }

  /** Entries that are neither shown nor looked back on lose their norms, once there are a quarter more than those. */
  private dropNorms(): void {
    if (this.withNorms.length <= 1.25 * (this.mostShown() + HISTORY_LENGTH)) return;
    const shown = new Set(this.overview());
    const first = this.firstOfHistory;
    this.withNorms = this.withNorms.filter((at) => {
      const entry = this.told(at);
      if (at >= first || shown.has(entry)) return true;
      this.bytes -= normBytes(entry);
      this.entries[at] = { ...entry, norms: NO_NORMS, ratios: NO_NORMS };
      return false;
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
      if ((i + 1) % this.stride === 0 || kept.entry.after === null || kept.entry.isOnce) {
        if (kept.entry.before !== null && !kept.isAlone && this.kept[i - 1]!.entry.after === null) this.countAlone(kept);
        continue;
      }
      kept.entry.before = null;
      kept.entry.after = null;
      const bytes = this.outline(kept.entry);
      this.bytes -= kept.bytes - bytes;
      kept.bytes = bytes;
    }
    return true;
  }

  private countAlone(kept: Kept): void {
    kept.isAlone = true;
    kept.bytes += kept.stateBytes;
    this.bytes += kept.stateBytes;
  }

  /** What is left of a step without its states: its numbers, or an outline where that is smaller. The bytes that it takes. */
  private outline(entry: JournalEntry): number {
    const { packed } = entry;
    if (packed !== null && packed.bytes <= RECORD_OVERHEAD * (1 + 2 * packed.rowCount)) {
      entry.letGo();
      return packed.bytes + printedBytes(entry.printed);
    }
    entry.record = outlined(entry.passingRecord);
    return outlineBytes(entry.record);
  }

  /** The oldest step's feeds and state go: no step up to it can be run again. */
  private forgetFeeds(): boolean {
    if (this.firstWithFeeds >= this.kept.length - 1) return false;
    const kept = this.kept[this.firstWithFeeds++]!;
    const { entry } = kept;
    entry.run = null;
    entry.leads = NONE;
    entry.before = null;
    entry.after = null;
    const bytes = Math.min(kept.bytes, this.slim(entry));
    this.bytes -= kept.bytes - bytes + kept.fedBytes;
    kept.bytes = bytes;
    kept.fedBytes = 0;
    return true;
  }

  private slim(entry: JournalEntry): number {
    if (entry.packed !== null) return this.outline(entry);
    const { record } = entry;
    if (record.rows.some(({ before }) => before !== null)) entry.record = slimmed(record);
    return RECORD_OVERHEAD * tensorsOf(entry.record).length + printedBytes(entry.printed);
  }

  /** Of the oldest step that cannot be run again, and so not be shown, the loss stays, and what it printed. */
  private forgetRows(): boolean {
    if (this.firstWithRows >= Math.min(this.firstWithFeeds, this.kept.length - LEAST_WINDOW)) return false;
    const kept = this.kept[this.firstWithRows++]!;
    const { entry } = kept;
    // Of a very small step the numbers take less than a record without rows.
    if (entry.packed !== null && kept.bytes <= LOST_BYTES) return true;
    this.told(this.firstWithRows - 1);
    const record = entry.passingRecord;
    const earlier = this.kept[this.firstWithRows - 2]?.entry.passingRecord;
    // One list for all steps of the op, of which nothing else is large any more.
    const ops = earlier?.trainingOp === record.trainingOp && isEqual(earlier.ops, record.ops) ? earlier.ops : record.ops;
    entry.record = { ...record, ops, rows: NONE };
    const bytes = LOST_BYTES + printedBytes(entry.printed);
    this.bytes -= kept.bytes - bytes;
    kept.bytes = bytes;
    return true;
  }

  /** Of tensors that are not in the record before. */
  private newBytesOf(record: StepRecord): number {
    const seen = new Set(tensorsOf(record));
    const bytes = recordBytes(seen, this.newest);
    this.newest = seen;
    return bytes;
  }

  private fedBytes({ run, leads }: JournalEntry): number {
    let bytes = run === null ? 0 : this.newFedBytes(run.request.feeds);
    for (const { request } of leads) bytes += this.newFedBytes(request.feeds);
    return bytes;
  }

  private newFedBytes(feeds: StepRun['request']['feeds']): number {
    let bytes = 0;
    for (const { data } of feeds.values()) {
      if (this.counted.has(data)) continue;
      this.counted.add(data);
      bytes += FED_BYTES + data.byteLength;
    }
    return bytes;
  }
}

/** A norm and a ratio for every row. */
function normBytes({ rowCount }: Pick<HistoryEntry, 'rowCount'>): number {
  return 2 * NORM_BYTES * rowCount;
}
