/**
 * @file Ops that make values from nothing or from a shape: Const, placeholders, Fill, zeros, ones.
 */
import type { DType } from '../../dtypes';
import { invalidArgument, valueError } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import type { Shape } from '../../shape';
import { bracketText } from '../../shape';
import type { Value } from '../../value';
import type { NoAttributes } from './attributes';
import { allAxes } from './gradientPieces';
import { partialShape } from './partialShape';
import { mergeEqual, withRank } from './staticShape';

export const constant: Rule<{ readonly value: Value }> = {
  infer: (_inputs, { value }) => [{ dtype: value.dtype, shape: value.dims }],
  bind: (_inputs, { value }) => ({
    outputs: [value.dims],
    run: (_data, [out]) => out!.set(value.data),
  }),
  derivative: none('a constant has no inputs'),
};

export const placeholder: Rule<{ readonly dtype: DType; readonly shape: Shape }> = {
  infer: (_inputs, { dtype, shape }) => [{ dtype, shape }],
  bind: (_inputs, { dtype, shape }) => {
    const tfType = { float32: 'float', float64: 'double' }[dtype as string] ?? dtype;
    const and = shape === null || shape.length === 0 ? '' : ` and shape ${bracketText(shape)}`;
    throw invalidArgument(
      `You must feed a value for placeholder tensor with dtype ${tfType}${and}`,
    );
  },
  derivative: none('a placeholder has no inputs'),
};

export const placeholderWithDefault: Rule<{ readonly shape: Shape }> = {
  infer: ([input], { shape }) => {
    const { dtype } = input!;
    // The default must fit the declared shape, which may be less precise than the default's.
    mergeEqual(input!.shape, shape);
    return [{ dtype, shape }];
  },
  bind: ([input]) => ({ outputs: [input!.dims], run: () => undefined }),
  alias: 0,
  derivative: ({ gradients }) => gradients,
};

export const noOp: Rule<NoAttributes> = {
  infer: () => [],
  bind: () => ({ outputs: [], run: () => undefined }),
  derivative: none('a NoOp has no inputs and no outputs'),
};

export const fill: Rule<NoAttributes> = {
  infer: ([dims, value], _attributes, known) => {
    withRank(dims!.shape, 1);
    withRank(value!.shape, 0);
    const wanted = known(0);
    if (wanted?.data.some((dim) => dim < 0)) throw valueError('Fill dimensions must be >= 0');
    return [{ dtype: value!.dtype, shape: partialShape(dims!, wanted) }];
  },
  needs: [0],
  bind: ([dims, value], _attributes, [wanted]) => {
    if (dims!.dims.length !== 1) {
      throw invalidArgument(`dims must be a vector, got shape ${bracketText(dims!.dims)}`);
    }
    if (value!.dims.length !== 0) {
      throw invalidArgument(`value must be a scalar, got shape ${bracketText(value!.dims)}`);
    }
    const out = Array.from(wanted!.data, Number);
    for (const dim of out) if (dim < 0) throw invalidArgument(`Dimension ${dim} must be >= 0`);
    return { outputs: [out], run: (data, [target]) => void target!.fill(data[1]![0]!) };
  },
  derivative: ({ gradients, build }) => {
    const [gradient] = gradients;
    return [
      none('the shape of a fill is made of integers'),
      build.make('Sum', [gradient!, allAxes(build, gradient!)], { keepDims: false }),
    ];
  },
};

function filledLike(number: 0 | 1): Rule<NoAttributes> {
  return {
    infer: ([input]) => [{ dtype: input!.dtype, shape: input!.shape }],
    bind: ([input]) => ({
      outputs: [input!.dims],
      run: (_data, [out]) => void out!.fill(number),
    }),
    derivative: none(`the result is ${number} whatever the input is`),
  };
}

export const zerosLike = filledLike(0);
export const onesLike = filledLike(1);
