/** @file Ops that join tensors: ConcatV2 along an axis, Pack along a new one, and their offsets. */
import { isOp } from '../../ops';
import type { Builder } from '../../builder';
import { outputContext } from '../../controlFlow/context';
import type { Data } from '../../dtypes';
import type { Tensor } from '../../graph';
import { invalidArgument, typeError, valueError } from '../../errors';
import { none } from '../../rule';
import type { Backward, InputGradient, Rule } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText, isFullyKnown, sameDims, sizeOf } from '../../shape';
import type { NoAttributes } from './attributes';
import { named, rankOf } from './gradientPieces';
import type { Dim } from './staticShape';
import {
  axisOf, concatenate, mergeEqual, plus, unknown, withRank, withRankAtLeast,
} from './staticShape';

/** All of one dtype, as TensorFlow's list arguments demand. */
function sameType(op: string, values: readonly Tensor[]): void {
  const other = values.find((value) => value.dtype !== values[0]!.dtype);
  if (other !== undefined) {
    throw typeError(
      `Tensors in list passed to 'values' of '${op}' Op have types ` +
        `[${values.map(({ dtype }) => dtype).join(', ')}] that don't all match.`,
    );
  }
}

/**
 * Writes inputs one after the other into each of `outer` blocks; `chunks[i]` elements of input i.
 */
function interleave(outer: number, chunks: readonly number[]) {
  const block = chunks.reduce((sum, chunk) => sum + chunk, 0);
  return (data: readonly Data[], out: Data): void => {
    let start = 0;
    for (let i = 0; i < chunks.length; i++) {
      const source = data[i]!;
      const chunk = chunks[i]!;
      if (outer === 1) out.set(source, start);
      else {
        for (let o = 0, from = 0; o < outer; o++) {
          const to = o * block + start;
          for (let k = 0; k < chunk; k++) out[to + k] = source[from++]!;
        }
      }
      start += chunk;
    }
  };
}

export const concatV2: Rule<NoAttributes> = {
  infer: (inputs, _attributes, known) => {
    const values = inputs.slice(0, -1);
    sameType('ConcatV2', values);
    const axisTensor = inputs[inputs.length - 1]!;
    withRank(axisTensor.shape, 0);
    const { dtype } = values[0]!;
    const axis = known(inputs.length - 1);
    return [{ dtype, shape: joinedShape(values.map(({ shape }) => shape), axis?.data[0] ?? null) }];
  },
  needs: [-1],
  bind: (inputs, _attributes, given) => {
    const parts = inputs.slice(0, -1).map(({ dims }) => dims);
    const axis = given[inputs.length - 1]!.data[0]!;
    const first = parts[0]!;
    const rank = first.length;
    const at = axisOf(axis, rank);
    if (at < 0 || at >= rank) {
      throw invalidArgument(
        `ConcatOp : Expected concatenating dimensions in the range [${rank === 0 ? 0 : -rank}, ` +
          `${rank}), but got ${axis}`,
      );
    }
    parts.forEach((dims, i) => checkFits(first, dims, i, at));
    const out = [...first];
    out[at] = parts.reduce((sum, dims) => sum + dims[at]!, 0);
    const outer = sizeOf(out.slice(0, at));
    const write = interleave(outer, parts.map((dims) => sizeOf(dims.slice(at))));
    return { outputs: [out], run: (data, [target]) => write(data, target!) };
  },
  derivative: concatGradient,
};

function checkFits(first: Dims, dims: Dims, i: number, at: number): void {
  const shapes = () => `shape[0] = ${bracketText(first)} vs. shape[${i}] = ${bracketText(dims)}`;
  if (dims.length !== first.length) {
    throw invalidArgument(`ConcatOp : Ranks of all input tensors should match: ${shapes()}`);
  }
  if (dims.some((dim, d) => d !== at && dim !== first[d])) {
    throw invalidArgument(`ConcatOp : Dimensions of inputs should match: ${shapes()}`);
  }
}

function joinedShape(shapes: readonly Shape[], axis: number | null): Shape {
  const ranked = shapes.find((shape) => shape !== null);
  if (ranked === undefined || ranked === null) return null;
  const rank = ranked.length;
  if (rank === 0) throw valueError("Can't concatenate scalars (use tf.stack instead)");
  if (axis === null) {
    shapes.forEach((shape) => withRank(shape, rank));
    return unknown(rank);
  }
  const least = axis < 0 ? -axis : axis + 1;
  const at = axisOf(axis, rank);
  let joined: Dim = 0;
  let before: Shape = null;
  let after: Shape = null;
  for (const shape of shapes) {
    if (shape === null) {
      joined = null;
      continue;
    }
    withRankAtLeast(shape, least);
    withRank(shape, rank);
    before = mergeEqual(before, shape.slice(0, at));
    after = mergeEqual(after, shape.slice(at + 1));
    joined = plus(joined, shape[at]!);
  }
  return concatenate(before, [joined], after);
}

/**
 * Slices of the gradient at the offset of each input; TensorFlow's _ConcatGradHelper, dense case.
 */
function concatGradient(back: Backward<NoAttributes>): readonly InputGradient[] {
  const { inputs, gradients, build } = back;
  const gradient = gradients[0]!;
  const axis = inputs[inputs.length - 1]!;
  const values = inputs.slice(0, -1);
  const noAxis = none('the axis of a concat is an integer');
  if (values.length === 1) return [gradient, noAxis];
  const dim = axisFor(gradient, axis, build);
  const at = build.make('FloorMod', [dim, rankOf(build, values[0]!)], {}, 'mod');
  const sizes = shapesOf(back, values);
  if (sizes.length > 16) return [...splitBack(back, sizes, at), noAxis];
  const offsets = build.node('ConcatOffset', [at, ...sizes], {}).outputs;
  return [
    ...sizes.map((size, i) => build.make('Slice', [gradient, offsets[i]!, size], {})),
    noAxis,
  ];
}

/** A constant axis of another branch or loop is made anew where the gradient is. */
function axisFor(gradient: Tensor, axis: Tensor, build: Builder): Tensor {
  const { node } = axis;
  if (!isOp(node, 'Const') || outputContext(node) === outputContext(gradient.node)) return axis;
  return build.constant(node.attributes.value);
}

/** Constant shapes until one is not known; then a ShapeN of all, as TensorFlow leaves it. */
function shapesOf({ build }: Backward<NoAttributes>, values: readonly Tensor[]): readonly Tensor[] {
  const shapes: Tensor[] = [];
  for (const value of values) {
    shapes.push(build.shapeOf(value));
    if (!isFullyKnown(value.shape)) {
      return build.node('ShapeN', values, { outType: 'int32' }).outputs;
    }
  }
  return shapes;
}

function splitBack(
  { build, gradients }: Backward<NoAttributes>,
  sizes: readonly Tensor[],
  at: Tensor,
): readonly Tensor[] {
  const stacked = build.make('Pack', sizes, { axis: 1 }, 'stack');
  const row = named(
    build,
    'Slice',
    () => {
      const begin = named(
        build, 'begin', () => [at, build.scalar('int32', 0, '1')],
        (name, inputs) => build.make('Pack', inputs, { axis: 0 }, name),
      );
      return [stacked, begin, build.integers([1, -1], 'size')];
    },
    (name, inputs) => build.make('Slice', inputs, {}, name),
  );
  const alongAxis = build.make('Squeeze', [row], { squeezeDims: [] });
  const split = build.node(
    'SplitV', [gradients[0]!, alongAxis, at], { numSplit: sizes.length }, 'split',
  );
  return split.outputs;
}

export const concatOffset: Rule<NoAttributes> = {
  infer: (inputs) =>
    inputs.slice(1).map((input) => ({ dtype: 'int32', shape: withRank(input.shape, 1) })),
  bind: (inputs) => ({
    outputs: inputs.slice(1).map(({ dims }) => dims),
    run: (data, outputs) => {
      const rank = data[1]!.length;
      const axis = data[0]![0]!;
      const at = axisOf(axis, rank);
      if (at < 0 || at >= rank) {
        throw invalidArgument(
          `Concat dim is out of range: ${axis} vs. ${rank}`,
        );
      }
      let offset = 0;
      outputs.forEach((out, i) => {
        const dims = data[i + 1]!;
        out.fill(0);
        out[at] = offset;
        offset += dims[at]!;
      });
    },
  }),
  derivative: none('an offset is an integer'),
};

interface AxisAttribute {
  readonly axis: number;
}

export const pack: Rule<AxisAttribute> = {
  infer: (inputs, { axis }) => {
    sameType('Pack', inputs);
    const { dtype } = inputs[0]!;
    let shape = inputs[inputs.length - 1]!.shape;
    for (let i = inputs.length - 2; i >= 0; i--) {
      try {
        shape = mergeEqual(inputs[i]!.shape, shape);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        throw valueError(`${error.message}\n\tFrom merging shape ${i} with other shapes.`);
      }
    }
    if (shape === null) return [{ dtype, shape: null }];
    const rank = shape.length + 1;
    if (axis < -rank || axis >= rank) {
      throw valueError(`Invalid axis: ${axis}; must be in [${-rank},${rank})`);
    }
    const out: Dim[] = [...shape];
    out.splice(axisOf(axis, rank), 0, inputs.length);
    return [{ dtype, shape: out }];
  },
  bind: (inputs, { axis }) => {
    const first = inputs[0]!.dims;
    const rank = first.length + 1;
    inputs.forEach(({ dims }, i) => {
      if (!sameDims(first, dims)) {
        throw invalidArgument(
          `Shapes of all inputs must match: values[0].shape = ${bracketText(first)} != ` +
            `values[${i}].shape = ${bracketText(dims)}`,
        );
      }
    });
    if (axis < -rank || axis >= rank) {
      throw invalidArgument(`axis = ${axis} not in [${-rank}, ${rank})`);
    }
    const at = axisOf(axis, rank);
    const out = [...first];
    out.splice(at, 0, inputs.length);
    const chunk = sizeOf(first.slice(at));
    const write = interleave(sizeOf(first.slice(0, at)), inputs.map(() => chunk));
    return { outputs: [out], run: (data, [target]) => write(data, target!) };
  },
  derivative: ({ inputs, attributes, gradients, build }) =>
    build.node(
      'Unpack', gradients, { num: inputs.length, axis: attributes.axis }, 'unstack',
    ).outputs,
};
