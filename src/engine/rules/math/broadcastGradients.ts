/** @file Sums a gradient back to the shape of an operand that was broadcast, as TensorFlow does. */
import type { Builder } from '../../builder';
import type { Graph, Tensor } from '../../graph';
import type { Backward } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { isFullyKnown, sameDims } from '../../shape';
import { dynamicShape, reshapeLike, reshapeTo, sumOver, sumOverKnown } from './gradientNodes';
import type { NoAttributes } from './operands';

/** Brings a gradient of the broadcast shape to the shape of one operand. */
export interface Reducer {
  /** False when the gradient has the operand's shape already. */
  readonly isNeeded: boolean;
  readonly reduce: (gradient: Tensor) => Tensor;
}

/** True when both operands and the gradient, no rows, are known to have one and the same shape. */
export function haveEqualShapes({ inputs, gradients, build }: Backward<NoAttributes>): boolean {
  if (build.rowsOf(gradients[0]!) !== undefined) return false;
  const [x, y, gradient] = [inputs[0]!.shape, inputs[1]!.shape, gradients[0]!.shape];
  return (
    isFullyKnown(x) && isFullyKnown(y) && isFullyKnown(gradient) &&
    sameDims(x, y) && sameDims(x, gradient)
  );
}

/** Shape, Shape, BroadcastGradientArgs, then Sum and Reshape: the form for shapes not yet known. */
export function dynamicReducers(
  build: Builder,
  shapeOfX: Tensor,
  shapeOfY: Tensor,
): readonly [Reducer, Reducer] {
  const axes = broadcastGradientArgs(build, shapeOfX, shapeOfY);
  const reducer = (axesOfOne: Tensor, shape: Tensor): Reducer => ({
    isNeeded: true,
    reduce: (gradient) => reshapeLike(build, sumOver(build, gradient, axesOfOne), shape),
  });
  return [reducer(axes[0], shapeOfX), reducer(axes[1], shapeOfY)];
}

/** `BroadcastGradientArgs` of two shape vectors: the axes to sum for each operand. */
export function broadcastGradientArgs(
  build: Builder, shapeOfX: Tensor, shapeOfY: Tensor,
): readonly [Tensor, Tensor] {
  const node = build.node('BroadcastGradientArgs', [shapeOfX, shapeOfY], {});
  return [node.outputs[0]!, node.outputs[1]!];
}

/** `dynamicReducers` over `tf.shape` of both operands: constants where the shape is known. */
export function shapeReducers(
  { build, inputs }: Backward<NoAttributes>,
): readonly [Reducer, Reducer] {
  const shapeOfX = build.shapeOf(inputs[0]!, 'Shape');
  const shapeOfY = build.shapeOf(inputs[1]!, 'Shape');
  return dynamicReducers(build, shapeOfX, shapeOfY);
}

/** Pairs of shapes whose BroadcastGradientArgs a graph has; TensorFlow makes it once per pair. */
const pairsMade = new WeakMap<Graph, Set<string>>();

/**
 * TensorFlow's `SmartBroadcastGradientArgs`: with known shapes the axes are computed now, and an
 * operand whose shape is the gradient's needs nothing.
 */
export function smartReducers(back: Backward<NoAttributes>): readonly [Reducer, Reducer] {
  const { build, inputs } = back;
  if (build.rowsOf(back.gradients[0]!) !== undefined) return shapeReducers(back);
  const [x, y] = [inputs[0]!.shape, inputs[1]!.shape];
  if (!isFullyKnown(x) || !isFullyKnown(y)) {
    const shapeOfX = dynamicShape(build, inputs[0]!);
    return dynamicReducers(build, shapeOfX, dynamicShape(build, inputs[1]!));
  }
  makeOncePerPair(build, x, y);
  const [axesOfX, axesOfY] = broadcastAxes(x, y);
  const arriving = back.gradients[0]!.shape;
  return [knownReducer(build, x, axesOfX, arriving), knownReducer(build, y, axesOfY, arriving)];
}

function knownReducer(
  build: Builder, dims: Dims, axes: readonly number[], arriving: Shape,
): Reducer {
  return {
    isNeeded: !isFullyKnown(arriving) || !sameDims(arriving, dims),
    reduce: (gradient) => reshapeTo(build, sumOverKnown(build, gradient, axes), dims),
  };
}

/**
 * Nobody reads these nodes; they are made because the number of nodes in the graph is what
 * TensorFlow derives the seeds of later random ops from.
 */
function makeOncePerPair(build: Builder, x: Dims, y: Dims): void {
  const made = pairsMade.get(build.graph) ?? new Set<string>();
  pairsMade.set(build.graph, made);
  const pair = `${x.join()}|${y.join()}`;
  if (made.has(pair)) return;
  made.add(pair);
  build.inScope('BroadcastGradientArgs', () => {
    const s0 = build.integers(x, 's0');
    const s1 = build.integers(y, 's1');
    build.node('BroadcastGradientArgs', [s0, s1], {}, `${build.graph.scope}/`);
  });
}

/**
 * Axes of the broadcast of `x` and `y` over which each operand was repeated. An axis that is 1 in
 * both is listed for both, as TensorFlow's `BCast` does; shapes that are equal need none.
 */
export function broadcastAxes(x: Dims, y: Dims): readonly [number[], number[]] {
  const [axesOfX, axesOfY]: [number[], number[]] = [[], []];
  if (sameDims(x, y)) return [axesOfX, axesOfY];
  const rank = Math.max(x.length, y.length);
  for (let axis = 0; axis < rank; axis++) {
    const i = x[axis - rank + x.length] ?? 1;
    const j = y[axis - rank + y.length] ?? 1;
    if (i === 1) axesOfX.push(axis);
    if (j === 1) axesOfY.push(axis);
  }
  return [axesOfX, axesOfY];
}
