/** @file Softmax and LogSoftmax over the last axis, shifted by each row's maximum. */
import { invalidArgument } from '../../errors';
import { roundingOf } from '../../roundings';
import type { Rule, Spec } from '../../rule';
import { sizeOf } from '../../shape';
import type { NoAttributes } from '../array/attributes';
import { withRankAtLeast } from '../array/staticShape';
import { eigenSum, expSum } from './eigenSum';
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

export const softmax: Rule<NoAttributes> = {
  infer: ([logits]) => {
    checkFloating('logits', logits!.dtype);
    return [{ dtype: logits!.dtype, shape: withRankAtLeast(logits!.shape, 1) }];
  },
  bind: ([logits]) => {
    const { rows, width } = rowsOf(logits!);
    const sum = eigenSum(logits!.dtype);
    const round = roundingOf(logits!.dtype);
    return {
      outputs: [logits!.dims],
      run: ([x], [out]) => {
        for (let r = 0, start = 0; r < rows; r++, start += width) {
          const largest = rowMaximum(x!, start, width);
          for (let k = start; k < start + width; k++) {
            out![k] = round(Math.exp(round(x![k]! - largest)));
          }
          const inverse = round(1 / sum(out!, start, width));
          for (let k = start; k < start + width; k++) out![k] = out![k]! * inverse;
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
    const round = roundingOf(logits!.dtype);
    return {
      outputs: [logits!.dims],
      run: ([x], [out]) => {
        for (let r = 0, start = 0; r < rows; r++, start += width) {
          const largest = rowMaximum(x!, start, width);
          for (let k = start; k < start + width; k++) {
            out![k] = round(Math.exp(round(x![k]! - largest)));
          }
          const logSum = round(Math.log(sum(out!, start, width)));
          for (let k = start; k < start + width; k++) {
            out![k] = round(x![k]! - largest) - logSum;
          }
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
