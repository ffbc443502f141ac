/** @file What connects a forward loop with the loop that computes its gradient: counters and memories. */
import { Builder } from '../builder';
import { typeError } from '../errors';
import type { Arrived } from '../gradients';
import type { Graph, Node, Origin, Tensor } from '../graph';
import { isOp } from '../ops';
import type { CondContext } from './condContext';
import { outputContext } from './context';
import { addBackpropCounter, addForwardCounter } from './loopCounters';
import { loopConstantEnter } from './nodeKinds';
import { switchOf } from './steeringNodes';
import { WhileContext } from './whileContext';

/** TensorFlow 1.15's GradLoopState (control_flow_state.py), node for node. */
export class GradLoopState {
  readonly gradContext: WhileContext;
  /** NextIteration of the forward loop's counter. */
  readonly forwardIndex: Tensor;
  private readonly gradIndex: Tensor;
  /** What stands in the gradient loop for a value of the forward loop. */
  readonly history = new Map<Tensor, Tensor>();
  /** The Merge that was made for a Switch when it was visited first. */
  readonly switchMerges = new Map<Node, Arrived>();
  readonly unusedExits: Tensor[] = [];
  readonly deferredExits: Tensor[] = [];
  readonly forwardExits: readonly Tensor[];
  pendingExits: number;
  private forwardSyncNode: Node | null = null;
  private gradSyncNode: Node | null = null;

  constructor(
    readonly forwardContext: WhileContext,
    readonly outerState: GradLoopState | null,
    private readonly origin: Origin,
  ) {
    this.forwardExits = [...forwardContext.loopExits];
    this.pendingExits = this.forwardExits.length;
    const outerForward = outerState === null ? forwardContext.outer : outerState.forwardContext;
    const within = <T>(body: () => T): T =>
      outerForward === null ? body() : outerForward.within(body);
    const { total, next } = within(() => addForwardCounter(forwardContext, outerState, origin));
    this.forwardIndex = next;
    const loopOptions = { ...forwardContext.options, name: forwardContext.name, gradState: this };
    if (outerState !== null) {
      outerForward!.values.add(total);
      const history = outerState.addForwardAccumulator(total, origin);
      const outerGrad = outerState.gradContext;
      outerGrad.enter();
      this.gradContext = new WhileContext(this.graph, loopOptions);
      const count = outerState.addAccumulatedValue(history, total, origin);
      this.gradIndex = addBackpropCounter(this.gradContext, count, outerState, origin);
      outerGrad.exit();
    } else {
      outerForward?.enter();
      this.gradContext = new WhileContext(this.graph, loopOptions);
      this.gradIndex = addBackpropCounter(this.gradContext, total, null, origin);
      outerForward?.exit();
    }
  }

  private get graph(): Graph {
    return this.forwardContext.graph;
  }

  /** Keeps what is pushed in a branch of one iteration before the next iteration. */
  private get forwardSync(): Node {
    if (this.forwardSyncNode === null) {
      const node = this.trigger('f_sync');
      node.context = this.forwardContext;
      this.graph.addControlInputs(this.forwardIndex.node, [node]);
      this.forwardSyncNode = node;
    }
    return this.forwardSyncNode;
  }

  /** Keeps what is popped in one iteration before the next iteration. */
  get gradSync(): Node {
    if (this.gradSyncNode === null) {
      const node = this.trigger('b_sync');
      node.context = this.gradContext;
      this.graph.addControlInputs(this.gradIndex.node, [node]);
      this.gradSyncNode = node;
    }
    return this.gradSyncNode;
  }

  private trigger(name: string): Node {
    const { graph, origin } = this;
    const made = graph.withoutControl(() =>
      new Builder(graph, origin).node('ControlTrigger', [], {}, name),
    );
    return graph.node(made.id);
  }

  /**
   * A stack on which the forward loop pushes `value` in every iteration. Called in the context in
   * which gradients are asked for. `isDeadBranch`: the value is the shape for the branch not taken.
   */
  addForwardAccumulator(value: Tensor, origin: Origin, isDeadBranch = false): Tensor {
    const { graph, forwardContext } = this;
    const current = graph.context;
    const build = new Builder(graph, origin);
    return graph.withoutControl(() => {
      const makeStack = () => {
        const size = build.scalar('int32', -1);
        return build.make('StackV2', [size], { elemType: value.dtype, stackName: '' }, 'f_acc');
      };
      const makeBeside = () => graph.beside(value.node, makeStack);
      const stack = current === null ? makeBeside() : current.within(makeBeside);
      const entered = forwardContext.addValue(stack, origin);
      const { swapMemory } = forwardContext.options;
      const push = () => build.node('StackPushV2', [entered, value], { swapMemory });
      const context = outputContext(value.node);
      let pushed: Node;
      if (context === forwardContext) {
        pushed = graph.node(forwardContext.within(push).id);
        graph.addControlInputs(this.forwardIndex.node, [pushed]);
      } else {
        if (context?.kind !== 'cond') throw typeError('value_ctxt is not a CondContext');
        const { outer } = context;
        if (isDeadBranch) {
          pushed = graph.node((outer === null ? push() : outer.within(push)).id);
          pushed.context = context;
        } else {
          pushed = graph.node(context.within(push).id);
        }
        graph.addControlInputs(this.forwardSync, [pushed]);
      }
      graph.addControlInputs(pushed, [this.forwardIndex.node.inputs[0]!.node]);
      return stack;
    });
  }

  /** In the gradient loop: the value of `value` that lies uppermost on `history`. */
  addAccumulatedValue(
    history: Tensor,
    value: Tensor,
    origin: Origin,
    isDeadBranch = false,
  ): Tensor {
    const { graph, gradContext } = this;
    const build = new Builder(graph, origin);
    const branch = branchAbove(value, history);
    const popped = graph.withoutControl(() =>
      gradContext.within(() => {
        let stack = history;
        if (branch !== null) {
          const side = isDeadBranch ? 1 - branch.branch : branch.branch;
          stack = switchOf(build, history, this.rememberedPredicate(branch))[side === 0 ? 0 : 1];
        }
        const value_ = build.make('StackPopV2', [stack], { elemType: value.dtype });
        value_.refineShape(value.shape);
        return value_;
      }),
    );
    if (gradContext.options.parallelIterations > 1) {
      graph.addControlInputs(this.gradSync, [popped.node]);
    }
    return popped;
  }

  private rememberedPredicate(branch: CondContext): Tensor {
    for (let at: GradLoopState | null = this; at !== null; at = at.outerState) {
      const found = at.history.get(branch.predicate);
      if (found !== undefined) return found;
    }
    return branch.predicate;
  }

  /** In the gradient loop: the value that `tensor` had in the same iteration of the forward loop. */
  realValue(tensor: Tensor, origin: Origin): Tensor {
    let real = this.history.get(tensor);
    if (real === undefined) {
      real = this.remember(tensor, origin);
      this.history.set(tensor, real);
    }
    return real;
  }

  private remember(tensor: Tensor, origin: Origin): Tensor {
    let current = tensor;
    let state: GradLoopState = this;
    for (;;) {
      const enter = loopConstantEnter(current);
      if (enter === null) break;
      current = enter.inputs[0]!;
      if (state.outerState === null) return this.gradContext.addValue(current, origin);
      state = state.outerState;
    }
    if (isOp(current.node, 'Const')) {
      return new Builder(this.graph, origin).constant(current.node.attributes.value);
    }
    this.gradContext.exit();
    const history = state.addForwardAccumulator(current, origin);
    this.gradContext.enter();
    const value = state.addAccumulatedValue(history, current, origin);
    return state === this ? value : this.gradContext.addValue(value, origin);
  }
}

/** The innermost conditional around `value` that `history` is not in. */
function branchAbove(value: Tensor, history: Tensor): CondContext | null {
  for (let at = value.node.context; at !== null && at !== history.node.context; at = at.outer) {
    if (at.kind === 'cond') return at as CondContext;
  }
  return null;
}
