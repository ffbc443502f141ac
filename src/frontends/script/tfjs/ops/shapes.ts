/** @file Shapes and parts of tensors: reshape, slice, concat, gather and their like. */
import { integers, node, nodes, number, Tensor, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import { assert, parseAxes, sameShape, sizeOf, upcastType } from '../types';
import { cast } from './elementwise';

type Shape = readonly number[];

export function reshape(x: TensorLike, shape: Shape): Tensor {
  const given = toTensor(x, 'x', 'reshape');
  const known = shape.filter((dim) => dim !== -1);
  assert(shape.length - known.length <= 1, () => `Shapes can only have 1 implicit size. Found -1 at dim ${shape.indexOf(-1)} and dim ${shape.lastIndexOf(-1)}`);
  for (const dim of known) assert(dim >= 0, () => `Shapes can not be < 0. Found ${dim} at dim ${shape.indexOf(dim)}`);
  const rest = sizeOf(known);
  if (known.length === shape.length) {
    assert(given.size === rest, () => `Size(${given.size}) must match the product of shape ${shape.join()}`);
  } else {
    if (rest === 0) throw new Error('Cannot infer the missing size in [' + shape.join() + '] when there are 0 elements');
    assert(given.size % rest === 0, () => `The implicit shape can't be a fractional number. Got ${given.size} / ${rest}`);
  }
  return node('Reshape', null, [given, integers(shape.map((dim) => (dim === -1 ? given.size / rest : dim)))]);
}

export function expandDims(x: TensorLike, axis = 0): Tensor {
  const given = toTensor(x, 'x', 'expandDims');
  assert(axis <= given.rank, () => 'Axis must be <= rank of the tensor');
  const at = axis < 0 ? given.rank + axis + 1 : axis;
  return reshape(given, [...given.shape.slice(0, at), 1, ...given.shape.slice(at)]);
}

export function squeeze(x: TensorLike, axis?: readonly number[]): Tensor {
  const given = toTensor(x, 'x', 'squeeze');
  const axes = axis === undefined || axis.length === 0 ? null : parseAxes(axis, given.shape);
  axes?.forEach((one) => {
    if (given.shape[one] !== 1) throw new Error(`Can't squeeze axis ${one} since its dim '${given.shape[one]}' is not 1`);
  });
  return reshape(given, given.shape.filter((dim, i) => (axes === null ? dim !== 1 : !axes.includes(i))));
}

export function transpose(x: TensorLike, perm?: readonly number[]): Tensor {
  const given = toTensor(x, 'x', 'transpose');
  const order = perm ?? given.shape.map((_, i) => i).reverse();
  assert(given.rank === order.length, () => `Error in transpose: rank of input ${given.rank} must match length of perm ${order.join()}.`);
  for (const axis of order) {
    assert(axis >= 0 && axis < given.rank, () => `All entries in 'perm' must be between 0 and ${given.rank - 1} but got ${order.join()}`);
  }
  return given.rank <= 1 ? node('Identity', null, [given]) : node('Transpose', null, [given, integers(order)]);
}

export function concat(tensors: readonly TensorLike[], axis = 0): Tensor {
  assert(Array.isArray(tensors) && tensors.length >= 1, () => 'Pass at least one tensor to concat');
  const list = sameTypes(tensors.map((one, i) => toTensor(one, `tensors[${i}]`, 'concat')));
  const at = parseAxes(axis, list[0]!.shape)[0]!;
  const rank = list[0]!.rank;
  list.forEach((one, i) => {
    assert(one.rank === rank, () => `Error in concat${rank}D: rank of tensors[${i}] must be the same as the rank of the rest (${rank})`);
    one.shape.forEach((dim, j) => assert(
      j === at || dim === list[0]!.shape[j],
      () => `Error in concat${rank}D: Shape of tensors[${i}] (${one.shape.join()}) does not match the shape of the rest (${list[0]!.shape.join()}) along the non-concatenated axis ${i}.`,
    ));
  });
  if (list.length === 1) return node('Identity', null, [list[0]!]);
  return node('ConcatV2', null, [...list, number(at, 'int32')]);
}

function sameTypes(list: readonly Tensor[]): Tensor[] {
  const dtype = list.reduce((type, one) => upcastType(type, one.dtype), list[0]!.dtype);
  return list.map((one) => (one.dtype === dtype ? one : cast(one, dtype)));
}

export function stack(tensors: readonly TensorLike[], axis = 0): Tensor {
  assert(tensors.length >= 1, () => 'Pass at least one tensor to tf.stack');
  const list = tensors.map((one, i) => toTensor(one, `tensors[${i}]`, 'stack'));
  const { rank, shape } = list[0]!;
  assert(axis <= rank, () => 'Axis must be <= rank of the tensor');
  list.forEach((one) => {
    assert(sameShape(one.shape, shape), () => 'All tensors passed to stack must have matching shapes');
    assert(one.dtype === list[0]!.dtype, () => 'All tensors passed to stack must have matching dtypes');
  });
  return node('Pack', { axis: axis < 0 ? rank + 1 + axis : axis }, list);
}

export function unstack(x: TensorLike, axis = 0): Tensor[] {
  const given = toTensor(x, 'x', 'unstack');
  assert(axis >= -given.rank && axis < given.rank, () => `Axis = ${axis} is not in [-${given.rank}, ${given.rank})`);
  const at = axis < 0 ? given.rank + axis : axis;
  return nodes('Unpack', { axis: at, num: given.shape[at]! }, [given]);
}

export function slice(x: TensorLike, begin: number | Shape, size?: number | Shape): Tensor {
  const given = toTensor(x, 'x', 'slice');
  if (given.rank === 0) throw new Error('Slicing scalar is not possible');
  const starts = fullList(begin, given.rank, 0);
  starts.forEach((at) => assert(at !== -1, () => 'slice() does not support negative begin indexing.'));
  const asked = size === undefined ? given.shape.map(() => -1) : fullList(size, given.rank, -1);
  const sizes = asked.map((count, i) => {
    if (count >= 0) return count;
    assert(count === -1, () => `Negative size values should be exactly -1 but got ${count} for the slice() size at index ${i}.`);
    return given.shape[i]! - starts[i]!;
  });
  starts.forEach((at, i) => assert(
    at + sizes[i]! <= given.shape[i]!,
    () => `Error in slice${given.rank}D: begin[${i}] + size[${i}] (${at + sizes[i]!}) would overflow input.shape[${i}] (${given.shape[i]})`,
  ));
  return node('Slice', null, [given, integers(starts), integers(sizes)]);
}

function fullList(value: number | Shape, rank: number, rest: number): number[] {
  const list = typeof value === 'number' ? [value] : [...value];
  while (list.length < rank) list.push(rest);
  return list;
}

export function stridedSlice(
  x: TensorLike, begin: Shape, end: Shape, strides: Shape = begin.map(() => 1),
  beginMask = 0, endMask = 0, ellipsisMask = 0, newAxisMask = 0, shrinkAxisMask = 0,
): Tensor {
  return node('StridedSlice', { beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask }, [
    toTensor(x, 'x', 'stridedSlice'), integers(begin), integers(end), integers(strides),
  ]);
}

export function split(x: TensorLike, parts: number | Shape, axis = 0): Tensor[] {
  const given = toTensor(x, 'x', 'split');
  const at = parseAxes(axis, given.shape)[0]!;
  const dim = given.shape[at]!;
  if (typeof parts === 'number') {
    assert(dim % parts === 0, () => 'Number of splits must evenly divide the axis.');
    return nodes('Split', { numSplit: parts }, [number(at, 'int32'), given]);
  }
  const open = parts.filter((part) => part === -1).length;
  assert(open <= 1, () => 'There should be only one negative value in split array.');
  const known = parts.reduce((total, part) => (part > 0 ? total + part : total), 0);
  const sizes = parts.map((part) => (part === -1 ? dim - known : part));
  assert(dim === sizes.reduce((a, b) => a + b, 0), () => 'The sum of sizes must match the size of the axis dimension.');
  return nodes('SplitV', { numSplit: sizes.length }, [given, integers(sizes), number(at, 'int32')]);
}

export function gather(x: TensorLike, indices: TensorLike, axis = 0, batchDims = 0): Tensor {
  const given = toTensor(x, 'x', 'gather');
  const at = parseAxes(axis, given.shape)[0]!;
  return node('GatherV2', { batchDims }, [given, toTensor(indices, 'indices', 'gather', 'int32'), number(at, 'int32')]);
}

export function gatherND(x: TensorLike, indices: TensorLike): Tensor {
  return node('GatherNd', null, [toTensor(x, 'x', 'gatherND'), toTensor(indices, 'indices', 'gatherND', 'int32')]);
}

export function scatterND(indices: TensorLike, updates: TensorLike, shape: Shape): Tensor {
  return node('ScatterNd', null, [toTensor(indices, 'indices', 'scatterND', 'int32'), toTensor(updates, 'updates', 'scatterND'), integers(shape)]);
}

export function tile(x: TensorLike, reps: readonly number[]): Tensor {
  const given = toTensor(x, 'x', 'tile', undefined);
  assert(given.rank === reps.length, () => `Error in transpose: rank of input ${given.rank} must match length of reps ${reps.join()}.`);
  return node('Tile', null, [given, integers(reps)]);
}

export function broadcastTo(x: TensorLike, shape: Shape): Tensor {
  const given = toTensor(x, 'broadcastTo', 'x');
  if (shape.some((dim) => !(dim > 0) || dim % 1 !== 0)) throw new Error(`broadcastTo(): Invalid broadcast shape [${shape.join()}].`);
  if (shape.length < given.rank) throw new Error(`broadcastTo(): shape.length=${shape.length} < input.rank=${given.rank}.`);
  const from = [...new Array<number>(shape.length - given.rank).fill(1), ...given.shape];
  from.forEach((dim, i) => {
    if (dim !== 1 && dim !== shape[i]) throw new Error(`broadcastTo(): [${given.shape.join()}] cannot be broadcast to [${shape.join()}].`);
  });
  return node('BroadcastTo', null, [given, integers(shape)]);
}

export function reverse(x: TensorLike, axis?: number | Shape): Tensor {
  const given = toTensor(x, 'x', 'reverse');
  return node('ReverseV2', null, [given, integers(parseAxes(axis, given.shape))]);
}

export function pad(x: TensorLike, paddings: readonly (readonly [number, number])[], constantValue = 0): Tensor {
  const given = toTensor(x, 'x', 'pad');
  if (given.rank === 0) throw new Error('pad(scalar) is not defined. Pass non-scalar to pad');
  return node('PadV2', null, [given, reshape(integers(paddings.flat()), [paddings.length, 2]), number(constantValue, given.dtype)]);
}

export function mirrorPad(x: TensorLike, paddings: readonly (readonly [number, number])[], mode: 'reflect' | 'symmetric'): Tensor {
  assert(mode === 'reflect' || mode === 'symmetric', () => `Invalid mode. Mode must be either reflect or symmetric. Got ${String(mode)}.`);
  const given = toTensor(x, 'x', 'mirrorPad');
  return node('MirrorPad', { mode: mode.toUpperCase() }, [given, reshape(integers(paddings.flat()), [paddings.length, 2])]);
}

export function topk(x: TensorLike, k = 1, sorted = true): { values: Tensor; indices: Tensor } {
  const given = toTensor(x, 'x', 'topk');
  if (given.rank === 0) throw new Error('topk() expects the input to be of rank 1 or higher');
  const last = given.shape.at(-1)!;
  if (k < 0) throw new Error(`'k' passed to topk() must be >= 0 but got ${k}`);
  if (k > last) throw new Error(`'k' passed to topk() must be <= the last dimension (${last}) but got ${k}`);
  const [values, indices] = nodes('TopKV2', { sorted }, [given, number(k, 'int32')]);
  return { values: values!, indices: indices! };
}

export function unsortedSegmentSum(x: TensorLike, segmentIds: TensorLike, numSegments: number): Tensor {
  assert(Number.isInteger(numSegments), () => 'numSegments must be of dtype int');
  return node('UnsortedSegmentSum', null, [
    toTensor(x, 'x', 'unsortedSegmentSum'), toTensor(segmentIds, 'segmentIds', 'unsortedSegmentSum', 'int32'), number(numSegments, 'int32'),
  ]);
}
