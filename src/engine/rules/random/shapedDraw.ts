/**
 * @file What the random ops with a shape input share: the shape, and how far an op's stream moves
 * on.
 */
import type { DType } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import type { OutputSpec, Spec } from '../../rule';
import type { Dims } from '../../shape';
import { bracketText } from '../../shape';
import type { Value } from '../../value';
import { integersOf } from '../../value';
import { partialShape } from '../array/partialShape';
import { withRank } from '../array/staticShape';

/**
 * Blocks that TensorFlow sets aside for each output (ReserveRandomOutputs, multiplier 256): the
 * next run of the op starts that many blocks further, however few were used.
 */
export const BLOCKS_PER_OUTPUT = 256;

/** Op-level seeds as TensorFlow's `get_seed` yields them; both 0 when no seed was given. */
export interface Seeds {
  readonly seed: number;
  readonly seed2: number;
}

export function inferShaped(shape: Tensor, known: Value | null, dtype: DType): OutputSpec[] {
  withRank(shape.shape, 1);
  return [{ dtype, shape: partialShape(shape, known) }];
}

/** The shape to fill. Throws InvalidArgumentError unless it is a vector of sizes ≥ 0. */
export function wantedDims(spec: Spec, value: Value): Dims {
  if (spec.dims.length !== 1) {
    throw invalidArgument(
      `shape must be a vector of {int32,int64}, got shape ${bracketText(spec.dims)}`,
    );
  }
  const dims = integersOf(value);
  for (const dim of dims) if (dim < 0) throw invalidArgument(`Dimension ${dim} must be >= 0`);
  return dims;
}
