/** @file L2Loss: half the sum of squares, in the order in which Eigen adds. */
import { allocate } from '../../dtypes';
import { roundingOf } from '../../roundings';
import type { Rule } from '../../rule';
import { sizeOf } from '../../shape';
import type { NoAttributes } from '../array/attributes';
import { rowSum } from './eigenSum';
import { checkFloating } from './elementwise';
import { multiply } from './gradientPieces';

export const l2Loss: Rule<NoAttributes> = {
  infer: ([x]) => {
    checkFloating('t', x!.dtype);
    return [{ dtype: x!.dtype, shape: [] }];
  },
  bind: ([x]) => {
    const size = sizeOf(x!.dims);
    const round = roundingOf(x!.dtype);
    const halves = allocate(x!.dtype, size);
    const sum = rowSum(x!.dtype);
    return {
      outputs: [[]],
      run: ([data], [out]) => {
        // (x·x)·½ per element, then the sum: halving is exact unless the square underflows.
        for (let i = 0; i < size; i++) {
          halves[i] = round(round(data![i]! * data![i]!) * 0.5);
        }
        out![0] = sum(halves, 0, size);
      },
    };
  },
  derivative: ({ inputs, gradients, build }) => [multiply(build, inputs[0]!, gradients[0]!)],
};
