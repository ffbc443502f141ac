/** @file Tensors for the panel's tests, with their health computed from the values. */
import type { Health, TensorRecord } from '../../src/protocol/records';
import { toWire } from '../../src/protocol/wireNumber';

/** Values that travel of a larger tensor, as in LoadOptions.maxValues. */
const MAX_VALUES = 256;

export function tensorOf(
  values: readonly number[],
  shape: readonly number[] = [],
  dtype = 'float32',
): TensorRecord {
  return {
    dtype,
    shape,
    size: values.length,
    values: values.slice(0, MAX_VALUES).map(toWire),
    health: healthOf(values),
  };
}

export function normOf(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
}

function healthOf(values: readonly number[]): Health {
  const count = (test: (x: number) => boolean) => values.filter(test).length;
  const finite = values.filter(Number.isFinite);
  const of = (fold: () => number) => (finite.length === 0 ? null : fold());
  const mean = of(() => finite.reduce((a, b) => a + b) / finite.length);
  return {
    nan: count(Number.isNaN),
    negativeInfinity: count((x) => x === -Infinity),
    positiveInfinity: count((x) => x === Infinity),
    negative: count((x) => Number.isFinite(x) && x < 0),
    zero: count((x) => x === 0),
    positive: count((x) => Number.isFinite(x) && x > 0),
    min: of(() => Math.min(...finite)),
    max: of(() => Math.max(...finite)),
    mean,
    std: of(() =>
      Math.sqrt(finite.reduce((a, x) => a + (x - (mean ?? 0)) ** 2, 0) / finite.length),
    ),
    norm: toWire(normOf(values)),
  };
}
