/** @file Which axes a reduction goes over and what shapes follow; knows no arithmetic. */
import { invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import type { Dims, Shape } from '../../shape';
import { sizeOf } from '../../shape';
import type { Value } from '../../value';
import { integersOf } from '../../value';
import { ALLOWED, checkAllowed, shapeError, shapeErrorWithValues } from './operands';

/**
 * Static shape after reducing `input` over `axes`, of which the value may be known.
 * Throws TensorFlow's ValueError for an axis that is out of range.
 */
export function reducedShape(
  op: string, input: Tensor, axes: Tensor, value: Value | null, keepDims: boolean,
): Shape {
  checkAllowed(axes, 'reduction_indices', ALLOWED.index);
  const shapes = [input.shape, axes.shape];
  if (axes.shape !== null && axes.shape.length > 1) {
    throw shapeError(op, `Shape must be at most rank 1 but is rank ${axes.shape.length}`, shapes);
  }
  if (input.shape === null) return null;
  if (value === null) return keepDims ? input.shape.map(() => null) : null;
  const rank = input.shape.length;
  const isReduced = new Array<boolean>(rank).fill(false);
  for (const axis of integersOf(value)) {
    if (axis < -rank || axis >= rank) {
      throw shapeErrorWithValues(
        op, `Invalid reduction dimension ${axis} for input with ${rank} dimensions.`, shapes,
        [[1, integersOf(value).join(' ')]],
      );
    }
    isReduced[axis < 0 ? axis + rank : axis] = true;
  }
  if (keepDims) return input.shape.map((dim, i) => (isReduced[i] ? 1 : dim));
  return input.shape.filter((_dim, i) => !isReduced[i]);
}

/**
 * How the elements that go into one output lie in memory. Neighbouring axes of one kind are one,
 * axes of size 1 count for nothing:
 * - `rows`: [kept, reduced], output o is made of the `count` elements from o × count;
 * - `columns`: [kept, reduced, kept], of `blocks` × `count` × `columns` elements;
 * - `scattered`: output o is made of the elements at `starts[o] + offsets[r]`. `isSplit` when the
 *   axes are [reduced, kept, reduced]; with more, TensorFlow transposes first and then has rows.
 */
export type Layout =
  | { readonly kind: 'rows'; readonly count: number }
  | {
      readonly kind: 'columns';
      readonly count: number;
      readonly blocks: number;
      readonly columns: number;
    }
  | {
      readonly kind: 'scattered';
      readonly count: number;
      readonly starts: Int32Array;
      readonly offsets: Int32Array;
      readonly isSplit: boolean;
    };

export interface Reduction {
  readonly outputDims: Dims;
  readonly outputSize: number;
  readonly layout: Layout;
}

/** Throws TensorFlow's InvalidArgumentError for an axis that is out of range. */
export function reductionOf(dims: Dims, axes: Value, keepDims: boolean): Reduction {
  const rank = dims.length;
  const isReduced = new Array<boolean>(rank).fill(false);
  for (const axis of integersOf(axes)) {
    if (axis < -rank || axis >= rank) {
      throw invalidArgument(
        `Invalid reduction dimension (${axis} for input with ${rank} dimension(s)`,
      );
    }
    isReduced[axis < 0 ? axis + rank : axis] = true;
  }
  const kept = dims.filter((_dim, i) => !isReduced[i]);
  return {
    outputDims: keepDims ? dims.map((dim, i) => (isReduced[i] ? 1 : dim)) : kept,
    outputSize: sizeOf(kept),
    layout: layoutOf(dims, isReduced),
  };
}

function layoutOf(dims: Dims, isReduced: readonly boolean[]): Layout {
  const groups: { size: number; readonly isReduced: boolean }[] = [];
  dims.forEach((dim, axis) => {
    const last = groups[groups.length - 1];
    if (dim === 1) return;
    if (last !== undefined && last.isReduced === isReduced[axis]) last.size *= dim;
    else groups.push({ size: dim, isReduced: isReduced[axis]! });
  });
  const count = groups.reduce((size, group) => size * (group.isReduced ? group.size : 1), 1);
  const pattern = groups.map((group) => (group.isReduced ? 'r' : 'k')).join('');
  if (['', 'k', 'r', 'kr'].includes(pattern)) return { kind: 'rows', count };
  if (pattern === 'rk') return { kind: 'columns', count, blocks: 1, columns: groups[1]!.size };
  if (pattern === 'krk') {
    return { kind: 'columns', count, blocks: groups[0]!.size, columns: groups[2]!.size };
  }
  const starts = linearIndices(dims, (axis) => !isReduced[axis]);
  const offsets = linearIndices(dims, (axis) => isReduced[axis]!);
  if (pattern !== 'rkr') return { kind: 'scattered', count, starts, offsets, isSplit: false };
  // Eigen's generic reducer has the first of the two axes in its inner loop.
  const [first, last] = [groups[0]!.size, groups[2]!.size];
  const turned = offsets.map((_offset, i) => offsets[(i % first) * last + Math.floor(i / first)]!);
  return { kind: 'scattered', count, starts, offsets: turned, isSplit: true };
}

/** Indices of the elements that are 0 along every axis which does not belong. */
function linearIndices(dims: Dims, belongs: (axis: number) => boolean): Int32Array {
  let indices = new Int32Array(1);
  let step = 1;
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    const dim = dims[axis]!;
    if (belongs(axis)) {
      const size = indices.length;
      const longer = new Int32Array(size * dim);
      for (let i = 0; i < dim; i++) {
        for (let j = 0; j < size; j++) longer[i * size + j] = i * step + indices[j]!;
      }
      indices = longer;
    }
    step *= dim;
  }
  return indices;
}
