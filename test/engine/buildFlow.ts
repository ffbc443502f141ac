/** @file tf.cond and tf.while_loop in TypeScript, for tests of the engine. */
import type { Builder } from '../../src/engine/builder';
import { CondContext } from '../../src/engine/controlFlow/condContext';
import { LoopBuilding } from '../../src/engine/controlFlow/loopBuilding';
import { mergeOf, switchOf } from '../../src/engine/controlFlow/steeringNodes';
import { WhileContext } from '../../src/engine/controlFlow/whileContext';
import type { Tensor } from '../../src/engine/graph';

/** `whenTrue()` if `predicate` is true in a run, else `whenFalse()`. */
export function conditional(
  build: Builder,
  predicate: Tensor,
  whenTrue: () => Tensor,
  whenFalse: () => Tensor,
): Tensor {
  return build.inScope('cond', () => {
    const [off, on] = switchOf(build, predicate, predicate);
    const pivots = [off, on].map((pivot) => build.make('Identity', [pivot], {}));
    const chosen = build.make('Identity', [predicate], {}, 'pred_id');
    const branch = (side: 0 | 1, make: () => Tensor) => {
      const context = new CondContext(chosen, pivots[side]!, side);
      return context.within(() => context.output(make(), build.origin));
    };
    const ifTrue = branch(1, whenTrue);
    const ifFalse = branch(0, whenFalse);
    return mergeOf(build, [ifFalse, ifTrue]);
  });
}

/** Repeats `body` while `condition` holds; every variable keeps its static shape unless `shapeless`. */
export function loop(
  build: Builder,
  initial: readonly Tensor[],
  condition: (...variables: Tensor[]) => Tensor,
  body: (...variables: Tensor[]) => readonly Tensor[],
  shapeless = false,
): readonly Tensor[] {
  return build.inScope('while', () => {
    const context = new WhileContext(build.graph, {
      parallelIterations: 10, backProp: true, swapMemory: false, name: 'while_context', gradState: null,
    });
    const building = new LoopBuilding(context, build.origin);
    return context.within(() => {
      const shapes = initial.map(({ shape }) => (shapeless ? null : shape));
      const before = building.begin(initial, shapes);
      const inside = building.condition(condition(...before));
      return building.finish(body(...inside));
    });
  });
}

/** Runs `body` for i = 0 … times − 1 with one more variable that starts as `start`. */
export function repeat(
  build: Builder,
  times: number,
  start: Tensor,
  body: (value: Tensor, i: Tensor) => Tensor,
  shapeless = false,
): Tensor {
  const int = (n: number) => build.scalar('int32', n);
  const end = loop(
    build,
    [int(0), start],
    (i) => build.make('Less', [i, int(times)], {}),
    (i, value) => [build.make('Add', [i, int(1)], {}), body(value, i)],
    shapeless,
  );
  return end[1]!;
}
