/** @file What the record of a step takes, and what is left of it when it must take less. Pure. */
import type { PrintedRecord, StepRecord, TensorRecord } from '../protocol/records';

/** What a tensor's record takes besides its values, roughly, in bytes. */
export const RECORD_OVERHEAD = 400;

const NONE: readonly never[] = [];

/** Whether every tensor has all its values: a small step, that was not thinned out, and has its rows. */
export function isWhole(record: StepRecord): boolean {
  if (record.rows.length === 0) return false;
  const isCut = record.rows.some(({ gradient, before }) => gradient.kind !== 'none' && before === null);
  return !isCut && tensorsOf(record).every(({ values, size }) => values.length >= size);
}

/** What findings look back for: gradients and stages without their values. The rest is made by running the step again. */
export function outlined(record: StepRecord): StepRecord {
  const rows = record.rows.map((row) => ({ ...row, applied: null, before: null, after: null, slots: NONE, terms: NONE }));
  return slimmed({ ...record, rows });
}

export function outlineBytes({ rows, printed }: StepRecord): number {
  const bytes = RECORD_OVERHEAD + printedBytes(printed);
  return rows.reduce((sum, { stages }) => sum + RECORD_OVERHEAD * (2 + stages.length), bytes);
}

/** A character is two bytes. */
export function printedBytes(printed: PrintedRecord | undefined): number {
  return printed === undefined ? 0 : printed.lines.reduce((bytes, line) => bytes + 2 * line.length, RECORD_OVERHEAD);
}

/** The record with every tensor cut to its first element: statistics and scalars stay whole. */
export function slimmed(record: StepRecord): StepRecord {
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
export function tensorsOf({ loss, rows }: StepRecord): TensorRecord[] {
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

/** What `tensors` take, without those that are `known`. */
export function recordBytes(tensors: ReadonlySet<TensorRecord>, known: ReadonlySet<TensorRecord>): number {
  let bytes = 0;
  for (const tensor of tensors) if (!known.has(tensor)) bytes += RECORD_OVERHEAD + 8 * tensor.values.length;
  return bytes;
}
