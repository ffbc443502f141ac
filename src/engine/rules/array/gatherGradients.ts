/**
 * @file The gradients of gather with respect to the gathered tensor: rows along axis 0, dense
 * elsewhere.
 */
import type { Tensor } from '../../graph';
import type { Backward, InputGradient } from '../../rule';
import type { BatchDims } from './batchGathers';
import { batchGatherGradient } from './batchGathers';
import {
  concat, expandDims, named, range, reshape, shapeAs, sizeTensor, sliceVector,
} from './gradientPieces';

/** `tf.shape(params, out_type=int64)` cast to int32, as _GatherGrad takes it. */
function paramsShape({ inputs, build }: Backward<BatchDims>): Tensor {
  return build.graph.beside(inputs[0]!.node, () => {
    const shape = shapeAs(build, inputs[0]!, 'int64');
    return build.make('Cast', [shape], { dstT: 'int32' });
  });
}

/**
 * Axis 0: the gradient's rows with the indices that picked them, still unsummed (IndexedSlices).
 */
export function rowGradient(back: Backward<BatchDims>): InputGradient {
  const { inputs, gradients, build } = back;
  const denseShape = paramsShape(back);
  const count = expandDims(build, sizeTensor(build, inputs[1]!), 0);
  const tail = sliceVector(build, denseShape, 1, null);
  const valuesShape = concat(build, [count, tail], 0);
  const values = reshape(build, gradients[0]!, valuesShape);
  const indices = reshape(build, inputs[1]!, count);
  return { kind: 'slices', values, indices, denseShape };
}

/**
 * Any other axis: the gradient with that axis brought to the front, summed into the rows that were
 * picked, and turned back. Follows _GatherV2Grad.
 */
export function gatherAxisGradient(back: Backward<BatchDims>): InputGradient {
  const { attributes, inputs, gradients, build } = back;
  const [, indices, axis] = inputs;
  const { batchDims = 0 } = attributes;
  const batches = batchDims < 0 ? batchDims + indices!.shape!.length : batchDims;
  const shape = paramsShape(back);
  // TensorFlow makes this size before it looks at the axis; only the axis-0 branch uses it.
  expandDims(build, sizeTensor(build, indices!), 0);
  const outer = sliceVector(build, shape, null, axis!);
  const inner = sliceVector(build, sliceVector(build, shape, axis!, null), 1, null);
  const valuesShape = named(
    build, 'concat',
    () => [outer, build.integers([-1], 'values_1'), inner, build.scalar('int32', 0, 'axis')],
    (name, list) => build.make('ConcatV2', list, {}, name),
  );
  const valuesRank = sizeTensor(build, valuesShape);
  const axisRank = sizeTensor(build, outer);
  const batchAxes = range(build, 0, batches);
  const before = range(build, batches, axisRank);
  const after = range(build, plusOne(build, axisRank), valuesRank);
  const values = reshape(build, gradients[0]!, valuesShape);

  const toFront = named(
    build, 'concat',
    () => [
      batchAxes,
      build.make('Pack', [axisRank], { axis: 0 }, 'values_1'),
      before,
      after,
      build.scalar('int32', 0, 'axis'),
    ],
    (name, list) => build.make('ConcatV2', list, {}, name),
  );
  const turned = build.make('Transpose', [values, toFront], {}, 'transpose');
  const rows = elementAt(back, shape, axis!);
  const summed = batchGatherGradient(build, shape, turned, indices!, batches, rows);

  const shifted = plusOne(build, before);
  const turnBack = named(
    build, 'concat',
    () => [
      batchAxes, shifted, build.integers([batches], 'values_2'), after, build.scalar('int32', 0, 'axis'),
    ],
    (name, list) => build.make('ConcatV2', list, {}, name),
  );
  return build.make('Transpose', [summed, turnBack], {}, 'transpose');
}

function plusOne(build: Backward<BatchDims>['build'], x: Tensor): Tensor {
  return named(
    build, 'add', () => [x, build.scalar('int32', 1, 'y')],
    (name, list) => build.make('AddV2', list, {}, name),
  );
}

/** `shape[axis]` with an axis that is itself a tensor. */
function elementAt({ build }: Backward<BatchDims>, shape: Tensor, axis: Tensor): Tensor {
  const end = plusOne(build, axis);
  return named(
    build, 'strided_slice',
    () => [
      shape,
      build.make('Pack', [axis], { axis: 0 }, 'stack'),
      build.make('Pack', [end], { axis: 0 }, 'stack_1'),
      build.integers([1], 'stack_2'),
    ],
    (name, list) =>
      build.make(
        'StridedSlice', list,
        { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 1 }, name,
      ),
  );
}
