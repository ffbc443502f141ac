/** @file Ops that cut a tensor into several: Unpack, Split into equal parts, SplitV by sizes. */
import type { Data } from '../../dtypes';
import { invalidArgument, valueError } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import type { Dims } from '../../shape';
import { bracketText, sizeOf } from '../../shape';
import type { Dim } from './staticShape';
import { axisOf, dividedBy, unknown, withRank, withRankAtLeast, withValue } from './staticShape';

/**
 * Hands consecutive parts of each of `outer` blocks to the outputs; `chunks[i]` elements to output
 * i.
 */
function deal(outer: number, chunks: readonly number[]) {
  return (source: Data, outputs: readonly Data[]): void => {
    let from = 0;
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < chunks.length; i++) {
        const chunk = chunks[i]!;
        const out = outputs[i]!;
        for (let k = 0, to = o * chunk; k < chunk; k++) out[to++] = source[from++]!;
      }
    }
  };
}

interface UnpackAttributes {
  readonly num: number;
  readonly axis: number;
}

export const unpack: Rule<UnpackAttributes> = {
  infer: ([input], { num, axis }) => {
    const { dtype, shape } = input!;
    if (shape === null) return repeat(num, () => ({ dtype, shape: null }));
    const rank = shape.length;
    if (axis < -rank || axis >= rank) {
      throw valueError(`Invalid axis: ${axis}; must be in [${-rank},${rank})`);
    }
    const at = axisOf(axis, rank);
    withValue(shape[at]!, num);
    return repeat(num, () => ({ dtype, shape: shape.filter((_dim, i) => i !== at) }));
  },
  bind: ([input], { num, axis }) => {
    const { dims } = input!;
    const rank = dims.length;
    if (axis < -rank || axis >= rank) {
      throw invalidArgument(`axis = ${axis} not in [${-rank}, ${rank})`);
    }
    const at = axisOf(axis, rank);
    if (dims[at] !== num) {
      throw invalidArgument(
        `Input shape axis ${at} must equal ${num}, got shape ${bracketText(dims)}`,
      );
    }
    const out = dims.filter((_dim, i) => i !== at);
    const chunk = sizeOf(dims.slice(at + 1));
    const write = deal(sizeOf(dims.slice(0, at)), repeat(num, () => chunk));
    return { outputs: repeat(num, () => out), run: ([source], outputs) => write(source!, outputs) };
  },
  derivative: ({ attributes, gradients, build }) => [
    build.make('Pack', gradients, { axis: attributes.axis }, 'stack'),
  ],
};

interface SplitAttributes {
  readonly numSplit: number;
}

const noAxis = none('the axis of a split is an integer');

export const split: Rule<SplitAttributes> = {
  infer: ([axis, input], { numSplit }, known) => {
    withRank(axis!.shape, 0);
    const { dtype, shape } = input!;
    const given = known(0);
    if (shape === null || given === null) {
      const rank = shape?.length;
      return repeat(numSplit, () => ({ dtype, shape: rank === undefined ? null : unknown(rank) }));
    }
    const rank = shape.length;
    const value = given.data[0]!;
    if (value < -rank || value >= rank) {
      throw valueError(
        `Dimension size, given by scalar input ${value} must be in range [${-rank}, ${rank})`,
      );
    }
    const at = axisOf(value, rank);
    const part = divided(shape[at]!, numSplit);
    return repeat(numSplit, () => ({ dtype, shape: shape.map((d, i) => (i === at ? part : d)) }));
  },
  needs: [0],
  bind: ([, input], { numSplit }, values) => {
    const { dims } = input!;
    const axis = values[0]!.data[0]!;
    const rank = dims.length;
    const at = axisOf(axis, rank);
    if (at < 0 || at >= rank) {
      throw invalidArgument(
        `-input rank(-${rank}) <= split_dim < input rank (${rank}), but got ${axis}`,
      );
    }
    const size = dims[at]!;
    if (size % numSplit !== 0) {
      throw invalidArgument(
        'Number of ways to split should evenly divide the split dimension, but got split_dim ' +
          `${at} (size = ${size}) and num_split ${numSplit}`,
      );
    }
    return parts(dims, at, repeat(numSplit, () => size / numSplit), 1);
  },
  derivative: ({ inputs, gradients, build }) => [
    noAxis,
    build.make('ConcatV2', [...gradients, inputs[0]!], {}, 'concat'),
  ],
};

function divided(dim: Dim, ways: number): Dim {
  try {
    return dividedBy(dim, ways);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw valueError(
      `${error.message}\n\tNumber of ways to split should evenly divide the split dimension`,
    );
  }
}

function parts(dims: Dims, at: number, sizes: readonly number[], input: number) {
  const inner = sizeOf(dims.slice(at + 1));
  const write = deal(sizeOf(dims.slice(0, at)), sizes.map((size) => size * inner));
  return {
    outputs: sizes.map((size) => dims.map((dim, i) => (i === at ? size : dim))),
    run: (data: readonly Data[], outputs: readonly Data[]) => write(data[input]!, outputs),
  };
}

export const splitV: Rule<SplitAttributes> = {
  infer: ([input, sizes, axis], { numSplit }, known) => {
    const { dtype, shape } = input!;
    withValue(withRank(sizes!.shape, 1)[0]!, numSplit);
    withRank(axis!.shape, 0);
    const given = known(2);
    const pieces = known(1);
    if (shape === null || given === null || pieces === null) {
      const rank = shape?.length;
      return repeat(numSplit, () => ({ dtype, shape: rank === undefined ? null : unknown(rank) }));
    }
    const value = given.data[0]!;
    withRankAtLeast(shape, value < 0 ? -value : value + 1);
    const at = axisOf(value, shape.length);
    const wanted = Array.from(pieces.data, Number);
    if (wanted.filter((size) => size === -1).length > 1) {
      throw valueError('size_splits can only have one -1');
    }
    const total = wanted.reduce((sum, size) => sum + Math.max(size, 0), 0);
    const whole = shape[at]!;
    const hasFree = wanted.includes(-1);
    if (whole !== null && (hasFree ? total > whole : total !== whole)) {
      throw valueError(`can't split axis of size ${whole} into pieces of size [${wanted.join()}]`);
    }
    return wanted.map((size) => {
      const part = size >= 0 ? size : whole === null ? null : whole - total;
      return { dtype, shape: shape.map((dim, i) => (i === at ? part : dim)) };
    });
  },
  needs: [1, 2],
  bind: ([input], _attributes, values) => {
    const { dims } = input!;
    const wanted = Array.from(values[1]!.data, Number);
    const axis = values[2]!.data[0]!;
    const rank = dims.length;
    const at = axisOf(axis, rank);
    if (at < 0 || at >= rank) {
      throw invalidArgument(
        `-input rank(-${rank}) <= split_dim < input rank (${rank}), but got ${axis}`,
      );
    }
    const free = wanted.indexOf(-1);
    if (free !== wanted.lastIndexOf(-1)) {
      throw invalidArgument('There can only be one -1 in the input.');
    }
    const total = wanted.reduce((sum, size) => sum + Math.max(size, 0), 0);
    const whole = dims[at]!;
    if (free < 0 ? total !== whole : total > whole) {
      throw invalidArgument(
        'Determined shape must either match input shape along split_dim exactly if fully ' +
          'specified, or be less than the size of the input along split_dim if not fully ' +
          `specified.  Got: ${total}`,
      );
    }
    const negative = wanted.findIndex((size) => size < -1);
    if (negative >= 0) {
      throw invalidArgument(
        `Split size at index ${negative} must be >= 0. Got: ${wanted[negative]!}`,
      );
    }
    return parts(dims, at, wanted.map((size) => (size === -1 ? whole - total : size)), 0);
  },
  derivative: ({ inputs, gradients, build }) => [
    build.make('ConcatV2', [...gradients, inputs[2]!], {}, 'concat'),
    none('the sizes of a split are integers'),
    noAxis,
  ],
};

function repeat<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
