/** @file Softmax and LogSoftmax over the last axis, shifted by each row's maximum. */
import { invalidArgument } from '../../errors';
import type { Data, DType } from '../../dtypes';
import { allocate } from '../../dtypes';
import { roundingOf } from '../../roundings';
import type { Rule, Spec } from '../../rule';
import { sizeOf } from '../../shape';
import type { NoAttributes } from '../array/attributes';
import { withRankAtLeast } from '../array/staticShape';
import { expRun, logRun } from '../math/runs';
import { expSum, rowSum } from './eigenSum';
import { checkFloating } from './elementwise';
import { multiply, sumLastAxis } from './gradientPieces';

function rowsOf({ dims }: Spec): { rows: number; width: number } {
  const width = dims[dims.length - 1];
  if (width === undefined) throw invalidArgument('logits must have >= 1 dimension, got []');
  return { rows: sizeOf(dims.slice(0, -1)), width };
}

/** Largest of a row; NaN when the row holds one, as Eigen's maximum of a NaN row is not defined. */
export function rowMaximum(x: ArrayLike<number>, start: number, width: number): number {
  let largest = -Infinity;
  for (let k = start; k < start + width; k++) {
    const v = x[k]!;
    if (v > largest) largest = v;
    else if (v !== v) return NaN;
  }
  return largest;
}

/** Rows less their maxima, rounded to the type. */
export function rowShift(
  dtype: DType, rows: number, width: number,
): (x: Data, out: Data) => void {
  const round = roundingOf(dtype);
  return (x, out) => {
    for (let r = 0, k = 0; r < rows; r++) {
      const largest = rowMaximum(x, k, width);
      for (const end = k + width; k < end; k++) out[k] = round(x[k]! - largest);
    }
  };
}

export const softmax: Rule<NoAttributes> = {
  infer: ([logits]) => {
    checkFloating('logits', logits!.dtype);
    return [{ dtype: logits!.dtype, shape: withRankAtLeast(logits!.shape, 1) }];
  },
  bind: ([logits]) => {
    const { rows, width } = rowsOf(logits!);
    const sum = rowSum(logits!.dtype);
    // The device that TensorFlow lends to bfloat16 divides where a CPU kernel multiplies.
    const divides = logits!.dtype === 'bfloat16';
    const round = roundingOf(logits!.dtype);
    const exp = expRun(logits!.dtype);
    const shift = rowShift(logits!.dtype, rows, width);
    return {
      outputs: [logits!.dims],
      run: ([x], [out]) => {
        shift(x!, out!);
        // The packets run on over the ends of the rows.
        exp(out!, 0, out!, 0, rows * width);
        for (let r = 0, start = 0; r < rows; r++, start += width) {
          const total = sum(out!, start, width);
          const end = start + width;
          if (divides) for (let k = start; k < end; k++) out![k] = out![k]! / total;
          else {
            const inverse = round(1 / total);
            for (let k = start; k < end; k++) out![k] = out![k]! * inverse;
          }
        }
      },
    };
  },
  derivative: ({ outputs, gradients, build }) => {
    const [y] = outputs;
    const [gradient] = gradients;
    const sum = sumLastAxis(build, multiply(build, gradient!, y!));
    const centered = build.make('Sub', [gradient!, sum], {}, 'sub');
    return [multiply(build, centered, y!)];
  },
};

export const logSoftmax: Rule<NoAttributes> = {
  infer: softmax.infer,
  bind: ([logits]) => {
    const { rows, width } = rowsOf(logits!);
    const sum = expSum(logits!.dtype);
    const exp = expRun(logits!.dtype);
    const log = logRun(logits!.dtype);
    const shift = rowShift(logits!.dtype, rows, width);
    const terms = allocate(logits!.dtype, width);
    const sums = allocate(logits!.dtype, rows);
    return {
      outputs: [logits!.dims],
      run: ([x], [out]) => {
        shift(x!, out!);
        for (let r = 0, start = 0; r < rows; r++, start += width) {
          exp(terms, 0, out!, start, width);
          sums[r] = sum(terms, 0, width);
        }
        log(sums, 0, sums, 0, rows);
        for (let r = 0, k = 0; r < rows; r++) {
          for (const end = k + width; k < end; k++) out![k] = out![k]! - sums[r]!;
        }
      },
    };
  },
  derivative: ({ outputs, gradients, build }) => {
    const [gradient] = gradients;
    const softmaxOfX = build.make('Exp', [outputs[0]!], {});
    const total = sumLastAxis(build, gradient!);
    const share = multiply(build, total, softmaxOfX);
    return [build.make('Sub', [gradient!, share], {}, 'sub')];
  },
};
