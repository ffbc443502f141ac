/** @file Counts the iterations of a forward loop, and runs the gradient loop as often. */
import { Builder } from '../builder';
import type { Origin, Tensor } from '../graph';
import type { GradLoopState } from './gradLoopState';
import { exitOf, mergeOf, nextIterationOf, plainSwitchOf } from './steeringNodes';
import type { WhileContext } from './whileContext';

/** n = 0; while (…) n += 1. Called outside of the loop; `next` is the NextIteration of n. */
export function addForwardCounter(
  loop: WhileContext,
  outerState: GradLoopState | null,
  origin: Origin,
): { readonly total: Tensor; readonly next: Tensor } {
  const { graph } = loop;
  const build = new Builder(graph, origin);
  const start = build.scalar('int32', 0, 'f_count');
  if (outerState !== null) {
    // What one run of the inner loop remembers comes before what the next run remembers.
    graph.addControlInputs(start.node, [outerState.forwardIndex.node.inputs[0]!.node]);
  }
  return loop.within(() => {
    loop.values.add(start);
    const enter = loop.enterNode(origin, start, false, { name: 'f_count' });
    loop.loopEnters.push(enter);
    const merge = mergeOf(build, [enter, enter]);
    const [outside, inside] = plainSwitchOf(build, merge, loop.pivot!);
    const index = build.inScope('Add', () => {
      const one = build.scalar('int32', 1, 'y');
      return build.make('Add', [inside, one], {}, `${graph.scope}/`);
    });
    const next = nextIterationOf(build, index);
    graph.updateInput(merge.node, 1, next);
    const total = exitOf(build, outside, 'f_count');
    loop.loopExits.push(total);
    loop.exitResult([total]);
    return { total, next };
  });
}

/** n = count; while (n ≥ 1) n −= 1. Called outside of the loop; returns the NextIteration of n. */
export function addBackpropCounter(
  loop: WhileContext,
  count: Tensor,
  outerState: GradLoopState | null,
  origin: Origin,
): Tensor {
  const { graph } = loop;
  const build = new Builder(graph, origin);
  const one = build.scalar('int32', 1, 'b_count');
  return loop.within(() => {
    loop.values.add(count);
    const enter = loop.enterNode(origin, count, false, { name: 'b_count' });
    loop.loopEnters.push(enter);
    const merge = mergeOf(build, [enter, enter]);
    loop.pivotForPredicate = merge;
    const isMore = build.make('GreaterEqual', [merge, one], {});
    loop.pivot = build.make('LoopCond', [isMore], {}, 'b_count');
    const [outside, inside] = plainSwitchOf(build, merge, loop.pivot);
    const index = build.make('Sub', [inside, one], {});
    loop.pivotForBody = index;
    const next = nextIterationOf(build, index);
    graph.updateInput(merge.node, 1, next);
    const end = exitOf(build, outside, 'b_count');
    loop.loopExits.push(end);
    if (outerState !== null) graph.addControlInputs(outerState.gradSync, [end.node]);
    loop.exitResult([end]);
    return next;
  });
}
