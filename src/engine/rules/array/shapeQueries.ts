/** @file Ops that hand out the shape of a tensor, its size or its rank. */
import type { Data } from '../../dtypes';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { sizeOf } from '../../shape';
import type { NoAttributes, OutType } from './attributes';

const noDerivative = none('a shape is made of integers, which do not vary with the values');

function writeNumbers(numbers: readonly number[], out: Data): void {
  for (let i = 0; i < numbers.length; i++) out[i] = numbers[i]!;
}

export const shape: Rule<OutType> = {
  readsShapesOnly: true,
  infer: ([input], { outType }) => [{ dtype: outType, shape: [input!.shape?.length ?? null] }],
  bind: ([input]) => ({
    outputs: [[input!.dims.length]],
    run: (_data, [out]) => writeNumbers(input!.dims, out!),
  }),
  derivative: noDerivative,
};

export const shapeN: Rule<OutType> = {
  readsShapesOnly: true,
  infer: (inputs, { outType }) =>
    inputs.map((input) => ({ dtype: outType, shape: [input.shape?.length ?? null] })),
  bind: (inputs) => ({
    outputs: inputs.map(({ dims }) => [dims.length]),
    run: (_data, outputs) => inputs.forEach(({ dims }, i) => writeNumbers(dims, outputs[i]!)),
  }),
  derivative: noDerivative,
};

export const size: Rule<OutType> = {
  readsShapesOnly: true,
  infer: (_inputs, { outType }) => [{ dtype: outType, shape: [] }],
  bind: ([input]) => ({
    outputs: [[]],
    run: (_data, [out]) => void (out![0] = sizeOf(input!.dims)),
  }),
  derivative: noDerivative,
};

export const rank: Rule<NoAttributes> = {
  readsShapesOnly: true,
  infer: () => [{ dtype: 'int32', shape: [] }],
  bind: ([input]) => ({
    outputs: [[]],
    run: (_data, [out]) => void (out![0] = input!.dims.length),
  }),
  derivative: noDerivative,
};
