/** @file Zeros for gradients that nobody sends, made of a static shape or of a computed one. */
import type { Builder } from '../builder';
import type { DType } from '../dtypes';
import type { Tensor } from '../graph';
import type { Dims } from '../shape';
import { sizeOf } from '../shape';

/** Larger constants are filled when they run, as in tf.zeros. */
const SMALL = 1000;

/** tf.zeros of a static shape. */
export function zerosOfDims(build: Builder, dtype: DType, dims: Dims): Tensor {
  if (sizeOf(dims) < SMALL) return build.filled(dtype, dims, 0, 'zeros');
  return build.inScope('zeros', () => {
    const shape = build.integers(dims, 'shape_as_tensor');
    return build.make('Fill', [shape, build.scalar(dtype, 0)], {}, `${build.graph.scope}/`);
  });
}

/** tf.zeros of a shape that is a vector. */
export function zerosOfShape(build: Builder, dtype: DType, shape: Tensor): Tensor {
  return build.inScope('zeros', () => {
    const zero = build.scalar(dtype, 0);
    return build.make('Fill', [shape, zero], {}, `${build.graph.scope}/`);
  });
}

/** tf.shape without looking at what is known of it. */
export function shapeNode(build: Builder, tensor: Tensor, outType: 'int32' | 'int64' = 'int32'): Tensor {
  return build.make('Shape', [tensor], { outType });
}
