/** @file The steps made so far, with the state before and after each, so that any can be revisited bit for bit. */
import type { Execution, State } from '../engine/execution';
import type { HistoryEntry } from '../protocol/messages';
import type { StepRecord } from '../protocol/records';

export interface JournalEntry {
  readonly record: StepRecord;
  readonly execution: Execution;
  /** Null once the budget made the journal forget it; the record stays. */
  before: State | null;
  after: State | null;
  /** Bytes of values that this step made new. */
  readonly bytes: number;
}

/** Entries of the history that travel with a state: enough for a sparkline. */
const HISTORY_LENGTH = 200;

export class Journal {
  private readonly entries: JournalEntry[] = [];
  private bytes = 0;
  private firstKept = 0;

  /** `budget`: bytes of variable values that may be held beyond the current ones. */
  constructor(private readonly budget: number) {}

  get length(): number {
    return this.entries.length;
  }

  /** The step with this 1-based index. */
  at(index: number): JournalEntry | undefined {
    return this.entries[index - 1];
  }

  append(entry: JournalEntry): void {
    this.entries.push(entry);
    this.bytes += entry.bytes;
    while (this.bytes > this.budget && this.firstKept < this.entries.length - 1) {
      const oldest = this.entries[this.firstKept++]!;
      oldest.before = null;
      oldest.after = null;
      this.bytes -= oldest.bytes;
    }
  }

  /** The last entries as the slider and the sparklines need them. */
  history(): HistoryEntry[] {
    return this.entries.slice(-HISTORY_LENGTH).map(({ record }) => historyEntry(record));
  }
}

function historyEntry(record: StepRecord): HistoryEntry {
  const norms: Record<string, HistoryEntry['gradientNorm'] | null> = {};
  for (const { variable, gradient } of record.rows) {
    norms[variable] = gradient.kind === 'none' ? null : gradient.tensor.health.norm;
  }
  return {
    index: record.index,
    trainingOp: record.trainingOp,
    loss: record.loss !== null && record.loss.size === 1 ? (record.loss.values[0] ?? null) : null,
    gradientNorm: record.gradientNorm,
    appliedNorm: record.appliedNorm,
    norms,
    clipped: record.rows.filter((row) => row.stages.some((stage) => stage.isClip && stage.fired)).length,
    rowCount: record.rows.length,
  };
}
