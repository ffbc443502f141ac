/** @file Steps as files: JSON, and tables with a line per (step, variable) or per step. Every number exact. */
import type { HistoryEntry } from './messages';
import { fullText } from './numberText';
import type { RowRecord, StepRecord, TensorRecord } from './records';
import { clipFactor, isClipped } from './rowFacts';
import type { WireNumber } from './wireNumber';

export const TABLE_FORMS = ['csv', 'tsv'] as const;
export type TableForm = (typeof TABLE_FORMS)[number];

/** The records as they are: numbers that JSON has not are the texts "NaN", "Infinity", "-Infinity", "-0". */
export function stepsJson(records: readonly StepRecord[]): string {
  return `${JSON.stringify(records.length === 1 ? records[0] : records, null, 2)}\n`;
}

const STEP_COLUMNS = [
  'step', 'phase', 'training_op', 'optimizer', 'loss', 'global_step', 'variable', 'name', 'line',
  'dtype', 'shape', 'size', 'gradient', 'gradient_norm', 'gradient_mean', 'gradient_std',
  'gradient_min', 'gradient_max', 'gradient_nan', 'gradient_inf', 'clipped', 'clip_factor',
  'applied_norm', 'before_mean', 'before_norm', 'after_mean', 'after_norm', 'update_ratio', 'residual',
] as const;

/** A line per row of every step. `mean` of a variable with one element is that element. */
export function stepsTable(records: readonly StepRecord[], form: TableForm): string {
  const lines = records.flatMap((record) => record.rows.map((row) => rowCells(record, row)));
  return table([[...STEP_COLUMNS], ...lines], form);
}

function rowCells(record: StepRecord, row: RowRecord): string[] {
  const gradient = row.gradient.kind === 'none' ? null : row.gradient.tensor;
  const { health } = gradient ?? {};
  const loss = record.loss?.size === 1 ? (record.loss.values[0] ?? null) : null;
  return [
    String(record.index),
    record.phase,
    record.trainingOp,
    record.optimizer,
    loss === null || !record.loss ? '' : fullText(loss, record.loss.dtype),
    record.globalStep === null ? '' : fullText(record.globalStep, 'float64'),
    row.variable,
    row.name,
    row.place === null ? '' : String(row.place.line),
    row.dtype,
    `[${row.shape.join(', ')}]`,
    String(row.shape.reduce((a, b) => a * b, 1)),
    row.gradient.kind === 'none' ? `None: ${row.gradient.reason}` : row.gradient.kind,
    figure(health?.norm),
    figure(health?.mean),
    figure(health?.std),
    figure(health?.min),
    figure(health?.max),
    figure(health?.nan),
    figure(health && health.positiveInfinity + health.negativeInfinity),
    isClipped(row) ? '1' : '0',
    figure(clipFactor(row)),
    figure(row.applied?.health.norm),
    mean(row.before),
    figure(row.before?.health.norm),
    mean(row.after),
    figure(row.after?.health.norm),
    figure(row.updateRatio),
    figure(row.residual),
  ];
}

/** A line per step: loss, norms, how many rows were clipped, the norm of every variable's raw gradient. */
export function historyTable(history: readonly HistoryEntry[], form: TableForm): string {
  const variables = [...new Set(history.flatMap(({ norms }) => Object.keys(norms)))];
  const head = [
    'step', 'training_op', 'loss', 'gradient_norm', 'applied_norm', 'clipped', 'rows',
    ...variables.map((variable) => `norm ${variable}`),
  ];
  const lines = history.map((entry) => [
    String(entry.index),
    entry.trainingOp,
    figure(entry.loss),
    figure(entry.gradientNorm),
    figure(entry.appliedNorm),
    String(entry.clipped),
    String(entry.rowCount),
    ...variables.map((variable) => figure(entry.norms[variable])),
  ]);
  return table([head, ...lines], form);
}

function mean(tensor: TensorRecord | null): string {
  if (!tensor) return '';
  const [only] = tensor.values;
  if (tensor.size === 1 && only !== undefined) return fullText(only, tensor.dtype);
  return figure(tensor.health.mean);
}

function figure(value: WireNumber | null | undefined): string {
  return value === null || value === undefined ? '' : fullText(value, 'float64');
}

/** RFC 4180 for commas; in tab-separated text tabs and line breaks become blanks. */
function table(rows: readonly (readonly string[])[], form: TableForm): string {
  const cell =
    form === 'csv'
      ? (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
      : (text: string) => text.replace(/[\t\r\n]+/g, ' ');
  const [separator, end] = form === 'csv' ? [',', '\r\n'] : ['\t', '\n'];
  return rows.map((row) => row.map(cell).join(separator) + end).join('');
}
