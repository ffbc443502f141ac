/** @file Derivatives of the reductions, node for node as TensorFlow 1.15's `math_grad.py`. */
import type { Builder } from '../../builder';
import type { Graph, Tensor } from '../../graph';
import { constantValue } from '../../knownValue';
import type { Backward, InputGradient } from '../../rule';
import { none } from '../../rule';
import type { Dims } from '../../shape';
import { isFullyKnown, sizeOf } from '../../shape';
import { integersOf } from '../../value';
import { exactName, multiply, reshapeLike, reshapeTo, sumOver, withRight } from './gradientNodes';

export interface ReductionAttributes {
  readonly keepDims: boolean;
}

type Back = Backward<ReductionAttributes>;

export const axesHaveNone = none('the axes of a reduction are whole numbers');

/** Every element takes part with factor 1: the gradient is repeated over the reduced axes. */
export function sumGradient({ build, inputs, gradients }: Back): Tensor {
  const [x, axes, gradient] = [inputs[0]!, inputs[1]!, gradients[0]!];
  const known = constantValue(axes);
  if (x.shape !== null && known !== null) {
    const reduced = integersOf(known);
    // A scalar axis is not a list of all axes to TensorFlow, even where there is one axis only.
    const isAll = known.dims.length === 1 && reduced.length === x.shape.length;
    if (isAll && reduced.every((axis, i) => axis === i)) {
      const flat = reshapeTo(build, gradient, reduced.map(() => 1));
      const shape = isFullyKnown(x.shape)
        ? build.integers(x.shape, 'Const')
        : build.shapeOf(x, 'Shape');
      return build.make('Tile', [flat, shape], {}, 'Tile');
    }
    if (isFullyKnown(x.shape)) return tileKnown(build, gradient, x.shape, reduced);
  }
  const shape = build.shapeOf(x, 'Shape');
  const [kept, multiples] = build.graph.beside(shape.node, () => {
    const dims = keptShape(build, shape, axes);
    return [dims, safeQuotient(build, shape, dims)];
  });
  const expanded = reshapeLike(build, gradient, kept);
  return build.make('Tile', [expanded, multiples], {}, 'Tile');
}

/** Shapes whose reduced form a graph has computed; TensorFlow builds those nodes once per pair. */
const shapesMade = new WeakMap<Graph, Set<string>>();

function tileKnown(
  build: Builder, gradient: Tensor, dims: Dims, axes: readonly number[],
): Tensor {
  const rank = dims.length;
  const isReduced = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
  const kept = dims.map((dim, i) => (isReduced.has(i) ? 1 : dim));
  makeOncePerShape(build, dims, axes, kept);
  const expanded = reshapeTo(build, gradient, kept);
  return build.inScope('Tile', () => {
    const multiples = build.integers(
      dims.map((dim, i) => Math.floor(dim / Math.max(kept[i]!, 1))), 'multiples',
    );
    return build.make('Tile', [expanded, multiples], {}, exactName(build));
  });
}

/** Nobody reads these nodes; their number is what TensorFlow derives later seeds from. */
function makeOncePerShape(
  build: Builder, dims: Dims, axes: readonly number[], kept: Dims,
): void {
  const made = shapesMade.get(build.graph) ?? new Set<string>();
  shapesMade.set(build.graph, made);
  const key = `${dims.join()}|${axes.join()}`;
  if (made.has(key)) return;
  made.add(key);
  const constant = (numbers: readonly number[], scope: string): Tensor =>
    build.inScope(scope, () => build.integers(numbers, 'x'));
  const shape = constant(dims, 'Cast');
  keptShape(build, shape, constant(axes, 'Cast'));
  const atLeastOne = build.inScope('Maximum', () => {
    const x = build.integers(kept, 'x');
    return build.make('Maximum', [x, build.scalar('int32', 1, 'y')], {}, exactName(build));
  });
  build.inScope('floordiv', () =>
    build.make('FloorDiv', [build.integers(dims, 'x'), atLeastOne], {}, exactName(build)),
  );
}

/** `math_ops.reduced_shape`: the shape vector with 1 at the reduced axes. */
export function keptShape(build: Builder, shape: Tensor, axes: Tensor): Tensor {
  const numbers = axes.dtype === 'int32' ? axes : build.make('Cast', [axes], { dstT: 'int32' });
  const rank = isFullyKnown(shape.shape)
    ? build.scalar('int32', sizeOf(shape.shape), 'Size')
    : build.make('Size', [shape], { outType: 'int32' }, 'Size');
  const positive = wrapAxes(build, numbers, rank);
  const shapeOfAxes = build.shapeOf(positive, 'Shape');
  const all = rangeTo(build, rank);
  const ones = build.inScope('Fill', () => {
    const one = build.scalar('int32', 1, 'value');
    return build.make('Fill', [shapeOfAxes, one], {}, exactName(build));
  });
  return build.make('DynamicStitch', [all, positive, shape, ones], {}, 'DynamicStitch');
}

/** (axes + rank) mod rank: negative axes counted from the end. */
export function wrapAxes(build: Builder, axes: Tensor, rank: Tensor): Tensor {
  const sum = build.make('AddV2', [axes, rank], {}, 'add');
  return build.make('FloorMod', [sum, rank], {}, 'mod');
}

export function rangeTo(build: Builder, limit: Tensor): Tensor {
  return build.inScope('range', () => {
    const start = build.scalar('int32', 0, 'start');
    const delta = build.scalar('int32', 1, 'delta');
    return build.make('Range', [start, limit, delta], {}, exactName(build));
  });
}

/** x // max(y, 1) of shapes. */
export function safeQuotient(build: Builder, x: Tensor, y: Tensor): Tensor {
  const atLeastOne = withRight(build, 'Maximum', 'Maximum', y, 1);
  return build.make('FloorDiv', [x, atLeastOne], {}, 'floordiv');
}

/** The gradient of the sum, divided by how many elements went into each mean. */
export function meanGradient(back: Back): Tensor {
  const { build, inputs, outputs } = back;
  const sum = sumGradient(back);
  const [x, y] = [inputs[0]!, outputs[0]!];
  const divide = (factor: Tensor) => build.make('RealDiv', [sum, factor], {}, 'truediv');
  if (isFullyKnown(x.shape) && isFullyKnown(y.shape)) {
    const count = Math.floor(sizeOf(x.shape) / Math.max(sizeOf(y.shape), 1));
    return divide(build.scalar(sum.dtype, count, 'Const'));
  }
  const product = (shape: Tensor): Tensor => {
    const axes = build.integers([0], 'Const');
    return build.make('Prod', [shape, axes], { keepDims: false }, 'Prod');
  };
  const [shapeOfX, shapeOfY] = [build.shapeOf(x, 'Shape'), build.shapeOf(y, 'Shape')];
  const sizeOfX = product(shapeOfX);
  const count = safeQuotient(build, sizeOfX, product(shapeOfY));
  return divide(build.make('Cast', [count], { dstT: sum.dtype }, 'Cast'));
}

/** The elements that equal the extremum share its gradient equally. */
export function extremumGradient(back: Back): readonly InputGradient[] {
  const { build, inputs, outputs, gradients } = back;
  const [x, axes] = [inputs[0]!, inputs[1]!];
  const kept = keptShape(build, build.shapeOf(x, 'Shape'), axes);
  const extremum = reshapeLike(build, outputs[0]!, kept);
  const gradient = reshapeLike(build, gradients[0]!, kept);
  const isEqual = build.make('Equal', [extremum, x], {});
  const chosen = build.make('Cast', [isEqual], { dstT: gradient.dtype }, 'Cast');
  const count = reshapeLike(build, sumOver(build, chosen, axes), kept);
  const share = build.make('RealDiv', [chosen, count], {}, 'truediv');
  return [multiply(build, share, gradient), axesHaveNone];
}
