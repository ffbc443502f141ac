/** @file Products of matrices. */
import { node, Tensor, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import { assert, broadcastShape, upcastType } from '../types';
import { cast } from './elementwise';
import { reshape } from './shapes';

export function matMul(a: TensorLike, b: TensorLike, transposeA = false, transposeB = false): Tensor {
  let left = toTensor(a, 'a', 'matMul');
  let right = toTensor(b, 'b', 'matMul');
  const dtype = upcastType(left.dtype, right.dtype);
  if (left.dtype !== dtype) left = cast(left, dtype);
  if (right.dtype !== dtype) right = cast(right, dtype);
  assert(left.rank >= 2 && right.rank >= 2, () => `Error in matMul: inputs must have the same rank of at least 2, got ranks ${left.rank} and ${right.rank}.`);
  const inner = left.shape[left.rank - (transposeA ? 2 : 1)]!;
  const other = right.shape[right.rank - (transposeB ? 1 : 2)]!;
  broadcastShape(left.shape.slice(0, -2), right.shape.slice(0, -2));
  assert(
    inner === other,
    () => `Error in matMul: inner shapes (${inner}) and (${other}) of Tensors with shapes ${left.shape.join()} and ${right.shape.join()} and transposeA=${transposeA} and transposeB=${transposeB} must match.`,
  );
  if (left.rank === 2 && right.rank === 2) return node('MatMul', { transposeA, transposeB }, [left, right]);
  return node('BatchMatMulV2', { adjX: transposeA, adjY: transposeB }, [left, right]);
}

export function outerProduct(v1: TensorLike, v2: TensorLike): Tensor {
  const left = toTensor(v1, 'v1', 'outerProduct');
  const right = toTensor(v2, 'v2', 'outerProduct');
  assert(left.rank === 1 && right.rank === 1, () => `Error in outerProduct: inputs must be rank 1, but got ranks ${left.rank} and ${right.rank}.`);
  return matMul(reshape(left, [-1, 1]), reshape(right, [1, -1]));
}
