/** @file One branch of a conditional: what is made inside runs only when the predicate chooses it. */
import { Builder } from '../builder';
import type { Node, Origin, Tensor } from '../graph';
import { ControlFlowContext, isWithin } from './context';
import { isNextIteration } from './nodeKinds';
import { switchOf } from './steeringNodes';
import type { WhileContext } from './whileContext';

export class CondContext extends ControlFlowContext {
  readonly kind = 'cond';

  constructor(
    /** The predicate, a tensor outside of the branch. */
    readonly predicate: Tensor,
    /** The predicate inside of the branch: alive only when the branch is taken. */
    readonly pivot: Tensor,
    readonly branch: 0 | 1,
  ) {
    super(predicate.node.graph, predicate.node.graph.uniqueName('cond_text'));
    this.values.add(predicate);
    this.externalValues.set(predicate, predicate);
    this.values.add(pivot);
    pivot.node.context = this;
  }

  get loop(): WhileContext | null {
    return this.outer?.loop ?? null;
  }

  get controlPivot(): Tensor {
    return this.pivot;
  }

  addValue(tensor: Tensor, origin: Origin): Tensor {
    if (this.values.has(tensor)) return this.externalValues.get(tensor) ?? tensor;
    this.values.add(tensor);
    const result = this.fromOuter(tensor, origin);
    const own = this.graph.withoutControl(
      () => switchOf(new Builder(this.graph, origin), result, this.predicate)[this.branch],
    );
    this.graph.unfetchable.add(own.node);
    own.node.context = this;
    this.markSeen([own]);
    this.externalValues.set(tensor, own);
    return own;
  }

  /** The tensor as the outer context knows it. */
  private fromOuter(tensor: Tensor, origin: Origin): Tensor {
    if (this.outer === null) return tensor;
    const result = this.outer.addValue(tensor, origin);
    this.values.add(result);
    this.externalValues.set(result, result);
    return result;
  }

  addNode(node: Node): void {
    if (node.inputs.length === 0) {
      this.removeExternalControl(node);
      if (!node.controlInputs.some((before) => isWithin(before.context, this))) {
        this.graph.addControlInputs(node, [this.pivot.node]);
      }
    } else {
      node.inputs.forEach((input, i) => {
        const isBackEdge = node.op === 'Merge' && isNextIteration(input.node);
        const own = isBackEdge ? input : this.addValue(input, node.origin);
        if (own !== input) this.graph.updateInput(node, i, own);
      });
      this.removeExternalControl(node);
    }
    this.markSeen(node.outputs);
    this.forbidFetching(node);
  }

  /** A result of the branch, as the Merge outside takes it: a mere outer tensor gets its Switch. */
  output(tensor: Tensor, origin: Origin): Tensor {
    if (this.values.has(tensor)) return this.externalValues.get(tensor) ?? tensor;
    this.values.add(tensor);
    const result = this.fromOuter(tensor, origin);
    const own = switchOf(new Builder(this.graph, origin), result, this.predicate)[this.branch];
    this.externalValues.set(tensor, own);
    return own;
  }

  private markSeen(tensors: readonly Tensor[]): void {
    for (let at: ControlFlowContext | null = this; at !== null; at = at.outer) {
      for (const tensor of tensors) at.values.add(tensor);
    }
  }
}
