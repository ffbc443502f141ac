/** @file Sums the gradient of a loop invariant over all iterations, in a variable of the gradient loop. */
import { Builder } from '../builder';
import type { Node, Origin, Tensor } from '../graph';
import type { Slices } from '../rule';
import { isFullyKnown } from '../shape';
import type { ControlFlowContext } from './context';
import { exitOf, mergeOf, nextIterationOf, plainSwitchOf } from './steeringNodes';
import type { WhileContext } from './whileContext';
import { shapeNode, zerosOfShape } from './zeros';

function inside<T>(context: ControlFlowContext | null, body: () => T): T {
  return context === null ? body() : context.within(body);
}

/** acc = 0; while (…) acc += gradient. Called in the gradient loop `loop`; `enter` is the invariant's. */
export function accumulate(
  loop: WhileContext,
  enter: Node,
  gradient: Tensor,
  origin: Origin,
): Tensor {
  const { graph, outer } = loop;
  const build = new Builder(graph, origin);
  loop.exit();
  const start = initialSum(loop, enter, gradient, build);
  loop.enter();
  loop.values.add(start);
  const entered = loop.enterNode(origin, start, false, { name: 'b_acc' });
  loop.loopEnters.push(entered);
  const merge = mergeOf(build, [entered, entered], 'b_acc');
  const [outside, within] = plainSwitchOf(build, merge, loop.pivot!);
  const sum = build.make('Add', [within, gradient], {});
  const next = nextIterationOf(build, sum);
  graph.updateInput(merge.node, 1, next);
  const result = exitOf(build, outside, 'b_acc');
  loop.loopExits.push(result);
  outer?.values.add(result);
  return result;
}

/** Zeros of the gradient's shape; of the invariant's, as it is in the run, when that is not known. */
function initialSum(loop: WhileContext, enter: Node, gradient: Tensor, build: Builder): Tensor {
  const { outer } = loop;
  const { shape, dtype } = gradient;
  if (isFullyKnown(shape)) return inside(outer, () => build.filled(dtype, shape, 0, 'b_acc'));
  const value = enter.inputs[0]!;
  const outerState = outer?.kind === 'while' ? loop.gradState?.outerState : null;
  if (outerState) {
    const zerosShape = inside(loop.gradState!.forwardContext.outer, () => shapeNode(build, value));
    const history = outerState.addForwardAccumulator(zerosShape, build.origin);
    return inside(outer, () => {
      const real = outerState.addAccumulatedValue(history, zerosShape, build.origin);
      return zerosOfShape(build, dtype, real);
    });
  }
  return inside(outer, () => zerosOfShape(build, dtype, shapeNode(build, value)));
}

/** As `accumulate` for rows, which are put one after the other. */
export function accumulateRows(
  loop: WhileContext,
  enter: Node,
  gradient: Slices,
  origin: Origin,
): Slices {
  const { graph, outer } = loop;
  const build = new Builder(graph, origin);
  const { values, indices, denseShape } = gradient;
  loop.exit();
  outer?.enter();
  const startValues = initialRows(loop, enter, values, build);
  const startIndices = build.constant({ dtype: indices.dtype, dims: [1], data: zeroOf(indices) });
  const starts = [startIndices, startValues];
  if (denseShape !== null) {
    const { shape, dtype } = denseShape;
    starts.push(
      isFullyKnown(shape)
        ? inside(outer, () => build.filled(dtype, shape, 0))
        : build.zerosLike(
            shapeNode(build, enter.inputs[0]!, dtype === 'int64' ? 'int64' : 'int32'), 'zeros_like',
          ),
    );
  }
  outer?.exit();
  loop.enter();
  for (const start of starts) loop.values.add(start);
  const entered = starts.map((start) =>
    loop.enterNode(origin, start, false, { name: 'b_acc', useInputShape: false }),
  );
  entered[0]!.refineShape([null]);
  const rowShape = startValues.shape;
  if (rowShape !== null) entered[1]!.refineShape([null, ...rowShape.slice(1)]);
  loop.loopEnters.push(...entered);
  const merges = entered.map((x) => mergeOf(build, [x, x], 'b_acc'));
  const switches = merges.map((x) => plainSwitchOf(build, x, loop.pivot!));
  const concat = (a: Tensor, b: Tensor) =>
    build.inScope('concat', () => {
      const axis = build.scalar('int32', 0, 'axis');
      return build.make('ConcatV2', [a, b, axis], {}, `${graph.scope}/`);
    });
  const sums = [concat(switches[0]![1], indices), concat(switches[1]![1], values)];
  if (denseShape !== null) sums.push(build.make('Maximum', [denseShape, switches[2]![1]], {}));
  const nexts = sums.map((sum) => nextIterationOf(build, sum));
  merges.forEach((merge, i) => graph.updateInput(merge.node, 1, nexts[i]!));
  const exits = switches.map(([off]) => exitOf(build, off, 'b_acc'));
  loop.loopExits.push(...exits);
  for (const exit of exits) outer?.values.add(exit);
  return {
    kind: 'slices', indices: exits[0]!, values: exits[1]!, denseShape: exits[2] ?? null,
  };
}

function zeroOf(indices: Tensor): Int32Array | Float64Array {
  return indices.dtype === 'int64' ? new Float64Array(1) : new Int32Array(1);
}

/** One row of zeros. */
function initialRows(loop: WhileContext, enter: Node, values: Tensor, build: Builder): Tensor {
  const { shape, dtype } = values;
  if (isFullyKnown(shape)) {
    return inside(loop.outer, () => build.filled(dtype, [1, ...shape.slice(1)], 0, 'b_acc'));
  }
  const all = shapeNode(build, enter.inputs[0]!);
  const rest = build.inScope('strided_slice', () => {
    const begin = build.integers([1], 'stack');
    const end = build.integers([0], 'stack_1');
    return build.make(
      'StridedSlice',
      [all, begin, end, build.integers([1], 'stack_2')],
      { beginMask: 0, endMask: 1, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 },
      `${build.graph.scope}/`,
    );
  });
  const rowShape = build.inScope('concat', () => {
    const one = build.integers([1], 'values_0');
    const axis = build.scalar('int32', 0, 'axis');
    return build.make('ConcatV2', [one, rest, axis], {}, `${build.graph.scope}/`);
  });
  return zerosOfShape(build, dtype, rowShape);
}
