/** @file Sums, means, extremes over axes; what is made of them: moments, norms, softmax. */
import { customOp } from '../customOp';
import { integers, node, number, Tensor, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import { assert, parseAxes } from '../types';
import { abs, add, cast, exp, log, mul, pow, sqrt, square, sub } from './elementwise';
import { reshape } from './shapes';

type Axis = number | readonly number[] | null;

function reduced(op: string, x: Tensor, axis: Axis | undefined, keepDims: boolean): Tensor {
  return node(op, { keepDims }, [x, integers(parseAxes(axis, x.shape))]);
}

function counted(x: Tensor): Tensor {
  return x.dtype === 'bool' ? cast(x, 'int32') : x;
}

export function sum(x: TensorLike, axis: Axis = null, keepDims = false): Tensor {
  return reduced('Sum', counted(toTensor(x, 'x', 'sum')), axis, keepDims);
}

export function mean(x: TensorLike, axis: Axis = null, keepDims = false): Tensor {
  const given = toTensor(x, 'x', 'mean');
  return reduced('Mean', given.dtype === 'float32' ? given : cast(given, 'float32'), axis, keepDims);
}

export function max(x: TensorLike, axis: Axis = null, keepDims = false): Tensor {
  return reduced('Max', toTensor(x, 'x', 'max'), axis, keepDims);
}

export function min(x: TensorLike, axis: Axis = null, keepDims = false): Tensor {
  return reduced('Min', toTensor(x, 'x', 'min'), axis, keepDims);
}

export function prod(x: TensorLike, axis: Axis = null, keepDims = false): Tensor {
  return reduced('Prod', counted(toTensor(x, 'x', 'prod')), axis, keepDims);
}

export function all(x: TensorLike, axis: Axis = null, keepDims = false): Tensor {
  return reduced('All', toTensor(x, 'x', 'all', 'bool'), axis, keepDims);
}

export function any(x: TensorLike, axis: Axis = null, keepDims = false): Tensor {
  return reduced('Any', toTensor(x, 'x', 'any', 'bool'), axis, keepDims);
}

export function argMax(x: TensorLike, axis = 0): Tensor {
  const given = toTensor(x, 'x', 'argMax');
  return node('ArgMax', { outputType: 'int32' }, [given, number(parseAxes(axis, given.shape)[0]!, 'int32')]);
}

export function argMin(x: TensorLike, axis = 0): Tensor {
  const given = toTensor(x, 'x', 'argMin');
  return node('ArgMin', { outputType: 'int32' }, [given, number(parseAxes(axis, given.shape)[0]!, 'int32')]);
}

export function cumsum(x: TensorLike, axis = 0, exclusive = false, reverse = false): Tensor {
  const given = toTensor(x, 'x', 'cumsum');
  return node('Cumsum', { exclusive, reverse }, [given, number(parseAxes(axis, given.shape)[0]!, 'int32')]);
}

export function cumprod(x: TensorLike, axis = 0, exclusive = false, reverse = false): Tensor {
  const given = toTensor(x, 'x', 'cumprod');
  return node('Cumprod', { exclusive, reverse }, [given, number(parseAxes(axis, given.shape)[0]!, 'int32')]);
}

export function moments(x: TensorLike, axis: Axis = null, keepDims = false): { mean: Tensor; variance: Tensor } {
  const given = toTensor(x, 'x', 'moments');
  const axes = parseAxes(axis, given.shape);
  const average = mean(given, axes, keepDims);
  const shape = given.shape.map((dim, i) => (axes.includes(i) ? 1 : dim));
  const around = keepDims ? average : reshape(average, shape);
  return { mean: average, variance: mean(square(sub(cast(given, 'float32'), around)), axes, keepDims) };
}

export function logSumExp(x: TensorLike, axis: Axis = null, keepDims = false): Tensor {
  const given = toTensor(x, 'x', 'logSumExp');
  const axes = parseAxes(axis, given.shape);
  const largest = max(given, axes, true);
  const rest = log(sum(exp(sub(given, largest)), axes));
  const result = add(reshape(largest, rest.shape), rest);
  return keepDims ? reshape(result, given.shape.map((dim, i) => (axes.includes(i) ? 1 : dim))) : result;
}

export function norm(x: TensorLike, ord: number | string = 'euclidean', axis: Axis = null, keepDims = false): Tensor {
  const given = toTensor(x, 'x', 'norm');
  const axes = parseAxes(axis, given.shape);
  const result = normOf(given, ord, axes);
  return keepDims ? reshape(result, given.shape.map((dim, i) => (axes.includes(i) ? 1 : dim))) : result;
}

function normOf(x: Tensor, ord: number | string, axes: readonly number[]): Tensor {
  if (x.rank === 0) return abs(x);
  if (axes.length === 1 || axes.length === x.rank && x.rank === 1) {
    if (ord === 1) return sum(abs(x), axes);
    if (ord === Infinity) return max(abs(x), axes);
    if (ord === -Infinity) return min(abs(x), axes);
    if (ord === 'euclidean' || ord === 2) return sqrt(sum(pow(abs(x), number(2, 'int32')), axes));
    throw new Error(`Error in norm: invalid ord value: ${ord}`);
  }
  if (ord === 'euclidean' || ord === 'fro') return sqrt(sum(square(x), axes));
  if (ord === 1 && axes.length === 2) return max(sum(abs(x), axes[0]!), axes[1]! - 1);
  if (ord === Infinity && axes.length === 2) return max(sum(abs(x), axes[1]!), axes[0]!);
  if (ord === -Infinity && axes.length === 2) return min(sum(abs(x), axes[1]!), axes[0]!);
  throw new Error(`Error in norm: invalid ord value: ${ord}`);
}

export function euclideanNorm(x: TensorLike, axis: Axis = null, keepDims = false): Tensor {
  return norm(x, 'euclidean', axis, keepDims);
}

function lastAxis(x: Tensor, dim: number, name: string): void {
  const axis = dim === -1 ? x.rank - 1 : dim;
  if (axis !== x.rank - 1) {
    throw new Error(`${name} along a non-last dimension is not yet supported. Logits was rank ${x.rank} and dim was ${axis}`);
  }
}

export function softmax(logits: TensorLike, dim = -1): Tensor {
  const x = toTensor(logits, 'logits', 'softmax', 'float32');
  lastAxis(x, dim, 'Softmax');
  return customOp([x], (one) => {
    const flat = x.rank < 2 ? reshape(one!, [1, x.size]) : one!;
    return reshape(node('Softmax', null, [flat]), x.shape);
  }, (dy, _inputs, y) => {
    const both = mul(dy, y);
    return [sub(both, mul(sum(both, [x.rank - 1], true), y))];
  });
}

export function logSoftmax(logits: TensorLike, axis = -1): Tensor {
  const x = toTensor(logits, 'logits', 'logSoftmax');
  const last = axis === -1 ? x.rank - 1 : axis;
  if (last !== x.rank - 1) throw new Error(`Log Softmax along a non-last dimension is not yet supported. Logits was rank ${x.rank} and axis was ${axis}`);
  return customOp([cast(x, 'float32')], (one) => {
    const shifted = sub(one!, max(one!, last, true));
    return sub(shifted, log(sum(exp(shifted), last, true)));
  }, (dy, _inputs, y) => [sub(dy, mul(sum(dy, last, true), exp(y)))]);
}

export function dot(a: TensorLike, b: TensorLike): Tensor {
  const left = toTensor(a, 't1', 'dot');
  const right = toTensor(b, 't2', 'dot');
  assert(
    [1, 2].includes(left.rank) && [1, 2].includes(right.rank),
    () => `Error in dot: inputs must all be rank 1 or 2, but got ranks ${left.rank} and ${right.rank}.`,
  );
  const inner = left.rank === 1 ? left.size : left.shape[1]!;
  const other = right.rank === 1 ? right.size : right.shape[0]!;
  assert(inner === other, () => `Error in dot: inner dimensions of inputs must match, but got ${inner} and ${other}.`);
  const rows = reshape(left, [-1, inner]);
  const columns = right.rank === 1 ? reshape(right, [-1, 1]) : reshape(right, [other, -1]);
  const product = node('MatMul', { transposeA: false, transposeB: false }, [rows, columns]);
  if (left.rank === 1) return reshape(product, right.rank === 1 ? [] : [-1]);
  return right.rank === 1 ? reshape(product, [-1]) : product;
}
