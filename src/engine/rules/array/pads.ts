/** @file Pad, PadV2 and MirrorPad: a tensor with a margin, filled with a constant or reflected. */
import type { DType } from '../../dtypes';
import { invalidArgument, typeError, valueError } from '../../errors';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Backward, InputGradient, Rule, Spec } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText, stridesOf } from '../../shape';
import type { Value } from '../../value';
import { integersOf, valueOf } from '../../value';
import type { NoAttributes } from './attributes';
import { named, rankOf, reshape } from './gradientPieces';
import { plus, unknown, withRank, withValue } from './staticShape';
import { stridedCopy } from './stridedCopy';

/** [before, after] per dimension. */
type Margins = readonly (readonly [number, number])[];

const noMargin = none('the margins of a pad are integers');

function marginsOf(value: Value): Margins {
  const flat = integersOf(value);
  const rows = Array.from({ length: flat.length / 2 }, (_, i) => i);
  return rows.map((i) => [flat[2 * i]!, flat[2 * i + 1]!] as const);
}

function paddedShape(input: Tensor, paddings: Tensor, known: Value | null): Shape {
  const [rows, columns] = withRank(paddings.shape, 2);
  withValue(columns!, 2);
  const rank = input.shape?.length ?? rows ?? null;
  // As in TensorFlow the number of rows decides which rank the input must have.
  if (input.shape !== null && rows !== null) withRank(input.shape, rows!);
  if (rank === null) return null;
  if (known === null) return unknown(rank);
  const margins = marginsOf(known);
  if (margins.some(([before, after]) => before < 0 || after < 0)) {
    throw valueError('Paddings must be non-negative');
  }
  return (input.shape ?? unknown(rank)).map((dim, i) => plus(dim, margins[i]![0] + margins[i]![1]));
}

/** TensorFlow's two families of pad kernels say the same thing in slightly different words. */
interface Words {
  readonly between: string;
  readonly paddings: string;
}
const PAD_WORDS: Words = { between: ' ', paddings: 'Paddings' };
const MIRROR_WORDS: Words = { between: ', ', paddings: 'paddings' };

function checkedMargins(input: Dims, paddings: Dims, value: Value, words: Words): Margins {
  if (paddings.length !== 2 || paddings[1] !== 2) {
    throw invalidArgument(`paddings must be a matrix with 2 columns: ${bracketText(paddings)}`);
  }
  if (paddings[0] !== input.length) {
    throw invalidArgument(
      'The first dimension of paddings must be the rank of inputs' +
        `${bracketText(paddings)}${words.between}${bracketText(input)}`,
    );
  }
  const margins = marginsOf(value);
  for (const [before, after] of margins) {
    if (before < 0 || after < 0) {
      throw invalidArgument(
        `${words.paddings} must be non-negative: ${before} ${after}`,
      );
    }
  }
  return margins;
}

/** The inner box of a padded tensor: where the original elements lie in it. */
function innerView(out: Dims, margins: Margins) {
  const strides = stridesOf(out);
  return { strides, offset: margins.reduce((sum, [before], i) => sum + before * strides[i]!, 0) };
}

function bindPad([input, paddings]: readonly Spec[], value: Value) {
  const { dims } = input!;
  const margins = checkedMargins(dims, paddings!.dims, value, PAD_WORDS);
  const out = dims.map((dim, i) => dim + margins[i]![0] + margins[i]![1]);
  const copy = stridedCopy(dims, { strides: stridesOf(dims), offset: 0 }, innerView(out, margins));
  return { out, copy };
}

/** The part of the gradient that lies over the original tensor. */
function padGradient({ inputs, gradients, build }: Backward<NoAttributes>): InputGradient[] {
  const [input, paddings] = inputs;
  const rank = rankOf(build, input!);
  const column = named(
    build, 'stack', () => [rank, build.scalar('int32', 1, '1')],
    (name, list) => build.make('Pack', list, { axis: 0 }, name),
  );
  const before = named(
    build, 'Slice',
    () => [paddings!, build.constant(valueOf(paddings!.dtype, [2], [0, 0]), 'begin'), column],
    (name, list) => build.make('Slice', list, {}, name),
  );
  const begin = named(
    build, 'Reshape', () => [before, build.integers([-1], 'shape')],
    (name, list) => build.make('Reshape', list, {}, name),
  );
  const sizes = build.shapeOf(input!);
  const inner = build.make('Slice', [gradients[0]!, begin, sizes], {});
  return inputs.length === 3
    ? [inner, noMargin, none('the constant of a padded margin is not differentiated')]
    : [inner, noMargin];
}

export const pad: Rule<NoAttributes> = {
  infer: ([input, paddings], _attributes, known) => [
    { dtype: input!.dtype, shape: paddedShape(input!, paddings!, known(1)) },
  ],
  needs: [1],
  bind: (inputs, _attributes, values) => {
    const { out, copy } = bindPad(inputs, values[1]!);
    return {
      outputs: [out],
      run: ([source], [target]) => {
        target!.fill(0);
        copy(source!, target!);
      },
    };
  },
  derivative: padGradient,
};

export const padV2: Rule<NoAttributes> = {
  infer: ([input, paddings, constant], _attributes, known) => {
    checkType('PadV2', constant!.dtype, input!.dtype);
    withRank(constant!.shape, 0);
    return [{ dtype: input!.dtype, shape: paddedShape(input!, paddings!, known(1)) }];
  },
  needs: [1],
  bind: (inputs, _attributes, values) => {
    const { out, copy } = bindPad(inputs, values[1]!);
    return {
      outputs: [out],
      run: ([source, , constant], [target]) => {
        target!.fill(constant![0]!);
        copy(source!, target!);
      },
    };
  },
  derivative: padGradient,
};

function checkType(op: string, constant: DType, input: DType): void {
  if (constant !== input) {
    throw typeError(
      `Input 'constant_values' of '${op}' Op has type ${constant} that does not match type ` +
        `${input} of argument 'input'.`,
    );
  }
}

type Mode = 'REFLECT' | 'SYMMETRIC';

/** Which original element stands at place `i` of a mirrored dimension of size `dim`. */
function mirrored(i: number, before: number, dim: number, mode: Mode): number {
  const at = i - before;
  const edge = mode === 'REFLECT' ? 0 : 1;
  if (at < 0) return -at - edge;
  if (at >= dim) return 2 * dim - 2 - at + edge;
  return at;
}

/** For each element of the padded tensor, the position of its original. */
function originals(dims: Dims, margins: Margins, mode: Mode): Int32Array {
  const strides = stridesOf(dims);
  let positions = [0];
  dims.forEach((dim, d) => {
    const [before, after] = margins[d]!;
    const size = dim + before + after;
    positions = positions.flatMap((base) =>
      Array.from({ length: size }, (_, i) => base + mirrored(i, before, dim, mode) * strides[d]!),
    );
  });
  return Int32Array.from(positions);
}

function checkMirror(dims: Dims, margins: Margins, mode: Mode): void {
  dims.forEach((dim, i) => {
    const [before, after] = margins[i]!;
    if (mode === 'SYMMETRIC' && (before > dim || after > dim)) {
      throw invalidArgument(
        `paddings must be no greater than the dimension size: ${before}, ${after} greater than ` +
          String(dim),
      );
    }
    if (mode === 'REFLECT' && (before >= dim || after >= dim)) {
      throw invalidArgument(
        `paddings must be less than the dimension size: ${before}, ${after} not less than ${dim}`,
      );
    }
  });
}

interface ModeAttribute {
  readonly mode: Mode;
}

export const mirrorPad: Rule<ModeAttribute> = {
  infer: ([input, paddings], _attributes, known) => [
    { dtype: input!.dtype, shape: paddedShape(input!, paddings!, known(1)) },
  ],
  needs: [1],
  bind: ([input, paddings], { mode }, values) => {
    const { dims } = input!;
    const margins = checkedMargins(dims, paddings!.dims, values[1]!, MIRROR_WORDS);
    checkMirror(dims, margins, mode);
    const from = originals(dims, margins, mode);
    return {
      outputs: [dims.map((dim, i) => dim + margins[i]![0] + margins[i]![1])],
      run: ([source], [target]) => {
        for (let i = 0; i < from.length; i++) target![i] = source![from[i]!]!;
      },
    };
  },
  derivative: ({ inputs, attributes, gradients, build }) => [
    build.make('MirrorPadGrad', [gradients[0]!, inputs[1]!], attributes),
    noMargin,
  ],
};

export const mirrorPadGrad: Rule<ModeAttribute> = {
  infer: ([input, paddings], _attributes, known) => {
    const margins = known(1);
    const { dtype, shape } = input!;
    const rank = shape?.length ?? withRank(paddings!.shape, 2)[0] ?? null;
    if (rank === null) return [{ dtype, shape: null }];
    if (shape === null || margins === null) return [{ dtype, shape: unknown(rank) }];
    const list = marginsOf(margins);
    return [{ dtype, shape: shape.map((dim, i) => plus(dim, -list[i]![0] - list[i]![1])) }];
  },
  needs: [1],
  bind: ([input, paddings], { mode }, values) => {
    const margins = checkedMargins(input!.dims, paddings!.dims, values[1]!, MIRROR_WORDS);
    const dims = input!.dims.map((dim, i) => dim - margins[i]![0] - margins[i]![1]);
    checkMirror(dims, margins, mode);
    const to = originals(dims, margins, mode);
    return {
      outputs: [dims],
      run: ([source], [target]) => {
        target!.fill(0);
        for (let i = 0; i < to.length; i++) target![to[i]!]! += source![i]!;
      },
    };
  },
  derivative: ({ inputs, attributes, gradients, build }) => [
    build.make('MirrorPad', [gradients[0]!, inputs[1]!], attributes),
    noMargin,
  ],
};
