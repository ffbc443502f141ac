/**
 * @file Blocks of space moved into depth (SpaceToDepth) or into the batch (SpaceToBatchND), and back.
 */
import { invalidArgument, valueError } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText, sizeOf, stridesOf } from '../../shape';
import type { Value } from '../../value';
import { integersOf } from '../../value';
import type { NoAttributes } from './attributes';
import type { Dim } from './staticShape';
import { dividedBy, times, withRank, withRankAtLeast } from './staticShape';
import { stridedCopy } from './stridedCopy';

export interface DepthBlocks {
  readonly blockSize: number;
  readonly dataFormat: 'NHWC' | 'NCHW';
}

function checkImages(dims: Dims): void {
  if (dims.length === 4) return;
  throw invalidArgument(`Input rank should be: 4 instead of: ${dims.length}`);
}

const unimplemented = (op: string) =>
  invalidArgument(`Only NHWC data_format supported on CPU. Got NCHW for ${op}`);

/** A copy of `box` elements whose axes are `order` of the source's `box`. */
function permuted(box: Dims, order: readonly number[]) {
  const out = order.map((axis) => box[axis]!);
  const strides = stridesOf(box);
  return stridedCopy(
    out,
    { strides: order.map((axis) => strides[axis]!), offset: 0 },
    { strides: stridesOf(out), offset: 0 },
  );
}

function depthShape(shape: Shape, block: number, intoDepth: boolean, format: string): Shape {
  const dims = withRank(shape, 4);
  const [n, h, w, c] = format === 'NHWC' ? dims : [dims[0], dims[2], dims[3], dims[1]];
  const area = block * block;
  const side = (dim: Dim) => (intoDepth ? dividedBy(dim, block) : times(dim, block));
  const depth = intoDepth ? times(c!, area) : dividedBy(c!, area);
  const [rows, columns] = [side(h!), side(w!)];
  return format === 'NHWC' ? [n!, rows, columns, depth] : [n!, depth, rows, columns];
}

export const spaceToDepth: Rule<DepthBlocks> = {
  infer: ([input], { blockSize, dataFormat }) => [
    { dtype: input!.dtype, shape: depthShape(input!.shape, blockSize, true, dataFormat) },
  ],
  bind: ([input], { blockSize: b, dataFormat }) => {
    if (dataFormat !== 'NHWC') throw unimplemented('SpaceToDepth');
    const { dims } = input!;
    checkImages(dims);
    const [n, h, w, c] = dims as readonly [number, number, number, number];
    if (w % b !== 0 || h % b !== 0) {
      throw invalidArgument(
        `Image width ${w} and height ${h} should be divisible by block_size: ${b}`,
      );
    }
    const copy = permuted([n, h / b, b, w / b, b, c], [0, 1, 3, 2, 4, 5]);
    return {
      outputs: [[n, h / b, w / b, c * b * b]],
      run: ([source], [out]) => copy(source!, out!),
    };
  },
  derivative: ({ gradients, build, attributes }) => [
    build.make('DepthToSpace', [gradients[0]!], attributes),
  ],
};

export const depthToSpace: Rule<DepthBlocks> = {
  infer: ([input], { blockSize, dataFormat }) => [
    { dtype: input!.dtype, shape: depthShape(input!.shape, blockSize, false, dataFormat) },
  ],
  bind: ([input], { blockSize: b, dataFormat }) => {
    if (dataFormat !== 'NHWC') throw unimplemented('DepthToSpace');
    const { dims } = input!;
    checkImages(dims);
    const [n, h, w, c] = dims as readonly [number, number, number, number];
    if (c % (b * b) !== 0) {
      throw invalidArgument(
        `Input depth dimension ${c} should be divisible by: ${b * b}`,
      );
    }
    const depth = c / (b * b);
    const copy = permuted([n, h, w, b, b, depth], [0, 1, 3, 2, 4, 5]);
    return {
      outputs: [[n, h * b, w * b, depth]],
      run: ([source], [out]) => copy(source!, out!),
    };
  },
  derivative: ({ gradients, build, attributes }) => [
    build.make('SpaceToDepth', [gradients[0]!], attributes),
  ],
};

const noBlocks = none('block shapes, paddings and crops are integers');

/** Static shape after moving blocks of axes 1… into the batch (or out of it: `crops`). */
function batchShape(
  input: Shape, block: Value | null, edges: Value | null, blockRank: Dim, isBack: boolean,
): Shape {
  if (input === null) return null;
  if (block === null || blockRank === null) {
    return input.map((dim, i) => (i === 0 || blockRank === null || i <= blockRank ? null : dim));
  }
  const sizes = integersOf(block);
  withRankAtLeast(input, sizes.length + 1);
  const step = isBack ? dividedBy : times;
  const batch = sizes.reduce<Dim>((all, size) => step(all, size), input[0]!);
  return input.map((dim, i) => {
    if (i === 0) return batch;
    if (i > sizes.length) return dim;
    if (edges === null || dim === null) return null;
    const [before, after] = [edges.data[2 * i - 2]!, edges.data[2 * i - 1]!];
    if (before < 0 || after < 0) {
      throw valueError(`${isBack ? 'crops' : 'paddings'} cannot be negative`);
    }
    const size = sizes[i - 1]!;
    if (!isBack) return dividedBy(dim + before + after, size);
    const left = dim * size - before - after;
    if (left < 0) throw valueError('cropped size must be non-negative');
    return left;
  });
}

interface Blocks {
  readonly sizes: readonly number[];
  readonly area: number;
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly rest: Dims;
}

function blocksOf(dims: Dims, values: readonly (Value | undefined)[], what: string): Blocks {
  const sizes = integersOf(values[1]!);
  const edges = integersOf(values[2]!);
  if (dims.length < sizes.length + 1) {
    throw invalidArgument(`input rank should be >= ${sizes.length + 1} instead of ${dims.length}`);
  }
  const before = sizes.map((_size, i) => edges[2 * i]!);
  const after = sizes.map((_size, i) => edges[2 * i + 1]!);
  if (edges.some((edge) => edge < 0)) throw invalidArgument(`${what} must be non-negative`);
  const area = sizes.reduce((all, one) => all * one, 1);
  if (area <= 0) throw invalidArgument('Product of block sizes must be positive, got 0');
  return { sizes, area, before, after, rest: dims.slice(sizes.length + 1) };
}

/**
 * Visits every element of space: `at(batch row, place inside the padded space)`, both flat, of
 * the tensor whose batch holds the blocks.
 */
function eachBlock(
  batch: number, padded: Dims, { sizes, area }: Blocks,
  visit: (blockRow: number, row: number, places: readonly number[]) => void,
): void {
  const inner = padded.map((size, i) => size / sizes[i]!);
  const count = sizeOf(padded);
  const steps = stridesOf(padded);
  const innerSteps = stridesOf(inner);
  const blockSteps = stridesOf(sizes);
  for (let n = 0; n < batch; n++) {
    for (let flat = 0; flat < count; flat++) {
      const places = steps.map((step, i) => Math.floor(flat / step) % padded[i]!);
      let block = 0;
      let at = 0;
      places.forEach((place, i) => {
        block += (place % sizes[i]!) * blockSteps[i]!;
        at += Math.floor(place / sizes[i]!) * innerSteps[i]!;
      });
      visit((block * batch + n) * (count / area) + at, n, places);
    }
  }
}

/** The flat row of unpadded space at `places`, or −1 where the padding lies. */
function unpadded(
  n: number, places: readonly number[], space: Dims, before: readonly number[],
): number {
  let at = n;
  for (let i = 0; i < space.length; i++) {
    const place = places[i]! - before[i]!;
    if (place < 0 || place >= space[i]!) return -1;
    at = at * space[i]! + place;
  }
  return at;
}

export const spaceToBatchNd: Rule<NoAttributes> = {
  infer: ([input, block, paddings], _attributes, known) => {
    const [rank] = withRank(block!.shape, 1);
    withRank(paddings!.shape, 2);
    return [
      { dtype: input!.dtype, shape: batchShape(input!.shape, known(1), known(2), rank!, false) },
    ];
  },
  needs: [1, 2],
  bind: ([input], _attributes, values) => {
    const { dims } = input!;
    const blocks = blocksOf(dims, values, 'paddings');
    const { sizes, area, before, after, rest } = blocks;
    const space = dims.slice(1, sizes.length + 1);
    const padded = space.map((size, i) => {
      const whole = size + before[i]! + after[i]!;
      if (whole % sizes[i]! !== 0) {
        throw invalidArgument(
          `padded_shape[${i}]=${whole} is not divisible by block_shape[${i}]=${sizes[i]!}`,
        );
      }
      return whole;
    });
    const width = sizeOf(rest);
    return {
      outputs: [[dims[0]! * area, ...padded.map((size, i) => size / sizes[i]!), ...rest]],
      run: ([source], [out]) => {
        out!.fill(0);
        eachBlock(dims[0]!, padded, blocks, (to, n, places) => {
          const from = unpadded(n, places, space, before);
          if (from < 0) return;
          for (let k = 0; k < width; k++) out![to * width + k] = source![from * width + k]!;
        });
      },
    };
  },
  derivative: ({ inputs, gradients, build }) => [
    build.make('BatchToSpaceND', [gradients[0]!, inputs[1]!, inputs[2]!], {}), noBlocks, noBlocks,
  ],
};

export const batchToSpaceNd: Rule<NoAttributes> = {
  infer: ([input, block, crops], _attributes, known) => {
    const [rank] = withRank(block!.shape, 1);
    withRank(crops!.shape, 2);
    return [
      { dtype: input!.dtype, shape: batchShape(input!.shape, known(1), known(2), rank!, true) },
    ];
  },
  needs: [1, 2],
  bind: ([input], _attributes, values) => {
    const { dims } = input!;
    const blocks = blocksOf(dims, values, 'crops');
    const { sizes, area, before, after, rest } = blocks;
    if (dims[0]! % area !== 0) {
      throw invalidArgument(
        `Input batch dimension (${dims[0]!}) is not divisible by product of block sizes (${area})`,
      );
    }
    const whole = dims.slice(1, sizes.length + 1).map((size, i) => size * sizes[i]!);
    const space = whole.map((size, i) => {
      const left = size - before[i]! - after[i]!;
      if (left < 0) {
        throw invalidArgument(
          `cropped_shape[${i}]=${left} must be non-negative (${bracketText(whole)})`,
        );
      }
      return left;
    });
    const width = sizeOf(rest);
    const batch = dims[0]! / area;
    return {
      outputs: [[batch, ...space, ...rest]],
      run: ([source], [out]) => {
        eachBlock(batch, whole, blocks, (from, n, places) => {
          const to = unpadded(n, places, space, before);
          if (to < 0) return;
          for (let k = 0; k < width; k++) out![to * width + k] = source![from * width + k]!;
        });
      },
    };
  },
  derivative: ({ inputs, gradients, build }) => [
    build.make('SpaceToBatchND', [gradients[0]!, inputs[1]!, inputs[2]!], {}), noBlocks, noBlocks,
  ],
};
