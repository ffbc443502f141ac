/** @file Ops that lay the same elements out again: Tile, BroadcastTo, ReverseV2. */
import { invalidArgument, valueError } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { bracketText, broadcastDims, sameDims, stridesOf } from '../../shape';
import { integersOf } from '../../value';
import type { NoAttributes } from './attributes';
import { named, range, reshape, shapeAs, sizeTensor } from './gradientPieces';
import { partialShape } from './partialShape';
import { axisOf, times, unknown, withRank, withRankAtMost } from './staticShape';
import { stridedCopy } from './stridedCopy';

export const tile: Rule<NoAttributes> = {
  infer: ([input, multiples], _attributes, known) => {
    const { dtype } = input!;
    const [length] = withRank(multiples!.shape, 1);
    const rank = input!.shape?.length ?? length ?? null;
    if (rank === null) return [{ dtype, shape: null }];
    if (length !== null) withRank(unknown(length!), rank);
    const counts = partialShape(multiples!, known(1));
    if (counts === null || input!.shape === null) return [{ dtype, shape: unknown(rank) }];
    return [{ dtype, shape: input!.shape.map((dim, i) => times(dim, counts[i]!)) }];
  },
  needs: [1],
  bind: ([input, multiples], _attributes, values) => {
    const { dims } = input!;
    const counts = integersOf(values[1]!);
    if (multiples!.dims.length !== 1 || counts.length !== dims.length) {
      throw invalidArgument(
        `Expected multiples argument to be a vector of length ${dims.length} but got length ` +
          `${counts.length}`,
      );
    }
    const negative = counts.findIndex((count) => count < 0);
    if (negative >= 0) {
      throw invalidArgument(`Expected multiples[${negative}] >= 0, but got ${counts[negative]!}`);
    }
    const out = dims.map((dim, i) => dim * counts[i]!);
    // Each dimension as [repeat, element]; a repeat does not move in the source.
    const strides = stridesOf(dims);
    const box = dims.flatMap((dim, i) => [counts[i]!, dim]);
    const copy = stridedCopy(
      box,
      { strides: strides.flatMap((stride) => [0, stride]), offset: 0 },
      { strides: stridesOf(box), offset: 0 },
    );
    return { outputs: [out], run: ([source], [target]) => copy(source!, target!) };
  },
  derivative: ({ inputs, gradients, build }) => {
    const [input, multiples] = inputs;
    const outType = multiples!.dtype === 'int64' ? 'int64' : 'int32';
    const inputShape = shapeAs(build, input!, outType);
    const stacked = build.make('Pack', [multiples!, inputShape], { axis: 0 }, 'stack');
    const pairs = named(
      build, 'transpose', () => [stacked, build.integers([1, 0], 'perm')],
      (name, list) => build.make('Transpose', list, {}, name),
    );
    const splitShape = named(
      build, 'Reshape', () => [pairs, build.integers([-1], 'shape')],
      (name, list) => build.make('Reshape', list, {}, name),
    );
    const axes = range(build, 0, sizeTensor(build, splitShape), 2);
    const parts = reshape(build, gradients[0]!, splitShape);
    return [
      build.make('Sum', [parts, axes], { keepDims: false }),
      none('the multiples of a tile are integers'),
    ];
  },
};

export const broadcastTo: Rule<NoAttributes> = {
  infer: ([input, wanted], _attributes, known) => {
    const [rank] = withRank(wanted!.shape, 1);
    if (rank !== null) withRankAtMost(input!.shape, rank!);
    const shape = partialShape(wanted!, known(1));
    const { dtype } = input!;
    if (shape === null) return [{ dtype, shape: null }];
    input!.shape?.forEach((dim, i) => {
      const target = shape[shape.length - input!.shape!.length + i]!;
      if (dim !== null && target !== null && dim !== target && dim !== 1) {
        throw valueError(`Dimensions must be equal, but are ${dim} and ${target}`);
      }
    });
    return [{ dtype, shape }];
  },
  needs: [1],
  bind: ([input], _attributes, values) => {
    const { dims } = input!;
    const out = integersOf(values[1]!);
    if (dims.length > out.length) {
      throw invalidArgument(
        `Rank of input (${dims.length}) must be no greater than rank of output shape ` +
          `(${out.length}).`,
      );
    }
    const joined = broadcastDims(dims, out);
    if (joined === null || !sameDims(joined, out)) {
      throw invalidArgument(`Incompatible shapes: ${bracketText(dims)} vs. ${bracketText(out)}`);
    }
    const missing = out.length - dims.length;
    const strides = stridesOf(dims);
    const steps = out.map((_dim, i) =>
      i < missing || dims[i - missing] === 1 ? 0 : strides[i - missing]!,
    );
    const copy = stridedCopy(
      out, { strides: steps, offset: 0 }, { strides: stridesOf(out), offset: 0 },
    );
    return { outputs: [out], run: ([source], [target]) => copy(source!, target!) };
  },
  derivative: ({ inputs, gradients, build }) => {
    const [input, wanted] = inputs;
    const inputShape = build.shapeOf(input!);
    const axes = build.node('BroadcastGradientArgs', [wanted!, inputShape], {}).outputs[1]!;
    const sum = build.make('Sum', [gradients[0]!, axes], { keepDims: false });
    return [reshape(build, sum, inputShape), none('the shape of a broadcast is made of integers')];
  },
};

export const reverseV2: Rule<NoAttributes> = {
  infer: ([input, axes], _attributes, known) => {
    const { dtype, shape } = input!;
    withRank(axes!.shape, 1);
    const given = known(1);
    if (shape !== null && given !== null) flipped(shape.length, integersOf(given), valueError);
    return [{ dtype, shape }];
  },
  needs: [1],
  bind: ([input], _attributes, values) => {
    const { dims } = input!;
    const turned = flipped(dims.length, integersOf(values[1]!), invalidArgument);
    const strides = stridesOf(dims);
    const offset = dims.reduce(
      (sum, dim, i) => (turned.has(i) ? sum + (dim - 1) * strides[i]! : sum), 0,
    );
    const copy = stridedCopy(
      dims,
      { strides: strides.map((stride, i) => (turned.has(i) ? -stride : stride)), offset },
      { strides, offset: 0 },
    );
    return { outputs: [dims], run: ([source], [target]) => copy(source!, target!) };
  },
  derivative: ({ inputs, gradients, build }) => [
    build.make('ReverseV2', [gradients[0]!, inputs[1]!], {}),
    none('the axes of a reverse are integers'),
  ],
};

/** Axes as non-negative numbers; the message's missing bracket is TensorFlow's. */
function flipped(
  rank: number,
  axes: readonly number[],
  error: (message: string) => Error,
): ReadonlySet<number> {
  const seen = new Set<number>();
  axes.forEach((axis, i) => {
    const at = axisOf(axis, rank);
    if (at < 0 || at >= rank) {
      throw error(`'axis'[${i}] = ${axis} is out of valid range [0, ${rank - 1}`);
    }
    if (seen.has(at)) throw error(`axis ${at} specified more than once.`);
    seen.add(at);
  });
  return seen;
}
