/** @file The small subgraphs that TensorFlow's gradient functions are made of, node for node. */
import type { Builder } from '../../builder';
import type { Tensor } from '../../graph';
import { isFullyKnown, sizeOf } from '../../shape';
import { valueOf } from '../../value';

const NO_MASKS = {
  beginMask: 0,
  endMask: 0,
  ellipsisMask: 0,
  newAxisMask: 0,
  shrinkAxisMask: 0,
} as const;

/** `tf.shape(x, out_type=…)`: a constant when the static shape is known. */
export function shapeAs(build: Builder, x: Tensor, outType: 'int32' | 'int64'): Tensor {
  if (outType === 'int32') return build.shapeOf(x);
  if (isFullyKnown(x.shape)) {
    return build.constant(valueOf(outType, [x.shape.length], x.shape), 'Shape');
  }
  return build.make('Shape', [x], { outType }, 'Shape');
}

/** `tf.rank(x)`: a constant when the rank is known. */
export function rankOf(build: Builder, x: Tensor): Tensor {
  if (x.shape !== null) return build.scalar('int32', x.shape.length, 'Rank');
  return build.make('Rank', [x], {}, 'Rank');
}

/** `tf.size(x)`: a constant when the static shape is known. */
export function sizeTensor(build: Builder, x: Tensor): Tensor {
  if (isFullyKnown(x.shape)) return build.scalar('int32', sizeOf(x.shape), 'Size');
  return build.make('Size', [x], { outType: 'int32' }, 'Size');
}

/** `tf.expand_dims(x, axis)`. */
export function expandDims(build: Builder, x: Tensor, axis: number): Tensor {
  return named(build, 'ExpandDims', () => [x, build.scalar('int32', axis, 'dim')], (name, inputs) =>
    build.make('ExpandDims', inputs, {}, name),
  );
}

/** `tf.range(start, limit, delta)` over int32; a tensor stays, a number becomes a constant. */
export function range(
  build: Builder,
  start: Tensor | number,
  limit: Tensor | number,
  delta = 1,
): Tensor {
  return named(
    build,
    'range',
    () => [
      asTensor(build, start, 'start'),
      asTensor(build, limit, 'limit'),
      build.scalar('int32', delta, 'delta'),
    ],
    (name, inputs) => build.make('Range', inputs, {}, name),
  );
}

/** All axes of `x`, as `tf.reduce_sum(x)` names them. */
export function allAxes(build: Builder, x: Tensor): Tensor {
  if (x.shape !== null) return build.integers(x.shape.map((_dim, i) => i), 'Const');
  const rank = rankOf(build, x);
  return range(build, 0, rank);
}

/** `x[begin:end]` of a vector; an absent bound reaches to that end. */
export function sliceVector(
  build: Builder,
  x: Tensor,
  begin: Tensor | number | null,
  end: Tensor | number | null,
): Tensor {
  return named(
    build,
    'strided_slice',
    () => [
      x,
      bound(build, begin, 'stack'),
      bound(build, end, 'stack_1'),
      build.integers([1], 'stack_2'),
    ],
    (name, inputs) =>
      build.make(
        'StridedSlice',
        inputs,
        { ...NO_MASKS, beginMask: begin === null ? 1 : 0, endMask: end === null ? 1 : 0 },
        name,
      ),
  );
}

/** `x[index]` of a vector: a scalar. */
export function elementOf(build: Builder, x: Tensor, index: number): Tensor {
  return named(
    build,
    'strided_slice',
    () => [
      x,
      build.integers([index], 'stack'),
      build.integers([index + 1], 'stack_1'),
      build.integers([1], 'stack_2'),
    ],
    (name, inputs) => build.make('StridedSlice', inputs, { ...NO_MASKS, shrinkAxisMask: 1 }, name),
  );
}

/** `tf.concat(parts, axis)` of several parts. */
export function concat(build: Builder, parts: readonly Tensor[], axis: number): Tensor {
  return named(
    build, 'concat', () => [...parts, build.scalar('int32', axis, 'axis')],
    (name, inputs) => build.make('ConcatV2', inputs, {}, name),
  );
}

/** `tf.reshape(x, shape)`. */
export function reshape(build: Builder, x: Tensor, shape: Tensor): Tensor {
  return build.make('Reshape', [x, shape], {}, 'Reshape');
}

/**
 * Enters a fresh scope `name`, makes the constants in it, then the op under the scope's own name.
 */
export function named(
  build: Builder,
  name: string,
  inputs: () => readonly Tensor[],
  make: (exactName: string, inputs: readonly Tensor[]) => Tensor,
): Tensor {
  return build.inScope(name, () => {
    const { scope } = build.graph;
    return make(`${scope}/`, inputs());
  });
}

function asTensor(build: Builder, value: Tensor | number, name: string): Tensor {
  return typeof value === 'number' ? build.scalar('int32', value, name) : value;
}

function bound(build: Builder, value: Tensor | number | null, name: string): Tensor {
  if (value === null) return build.integers([0], name);
  if (typeof value === 'number') return build.integers([value], name);
  return build.make('Pack', [value], { axis: 0 }, name);
}
