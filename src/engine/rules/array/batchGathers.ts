/**
 * @file GatherV2 with batch_dims: each batch of rows is picked by its own indices; and the gradient of
 * that, TensorFlow's _BatchGatherGrad.
 */
import type { Builder } from '../../builder';
import type { Data } from '../../dtypes';
import { invalidArgument, valueError } from '../../errors';
import type { Tensor } from '../../graph';
import type { Dims, Shape } from '../../shape';
import { sizeOf } from '../../shape';
import {
  concat, elementOf, expandDims, named, reshape, sizeTensor, sliceVector,
} from './gradientPieces';

export interface BatchDims {
  /** Leading dimensions that rows and indices share; from the end of the indices when negative. */
  readonly batchDims?: number;
}

/** What of the shape of the indices stands in the shape of the output. Throws ValueError. */
export function innerIndexShape(indices: Shape, batchDims: number): Shape {
  if (indices === null) return null;
  const start = batchDims < 0 ? batchDims + indices.length : batchDims;
  if (start >= 0) return indices.slice(start);
  throw valueError(
    `Subshape start out of bounds: ${batchDims}, for shape with rank ${indices.length}`,
  );
}

/** How many leading dimensions are batches. Throws InvalidArgumentError with the kernel's words. */
export function batchesOf(batchDims: number, indices: Dims, axis: number): number {
  if (batchDims === 0) return 0;
  const rank = indices.length;
  if (batchDims < -rank || batchDims >= rank) {
    throw invalidArgument(
      `Expected batch_dims in the range [${-rank}, ${rank}), but got ${batchDims}`,
    );
  }
  const count = batchDims < 0 ? batchDims + rank : batchDims;
  if (axis >= count) return count;
  throw invalidArgument(`batch_dims (${count}) must be less than or equal to axis (${axis}).`);
}

/** Copies rows batch by batch; `check(i)` says that index i is no row. */
export function gatherBatches(
  params: Dims, indices: Dims, axis: number, batches: number, outside: (i: number, row: number) => Error,
) {
  const rows = params[axis]!;
  const width = sizeOf(params.slice(axis + 1));
  const outer = sizeOf(params.slice(batches, axis));
  const count = sizeOf(indices.slice(batches));
  const batchCount = sizeOf(params.slice(0, batches));
  return (source: Data, at: Data, target: Data): void => {
    let to = 0;
    for (let b = 0; b < batchCount; b++) {
      for (let o = 0; o < outer; o++) {
        const block = (b * outer + o) * rows * width;
        for (let i = b * count; i < (b + 1) * count; i++) {
          const row = at[i]!;
          if (!(row >= 0 && row < rows)) throw outside(i, row);
          for (let k = 0; k < width; k++) target[to++] = source[block + row * width + k]!;
        }
      }
    }
  };
}

/**
 * Sums `values` [batches…, n, …] into the rows of `indices`; `rows` is how many a batch has. Without
 * batches plainly, else through one long list of rows.
 */
export function batchGatherGradient(
  build: Builder, shape: Tensor, values: Tensor, indices: Tensor, batches: number, rows: Tensor,
): Tensor {
  const count = expandDims(build, sizeTensor(build, indices), 0);
  if (batches === 0) {
    const flat = reshape(build, indices, count);
    return build.make('UnsortedSegmentSum', [values, flat, rows], {});
  }
  const sizes = build.shapeOf(values);
  const outer = sliceVector(build, sizes, null, batches);
  const inner = sliceVector(build, sliceVector(build, sizes, batches, null), 1, null);
  const batchSize = named(
    build, 'Prod', () => [outer, build.integers([0], 'reduction_indices')],
    (name, list) => build.make('Prod', list, { keepDims: false }, name),
  );
  const flatShape = named(
    build, 'concat',
    () => [build.integers([-1], 'values_0'), inner, build.scalar('int32', 0, 'axis')],
    (name, list) => build.make('ConcatV2', list, {}, name),
  );
  const allRows = build.make('Mul', [rows, batchSize], {}, 'mul');
  const shifted = indicesInLongList(build, shape, indices, batches);
  const flatValues = reshape(build, values, flatShape);
  const flat = reshape(build, shifted, count);
  const summed = build.make('UnsortedSegmentSum', [flatValues, flat, allRows], {});
  return reshape(build, summed, concat(build, [outer, flatShape], 0));
}

/** TensorFlow's _GetBatchIndices: to each index is added how many rows the batches before it have. */
function indicesInLongList(
  build: Builder, shape: Tensor, indices: Tensor, batches: number,
): Tensor {
  const type = indices.dtype as 'int32' | 'int64';
  const rank = indices.shape!.length;
  const sizes = type === 'int32' ? shape : build.make('Cast', [shape], { dstT: type }, 'Cast');
  let stride = build.scalar(type, 1, 'ones');
  let sum = indices;
  for (let dim = batches; dim > 0; dim--) {
    const size = elementOf(build, sizes, dim - 1);
    stride = build.make('Mul', [stride, elementOf(build, sizes, dim)], {}, 'mul');
    const start = build.scalar(type, 0, 'zeros');
    const step = build.scalar(type, 1, 'ones');
    const range = build.make('Range', [start, size, step], {}, 'range');
    const offsets = build.make('Mul', [range, stride], {}, 'mul');
    const offsetShape = named(
      build, 'stack',
      () => Array.from({ length: rank }, (_, i) =>
        i === dim - 1 ? size : build.scalar(type, 1, String(i))),
      (name, list) => build.make('Pack', list, { axis: 0 }, name),
    );
    sum = build.make('AddV2', [sum, reshape(build, offsets, offsetShape)], {}, 'add');
  }
  return sum;
}
