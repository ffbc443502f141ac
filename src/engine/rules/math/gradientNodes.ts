/**
 * @file Small groups of nodes from which derivatives are built, named and ordered as TensorFlow
 * 1.15 makes them (`mul/y`, `Reshape/shape`, `zeros/Const`); knows no op's mathematics.
 */
import type { Builder } from '../../builder';
import type { Tensor } from '../../graph';
import type { Op } from '../../ops';
import { isFullyKnown } from '../../shape';
import type { NoAttributes } from './operands';

/** Ops of two operands that TensorFlow's Python operators make. */
type Operator = Extract<
  Op,
  'AddV2' | 'Sub' | 'Mul' | 'RealDiv' | 'FloorDiv' | 'FloorMod' | 'Pow' | 'Greater' | 'Maximum'
>;

const none: NoAttributes = {};

/** `x ∘ number`: the constant is `NAME/y` and the node `NAME`. */
export function withRight(
  build: Builder, op: Operator, name: string, x: Tensor, number: number,
): Tensor {
  return build.inScope(name, () => {
    const y = build.scalar(x.dtype, number, 'y');
    return build.make(op, [x, y], none, exactName(build));
  });
}

/** `number ∘ y`: the constant is `NAME/x` and the node `NAME`. */
export function withLeft(
  build: Builder, op: Operator, name: string, number: number, y: Tensor,
): Tensor {
  return build.inScope(name, () => {
    const x = build.scalar(y.dtype, number, 'x');
    return build.make(op, [x, y], none, exactName(build));
  });
}

/** Asks for the name of the scope that was just entered, so that the node carries it. */
export function exactName(build: Builder): string {
  return `${build.graph.scope}/`;
}

export function multiply(build: Builder, x: Tensor, y: Tensor, name = 'mul'): Tensor {
  return build.make('Mul', [x, y], none, name);
}

export function negate(build: Builder, x: Tensor): Tensor {
  return build.make('Neg', [x], none, 'Neg');
}

/** Reshape to a shape that is known: `Reshape/shape`, `Reshape`. */
export function reshapeTo(build: Builder, x: Tensor, dims: readonly number[]): Tensor {
  return build.inScope('Reshape', () => {
    const tensor = build.dense(x, 'tensor');
    const shape = build.integers(dims, 'shape');
    return build.make('Reshape', [tensor, shape], none, exactName(build));
  });
}

export function reshapeLike(build: Builder, x: Tensor, shape: Tensor): Tensor {
  return build.make('Reshape', [x, shape], none, 'Reshape');
}

/** Sum over axes that are known: `Sum/reduction_indices`, `Sum`. */
export function sumOverKnown(build: Builder, x: Tensor, axes: readonly number[]): Tensor {
  return build.inScope('Sum', () => {
    const input = build.dense(x, 'input');
    const indices = build.integers(axes, 'reduction_indices');
    return build.make('Sum', [input, indices], { keepDims: false }, exactName(build));
  });
}

export function sumOver(build: Builder, x: Tensor, axes: Tensor): Tensor {
  return build.make('Sum', [x, axes], { keepDims: false }, 'Sum');
}

/** `tf.shape(x)` that is not optimized to a constant. */
export function dynamicShape(build: Builder, x: Tensor): Tensor {
  return build.make('Shape', [x], { outType: 'int32' }, 'Shape');
}

/** `tf.zeros(shape, dtype)`: `zeros/Const`, `zeros`. */
export function zerosOfShape(build: Builder, shape: Tensor, dtype: Tensor['dtype']): Tensor {
  return build.inScope('zeros', () => {
    const zero = build.scalar(dtype, 0, 'Const');
    return build.make('Fill', [shape, zero], none, exactName(build));
  });
}

/** `tf.zeros_like(x)`: a constant when the static shape is known. */
export function zerosLike(build: Builder, x: Tensor): Tensor {
  if (isFullyKnown(x.shape)) return build.filled(x.dtype, x.shape, 0, 'zeros_like');
  return build.zerosLike(x, 'zeros_like');
}

/** `tf.ones_like(x)`: `ones_like/Shape`, `ones_like/Const`, `ones_like`. */
export function onesLike(build: Builder, x: Tensor): Tensor {
  return build.inScope('ones_like', () => {
    const shape = build.shapeOf(x, 'Shape');
    const one = build.scalar(x.dtype, 1, 'Const');
    return build.make('Fill', [shape, one], none, exactName(build));
  });
}

/** `shape[:-2]` of a vector: `strided_slice/stack`, `…_1`, `…_2`, `strided_slice`. */
export function withoutLastTwo(build: Builder, shape: Tensor): Tensor {
  return build.inScope('strided_slice', () => {
    const begin = build.integers([0], 'stack');
    const end = build.integers([-2], 'stack_1');
    const step = build.integers([1], 'stack_2');
    const masks = {
      beginMask: 1, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0,
    };
    return build.make('StridedSlice', [shape, begin, end, step], masks, exactName(build));
  });
}
