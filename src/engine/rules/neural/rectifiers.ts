/** @file Piecewise linear activations: Relu, Relu6, LeakyRelu and their gradient ops. */
import { roundingOf } from '../../roundings';
import type { DType } from '../../dtypes';
import type { Backward, InputGradient } from '../../rule';
import type { NoAttributes } from '../array/attributes';
import { byPlainVectors } from '../math/plainVectors';
import { gradientOp, unary } from './elementwise';
import { zerosOf } from './gradientPieces';

interface Slope {
  readonly alpha: number;
}

/** `x < 0 ? 0 : x`, so that NaN and −0 pass as in Eigen's cwiseMax. */
export const relu = unary<NoAttributes>(
  'Relu',
  () => (x, out) => {
    for (let i = byPlainVectors('relu', [x], out); i < out.length; i++) out[i] = x[i]! < 0 ? 0 : x[i]!;
  },
  ({ outputs, gradients, build }) => [build.make('ReluGrad', [gradients[0]!, outputs[0]!], {})],
);

/** `gradient · (x > 0)`: a product with 0 or 1, so a gradient of ±∞ at a dead unit gives NaN. */
export const reluGrad = gradientOp<NoAttributes>(
  'ReluGrad',
  () => (gradient, x, out) => {
    for (let i = byPlainVectors('reluGrad', [gradient, x], out); i < out.length; i++) out[i] = gradient[i]! * (x[i]! > 0 ? 1 : 0);
  },
  secondDerivative('ReluGrad'),
);

export const relu6 = unary<NoAttributes>(
  'Relu6',
  () => (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i]! < 0 ? 0 : x[i]! > 6 ? 6 : x[i]!;
  },
  ({ outputs, gradients, build }) => [build.make('Relu6Grad', [gradients[0]!, outputs[0]!], {})],
);

export const relu6Grad = gradientOp<NoAttributes>(
  'Relu6Grad',
  () => (gradient, x, out) => {
    for (let i = 0; i < out.length; i++) {
      out[i] = gradient[i]! * (x[i]! > 0 && x[i]! < 6 ? 1 : 0);
    }
  },
  secondDerivative('Relu6Grad'),
);

/** α in the type of the op, but never finer than the float32 that the attribute is. */
const slopeOf = (dtype: DType, alpha: number): number => roundingOf(dtype)(Math.fround(alpha));

/** `max(x, α·x)`; α is a float attribute, so it is rounded to float32 first. */
export const leakyRelu = unary<Slope>(
  'LeakyRelu',
  (dtype, { alpha }) => {
    const round = roundingOf(dtype);
    const slope = slopeOf(dtype, alpha);
    return (x, out) => {
      for (let i = 0; i < out.length; i++) {
        const scaled = round(x[i]! * slope);
        out[i] = x[i]! < scaled ? scaled : x[i]!;
      }
    };
  },
  ({ inputs, attributes, gradients, build }) => [
    build.make('LeakyReluGrad', [gradients[0]!, inputs[0]!], attributes),
  ],
);

export const leakyReluGrad = gradientOp<Slope>(
  'LeakyReluGrad',
  (dtype, { alpha }) => {
    const slope = slopeOf(dtype, alpha);
    return (gradient, x, out) => {
      for (let i = 0; i < out.length; i++) {
        out[i] = x[i]! > 0 ? gradient[i]! : gradient[i]! * slope;
      }
    };
  },
  ({ inputs, attributes, gradients, build }) => [
    build.make('LeakyReluGrad', [gradients[0]!, inputs[1]!], attributes),
    zerosOf(build, inputs[1]!),
  ],
);

type ZeroOneOp = 'ReluGrad' | 'Relu6Grad';

/** Linear in the gradient; piecewise constant in x, so that part is zeros. */
function secondDerivative(op: ZeroOneOp) {
  return ({ inputs, gradients, build }: Backward<NoAttributes>): readonly InputGradient[] => [
    build.make(op, [gradients[0]!, inputs[1]!], {}),
    zerosOf(build, inputs[1]!),
  ];
}
