/** @file The product of a layer's input and its kernel, and its bias. */
import { add } from '../ops/elementwise';
import { matMul } from '../ops/products';
import { reshape, transpose } from '../ops/shapes';
import type { Tensor } from '../tensor';

/** Over the last axis of `a` and the last but one of `b`. */
export function dot(a: Tensor, b: Tensor): Tensor {
  if (a.rank < 2 || b.rank < 2) {
    throw new Error(`dot requires both inputs to be rank >= 2 but got x shape = ${a.shape.join()} and y shape = ${b.shape.join()}`);
  }
  if (a.rank === 2 && b.rank === 2) return matMul(a, b);
  const rest = b.shape.filter((_, i) => i !== b.rank - 2);
  const order = [b.rank - 2, ...b.shape.map((_, i) => i).filter((i) => i !== b.rank - 2)];
  const right = reshape(transpose(b, order), [b.shape[b.rank - 2]!, -1]);
  return reshape(matMul(reshape(a, [-1, a.shape.at(-1)!]), right), [...a.shape.slice(0, -1), ...rest]);
}

/** `bias` along the last axis. */
export function biasAdd(x: Tensor, bias: Tensor | undefined): Tensor {
  if (bias === undefined) return x;
  if (bias.rank !== 1 && bias.rank !== x.rank) throw new Error(`Unexpected bias dimensions: ${bias.rank}; expected it to be 1 or ${x.rank}`);
  return add(x, x.rank < 3 ? bias : reshape(bias, [...x.shape.slice(1).map(() => 1), bias.size]));
}
