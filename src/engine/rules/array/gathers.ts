/** @file Ops that pick rows or elements by index: Gather, GatherV2, GatherNd. */
import type { Data } from '../../dtypes';
import { invalidArgument, valueError } from '../../errors';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Backward, InputGradient, Rule } from '../../rule';
import type { Dims } from '../../shape';
import { bracketText, sizeOf, stridesOf } from '../../shape';
import type { NoAttributes } from './attributes';
import type { BatchDims } from './batchGathers';
import { batchesOf, gatherBatches, innerIndexShape } from './batchGathers';
import { gatherAxisGradient, rowGradient } from './gatherGradients';
import { shapeAs } from './gradientPieces';
import { axisOf, concatenate, unknown, withRank, withRankAtLeast } from './staticShape';

const noIndices = none('gather takes integer indices');

/** `0,1` for flat position 1 of a [1,2] tensor. */
function placeText(flat: number, dims: Dims): string {
  return stridesOf(dims)
    .map((stride, i) => Math.floor(flat / stride) % dims[i]!)
    .join();
}

function noSuchRow(i: number, row: number, rows: number, indexDims: Dims): Error {
  const place = indexDims.length === 0 ? '' : `[${placeText(i, indexDims)}]`;
  return invalidArgument(`indices${place} = ${row} is not in [0, ${rows})`);
}

/** Copies, in each of `outer` blocks of `rows` rows, the rows that `indices` name. */
function gatherRows(outer: number, rows: number, width: number, indexDims: Dims) {
  const count = sizeOf(indexDims);
  return (source: Data, indices: Data, target: Data): void => {
    for (let i = 0; i < count; i++) {
      const row = indices[i]!;
      if (!(row >= 0 && row < rows)) throw noSuchRow(i, row, rows, indexDims);
    }
    let to = 0;
    for (let o = 0; o < outer; o++) {
      const block = o * rows * width;
      for (let i = 0; i < count; i++) {
        const from = block + indices[i]! * width;
        for (let k = 0; k < width; k++) target[to++] = source[from + k]!;
      }
    }
  };
}

export const gather: Rule<NoAttributes> = {
  infer: ([params, indices]) => {
    const shape = withRankAtLeast(params!.shape, 1);
    const rest = shape === null ? null : shape.slice(1);
    return [{ dtype: params!.dtype, shape: concatenate(indices!.shape, rest) }];
  },
  bind: ([params, indices]) => {
    const { dims } = params!;
    if (dims.length === 0) throw invalidArgument('params must be at least 1 dimensional');
    const rest = dims.slice(1);
    const run = gatherRows(1, dims[0]!, sizeOf(rest), indices!.dims);
    return {
      outputs: [[...indices!.dims, ...rest]],
      run: ([source, rows], [target]) => run(source!, rows!, target!),
    };
  },
  derivative: (back) => [rowGradient(back), noIndices],
};

export const gatherV2: Rule<BatchDims> = {
  infer: ([params, indices, axis], { batchDims = 0 }, known) => {
    const shape = withRankAtLeast(params!.shape, 1);
    withRank(axis!.shape, 0);
    const { dtype } = params!;
    const at = known(2)?.data[0];
    if (at === undefined) {
      const rank =
        shape === null || indices!.shape === null ? null : shape.length + indices!.shape.length - 1;
      return [{ dtype, shape: rank === null ? null : unknown(rank) }];
    }
    withRankAtLeast(shape, at < 0 ? -at : at + 1);
    if (shape === null) return [{ dtype, shape: null }];
    const split = axisOf(at, shape.length);
    const inner = innerIndexShape(indices!.shape, batchDims);
    return [{ dtype, shape: concatenate(shape.slice(0, split), inner, shape.slice(split + 1)) }];
  },
  needs: [2],
  bind: ([params, indices], { batchDims = 0 }, values) => {
    const { dims } = params!;
    const axis = values[2]!.data[0]!;
    const rank = dims.length;
    if (rank === 0) throw invalidArgument('params must be at least 1 dimensional');
    const at = axisOf(axis, rank);
    if (at < 0 || at >= rank) {
      throw invalidArgument(`Expected axis in the range [${-rank}, ${rank}), but got ${axis}`);
    }
    const [before, after] = [dims.slice(0, at), dims.slice(at + 1)];
    const batches = batchesOf(batchDims, indices!.dims, at);
    const run =
      batches === 0
        ? gatherRows(sizeOf(before), dims[at]!, sizeOf(after), indices!.dims)
        : gatherBatches(dims, indices!.dims, at, batches, (i, row) =>
            noSuchRow(i, row, dims[at]!, indices!.dims),
          );
    return {
      outputs: [[...before, ...indices!.dims.slice(batches), ...after]],
      run: ([source, rows], [target]) => run(source!, rows!, target!),
    };
  },
  derivative: (back) => [
    axisIsZero(back.inputs[2]!) ? rowGradient(back) : gatherAxisGradient(back),
    noIndices,
    none('the axis of a gather is an integer'),
  ],
};

/** Whether the axis is the constant 0: then the gradient keeps to the rows that were picked. */
function axisIsZero(axis: Tensor): boolean {
  const { op, attributes } = axis.node;
  return op === 'Const' && 'value' in attributes && attributes.value.data[0] === 0;
}

export const gatherNd: Rule<NoAttributes> = {
  infer: ([params, indices]) => {
    const { dtype, shape } = params!;
    const at = withRankAtLeast(indices!.shape, 1);
    if (shape === null || at === null) return [{ dtype, shape: null }];
    const depth = at[at.length - 1]!;
    if (depth === null) return [{ dtype, shape: null }];
    if (depth > shape.length) {
      throw valueError(
        `indices.shape[-1] must be <= params.rank, but saw indices shape: ${bracketText(at)} ` +
          `and params shape: ${bracketText(shape)}`,
      );
    }
    return [{ dtype, shape: [...at.slice(0, -1), ...shape.slice(depth)] }];
  },
  bind: ([params, indices]) => {
    const { dims } = params!;
    const outer = indices!.dims.slice(0, -1);
    const depth = indices!.dims[indices!.dims.length - 1];
    if (depth === undefined) throw invalidArgument('indices must be at least a vector');
    if (depth > dims.length) {
      throw invalidArgument(
        `index innermost dimension length must be <= params rank; saw: ${depth} vs. ${dims.length}`,
      );
    }
    const rest = dims.slice(depth);
    const width = sizeOf(rest);
    const count = sizeOf(outer);
    const steps = stridesOf(dims).slice(0, depth);
    return {
      outputs: [[...outer, ...rest]],
      run: ([source, at], [target]) => {
        for (let i = 0, to = 0; i < count; i++) {
          let from = 0;
          for (let d = 0; d < depth; d++) {
            const index = at![i * depth + d]!;
            if (!(index >= 0 && index < dims[d]!)) throw badIndex(i, depth, at!, dims, outer);
            from += index * steps[d]!;
          }
          for (let k = 0; k < width; k++) target![to++] = source![from + k]!;
        }
      },
    };
  },
  derivative: (back) => [gatherNdGradient(back), noIndices],
};

function badIndex(i: number, depth: number, at: Data, dims: Dims, outer: Dims): Error {
  const index = Array.from(at.subarray(i * depth, (i + 1) * depth)).join(', ');
  const place = outer.length === 0 ? '' : `[${placeText(i, outer)}]`;
  return invalidArgument(
    `indices${place} = [${index}] does not index into param shape ${bracketText(dims)}`,
  );
}

function gatherNdGradient({ inputs, gradients, build }: Backward<NoAttributes>): InputGradient {
  const [params, indices] = inputs;
  const [gradient] = gradients;
  const denseShape = shapeAs(build, params!, indices!.dtype === 'int64' ? 'int64' : 'int32');
  const { shape } = indices!;
  if (shape !== null && shape.length === 2 && shape[1] === 1) {
    const rows = build.make('Squeeze', [indices!], { squeezeDims: [-1] });
    return { kind: 'slices', values: gradient!, indices: rows, denseShape };
  }
  return build.make('ScatterNd', [indices!, gradient!, denseShape], {});
}
