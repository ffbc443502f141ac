/** @file The rule of BroadcastArgs, `tf.broadcast_dynamic_shape`: the shape of a broadcast. */
import { invalidArgument } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { bracketText, broadcastDims } from '../../shape';
import type { Value } from '../../value';
import { integersOf } from '../../value';
import type { NoAttributes } from './operands';
import { checkSameType, shapeError } from './operands';

export const broadcastArgsRule: Rule<NoAttributes> = {
  infer: (inputs) => {
    const [x, y] = [inputs[0]!, inputs[1]!];
    checkSameType(x, 's0', y, 's1', 'BroadcastArgs');
    for (const { shape } of inputs) {
      if (shape === null || shape.length === 1) continue;
      throw shapeError(
        'BroadcastArgs', `Shape must be rank 1 but is rank ${shape.length}`,
        inputs.map((input) => input.shape),
      );
    }
    const [m, n] = [x.shape?.[0] ?? null, y.shape?.[0] ?? null];
    return [{ dtype: x.dtype, shape: [m === null || n === null ? null : Math.max(m, n)] }];
  },
  needs: [0, 1],
  bind: (_inputs, _attributes, [x, y]) => {
    const [a, b] = [integersOf(x as Value), integersOf(y as Value)];
    const dims = broadcastDims(a, b);
    if (dims === null) {
      throw invalidArgument(`Incompatible shapes: ${bracketText(a)} vs. ${bracketText(b)}`);
    }
    return { outputs: [[dims.length]], run: (_data, [out]) => void out!.set(dims) };
  },
  derivative: none('a shape has no derivative'),
};
