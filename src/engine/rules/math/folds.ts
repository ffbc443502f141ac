/**
 * @file Folds: many numbers to one, per reduction and element type. Real sums and products come in
 * two orders, because Eigen has two: one after the other, or in packets of neighbours.
 */
import type { Data, DType, NumberType } from '../../dtypes';
import { checkInt64, isFloating, numberType } from '../../dtypes';
import type { Rounding } from '../../roundings';
import { roundingOf } from '../../roundings';
import { eigenSum } from '../neural/eigenSum';

/** Folds the `count` elements at `start`, `start + step`, … in this order. */
export type Fold = (a: Data, start: number, step: number, count: number) => number;

/** Folds `count` neighbours from `start`, in whichever order TensorFlow does. */
export type RowFold = (a: Data, start: number, count: number) => number;

export type ReductionOp = 'Sum' | 'Mean' | 'Prod' | 'Max' | 'Min' | 'All' | 'Any';

const sumSingle: Fold = (a, start, step, count) => {
  let sum = 0;
  for (let r = 0, i = start; r < count; r++, i += step) sum = Math.fround(sum + a[i]!);
  return sum;
};

const sumDouble: Fold = (a, start, step, count) => {
  let sum = 0;
  for (let r = 0, i = start; r < count; r++, i += step) sum += a[i]!;
  return sum;
};

const sumWrapping: Fold = (a, start, step, count) => {
  let sum = 0;
  for (let r = 0, i = start; r < count; r++, i += step) sum = (sum + a[i]!) | 0;
  return sum;
};

const sumInt64: Fold = (a, start, step, count) => {
  let sum = 0;
  for (let r = 0, i = start; r < count; r++, i += step) sum = checkInt64(sum + a[i]!);
  return sum;
};

const productSingle: Fold = (a, start, step, count) => {
  let product = 1;
  for (let r = 0, i = start; r < count; r++, i += step) product = Math.fround(product * a[i]!);
  return product;
};

const productDouble: Fold = (a, start, step, count) => {
  let product = 1;
  for (let r = 0, i = start; r < count; r++, i += step) product *= a[i]!;
  return product;
};

const productWrapping: Fold = (a, start, step, count) => {
  let product = 1;
  for (let r = 0, i = start; r < count; r++, i += step) product = Math.imul(product, a[i]!);
  return product;
};

const productInt64: Fold = (a, start, step, count) => {
  let product = 1;
  for (let r = 0, i = start; r < count; r++, i += step) product = checkInt64(product * a[i]!);
  return product;
};

/** Every partial sum is rounded to the type. */
function halfSum(dtype: DType): Fold {
  const round = roundingOf(dtype);
  return (a, start, step, count) => {
    let sum = 0;
    for (let r = 0, i = start; r < count; r++, i += step) sum = round(sum + a[i]!);
    return sum;
  };
}

function halfProduct(dtype: DType): Fold {
  const round = roundingOf(dtype);
  return (a, start, step, count) => {
    let product = 1;
    for (let r = 0, i = start; r < count; r++, i += step) product = round(product * a[i]!);
    return product;
  };
}

/** The largest element; NaN never wins, as in Eigen. `lowest` if there is none. */
function largest(lowest: number): Fold {
  return (a, start, step, count) => {
    let best = lowest;
    for (let r = 0, i = start; r < count; r++, i += step) if (a[i]! > best) best = a[i]!;
    return best;
  };
}

function smallest(highest: number): Fold {
  return (a, start, step, count) => {
    let best = highest;
    for (let r = 0, i = start; r < count; r++, i += step) if (a[i]! < best) best = a[i]!;
    return best;
  };
}

const all: Fold = (a, start, step, count) => {
  for (let r = 0, i = start; r < count; r++, i += step) if (a[i] === 0) return 0;
  return 1;
};

const any: Fold = (a, start, step, count) => {
  for (let r = 0, i = start; r < count; r++, i += step) if (a[i] !== 0) return 1;
  return 0;
};

/** Smallest and largest number of a type; ±∞ for the real ones. int64 ends where ours is exact. */
const RANGE: Readonly<Record<NumberType, readonly [number, number]>> = {
  float32: [-Infinity, Infinity],
  float64: [-Infinity, Infinity],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  uint8: [0, 255],
  float16: [-Infinity, Infinity],
  bfloat16: [-Infinity, Infinity],
  int8: [-128, 127],
  int16: [-32768, 32767],
  uint16: [0, 65535],
  uint32: [0, 2 ** 32 - 1],
  uint64: [0, Number.MAX_SAFE_INTEGER],
  bool: [0, 1],
};

function pick(
  dtype: DType, single: Fold, double: Fold, wrapping: Fold, int64: Fold,
  rounded: (dtype: DType) => Fold,
): Fold {
  if (dtype === 'float32') return single;
  if (dtype === 'float64') return double;
  if (isFloating(dtype)) return rounded(dtype);
  return dtype === 'int64' ? int64 : wrapping;
}

/** Mean is the Sum here: the division comes after. */
export function foldFor(op: ReductionOp, dtype: DType): Fold {
  switch (op) {
    case 'Sum':
    case 'Mean':
      return pick(dtype, sumSingle, sumDouble, sumWrapping, sumInt64, halfSum);
    case 'Prod':
      return pick(
        dtype, productSingle, productDouble, productWrapping, productInt64, halfProduct,
      );
    case 'Max':
      return largest(RANGE[numberType(dtype)][0]);
    case 'Min':
      return smallest(RANGE[numberType(dtype)][1]);
    case 'All':
      return all;
    case 'Any':
      return any;
  }
}

export function rowFoldFor(op: ReductionOp, dtype: DType): RowFold {
  if (isFloating(dtype)) {
    if (op === 'Sum' || op === 'Mean') return eigenSum(dtype);
    if (op === 'Prod' && dtype !== 'bfloat16') {
      const width = dtype === 'float64' ? 4 : 8;
      return packetProduct(width, foldFor(op, dtype), roundingOf(dtype));
    }
  }
  const fold = foldFor(op, dtype);
  return (a, start, count) => fold(a, start, 1, count);
}

/** As `eigenSum`, for products: lane by lane, then the lanes, then what is left over. */
function packetProduct(width: 4 | 8, fold: Fold, round: Rounding): RowFold {
  const lanes = width === 8 ? new Float32Array(width) : new Float64Array(width);
  return (a, start, count) => {
    const packed = count - (count % width);
    const rest = fold(a, start + packed, 1, count - packed);
    if (packed === 0) return rest;
    for (let k = 0; k < width; k++) lanes[k] = fold(a, start + k, width, packed / width);
    for (let apart = width / 2; apart >= 1; apart /= 2) {
      for (let k = 0; k < apart; k++) lanes[k] = lanes[k]! * lanes[k + apart]!;
    }
    lanes[0] = rest * round(lanes[0]!);
    return lanes[0]!;
  };
}
