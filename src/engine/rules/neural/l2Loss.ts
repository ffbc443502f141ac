/** @file L2Loss: half the sum of squares, in the order in which Eigen adds. */
import type { Data } from '../../dtypes';
import { allocate } from '../../dtypes';
import type { Rounding } from '../../roundings';
import { roundingOf } from '../../roundings';
import type { Rule } from '../../rule';
import { sizeOf } from '../../shape';
import type { NoAttributes } from '../array/attributes';
import { rowSum } from './eigenSum';
import { checkFloating } from './elementwise';
import { multiply } from './gradientPieces';
import { halfSquareSum } from './squareSums';

export const l2Loss: Rule<NoAttributes> = {
  infer: ([x]) => {
    checkFloating('t', x!.dtype);
    return [{ dtype: x!.dtype, shape: [] }];
  },
  bind: ([x]) => {
    const size = sizeOf(x!.dims);
    if (x!.dtype === 'float32') {
      return { outputs: [[]], run: ([data], [out]) => { out![0] = halfSquareSum(data!, 0, size); } };
    }
    const round = roundingOf(x!.dtype);
    const halves = allocate(x!.dtype, size);
    const sum = rowSum(x!.dtype);
    return {
      outputs: [[]],
      run: ([data], [out]) => {
        halfSquares(halves, data!, size, round);
        out![0] = sum(halves, 0, size);
      },
    };
  },
  derivative: ({ inputs, gradients, build }) => [multiply(build, inputs[0]!, gradients[0]!)],
};

/** (x·x)·½ per element: halving is exact unless the square underflows. */
function halfSquares(halves: Data, data: Data, size: number, round: Rounding): void {
  for (let i = 0; i < size; i++) halves[i] = round(round(data[i]! * data[i]!) * 0.5);
}
