/** @file The derivative of Prod: the product of all other elements, without dividing by any. */
import type { Builder } from '../../builder';
import type { Tensor } from '../../graph';
import { withDevice } from '../../placement';
import type { Backward, InputGradient } from '../../rule';
import { exactName, multiply, reshapeLike, reshapeTo } from './gradientNodes';
import type { ReductionAttributes } from './reductionGradients';
import { axesHaveNone, keptShape, rangeTo, safeQuotient, wrapAxes } from './reductionGradients';

/**
 * The reduced axes are brought to the front and made one; then element i gets the running product
 * before it times the running product after it, so zeros in the input do no harm.
 */
export function productGradient(back: Backward<ReductionAttributes>): readonly InputGradient[] {
  const { build, inputs, gradients } = back;
  const [x, axes] = [inputs[0]!, inputs[1]!];
  const shape = build.shapeOf(x, 'Shape');
  const axesAsVector = reshapeTo(build, axes, [-1]);
  const kept = keptShape(build, shape, axes);
  const multiples = safeQuotient(build, shape, kept);
  const expanded = reshapeLike(build, gradients[0]!, kept);
  const gradient = build.make('Tile', [expanded, multiples], {}, 'Tile');

  const [order, reducedCount, otherCount] = onCpu(build, () => {
    const rank =
      x.shape === null
        ? build.make('Rank', [x], {}, 'Rank')
        : build.scalar('int32', x.shape.length, 'Rank');
    const wrapped = wrapAxes(build, axesAsVector, rankAs(build, rank, axes));
    const reduced =
      axes.dtype === 'int32' ? wrapped : build.make('Cast', [wrapped], { dstT: 'int32' }, 'Cast');
    const all = rangeTo(build, rank);
    const other = build.make('ListDiff', [all, reduced], { outIdx: 'int32' }, 'ListDiff');
    const order = build.inScope('concat', () => {
      const axis = build.scalar('int32', 0, 'axis');
      return build.make('ConcatV2', [reduced, other, axis], {}, exactName(build));
    });
    const reducedCount = sizeAlong(build, shape, reduced);
    const otherCount = sizeAlong(build, shape, other);
    return [order, reducedCount, otherCount];
  });

  const permuted = build.make('Transpose', [x, order], {}, 'transpose');
  const permutedShape = build.shapeOf(permuted, 'Shape');
  const matrix = build.inScope('Reshape', () => {
    const dims = build.make('Pack', [reducedCount, otherCount], { axis: 0 }, 'shape');
    return build.make('Reshape', [permuted, dims], {}, exactName(build));
  });
  const before = runningProduct(build, matrix, false);
  const after = runningProduct(build, matrix, true);
  const others = reshapeLike(build, multiply(build, before, after), permutedShape);
  const back_ = build.make('InvertPermutation', [order], {});
  const factors = build.make('Transpose', [others, back_], {}, 'transpose');
  return [reshapeLike(build, multiply(build, gradient, factors), shape), axesHaveNone];
}

/** Shapes are computed where they are, whatever the device of the gradient (TensorFlow's own choice). */
function onCpu<T>({ graph }: Builder, body: () => T): T {
  const device = withDevice(graph.placing.device, '/device:CPU:0');
  return graph.placed({ ...graph.placing, device }, body);
}

function rankAs(build: Builder, rank: Tensor, axes: Tensor): Tensor {
  if (axes.dtype === 'int32') return rank;
  return build.make('Cast', [rank], { dstT: axes.dtype }, 'Cast');
}

function runningProduct(build: Builder, matrix: Tensor, reverse: boolean): Tensor {
  return build.inScope('Cumprod', () => {
    const axis = build.scalar('int32', 0, 'axis');
    return build.make('Cumprod', [matrix, axis], { exclusive: true, reverse }, exactName(build));
  });
}

/** Product of the sizes of `shape` along `axes`. */
function sizeAlong(build: Builder, shape: Tensor, axes: Tensor): Tensor {
  const sizes = build.inScope('GatherV2', () => {
    const axis = build.scalar('int32', 0, 'axis');
    return build.make('GatherV2', [shape, axes, axis], {}, exactName(build));
  });
  const all = build.integers([0], 'Const');
  return build.make('Prod', [sizes, all], { keepDims: false }, 'Prod');
}
