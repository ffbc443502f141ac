/** @file All loops that one call of tf.gradients goes through, and the zeros that it needs inside of them. */
import { Builder } from '../builder';
import { isFloating } from '../dtypes';
import { EngineError } from '../errors';
import type { Graph, Node, Origin, Tensor } from '../graph';
import type { IdMap } from '../idMap';
import { valueBehind } from '../resourceVariables';
import { isFullyKnown } from '../shape';
import type { CondContext } from './condContext';
import { loopOf } from './context';
import { GradLoopState } from './gradLoopState';
import { isLoopExit, isLoopSwitch, isSwitch } from './nodeKinds';
import { nextIterationOf, plainSwitchOf, switchOf } from './steeringNodes';
import { tensorsOf } from './composites';
import type { WhileContext } from './whileContext';
import { shapeNode, zerosOfDims, zerosOfShape } from './zeros';

/** TensorFlow 1.15's ControlFlowState. */
export class ControlFlowState {
  private readonly states = new Map<WhileContext, GradLoopState>();

  constructor(
    private readonly graph: Graph,
    private readonly origin: Origin,
  ) {}

  /** The state of the loop that `node` is in; of an Exit before it is entered: the loop around. */
  stateOf(node: Node, isBefore: boolean): GradLoopState | null {
    let forward = loopOf(node);
    if (isBefore && isLoopExit(node)) forward = node.context?.outer?.loop ?? null;
    return forward === null ? null : (this.states.get(forward) ?? null);
  }

  /** Makes the gradient loop of the loop that `exit` leaves; returns exits that count as between. */
  addLoop(exit: Node): readonly Tensor[] {
    const forward = loopOf(exit)!;
    if (this.states.has(forward)) return [];
    const outerForward = forward.outer?.loop ?? null;
    const outerState = outerForward === null ? null : (this.states.get(outerForward) ?? null);
    const state = new GradLoopState(forward, outerState, exit.origin);
    this.states.set(forward, state);
    return state.forwardExits;
  }

  /** Exits through which nothing came, of loops that nothing more will come out of. */
  unusedExits(pending: IdMap<Node, number>, toNodes: ReadonlySet<Node>): readonly Tensor[] {
    const exits: Tensor[] = [];
    for (const state of this.states.values()) {
      for (const exit of state.forwardExits) {
        if ((pending.get(exit.node) ?? 0) > 0) continue;
        state.pendingExits--;
        if (!toNodes.has(exit.node)) state.unusedExits.push(exit);
        if (state.pendingExits === 0) exits.push(...state.unusedExits);
      }
      for (const enter of state.forwardContext.loopEnters) {
        if ((pending.get(enter.node) ?? 0) === 0) pending.set(enter.node, 1);
      }
    }
    return exits;
  }

  /** Zeros for an Exit of which no gradient is known, outside of its loop. */
  zerosForExit(exit: Tensor): Tensor {
    const build = new Builder(this.graph, exit.node.origin);
    const forward = exit.node.context!;
    const outerForward = forward.outer?.loop ?? null;
    const outerState = outerForward === null ? undefined : this.states.get(outerForward);
    const { shape, dtype } = exit;
    if (outerState === undefined) {
      return isFullyKnown(shape)
        ? zerosOfDims(build, dtype, shape)
        : build.zerosLike(exit, 'zeros_like');
    }
    if (isFullyKnown(shape)) {
      return outerState.gradContext.within(() => zerosOfDims(build, dtype, shape));
    }
    const outer = forward.outer!;
    const computed = outer.within(() => shapeNode(build, exit));
    const history = outerState.addForwardAccumulator(computed, build.origin);
    return outerState.gradContext.within(() => {
      const real = outerState.addAccumulatedValue(history, computed, build.origin);
      return zerosOfShape(build, dtype, real);
    });
  }

  /** Zeros for output `index` of `node`, in the gradient loop if it is in a loop; null for none. */
  zerosLike(node: Node, index: number): Tensor | null {
    if (isLoopSwitch(node)) return null;
    const forward = loopOf(node);
    const state = forward === null ? undefined : this.states.get(forward);
    if (state === undefined) return zerosOutsideLoop(node, index);
    const build = new Builder(this.graph, node.origin);
    const value = node.outputs[index]!;
    const isDead = isSwitch(node);
    const { shape, dtype } = value;
    if (dtype === 'resource') {
      throw new EngineError(
        'NotImplementedError',
        'The gradient of a resource variable that a tf.cond inside of a loop reads is not evaluated by ' +
          'this engine',
        node.id,
      );
    }
    if (isFullyKnown(shape)) {
      const zeros = build.filled(dtype, shape, 0);
      if (!isDead) return zeros;
      const branch = node.context as CondContext;
      const predicate = state.history.get(branch.predicate)!;
      return switchOf(build, zeros, predicate)[branch.branch === 0 ? 1 : 0];
    }
    const computed = isDead ? this.deadShape(build, node) : shapeWithin(build, node, value);
    state.gradContext.exit();
    const history = state.addForwardAccumulator(computed, build.origin, isDead);
    state.gradContext.enter();
    const real = state.addAccumulatedValue(history, computed, build.origin, isDead);
    return zerosOfShape(build, dtype, real);
  }

  /** The shape of what a Switch was given, known where its other branch is taken. */
  private deadShape(build: Builder, node: Node): Tensor {
    const branch = node.context as CondContext;
    const make = () => {
      const other = switchOf(build, node.inputs[0]!, branch.predicate)[branch.branch === 0 ? 1 : 0];
      return { other, shape: shapeNode(build, other) };
    };
    const { other, shape } = branch.outer === null ? make() : branch.outer.within(make);
    other.node.context = branch;
    shape.node.context = branch;
    return shape;
  }

  /** Variables whose next value does not depend on the present one get zeros after the first round. */
  finish(): void {
    for (const state of this.states.values()) {
      for (const merged of state.switchMerges.values()) {
        const merge = tensorsOf(merged)[0]!.node;
        const [first, second] = merge.inputs;
        if (first !== second) continue;
        const build = new Builder(this.graph, this.origin);
        const { gradContext } = state;
        const { shape, dtype } = first!;
        let next: Tensor;
        if (isFullyKnown(shape)) {
          next = gradContext.within(() =>
            nextIterationOf(build, build.filled(dtype, shape, 0)),
          );
        } else {
          const make = () =>
            zerosOfShape(build, 'float32', shapeNode(build, first!.node.inputs[0]!));
          const zeros = gradContext.outer === null ? make() : gradContext.outer.within(make);
          next = gradContext.within(() => nextIterationOf(build, zeros));
        }
        this.graph.updateInput(merge, 1, next);
      }
    }
  }
}

function shapeWithin(build: Builder, node: Node, value: Tensor): Tensor {
  return node.context!.within(() => shapeNode(build, value));
}

/** Whether an output that no gradient reaches gets zeros for one: a number does, and so does the handle of a
 * variable that one branch of a tf.cond reads. */
export function getsZeros(node: Node, { dtype }: Tensor): boolean {
  return isFloating(dtype) || (dtype === 'resource' && isSwitch(node) && node.context?.kind === 'cond');
}

/** Zeros like output `index` of a node that is in no loop of these gradients. */
export function zerosOutsideLoop(node: Node, index: number): Tensor {
  const build = new Builder(node.graph, node.origin);
  const value = node.outputs[index]!;
  const branch = node.context;
  if (!isSwitch(node) || branch?.kind !== 'cond') return build.zerosLike(value, 'zeros_like');
  const { predicate, branch: side } = branch as CondContext;
  const taken = plainSwitchOf(build, node.inputs[0]!, predicate)[side === 0 ? 1 : 0];
  const pivot = build.make('Identity', [taken], {});
  const isHandle = value.dtype === 'resource';
  const shape = isHandle ? null : shapeNode(build, taken);
  node.graph.pushControl([pivot.node]);
  try {
    if (shape !== null) return zerosOfShape(build, value.dtype, shape);
    const behind = build.make('VariableShape', [taken], { outType: 'int32' });
    return zerosOfShape(build, valueBehind(taken).dtype, behind);
  } finally {
    node.graph.popControl();
  }
}
