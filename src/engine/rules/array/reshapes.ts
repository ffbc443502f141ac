/** @file Ops that give the same elements another shape: Reshape, ExpandDims, Squeeze. */
import { invalidArgument, valueError } from '../../errors';
import { none } from '../../rule';
import type { Backward, InputGradient, Rule } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText, isFullyKnown, sizeOf } from '../../shape';
import type { NoAttributes } from './attributes';
import { reshape as reshapeNode } from './gradientPieces';
import { partialShape } from './partialShape';
import type { Dim } from './staticShape';
import { axisOf, dividedBy, elementCount, withRank } from './staticShape';

export const reshape: Rule<NoAttributes> = {
  infer: ([input, wanted], _attributes, known) => {
    withRank(wanted!.shape, 1);
    const shape = partialShape(wanted!, known(1));
    return [{ dtype: input!.dtype, shape: reshapedStatic(input!.shape, shape) }];
  },
  needs: [1],
  bind: ([input, wanted], _attributes, values) => {
    if (wanted!.dims.length !== 1) {
      throw invalidArgument(`sizes input must be 1-D, not ${bracketText(wanted!.dims)}`);
    }
    const outputs = [reshapedDims(input!.dims, Array.from(values[1]!.data, Number))];
    return { outputs, run: () => undefined };
  },
  alias: 0,
  derivative: (back) => [
    toInputShape(back),
    none('the shape given to a reshape is made of integers'),
  ],
};

/** Fills the one unknown dimension from the element count, or checks that the counts agree. */
function reshapedStatic(input: Shape, wanted: Shape): Shape {
  const count = elementCount(input);
  if (wanted === null || count === null) return wanted;
  const unknowns = wanted.filter((dim) => dim === null).length;
  const rest = wanted.reduce<number>((size, dim) => size * (dim ?? 1), 1);
  if (unknowns === 0 && rest !== count) {
    throw valueError(
      `Cannot reshape a tensor with ${count} elements to shape ${bracketText(wanted)} ` +
        `(${rest} elements)`,
    );
  }
  if (unknowns !== 1 || rest === 0) return wanted;
  const missing = dividedBy(count, rest);
  return wanted.map((dim) => dim ?? missing);
}

/**
 * A −1 stands for what is left of the element count. Zero sizes are left out of that division on
 * both sides, so that an empty tensor can be reshaped too (reshape_op.h).
 */
function reshapedDims(input: Dims, wanted: readonly number[]): Dims {
  const count = sizeOf(input);
  const free = wanted.indexOf(-1);
  let rest = 1;
  wanted.forEach((size, i) => {
    if (size === -1) {
      if (i !== free) {
        throw invalidArgument(`Only one input size may be -1, not both ${free} and ${i}`);
      }
    } else if (size < 0) {
      throw invalidArgument(`Size ${i} must be non-negative, not ${size}`);
    } else if (size > 0) rest *= size;
  });
  const hasZero = wanted.includes(0);
  const given = hasZero ? sizeOf(input.filter((dim) => dim > 0)) : count;
  const leavesOutZero = hasZero && input.includes(0);
  if (free >= 0 && !leavesOutZero && given % rest !== 0) {
    throw invalidArgument(
      `Input to reshape is a tensor with ${given} values, but the requested shape requires a ` +
        `multiple of ${rest}`,
    );
  }
  const dims = wanted.map((size) => (size === -1 ? Math.floor(given / rest) : size));
  if (sizeOf(dims) !== count) {
    throw invalidArgument(
      `Input to reshape is a tensor with ${count} values, but the requested shape has ` +
        `${sizeOf(dims)}`,
    );
  }
  return dims;
}

/** The gradient, reshaped to what the op was given. */
function toInputShape({ build, gradients, inputs }: Backward<unknown>): InputGradient {
  const [gradient] = gradients;
  return reshapeNode(build, gradient!, build.shapeOf(inputs[0]!));
}

export const expandDims: Rule<NoAttributes> = {
  infer: ([input, axis], _attributes, known) => {
    const at = known(1);
    const { dtype, shape } = input!;
    if (shape === null) return [{ dtype, shape }];
    if (at === null) return [{ dtype, shape: new Array<Dim>(shape.length + 1).fill(null) }];
    if (axis!.shape !== null && at.data.length !== 1) {
      throw valueError(`Dimension must be a scalar or a vector with one element`);
    }
    const dim = at.data[0]!;
    const rank = shape.length;
    if (dim < -rank - 1 || dim > rank) {
      throw valueError(`dim ${dim} not in the interval [${-rank - 1}, ${rank}].`);
    }
    return [{ dtype, shape: inserted(shape, dim) }];
  },
  needs: [1],
  bind: ([input], _attributes, values) => {
    const { dims } = input!;
    const { data } = values[1]!;
    if (data.length !== 1) {
      throw invalidArgument("'dim' must be a tensor with a single value");
    }
    const dim = data[0]!;
    if (dim < -dims.length - 1 || dim > dims.length) {
      throw invalidArgument(
        `Tried to expand dim index ${dim} for tensor with ${dims.length} dimensions.`,
      );
    }
    return { outputs: [inserted(dims, dim)], run: () => undefined };
  },
  alias: 0,
  derivative: (back) => [toInputShape(back), none('the axis of expand_dims is an integer')],
};

function inserted<T>(shape: readonly T[], dim: number): (T | 1)[] {
  const out: (T | 1)[] = [...shape];
  out.splice(axisOf(dim, shape.length + 1), 0, 1);
  return out;
}

interface SqueezeAttributes {
  readonly squeezeDims: readonly number[];
}

export const squeeze: Rule<SqueezeAttributes> = {
  infer: ([input], { squeezeDims }) => {
    const { dtype, shape } = input!;
    if (shape === null) return [{ dtype, shape: null }];
    const rank = shape.length;
    squeezeDims.forEach((dim, i) => {
      if (dim < -rank || dim >= rank) {
        throw valueError(`squeeze_dims[${i}] not in [${-rank},${rank}).`);
      }
    });
    // Without a list, dimensions of unknown size may or may not go.
    if (squeezeDims.length === 0 && !isFullyKnown(shape)) return [{ dtype, shape: null }];
    return [{ dtype, shape: squeezed(shape, squeezeDims, valueError) }];
  },
  bind: ([input], { squeezeDims }) => {
    const { dims } = input!;
    for (const dim of squeezeDims) {
      if (dim < -dims.length || dim >= dims.length) {
        throw invalidArgument(
          `Tried to squeeze dim index ${dim} for tensor with ${dims.length} dimensions.`,
        );
      }
    }
    return { outputs: [squeezed(dims, squeezeDims, invalidArgument)], run: () => undefined };
  },
  alias: 0,
  derivative: (back) => [toInputShape(back)],
};

function squeezed<T extends Dim>(
  shape: readonly T[],
  squeezeDims: readonly number[],
  error: (message: string) => Error,
): T[] {
  const go = new Set(squeezeDims.map((dim) => axisOf(dim, shape.length)));
  return shape.filter((dim, i) => {
    if (go.size === 0) return dim !== 1;
    if (!go.has(i)) return true;
    if (dim !== null && dim !== 1) {
      throw error(`Can not squeeze dim[${i}], expected a dimension of 1, got ${dim}`);
    }
    return false;
  });
}
