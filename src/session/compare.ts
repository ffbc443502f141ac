/** @file Two steps side by side: what differs in each row, to the last bit. */
import type { CompareAnswer, ComparedRow, ComparedStage, Side, TensorDifference } from '../protocol/explanations';
import type { RowRecord, StageRecord, StepRecord, TensorRecord } from '../protocol/records';
import type { WireNumber } from '../protocol/wireNumber';
import { fromWire, toWire } from '../protocol/wireNumber';
import { indexOf } from './explain/summaries';

/** Compares two records that have all their values. Rows are matched by the variable's name. */
export function compareSteps(a: Side, recordA: StepRecord, b: Side, recordB: StepRecord): CompareAnswer {
  const others = new Map(recordB.rows.map((row) => [row.variable, row]));
  const rows = recordA.rows.flatMap((row): ComparedRow[] => {
    const other = others.get(row.variable);
    return other === undefined ? [] : [compareRows(row, other)];
  });
  const both = new Set(rows.map(({ variable }) => variable));
  const missing = (list: readonly RowRecord[]) =>
    list.map(({ variable }) => variable).filter((variable) => !both.has(variable));
  return {
    kind: 'compare', a, b,
    loss: difference(recordA.loss, recordB.loss),
    rows,
    onlyA: missing(recordA.rows),
    onlyB: missing(recordB.rows),
  };
}

function compareRows(a: RowRecord, b: RowRecord): ComparedRow {
  const raw = ({ gradient }: RowRecord) => (gradient.kind === 'none' ? null : gradient.tensor);
  const [hasA, hasB] = [raw(a) !== null, raw(b) !== null];
  return {
    variable: a.variable,
    name: a.name,
    gradient: difference(raw(a), raw(b)),
    applied: difference(a.applied, b.applied),
    before: difference(a.before, b.before),
    after: difference(a.after, b.after),
    noneOn: hasA === hasB ? null : hasA ? 'b' : 'a',
    stages: compareStages(a.stages, b.stages),
  };
}

/** Stages in order; one that only one side has stands alone. */
function compareStages(a: readonly StageRecord[], b: readonly StageRecord[]): ComparedStage[] {
  const length = Math.max(a.length, b.length);
  return Array.from({ length }, (_none, i) => [a[i], b[i]] as const).flatMap(([x, y]) => {
    const stage = (op: string, left: StageRecord | undefined, right: StageRecord | undefined): ComparedStage => ({
      op,
      firedA: left?.fired ?? null, firedB: right?.fired ?? null,
      factorA: left?.factor ?? null, factorB: right?.factor ?? null,
    });
    if (x !== undefined && y !== undefined && x.op === y.op) return [stage(x.op, x, y)];
    return [...(x === undefined ? [] : [stage(x.op, x, undefined)]), ...(y === undefined ? [] : [stage(y.op, undefined, y)])];
  });
}

function difference(a: TensorRecord | null, b: TensorRecord | null): TensorDifference | null {
  if (a === null || b === null) return null;
  const norms = { normA: a.health.norm, normB: b.health.norm, size: a.size };
  if (a.shape.join() !== b.shape.join()) {
    return { ...norms, distance: null, largest: null, differing: Math.max(a.size, b.size), signFlips: 0 };
  }
  let squares = 0;
  let differing = 0;
  let signFlips = 0;
  let largest = -1;
  let at = -1;
  a.values.forEach((wire, i) => {
    const [x, y] = [fromWire(wire), fromWire(b.values[i]!)];
    if (Object.is(x, y)) return;
    differing++;
    if (x * y < 0) signFlips++;
    const gap = Math.abs(y - x);
    squares += gap * gap;
    // A NaN on one side is further away than any number.
    const size = Number.isNaN(gap) ? Infinity : gap;
    if (size > largest) [largest, at] = [size, i];
  });
  const found = (values: readonly WireNumber[]) => values[at]!;
  return {
    ...norms,
    distance: toWire(Math.sqrt(squares)),
    largest: at < 0 ? null : { element: indexOf(at, a.shape), a: found(a.values), b: found(b.values) },
    differing,
    signFlips,
  };
}
