/** @file Rules of ArgMax and ArgMin: the index of the first largest or smallest element. */
import type { Data } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Rule, RuleTable } from '../../rule';
import type { Shape } from '../../shape';
import { bracketText, sizeOf } from '../../shape';
import type { Value } from '../../value';
import { integersOf } from '../../value';
import { ALLOWED, checkAllowed, shapeError, shapeErrorWithValues } from './operands';

export interface ArgAttributes {
  readonly outputType: 'int32' | 'int64';
}

type Op = 'ArgMax' | 'ArgMin';

/** Index of the winner of `count` elements, `step` apart. NaN never wins; index 0 if none does. */
type Search = (a: Data, start: number, step: number, count: number) => number;

const indexOfLargest: Search = (a, start, step, count) => {
  let best = -Infinity;
  let index = 0;
  for (let k = 0, i = start; k < count; k++, i += step) {
    if (a[i]! > best) {
      best = a[i]!;
      index = k;
    }
  }
  return index;
};

const indexOfSmallest: Search = (a, start, step, count) => {
  let best = Infinity;
  let index = 0;
  for (let k = 0, i = start; k < count; k++, i += step) {
    if (a[i]! < best) {
      best = a[i]!;
      index = k;
    }
  }
  return index;
};

function staticShape(op: Op, input: Tensor, dimension: Tensor, value: Value | null): Shape {
  const shapes = [input.shape, dimension.shape];
  if (dimension.shape !== null && dimension.shape.length > 0) {
    throw shapeError(op, `Shape must be rank 0 but is rank ${dimension.shape.length}`, shapes);
  }
  if (input.shape === null) return null;
  const rank = input.shape.length;
  // TensorFlow does not look at the axis here; the run does.
  if (rank <= 1) return [];
  if (value === null) return new Array<null>(Math.max(rank - 1, 0)).fill(null);
  const axis = integersOf(value)[0]!;
  if (axis < -rank || axis >= rank) {
    throw shapeErrorWithValues(
      op,
      `Dimension (${axis}) must be in the range [${-rank + 0}, ${rank}), where ${rank} is the ` +
        'number of dimensions in the input.',
      shapes,
      [[1, String(axis)]],
    );
  }
  const at = axis < 0 ? axis + rank : axis;
  return input.shape.filter((_dim, i) => i !== at);
}

function argRule(op: Op, search: Search): Rule<ArgAttributes> {
  return {
    infer: (inputs, { outputType }, known) => {
      const [input, dimension] = [inputs[0]!, inputs[1]!];
      checkAllowed(input, 'input', ALLOWED.numbers);
      checkAllowed(dimension, 'dimension', ALLOWED.index);
      return [{ dtype: outputType, shape: staticShape(op, input, dimension, known(1)) }];
    },
    needs: [1],
    bind: (inputs, _attributes, values) => {
      const { dims } = inputs[0]!;
      const rank = dims.length;
      const axis = integersOf(values[1]!)[0]!;
      if (axis < -rank || axis >= rank) {
        throw invalidArgument(
          `Expected dimension in the range [${-rank + 0}, ${rank}), but got ${axis}`,
        );
      }
      const at = axis < 0 ? axis + rank : axis;
      const count = dims[at]!;
      if (count === 0) {
        throw invalidArgument(`Reduction axis ${at} is empty in shape ${bracketText(dims)}`);
      }
      const inner = sizeOf(dims.slice(at + 1));
      const outer = sizeOf(dims.slice(0, at));
      return {
        outputs: [dims.filter((_dim, i) => i !== at)],
        run: (data, outputs) => {
          const a = data[0]!;
          const out = outputs[0]!;
          for (let block = 0, o = 0; block < outer; block++) {
            for (let column = 0; column < inner; column++) {
              out[o++] = search(a, block * count * inner + column, inner, count);
            }
          }
        },
      };
    },
    derivative: none(`${op.toLowerCase()} picks an index, a whole number`),
  };
}

export const argExtremaRules: RuleTable<Record<Op, ArgAttributes>> = {
  ArgMax: argRule('ArgMax', indexOfLargest),
  ArgMin: argRule('ArgMin', indexOfSmallest),
};
