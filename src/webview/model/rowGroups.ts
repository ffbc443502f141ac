/** @file The lines of the table: rows as they are, or below the heads of groups that can be closed. No page. */
import type { RowRecord, StepRecord } from '../../protocol/records';
import { fromWire } from '../../protocol/wireNumber';
import { gradientOf, healthCounts, type HealthCounts } from '../../protocol/rowFacts';
import { scopeOf } from './rowFilter';

export const GROUPINGS = ['none', 'scope', 'trainingOp'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface RowGroup {
  /** Unique among the groups of a grouping: the scope, the training op. */
  readonly name: string;
  /** Of a training op: the step that its rows are of; else null. */
  readonly step: number | null;
  readonly count: number;
  /** √Σ‖g‖² over the raw gradients of its rows; null when none has one. A NaN stays. */
  readonly norm: number | null;
  /** The same over what was applied. */
  readonly applied: number | null;
  readonly health: HealthCounts;
}

export type TableLine =
  | { readonly kind: 'group'; readonly key: string; readonly group: RowGroup; readonly isOpen: boolean }
  | { readonly kind: 'row'; readonly key: string; readonly row: RowRecord };

/**
 * Groups stand in the order of their first rows, so that a sorted table has the group of the
 * first row first; the sums of a closed group are those of its rows. `records`: the step shown, and
 * by training op also the last ones of the ops that it did not run.
 */
export function tableLines(
  rows: readonly RowRecord[],
  grouping: Grouping,
  records: readonly StepRecord[],
  closed: ReadonlySet<string>,
): readonly TableLine[] {
  const line = (row: RowRecord): TableLine => ({ kind: 'row', key: row.variable, row });
  if (grouping === 'none') return rows.map(line);
  const ops = grouping === 'trainingOp' ? opsOfRows(records) : null;
  const groups = new Map<string, RowRecord[]>();
  for (const row of rows) {
    const name = ops ? (ops.get(row)?.name ?? '') : scopeOf(row);
    const members = groups.get(name);
    if (members) members.push(row);
    else groups.set(name, [row]);
  }
  return [...groups].flatMap(([name, members]) => {
    const isOpen = !closed.has(groupKey(grouping, name));
    const step = (members[0] && ops?.get(members[0])?.step) ?? null;
    const head = { kind: 'group', key: groupKey(grouping, name), group: groupOf(name, step, members), isOpen } as const;
    // A variable that two training ops move has a row in both groups.
    const own = ops ? (row: RowRecord): TableLine => ({ ...line(row), key: `${name} ${row.variable}` }) : line;
    return isOpen ? [head, ...members.map(own)] : [head];
  });
}

export function groupKey(grouping: Grouping, name: string): string {
  return `${grouping} ${name}`;
}

function groupOf(name: string, step: number | null, rows: readonly RowRecord[]): RowGroup {
  return {
    name,
    step,
    count: rows.length,
    norm: joint(rows.map((row) => gradientOf(row)?.health.norm ?? null)),
    applied: joint(rows.map((row) => row.applied?.health.norm ?? null)),
    health: healthCounts(rows),
  };
}

function joint(norms: readonly (Parameters<typeof fromWire>[0] | null)[]): number | null {
  const known = norms.flatMap((norm) => (norm === null ? [] : [fromWire(norm)]));
  return known.length === 0 ? null : Math.sqrt(known.reduce((sum, norm) => sum + norm * norm, 0));
}

interface OpOfRow {
  readonly name: string;
  readonly step: number;
}

/** A step that ran several training ops at once has the rows of each one after the other. */
function opsOfRows(records: readonly StepRecord[]): ReadonlyMap<RowRecord, OpOfRow> {
  const found = new Map<RowRecord, OpOfRow>();
  for (const record of records) {
    let first = 0;
    for (const { name, rowCount } of record.ops) {
      for (const row of record.rows.slice(first, first + rowCount)) found.set(row, { name, step: record.index });
      first += rowCount;
    }
    for (const row of record.rows.slice(first)) found.set(row, { name: record.trainingOp, step: record.index });
  }
  return found;
}
