/** @file What is true of one (gradient, variable) pair, as filters, sorting, groups and badges ask it. No page. */
import type { RowRecord, StageRecord, StepRecord, TensorRecord } from './records';
import { isEqual } from './equalJson';
import { fromWire } from './wireNumber';

export function gradientOf(row: RowRecord): TensorRecord | null {
  return row.gradient.kind === 'none' ? null : row.gradient.tensor;
}

/** A clip that limited the gradient. */
export function isClipping({ isClip, fired }: StageRecord): boolean {
  return isClip && fired;
}

/** A clip whose norm is NaN or infinite: it has not fired, for it limits nothing, and the result is not finite. */
export function isBrokenClip({ isClip, norm }: StageRecord): boolean {
  return isClip && norm !== null && !Number.isFinite(fromWire(norm));
}

/** A clip changed this gradient. */
export function isClipped(row: RowRecord): boolean {
  return row.stages.some(isClipping);
}

/** Something between compute and apply changed it: a clip, a scale, noise. */
export function isChangedOnTheWay(row: RowRecord): boolean {
  return row.stages.some(({ fired, clippedElements }) => fired || clippedElements > 0);
}

/** Every element of the raw gradient is 0 (of either sign); an empty gradient is not. */
export function isAllZero(row: RowRecord): boolean {
  const gradient = gradientOf(row);
  return gradient !== null && gradient.size > 0 && gradient.health.zero === gradient.size;
}

/** Of gradient, what was applied, the variable before and after: what a row must keep finite. */
function someWatched(row: RowRecord, test: (tensor: TensorRecord) => boolean): boolean {
  const is = (tensor: TensorRecord | null) => tensor !== null && test(tensor);
  return is(gradientOf(row)) || is(row.applied) || is(row.before) || is(row.after);
}

/** Elements that are no finite number. */
export function notFiniteCount({ health }: TensorRecord): number {
  return health.nan + health.positiveInfinity + health.negativeInfinity;
}

/**
 * The loss of a step as one number, the sum of its elements, for that is what is differentiated; NaN
 * where there is none. Of a loss whose elements did not all travel the sum is that of the statistics.
 */
export function lossOf({ loss }: StepRecord): number {
  if (loss === null) return NaN;
  const { size, values, health } = loss;
  if (values.length === size) return values.map(fromWire).reduce((a, b) => a + b, 0);
  const { nan, positiveInfinity, negativeInfinity, mean } = health;
  if (nan > 0 || (positiveInfinity > 0 && negativeInfinity > 0)) return NaN;
  if (positiveInfinity > 0) return Infinity;
  return negativeInfinity > 0 ? -Infinity : mean! * size;
}

export function hasNaN(row: RowRecord): boolean {
  return someWatched(row, ({ health }) => health.nan > 0);
}

export function hasInfinity(row: RowRecord): boolean {
  return someWatched(row, ({ health }) => health.positiveInfinity + health.negativeInfinity > 0);
}

export function isNotFinite(row: RowRecord): boolean {
  return someWatched(row, (tensor) => notFiniteCount(tensor) > 0);
}

/** ‖applied‖ / ‖raw‖ of a gradient that a clip changed; null where none did or the ratio has no meaning. */
export function clipFactor(row: RowRecord): number | null {
  const gradient = gradientOf(row);
  if (!gradient || !row.applied || !isClipped(row)) return null;
  const factor = fromWire(row.applied.health.norm) / fromWire(gradient.health.norm);
  return Number.isNaN(factor) ? null : factor;
}

/** The figures of a row that a filter can compare. */
export const QUANTITIES = [
  'norm',
  'applied',
  'ratio',
  'size',
  'mean',
  'std',
  'min',
  'max',
  'factor',
  'angle',
  'residual',
] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** Null where the row has no such figure. `mean` to `max` are of the raw gradient's finite elements. */
export function quantityOf(row: RowRecord, quantity: Quantity): number | null {
  const gradient = gradientOf(row);
  switch (quantity) {
    case 'norm':
      return gradient && fromWire(gradient.health.norm);
    case 'applied':
      return row.applied && fromWire(row.applied.health.norm);
    case 'ratio':
      return row.updateRatio === null ? null : fromWire(row.updateRatio);
    case 'size':
      return row.shape.reduce((a, b) => a * b, 1);
    case 'mean':
    case 'std':
    case 'min':
    case 'max':
      return gradient?.health[quantity] ?? null;
    case 'factor':
      return clipFactor(row);
    case 'angle': {
      const angles = row.stages.flatMap((stage) =>
        stage.fired && stage.angleDegrees !== null ? [stage.angleDegrees] : [],
      );
      return angles.length === 0 ? null : Math.max(...angles);
    }
    case 'residual':
      return row.residual === null ? null : fromWire(row.residual);
  }
}

/** How many rows are of a kind: the health of a whole step. */
export interface HealthCounts {
  readonly notFinite: number;
  readonly nan: number;
  readonly infinite: number;
  readonly none: number;
  readonly zero: number;
  readonly clipped: number;
}

export function healthCounts(rows: readonly RowRecord[]): HealthCounts {
  const counts = { notFinite: 0, nan: 0, infinite: 0, none: 0, zero: 0, clipped: 0 };
  for (const row of rows) {
    if (isNotFinite(row)) {
      counts.notFinite++;
      if (hasNaN(row)) counts.nan++;
      if (hasInfinity(row)) counts.infinite++;
    }
    if (row.gradient.kind === 'none') counts.none++;
    if (isAllZero(row)) counts.zero++;
    if (isClipped(row)) counts.clipped++;
  }
  return counts;
}

/** Whether the step gave the variable another value. */
export function hasChanged({ updateRatio, before, after }: RowRecord): boolean {
  if (updateRatio !== null) return fromWire(updateRatio) !== 0;
  // Without a ratio the variable was 0.
  return before !== null && after !== null && fromWire(after.health.norm) !== 0;
}

/** Whether every element is as it was: those that travelled, and the statistics of all. */
export function isUnchanged({ before, after, isUnchanged: known }: RowRecord): boolean {
  if (known !== undefined) return known;
  if (before === null || after === null) return false;
  return before.values.every((value, i) => value === after.values[i]) && isEqual(before.health, after.health);
}
