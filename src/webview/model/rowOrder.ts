/** @file The order of the rows: the program's, or by one column, stable in both directions. No page. */
import type { HistoryEntry } from '../../protocol/messages';
import type { FindingRecord, RowRecord } from '../../protocol/records';
import { fromWire } from '../../protocol/wireNumber';
import { clipFactor, gradientOf, isAllZero, isNotFinite } from '../../protocol/rowFacts';

export const COLUMNS = [
  'variable',
  'shape',
  'gradient',
  'norm',
  'history',
  'clip',
  'change',
  'ratio',
  'flags',
] as const;
export type Column = (typeof COLUMNS)[number];

export interface SortOrder {
  readonly column: Column;
  readonly direction: 'ascending' | 'descending';
}

/** What one looks for first: names from A, the strongest clip (smallest factor), else the largest. */
const FIRST_DIRECTION: { readonly [C in Column]: SortOrder['direction'] } = {
  variable: 'ascending',
  shape: 'descending',
  gradient: 'descending',
  norm: 'descending',
  history: 'descending',
  clip: 'ascending',
  change: 'descending',
  ratio: 'descending',
  flags: 'descending',
};

/** A click on a column's header: its first direction, the other, the program's order again. */
export function nextOrder(order: SortOrder | null, column: Column): SortOrder | null {
  const first = FIRST_DIRECTION[column];
  if (order?.column !== column) return { column, direction: first };
  return order.direction === first ? { column, direction: opposite(first) } : null;
}

export function opposite(direction: SortOrder['direction']): SortOrder['direction'] {
  return direction === 'ascending' ? 'descending' : 'ascending';
}

export interface OrderFacts {
  readonly names: ReadonlyMap<string, string>;
  readonly history: readonly HistoryEntry[];
  readonly findings: readonly FindingRecord[];
}

/** Rows without a value (None, no clip) stand last in both directions; NaN is above every number. */
export function sortRows(
  rows: readonly RowRecord[],
  order: SortOrder | null,
  facts: OrderFacts,
): readonly RowRecord[] {
  if (!order) return rows;
  const sign = order.direction === 'ascending' ? 1 : -1;
  const keyed = rows.map((row) => ({ row, key: keyOf(row, order.column, facts) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    return sign * compare(a.key, b.key);
  });
  return keyed.map(({ row }) => row);
}

/** Small letters, numbers by their size: `layer2` is before `Layer10`. Made once a row, not once a comparison. */
function nameKey(name: string): string {
  return name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'string' || typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf(row: RowRecord, column: Column, facts: OrderFacts): number | string | null {
  const gradient = gradientOf(row);
  switch (column) {
    case 'variable':
      return nameKey(facts.names.get(row.variable) ?? row.name);
    case 'shape':
      return row.shape.reduce((a, b) => a * b, 1);
    case 'gradient': {
      if (!gradient) return null;
      const { min, max, nan, positiveInfinity, negativeInfinity } = gradient.health;
      if (nan > 0) return NaN;
      if (positiveInfinity + negativeInfinity > 0) return Infinity;
      return min === null || max === null ? null : Math.max(Math.abs(min), Math.abs(max));
    }
    case 'norm':
      return gradient && fromWire(gradient.health.norm);
    case 'history':
      return growth(row.variable, facts.history);
    case 'clip':
      return clipFactor(row);
    case 'change':
      // ‖after − before‖, from its ratio to ‖before‖.
      return row.updateRatio === null || !row.before
        ? null
        : fromWire(row.updateRatio) * fromWire(row.before.health.norm);
    case 'ratio':
      return row.updateRatio === null ? null : fromWire(row.updateRatio);
    case 'flags':
      return severity(row, facts.findings);
  }
}

/** Last norm over first, of the steps in which the variable had a gradient. */
function growth(variable: string, history: readonly HistoryEntry[]): number | null {
  const norms = history.flatMap((entry) => {
    const norm = entry.norms[variable];
    return norm === null || norm === undefined ? [] : [fromWire(norm)];
  });
  const [first, last] = [norms[0], norms.at(-1)];
  if (first === undefined || last === undefined || norms.length < 2) return null;
  return last / first;
}

/** 3 not finite, 2 a warning, 1 a note, 0 nothing to say. */
function severity(row: RowRecord, findings: readonly FindingRecord[]): number {
  if (isNotFinite(row)) return 3;
  const own = findings.filter((finding) => finding.variable === row.variable);
  if (row.gradient.kind === 'none' || own.some(({ severity: s }) => s === 'warning')) return 2;
  return isAllZero(row) || own.length > 0 ? 1 : 0;
}
