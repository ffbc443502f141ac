/** @file Derivatives of the ops that steer: a Switch's is a Merge, an Exit's an Enter, and the reverse. */
import type { Builder } from '../builder';
import { EngineError, typeError } from '../errors';
import type { Arrived } from '../gradients';
import type { Node } from '../graph';
import { Tensor } from '../graph';
import type { Backward, InputGradient, NoDerivative } from '../rule';
import { none } from '../rule';
import type { CondContext } from './condContext';
import {
  enterGradient, exitGradient, mergeGradients, sendRound, switchGradient, tensorsOf,
} from './composites';
import { outputContext } from './context';
import { accumulate, accumulateRows } from './loopAccumulators';
import { isLoopConstantEnter } from './nodeKinds';

/** No gradient, and no reason why there should be one: this visit of the node has none to give. */
const NOTHING = none('');
const PREDICATE = none('a predicate is a yes or no');
const SUPPRESSED = none('tf.while_loop was made with back_prop=False');

type Back = Backward<unknown>;

/** Of a loop variable's Switch, visited from the Exit and then from the body; or of a conditional's. */
export function switchDerivative({ node, incoming, build }: Back): readonly InputGradient[] {
  const [off, on] = incoming;
  const { context } = node;
  if (context?.kind === 'while') {
    return [loopSwitchGradient(node, off ?? null, on ?? null, build), PREDICATE];
  }
  if (context?.kind !== 'cond') throw outside(node);
  const { branch } = context as CondContext;
  if (!(branch === 0 ? on : off)) return [NOTHING, PREDICATE];
  return [mergeGradients(build, [off!, on!], 'cond_grad'), PREDICATE];
}

function loopSwitchGradient(
  node: Node,
  off: Arrived | null,
  on: Arrived | null,
  build: Builder,
): InputGradient {
  const state = build.graph.context?.loop?.gradState;
  if (!state) throw outside(node);
  const merge = state.switchMerges.get(node);
  if (merge !== undefined) {
    if (on !== null) sendRound(build, merge, on);
    return NOTHING;
  }
  if (off === null) return NOTHING;
  const made = mergeGradients(build, [off, off], 'b_switch');
  state.switchMerges.set(node, made);
  return made;
}

/** Of a loop variable's Merge, or of the Merge behind a conditional. */
export function mergeDerivative({ node, incoming, build }: Back): readonly InputGradient[] {
  const gradient = incoming[0]!;
  const context = outputContext(node.inputs[0]!.node);
  const current = build.graph.context;
  if (context?.kind === 'while') return switchGradient(build, gradient, current!.loop!.pivot!);
  if (context?.kind !== 'cond') throw outside(node);
  let { predicate } = context as CondContext;
  const state = current?.loop?.gradState;
  if (state) {
    // The predicate had another value in every iteration: it is remembered.
    let real = state.history.get(predicate);
    if (real === undefined) {
      state.gradContext.exit();
      const history = state.addForwardAccumulator(predicate, build.origin);
      state.gradContext.enter();
      real = state.addAccumulatedValue(history, predicate, build.origin);
      state.history.set(predicate, real);
    }
    predicate = real;
  }
  return switchGradient(build, gradient, predicate, 'cond_grad');
}

export function exitDerivative({ node, incoming, build }: Back): readonly InputGradient[] {
  const loop = build.graph.context?.loop;
  if (!loop) throw outside(node);
  if (!loop.options.backProp) return [SUPPRESSED];
  if (node.context?.loop?.gradState) {
    throw typeError('Second-order gradient for while loops not supported.');
  }
  const gradient = incoming[0]!;
  for (const tensor of tensorsOf(gradient)) loop.values.add(tensor);
  return loop.within(() => {
    const entered = enterGradient(build, loop, gradient);
    loop.loopEnters.push(...tensorsOf(entered));
    return [entered];
  });
}

export function enterDerivative({ node, incoming, build }: Back): readonly InputGradient[] {
  const gradient = incoming[0]!;
  const context = build.graph.context;
  const loop = context?.loop;
  if (!loop || context.kind === 'cond' || !loop.options.backProp || loop.gradState === null) {
    return [gradient];
  }
  if (isLoopConstantEnter(node)) {
    return [
      gradient instanceof Tensor
        ? accumulate(loop, node, gradient, build.origin)
        : accumulateRows(loop, node, gradient, build.origin),
    ];
  }
  const result = exitGradient(build, gradient);
  loop.loopExits.push(...tensorsOf(result));
  loop.exitResult(tensorsOf(result));
  return [result];
}

/** The NextIteration of the gradient is made at the Switch. */
export function nextIterationDerivative({ incoming }: Back): readonly InputGradient[] {
  return [incoming[0]!];
}

export function isNothing(gradient: NoDerivative): boolean {
  return gradient === NOTHING;
}

function outside(node: Node): EngineError {
  return new EngineError(
    'NotImplementedError',
    `The gradient of ${node.op} outside of tf.cond and tf.while_loop is not evaluated by this engine`,
    node.id,
  );
}
