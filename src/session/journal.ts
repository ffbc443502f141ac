/** @file The steps made so far, with the state before and after each, so that any can be revisited bit for bit. */
import type { Execution, State } from '../engine/execution';
import type { HistoryEntry } from '../protocol/messages';
import type { StepRecord, TensorRecord } from '../protocol/records';

export interface JournalEntry {
  readonly execution: Execution;
  record: StepRecord;
  /** Null once the budget made the journal forget it; a slimmer record stays. */
  before: State | null;
  after: State | null;
}

interface Kept {
  readonly entry: JournalEntry;
  readonly bytes: number;
}

/** Entries of the history that travel with a state: enough for a sparkline. */
const HISTORY_LENGTH = 200;

/** What a tensor's record takes besides its values, roughly, in bytes. */
const RECORD_OVERHEAD = 400;

export class Journal {
  private readonly kept: Kept[] = [];
  private readonly entries: HistoryEntry[] = [];
  private bytes = 0;
  private firstFull = 0;

  /** `budget`: bytes that values and records of past steps may take. */
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
    const bytes = valueBytes + recordBytes(entry.record);
    this.kept.push({ entry, bytes });
    this.entries.push(historyEntry(entry.record));
    this.bytes += bytes;
    while (this.bytes > this.budget && this.firstFull < this.kept.length - 1) {
      const oldest = this.kept[this.firstFull++]!;
      oldest.entry.before = null;
      oldest.entry.after = null;
      oldest.entry.record = slimmed(oldest.entry.record);
      this.bytes -= oldest.bytes;
    }
  }

  /** The last entries as the slider and the sparklines need them. */
  history(): HistoryEntry[] {
    return this.entries.slice(-HISTORY_LENGTH);
  }
}

/** The record with every tensor cut to its first element: statistics and scalars stay whole. */
function slimmed(record: StepRecord): StepRecord {
  return mapTensors(record, (tensor) => ({ ...tensor, values: tensor.values.slice(0, 1) }));
}

function recordBytes(record: StepRecord): number {
  let bytes = 0;
  mapTensors(record, (tensor) => {
    bytes += RECORD_OVERHEAD + 8 * tensor.values.length;
    return tensor;
  });
  return bytes;
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
