/**
 * @file TensorFlow's Python functions as its gradient functions call them: `gather(x, ids)` makes the
 * same nodes under the same names. What is smaller stands in gradientPieces and gradientNodes.
 */
import type { Builder } from '../builder';
import type { DType } from '../dtypes';
import type { Tensor } from '../graph';
import { valueOf } from '../value';
import { expandDims, named } from './array/gradientPieces';
import { zerosLike } from './math/gradientNodes';

const plain = {};

/** `tf.gather(x, ids)` along axis 0. */
export function gather(build: Builder, x: Tensor, ids: Tensor): Tensor {
  return named(
    build, 'GatherV2', () => [x, ids, build.scalar('int32', 0, 'axis')],
    (name, list) => build.make('GatherV2', list, plain, name),
  );
}

/** `tf.cast(x, dtype)`: x itself where it has the type already. */
export function cast(build: Builder, x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : build.make('Cast', [x], { dstT: dtype }, 'Cast');
}

export function equal(build: Builder, x: Tensor, y: Tensor): Tensor {
  return build.make('Equal', [x, y], plain);
}

type Comparison = 'Equal' | 'GreaterEqual' | 'Greater';

/** `tf.equal(x, number)` and its kin: the constant is `Equal/y`. */
export function compared(build: Builder, op: Comparison, x: Tensor, number: number): Tensor {
  return named(
    build, op, () => [x, build.scalar(x.dtype, number, 'y')],
    (name, list) => build.make(op, list, plain, name),
  );
}

/** `tf.where(condition, x, y)` */
export function where(build: Builder, condition: Tensor, x: Tensor, y: Tensor): Tensor {
  return build.make('Select', [condition, x, y], plain);
}

/** `x / y` */
export function divide(build: Builder, x: Tensor, y: Tensor): Tensor {
  return build.make('RealDiv', [x, y], plain, 'truediv');
}

/** `x + y` */
export function add(build: Builder, x: Tensor, y: Tensor): Tensor {
  return build.make('AddV2', [x, y], plain, 'add');
}

/** `x - y` */
export function subtract(build: Builder, x: Tensor, y: Tensor): Tensor {
  return build.make('Sub', [x, y], plain, 'sub');
}

/** `tf.ones_like(x)` of type `dtype`: `ones_like/Shape`, `ones_like/Const`, `ones_like`. */
export function onesLike(build: Builder, x: Tensor, dtype: DType = x.dtype): Tensor {
  return named(
    build, 'ones_like', () => [build.shapeOf(x), build.scalar(dtype, 1, 'Const')],
    (name, list) => build.make('Fill', list, plain, name),
  );
}

/** `tf.matmul(a, b, adjoint_a, adjoint_b)` of matrices or of batches of them. */
export function matmul(
  build: Builder, a: Tensor, b: Tensor, adjointA = false, adjointB = false,
): Tensor {
  if (a.shape?.length === 2 && b.shape?.length === 2) {
    return build.make('MatMul', [a, b], { transposeA: adjointA, transposeB: adjointB }, 'MatMul');
  }
  return build.make('BatchMatMulV2', [a, b], { adjX: adjointA, adjY: adjointB }, 'MatMul');
}

/** `tf.transpose(x, perm)` inside the scopes that `tf.linalg.adjoint` or matrix_transpose enter. */
export function swapLastTwo(build: Builder, x: Tensor, scope: string): Tensor {
  const rank = x.shape?.length;
  if (rank === undefined) throw new Error('A matrix is transposed whose rank is not known.');
  const order = [...new Array(rank).keys()];
  [order[rank - 2], order[rank - 1]] = [rank - 1, rank - 2];
  return build.inScope(scope, () =>
    named(
      build, 'transpose', () => [x, build.integers(order, 'perm')],
      (name, list) => build.make('Transpose', list, plain, name),
    ),
  );
}

/** `tf.linalg.adjoint(x)` */
export function adjoint(build: Builder, x: Tensor): Tensor {
  return build.inScope('adjoint', () => swapLastTwo(build, x, 'matrix_transpose'));
}

/** `tf.matrix_band_part(x, lower, upper)` */
export function bandPart(build: Builder, x: Tensor, lower: number, upper: number): Tensor {
  const count = (number: number, name: string) =>
    build.constant(valueOf('int64', [], [number]), name);
  return named(
    build, 'MatrixBandPart',
    () => [x, count(lower, 'num_lower'), count(upper, 'num_upper')],
    (name, list) => build.make('MatrixBandPart', list, plain, name),
  );
}

/** Rows of `values` at `ids`, zero where an id is negative: TensorFlow's _GatherDropNegatives. */
export interface Kept {
  readonly rows: Tensor;
  readonly clipped: Tensor;
  readonly isKept: Tensor;
}

export function gatherDropNegatives(
  build: Builder,
  values: Tensor,
  ids: Tensor,
  given: { readonly clipped?: Tensor; readonly isKept?: Tensor } = {},
): Kept {
  const clipped =
    given.clipped ??
    build.make('Maximum', [ids, zerosLike(build, ids)], plain);
  const gathered = gather(build, values, clipped);
  let { isKept } = given;
  if (isKept === undefined) {
    isKept = compared(build, 'GreaterEqual', ids, 0);
    const missing = (gathered.shape?.length ?? 0) - (ids.shape?.length ?? 0);
    for (let i = 0; i < missing; i++) isKept = expandDims(build, isKept, -1);
    isKept = build.make('LogicalAnd', [isKept, onesLike(build, gathered, 'bool')], plain, 'and');
  }
  const zeros = zerosLike(build, gathered);
  return { rows: where(build, isKept, gathered, zeros), clipped, isKept };
}
