/** @file Rules of two ops on index vectors that derivatives use. */
import type { Data } from '../../dtypes';
import { invalidArgument } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import type { Dims } from '../../shape';
import { bracketText, broadcastDims } from '../../shape';
import type { Value } from '../../value';
import { integersOf } from '../../value';
import { broadcastAxes } from './broadcastGradients';
import type { NoAttributes } from './operands';
import { ALLOWED, checkAllowed, checkSameType, shapeError } from './operands';

export interface ListDiffAttributes {
  readonly outIdx: 'int32' | 'int64';
}

const indicesHaveNone = none('index vectors are whole numbers');

/** Two shape vectors to the axes over which a gradient of their broadcast is summed for each. */
export const broadcastGradientArgsRule: Rule<NoAttributes> = {
  infer: (inputs) => {
    const [s0, s1] = [inputs[0]!, inputs[1]!];
    checkAllowed(s0, 's0', ALLOWED.index);
    checkSameType(s0, 's0', s1, 's1', 'BroadcastGradientArgs');
    const output = { dtype: s0.dtype, shape: [null] };
    return [output, output];
  },
  needs: [0, 1],
  bind: (_inputs, _attributes, values) => {
    const shapes: readonly Dims[] = [integersOf(values[0]!), integersOf(values[1]!)];
    const [x, y] = [shapes[0]!, shapes[1]!];
    if (broadcastDims(x, y) === null) {
      throw invalidArgument(`Incompatible shapes: ${bracketText(x)} vs. ${bracketText(y)}`);
    }
    const [axesOfX, axesOfY] = broadcastAxes(x, y);
    return {
      outputs: [[axesOfX.length], [axesOfY.length]],
      run: (_data, outputs) => {
        outputs[0]!.set(axesOfX);
        outputs[1]!.set(axesOfY);
      },
    };
  },
  derivative: indicesHaveNone,
};

/** Elements of x that are not in y, in order, and where in x they are. */
export const listDiffRule: Rule<ListDiffAttributes> = {
  infer: (inputs, { outIdx }) => {
    const [x, y] = [inputs[0]!, inputs[1]!];
    checkSameType(x, 'x', y, 'y', 'ListDiff');
    const shapes = [x.shape, y.shape];
    for (const shape of shapes) {
      if (shape === null || shape.length === 1) continue;
      throw shapeError('ListDiff', `Shape must be rank 1 but is rank ${shape.length}`, shapes);
    }
    return [{ dtype: x.dtype, shape: [null] }, { dtype: outIdx, shape: [null] }];
  },
  needs: [0, 1],
  bind: (_inputs, _attributes, values) => {
    const kept = remaining(values[0]!, values[1]!);
    return {
      outputs: [[kept.length], [kept.length]],
      run: (data, outputs) => {
        const x: Data = data[0]!;
        kept.forEach((index, k) => {
          outputs[0]![k] = x[index]!;
          outputs[1]![k] = index;
        });
      },
    };
  },
  derivative: indicesHaveNone,
};

function remaining(x: Value, y: Value): readonly number[] {
  const excluded = new Set(integersOf(y));
  const kept: number[] = [];
  integersOf(x).forEach((number, index) => {
    if (!excluded.has(number)) kept.push(index);
  });
  return kept;
}
