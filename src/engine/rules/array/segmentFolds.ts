/** @file Means, extremes and products of rows by segment; ids sorted, or in any order. */
import type { Data, DType } from '../../dtypes';
import { invalidArgument } from '../../errors';
import { none } from '../../rule';
import type { Backward, InputGradient, Rule } from '../../rule';
import { sizeOf } from '../../shape';
import { zerosLike } from '../math/gradientNodes';
import { noGradientDefined } from '../noGradientDefined';
import { halfRounding } from '../rowSums';
import {
  cast, compared, divide, equal, gather, gatherDropNegatives, onesLike, where,
} from '../written';
import type { NoAttributes } from './attributes';
import { concat, expandDims, named, rankOf } from './gradientPieces';
import { segmentSum, unsortedSegmentSum } from './segments';

type Fold = (a: number, b: number) => number;

const larger: Fold = (a, b) => (a < b ? b : a);
const smaller: Fold = (a, b) => (b < a ? b : a);

const LOWEST: Readonly<Partial<Record<DType, number>>> = {
  float32: -3.4028234663852886e38,
  float64: -Number.MAX_VALUE,
  int32: -(2 ** 31),
  int64: Number.MIN_SAFE_INTEGER,
  uint8: 0,
  float16: -65504,
  bfloat16: -(2 - 2 ** -7) * 2 ** 127,
  int8: -128,
  int16: -32768,
  uint16: 0,
  bool: 0,
};
const HIGHEST: Readonly<Partial<Record<DType, number>>> = {
  float32: 3.4028234663852886e38,
  float64: Number.MAX_VALUE,
  int32: 2 ** 31 - 1,
  int64: Number.MAX_SAFE_INTEGER,
  uint8: 255,
  float16: 65504,
  bfloat16: (2 - 2 ** -7) * 2 ** 127,
  int8: 127,
  int16: 32767,
  uint16: 65535,
  bool: 1,
};

/** `out[to + k]` = fold of it and `source[from + k]`; the store rounds to the element type. */
function foldRow(fold: Fold, out: Data, to: number, source: Data, from: number, width: number) {
  for (let k = 0; k < width; k++) out[to + k] = fold(out[to + k]!, source[from + k]!);
}

function product(dtype: DType): Fold {
  return dtype === 'int32' ? Math.imul : (a, b) => a * b;
}

/** `fold`, and what storing its result does to it. */
function stored(fold: Fold, dtype: DType): Fold {
  const round = halfRounding(dtype);
  return round === null ? fold : (a, b) => round(fold(a, b));
}

const noIds = none('segment ids are integers');

/** A reduction over sorted segments; `gap` is what a segment without rows gets. */
function sorted(
  gap: number, foldOf: (dtype: DType) => Fold, isMean: boolean,
  derivative: (back: Backward<NoAttributes>) => readonly InputGradient[],
): Rule<NoAttributes> {
  return {
    infer: segmentSum.infer,
    needs: [1],
    bind: (inputs, attributes, values) => {
      const { outputs } = segmentSum.bind(inputs, attributes, values);
      const width = sizeOf(outputs[0]!.slice(1));
      const fold = stored(foldOf(inputs[0]!.dtype), inputs[0]!.dtype);
      return {
        outputs,
        run: ([source, rows], [out]) => {
          out!.fill(gap);
          for (let i = 0; i < rows!.length; ) {
            const to = rows![i]! * width;
            out!.set(source!.subarray(i * width, (i + 1) * width), to);
            let end = i + 1;
            for (; end < rows!.length && rows![end] === rows![i]; end++) {
              foldRow(fold, out!, to, source!, end * width, width);
            }
            if (isMean) for (let k = 0; k < width; k++) out![to + k]! /= end - i;
            i = end;
          }
        },
      };
    },
    derivative,
  };
}

const sum: Fold = (a, b) => a + b;

/** g / (rows of the segment), to every row of it. */
function meanDerivative({ inputs, gradients, build }: Backward<NoAttributes>) {
  const [data, ids] = [inputs[0]!, inputs[1]!];
  const rank = rankOf(build, data);
  const idsShape = build.shapeOf(ids);
  const before = named(
    build, 'sub', () => [rank, build.scalar('int32', 1, 'y')],
    (name, list) => build.make('Sub', list, {}, name),
  );
  const length = expandDims(build, before, 0);
  const tail = named(
    build, 'Fill', () => [length, build.scalar('int32', 1, 'value')],
    (name, list) => build.make('Fill', list, {}, name),
  );
  const onesShape = concat(build, [idsShape, tail], 0);
  const one = build.scalar(gradients[0]!.dtype, 1, 'Const');
  const ones = build.make('Fill', [onesShape, one], {}, 'Fill');
  const counts = build.make('SegmentSum', [ones, ids], {});
  return [gather(build, divide(build, gradients[0]!, counts), ids), noIds];
}

/** g, shared evenly among the rows of the segment that hold its extreme. */
function extremeDerivative({ inputs, outputs, gradients, build }: Backward<NoAttributes>) {
  const [data, ids] = [inputs[0]!, inputs[1]!];
  const zeros = zerosLike(build, data);
  const isSelected = equal(build, data, gather(build, outputs[0]!, ids));
  const marks = cast(build, isSelected, gradients[0]!.dtype);
  const counts = build.make('SegmentSum', [marks, ids], {});
  const shares = gather(build, divide(build, gradients[0]!, counts), ids);
  return [where(build, isSelected, shares, zeros), noIds];
}

export const segmentMean = sorted(0, () => sum, true, meanDerivative);
export const segmentMax = sorted(0, () => larger, false, extremeDerivative);
export const segmentMin = sorted(0, () => smaller, false, extremeDerivative);
export const segmentProd = sorted(1, product, false, ({ node }) => {
  throw noGradientDefined(node);
});

/** A reduction over ids in any order; `first` is what a segment without rows gets. */
function unsorted(
  first: (dtype: DType) => number, foldOf: (dtype: DType) => Fold,
  derivative: (back: Backward<NoAttributes>) => readonly InputGradient[],
): Rule<NoAttributes> {
  return {
    infer: unsortedSegmentSum.infer,
    needs: [2],
    bind: (inputs, attributes, values) => {
      const { outputs } = unsortedSegmentSum.bind(inputs, attributes, values);
      const segments = outputs[0]![0]!;
      const width = sizeOf(outputs[0]!.slice(1));
      const { dtype } = inputs[0]!;
      const fold = stored(foldOf(dtype), dtype);
      return {
        outputs,
        run: ([source, id], [out]) => {
          out!.fill(first(dtype));
          for (let i = 0; i < id!.length; i++) {
            const segment = id![i]!;
            if (segment < 0) continue;
            if (segment >= segments) throw outOfRange(i, segment, inputs[1]!.dims, segments);
            foldRow(fold, out!, segment * width, source!, i * width, width);
          }
        },
      };
    },
    derivative,
  };
}

function outOfRange(i: number, id: number, dims: readonly number[], segments: number): Error {
  let rest = i;
  const place = [...dims].reverse().map((dim) => {
    const at = rest % dim;
    rest = Math.floor(rest / dim);
    return at;
  });
  const at = dims.length === 0 ? '' : `[${place.reverse().join()}]`;
  return invalidArgument(`segment_ids${at} = ${id} is out of range [0, ${segments})`);
}

const noCount = none('the number of segments is an integer');

function unsortedExtremeDerivative(back: Backward<NoAttributes>): readonly InputGradient[] {
  const { inputs, outputs, gradients, build } = back;
  const [data, ids, count] = [inputs[0]!, inputs[1]!, inputs[2]!];
  const { rows, clipped, isKept } = gatherDropNegatives(build, outputs[0]!, ids);
  const holds = equal(build, data, rows);
  const isSelected = build.make('LogicalAnd', [holds, isKept], {});
  const marks = cast(build, isSelected, gradients[0]!.dtype);
  const counts = build.make('UnsortedSegmentSum', [marks, ids, count], {});
  const shares = divide(build, gradients[0]!, counts);
  const given = { clipped, isKept };
  const gathered = gatherDropNegatives(build, shares, ids, given).rows;
  const zeros = zerosLike(build, gathered);
  return [where(build, isSelected, gathered, zeros), noIds, noCount];
}

/**
 * The product without the row: product / row, or for a row that is 0 the product of the others;
 * nothing flows where a segment holds two zeros.
 */
function unsortedProductDerivative(back: Backward<NoAttributes>): readonly InputGradient[] {
  const { inputs, outputs, gradients, build } = back;
  const [data, ids, count] = [inputs[0]!, inputs[1]!, inputs[2]!];
  const isZero = compared(build, 'Equal', data, 0);
  const marks = build.make('Cast', [isZero], { dstT: 'int32' }, 'Cast');
  const zeros = build.make('UnsortedSegmentSum', [marks, ids, count], {});
  const several = compared(build, 'Greater', zeros, 1);
  const nothing = zerosLike(build, gradients[0]!);
  const gradient = where(build, several, nothing, gradients[0]!);
  const others = where(build, isZero, onesLike(build, data), data);
  const ofOthers = build.make('UnsortedSegmentProd', [others, ids, count], {});
  const clipped = build.make('Maximum', [ids, zerosLike(build, ids)], {});
  const products = gather(build, outputs[0]!, clipped);
  const productsOfOthers = gather(build, ofOthers, clipped);
  const divided = divide(build, products, data);
  const partial = where(build, isZero, productsOfOthers, divided);
  const arrived = gatherDropNegatives(build, gradient, ids, { clipped }).rows;
  return [build.make('Mul', [arrived, partial], {}, 'mul'), noIds, noCount];
}

export const unsortedSegmentMax = unsorted(
  (dtype) => LOWEST[dtype] ?? -Infinity, () => larger, unsortedExtremeDerivative,
);
export const unsortedSegmentMin = unsorted(
  (dtype) => HIGHEST[dtype] ?? Infinity, () => smaller, unsortedExtremeDerivative,
);
export const unsortedSegmentProd = unsorted(() => 1, product, unsortedProductDerivative);
