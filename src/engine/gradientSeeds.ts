/** @file Where a backward pass begins: what is handed in as the gradient of y, or ones. */
import type { Builder } from './builder';
import type { Arrived } from './gradients';
import type { Tensor } from './graph';
import { Tensor as TensorClass } from './graph';

/** What arrives at y from outside: the given gradient under a name of its own, or ones. */
export function seed(builder: Builder, y: Tensor, given: Arrived | null, index: number): Arrived {
  const name = `grad_ys_${index}`;
  const named = (tensor: Tensor, what: string) => builder.make('Identity', [tensor], {}, what);
  if (given instanceof TensorClass) return named(given, name);
  if (given !== null) {
    const indices = named(given.indices, `${name}_indices`);
    const values = named(given.values, `${name}_values`);
    const { denseShape } = given;
    return {
      ...given, indices, values,
      denseShape: denseShape === null ? null : named(denseShape, `${name}_shape`),
    };
  }
  const shape = builder.shapeOf(y);
  return builder.make('Fill', [shape, builder.scalar(y.dtype, 1, name)], {});
}
