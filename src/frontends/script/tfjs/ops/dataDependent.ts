/** @file Ops whose shapes depend on the numbers, and counts: TensorFlow.js makes them on the host, and so do we. */
import { constant, integers, node, number, Tensor, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import type { Elements } from '../types';
import { assert, sameShape, sizeOf, storeOf } from '../types';
import { oneHot } from './creation';
import { cast } from './elementwise';
import { matMul } from './products';
import { gather, reshape, squeeze, transpose } from './shapes';

export function whereAsync(condition: TensorLike): Promise<Tensor> {
  return promised(() => {
    const truth = toTensor(condition, 'condition', 'whereAsync', 'bool');
    const values = truth.dataSync();
    const places: number[] = [];
    values.forEach((value, at) => {
      if (!value) return;
      let rest = at;
      const place = new Array<number>(truth.rank);
      for (let axis = truth.rank - 1; axis >= 0; axis--) {
        place[axis] = rest % truth.shape[axis]!;
        rest = Math.floor(rest / truth.shape[axis]!);
      }
      places.push(...place);
    });
    return constant(Int32Array.from(places), [truth.rank === 0 ? 0 : places.length / truth.rank, truth.rank], 'int32');
  });
}

/** A throw is a rejection, as in an async function. */
function promised<T>(body: () => T): Promise<T> {
  return new Promise((resolve) => resolve(body()));
}

export async function booleanMaskAsync(tensor: TensorLike, mask: TensorLike, axis?: number | null): Promise<Tensor> {
  const given = toTensor(tensor, 'tensor', 'boolMask');
  const truth = toTensor(mask, 'mask', 'boolMask', 'bool');
  const from = axis ?? 0;
  assert(truth.rank > 0, () => 'mask cannot be scalar');
  const covered = given.shape.slice(from, from + truth.rank);
  assert(
    sameShape(covered, truth.shape),
    () => `mask's shape must match the first K dimensions of tensor's shape, Shapes ${covered.join()} and ${truth.shape.join()} must match`,
  );
  const rows = reshape(given, [...given.shape.slice(0, from), sizeOf(covered), ...given.shape.slice(from + truth.rank)]);
  const places = squeeze(await whereAsync(reshape(truth, [-1])), [1]);
  return gather(rows, places, from);
}

export function setdiff1dAsync(x: TensorLike, y: TensorLike): Promise<[Tensor, Tensor]> {
  return promised(() => {
    const all = toTensor(x, 'x', 'setdiff1d');
    const without = toTensor(y, 'y', 'setdiff1d');
    assert(all.dtype === without.dtype, () => `x and y should have the same dtype, but got x (${all.dtype}) and y (${without.dtype}).`);
    assert(all.rank === 1, () => `x should be 1D tensor, but got x (${all.shape.join()}).`);
    assert(without.rank === 1, () => `y should be 1D tensor, but got y (${without.shape.join()}).`);
    const values = all.dataSync();
    const gone = new Set<number>(without.dataSync());
    const places = Array.from(values.keys()).filter((at) => !gone.has(values[at]!));
    return [taken(values, places, all), integers(places)];
  });
}

function taken(values: Elements, places: readonly number[], like: Tensor): Tensor {
  const store = storeOf(like.dtype, places.length);
  places.forEach((at, i) => (store[i] = values[at]!));
  return constant(store, [places.length], like.dtype);
}

/** The slices along `axis` that differ, in the order of their first places. */
export function unique(x: TensorLike, axis = 0): { values: Tensor; indices: Tensor } {
  const given = toTensor(x, 'x', 'unique');
  assert(given.rank > 0, () => 'The input tensor must be at least 1D');
  const at = axis < 0 ? axis + given.rank : axis;
  const values = given.dataSync();
  const inner = sizeOf(given.shape.slice(at + 1));
  const length = given.shape[at]!;
  const outer = sizeOf(given.shape.slice(0, at));
  const seen = new Map<string, number>();
  const first: number[] = [];
  const indices = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    const parts: number[] = [];
    for (let o = 0; o < outer; o++) for (let k = 0; k < inner; k++) parts.push(values[(o * length + i) * inner + k]!);
    const key = parts.join();
    if (!seen.has(key)) seen.set(key, first.push(i) - 1);
    indices[i] = seen.get(key)!;
  }
  return { values: gather(given, integers(first), at), indices: constant(indices, [length], 'int32') };
}

export function bincount(x: TensorLike, weights: TensorLike, size: number): Tensor {
  const given = toTensor(x, 'x', 'bincount');
  const shares = toTensor(weights, 'weights', 'bincount');
  assert(given.dtype === 'int32', () => `Error in bincount: input dtype must be int32, but got ${given.dtype}`);
  assert(size >= 0, () => `size must be non-negative, but got ${size}.`);
  assert(
    shares.size === given.size || shares.size === 0,
    () => `Error in bincount: weights must have the same size as input or0-length, but got input shape: ${given.shape.join()}, weights shape: ${shares.shape.join()}.`,
  );
  return node('Bincount', null, [given, number(size, 'int32'), shares]);
}

export function inTopKAsync(predictions: TensorLike, targets: TensorLike, k = 1): Promise<Tensor> {
  return promised(() => {
    const rows = toTensor(predictions, 'predictions', 'inTopK');
    const wanted = toTensor(targets, 'targets', 'inTopK');
    assert(rows.rank > 1, () => `inTopK() expects the predictions to be of rank 2 or higher, but got ${rows.rank}`);
    assert(
      rows.rank - 1 === wanted.rank,
      () => `predictions rank should be 1 larger than targets rank, but got predictions rank ${rows.rank} and targets rank ${wanted.rank}`,
    );
    const before = rows.shape.slice(0, -1);
    assert(
      sameShape(before, wanted.shape),
      () => `predictions's shape should be align with the targets' shape, except the last dimension. Shapes ${before.join()} and ${wanted.shape.join()} must match`,
    );
    const last = rows.shape.at(-1)!;
    assert(k > 0 && k <= last, () => `'k' passed to inTopK() must be > 0 && <= the predictions last dimension (${last}), but got ${k}`);
    const values = rows.dataSync();
    const found = Uint8Array.from(wanted.dataSync() as Int32Array, (target, row) => {
      const places = Array.from({ length: last }, (_, i) => i);
      places.sort((a, b) => values[row * last + b]! - values[row * last + a]!);
      return places.slice(0, k).includes(target) ? 1 : 0;
    });
    return constant(found, wanted.shape, 'bool');
  });
}

export function searchSorted(sortedSequence: TensorLike, values: TensorLike, side: 'left' | 'right' = 'left'): Tensor {
  const sorted = toTensor(sortedSequence, 'sortedSequence', 'searchSorted');
  const asked = toTensor(values, 'values', 'searchSorted');
  const rows = reshape(sorted, [-1, sorted.shape.at(-1)!]);
  const wanted = reshape(asked, [-1, asked.shape.at(-1)!]);
  if (rows.shape[0] !== wanted.shape[0]) throw new Error("Leading dimension of 'sortedSequence' and 'values' must match.");
  return node(side === 'left' ? 'LowerBound' : 'UpperBound', { outType: 'int32' }, [rows, wanted]);
}

export function lowerBound(sortedSequence: TensorLike, values: TensorLike): Tensor {
  return searchSorted(sortedSequence, values, 'left');
}

export function upperBound(sortedSequence: TensorLike, values: TensorLike): Tensor {
  return searchSorted(sortedSequence, values, 'right');
}

function confusionMatrix(labels: TensorLike, predictions: TensorLike, numClasses: number): Tensor {
  const truth = toTensor(labels, 'labels', 'confusionMatrix');
  const said = toTensor(predictions, 'predictions', 'confusionMatrix');
  const isCount = numClasses > 0 && Number.isInteger(numClasses);
  assert(
    numClasses === undefined || numClasses === null || isCount,
    () => `If provided, numClasses must be a positive integer, but got ${numClasses}`,
  );
  assert(truth.rank === 1, () => `Expected the rank of labels to be 1, but got ${truth.rank}`);
  assert(said.rank === 1, () => `Expected the rank of predictions to be 1, but got ${said.rank}`);
  assert(
    truth.size === said.size,
    () => `Mismatch in the number of examples: ${truth.size} vs. ${said.size}. Labels and predictions should have the same number of elements.`,
  );
  assert(isCount, () => `numClasses is required to be a positive integer, but got ${numClasses}`);
  return matMul(transpose(oneHot(cast(truth, 'int32'), numClasses)), oneHot(cast(said, 'int32'), numClasses));
}

export const math = { confusionMatrix };
