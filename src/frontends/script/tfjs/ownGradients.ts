/**
 * @file Gradients by TensorFlow.js's formulas where they give another number than TensorFlow's: at 0 of abs, where
 * extremes are equal, of functions that TensorFlow does not differentiate.
 */
import { abs, add, cast, div, equal, greaterEqual, less, mul, neg, sqrt, step, sub } from './ops/elementwise';
import { sum } from './ops/reductions';
import { reshape } from './ops/shapes';
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

const zeros: OwnGradient = (dy) => [node('ZerosLike', null, [dy])];

/** Every element that is the extreme gets all of what arrives, however many there are. */
const extreme: OwnGradient = (dy, [x, axes], value) => {
  const reduced = new Set(Array.from(axes!.dataSync(), (axis) => (axis < 0 ? axis + x!.rank : axis)));
  const shape = x!.shape.map((dim, i) => (reduced.has(i) ? 1 : dim));
  return [mul(reshape(dy, shape), cast(equal(x!, reshape(value, shape)), dy.dtype)), null];
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
  Min: extreme,
  Sqrt: (dy, [x]) => [div(dy, mul(sqrt(cast(x!, 'float32')), number(2)))],
  Sign: zeros,
  Floor: zeros,
  Ceil: zeros,
  Round: zeros,
};

export { abs, add, neg, sub };
