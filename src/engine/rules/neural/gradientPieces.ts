/** @file Small subgraphs of TensorFlow's neural gradient functions, node for node. */
import type { Builder } from '../../builder';
import type { Tensor } from '../../graph';
import { named } from '../array/gradientPieces';

/** `tf.zeros(tf.shape(x), x.dtype)`. */
export function zerosOf(build: Builder, x: Tensor): Tensor {
  const shape = build.shapeOf(x);
  return named(
    build, 'zeros', () => [shape, build.scalar(x.dtype, 0, 'Const')],
    (name, list) => build.make('Fill', list, {}, name),
  );
}

/** `tf.ones_like(x)`. */
export function onesLike(build: Builder, x: Tensor): Tensor {
  return named(
    build, 'ones_like',
    () => [build.shapeOf(x), build.scalar(x.dtype, 1, 'Const')],
    (name, list) => build.make('Fill', list, {}, name),
  );
}

/** Sum over the last axis, which stays with size 1. */
export function sumLastAxis(build: Builder, x: Tensor): Tensor {
  return named(
    build, 'Sum', () => [x, build.scalar('int32', -1, 'reduction_indices')],
    (name, list) => build.make('Sum', list, { keepDims: true }, name),
  );
}

/** `x op number`, with the number as a constant in the op's own scope. */
export function withScalar(
  build: Builder,
  op: 'AddV2' | 'Less',
  x: Tensor,
  number: number,
  name: string,
): Tensor {
  return named(build, name, () => [x, build.scalar(x.dtype, number, 'y')], (exact, list) =>
    build.make(op, list, {}, exact),
  );
}

export function multiply(build: Builder, x: Tensor, y: Tensor): Tensor {
  return build.make('Mul', [x, y], {}, 'mul');
}

/** `vec[:, None] · mat`. */
export function scaleRows(build: Builder, vector: Tensor, matrix: Tensor): Tensor {
  const column = named(
    build, 'ExpandDims', () => [vector, build.scalar('int32', -1, 'dim')],
    (name, list) => build.make('ExpandDims', list, {}, name),
  );
  return multiply(build, column, matrix);
}
