/**
 * @file Gradients by TensorFlow.js's formulas where they give another number than TensorFlow's: at 0 of abs, where
 * extremes are equal, of functions that TensorFlow does not differentiate.
 */
import {
  add, cast, div, equal, exp, floor, greater, greaterEqual, less, lessEqual, log, mul, neg, pow, sqrt, square, step, sub, where,
} from './ops/elementwise';
import { sum } from './ops/reductions';
import { reshape, transpose, unsortedSegmentSum } from './ops/shapes';
import { node, number } from './tensor';
import type { Tensor } from './tensor';

/** What arrives, the inputs and the value of the op: a gradient per input. */
type OwnGradient = (
  dy: Tensor, inputs: readonly Tensor[], value: Tensor, attributes: Readonly<Record<string, unknown>>,
) => readonly (Tensor | null)[];

/** Summed over the axes along which `x` was stretched. */
function likeShape(gradient: Tensor, x: Tensor): Tensor {
  const extra = gradient.rank - x.rank;
  const axes = gradient.shape.flatMap((_, i) => (i < extra || x.shape[i - extra] === 1 ? [i] : []));
  return reshape(axes.length > 0 ? sum(gradient, axes) : gradient, x.shape);
}

const SELU_SCALE = 1.0507009873554805;
const SELU_SCALE_ALPHA = 1.7580993408473768;

const zeros: OwnGradient = (dy) => [node('ZerosLike', null, [dy])];

/** Every element that is the extreme gets all of what arrives, however many there are. */
const extreme: OwnGradient = (dy, [x, axes], value) => {
  const reduced = new Set(Array.from(axes!.dataSync(), (axis) => (axis < 0 ? axis + x!.rank : axis)));
  const shape = x!.shape.map((dim, i) => (reduced.has(i) ? 1 : dim));
  return [mul(reshape(dy, shape), cast(equal(x!, reshape(value, shape)), dy.dtype)), null];
};

/** What arrives at each row is summed: rows are dense here. */
const gathered: OwnGradient = (dy, [x, indices, axisTensor], _value, { batchDims }) => {
  if (batchDims !== 0) throw new Error('The gradient of tf.gather with batchDims is not evaluated by this engine');
  const axis = axisTensor!.dataSync()[0]!;
  const flat = reshape(dy, [...x!.shape.slice(0, axis), indices!.size, ...x!.shape.slice(axis + 1)]);
  const order = [axis, ...x!.shape.map((_, i) => i).filter((i) => i !== axis)];
  const summed = unsortedSegmentSum(transpose(flat, order), reshape(indices!, [indices!.size]), x!.shape[axis]!);
  return [transpose(summed, order.map((_, i) => order.indexOf(i))), null, null];
};

export const OWN_GRADIENTS: Readonly<Record<string, OwnGradient>> = {
  Abs: (dy, [x]) => [mul(dy, step(cast(x!, 'float32'), -1))],
  Maximum: (dy, [a, b]) => [
    likeShape(mul(dy, cast(greaterEqual(a!, b!), 'float32')), a!), likeShape(mul(dy, cast(less(a!, b!), 'float32')), b!),
  ],
  Minimum: (dy, [a, b]) => [
    likeShape(mul(dy, cast(node('LessEqual', null, [a!, b!]), 'float32')), a!),
    likeShape(mul(dy, cast(node('Greater', null, [a!, b!]), 'float32')), b!),
  ],
  Max: extreme,
  GatherV2: gathered,
  Min: extreme,
  Relu: (dy, [x]) => [mul(dy, cast(step(x!), 'float32'))],
  Relu6: (dy, [x]) => [mul(dy, cast(mul(cast(lessEqual(x!, 6), 'float32'), step(x!)), 'float32'))],
  Reciprocal: (dy, [x]) => [div(dy, neg(square(x!)))],
  Sqrt: (dy, [x]) => [div(dy, mul(sqrt(cast(x!, 'float32')), number(2)))],
  Rsqrt: (dy, [x]) => [neg(div(dy, mul(pow(x!, 1.5), number(2))))],
  Acosh: (dy, [x]) => [div(dy, sqrt(sub(square(cast(x!, 'float32')), 1)))],
  // y ≥ 0 is false for NaN: dy·(y + 1) is NaN then.
  Elu: (dy, _inputs, y) => [where(greaterEqual(y, 0), dy, mul(dy, add(y, 1)))],
  Selu: (dy, [x]) => [
    where(greater(x!, 0), mul(dy, number(SELU_SCALE)), mul(mul(dy, number(SELU_SCALE_ALPHA)), exp(cast(x!, 'float32')))),
  ],
  LeakyRelu: (dy, [x], _value, { alpha }) => [where(greater(x!, 0), dy, mul(dy, number(alpha as number)))],
  RealDiv: (dy, [a, b]) => [
    likeShape(div(dy, cast(b!, 'float32')), a!),
    neg(div(likeShape(mul(dy, cast(a!, 'float32')), b!), cast(square(b!), 'float32'))),
  ],
  Pow: (dy, [a, b], y) => {
    const exponent = cast(b!, 'float32');
    return [
      likeShape(mul(dy, mul(exponent, pow(a!, sub(exponent, number(1))))), a!),
      likeShape(mul(dy, mul(y, where(greater(a!, 0), log(cast(a!, 'float32')), node('ZerosLike', null, [a!])))), b!),
    ];
  },
  FloorDiv: (dy, [a, b]) => [
    likeShape(div(dy, cast(b!, 'float32')), a!),
    neg(div(likeShape(mul(dy, cast(a!, 'float32')), b!), cast(square(b!), 'float32'))),
  ],
  FloorMod: (dy, [a, b]) => [likeShape(dy, a!), likeShape(mul(dy, neg(floor(div(a!, b!)))), b!)],
  Sign: zeros,
  Floor: zeros,
  Ceil: zeros,
  Round: zeros,
};
