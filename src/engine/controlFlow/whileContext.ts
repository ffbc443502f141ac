/** @file The inside of one loop: what its nodes use from outside enters it through an Enter node. */
import { Builder } from '../builder';
import type { Graph, Node, Origin, Tensor } from '../graph';
import { ControlFlowContext, loopOf } from './context';
import type { GradLoopState } from './gradLoopState';
import { isLoopConstantEnter, isLoopExit } from './nodeKinds';
import { enterOf } from './steeringNodes';

export interface LoopOptions {
  readonly parallelIterations: number;
  /** False: no gradient goes through the loop. */
  readonly backProp: boolean;
  readonly swapMemory: boolean;
  readonly name: string;
  /** Of the loop that computes another loop's gradient. */
  readonly gradState: GradLoopState | null;
}

/** Ops whose small result is remembered in the forward loop, instead of their large input. */
const REDUCTIONS: ReadonlySet<string> = new Set(['Shape', 'Size', 'Rank']);

export class WhileContext extends ControlFlowContext {
  readonly kind = 'while';
  readonly loopEnters: Tensor[] = [];
  readonly loopExits: Tensor[] = [];
  /** The LoopCond's output, once the condition is made. */
  pivot: Tensor | null = null;
  pivotForPredicate: Tensor | null = null;
  pivotForBody: Tensor | null = null;

  constructor(
    graph: Graph,
    readonly options: LoopOptions,
  ) {
    super(graph, graph.uniqueName(options.name));
  }

  get loop(): WhileContext {
    return this;
  }

  get gradState(): GradLoopState | null {
    return this.options.gradState;
  }

  get controlPivot(): Tensor | null {
    return this.pivotForBody ?? this.pivotForPredicate;
  }

  addValue(tensor: Tensor, origin: Origin): Tensor {
    const isNew = !this.values.has(tensor) && tensor.node.context !== this;
    if (!isNew) return this.externalValues.get(tensor) ?? tensor;
    this.values.add(tensor);
    const remembered = this.fromForwardLoop(tensor, origin);
    if (remembered !== null) {
      this.externalValues.set(tensor, remembered);
      return remembered;
    }
    const result = this.outer === null ? tensor : this.outer.addValue(tensor, origin);
    const enter = this.graph.withoutControl(() => this.enterNode(origin, result, true));
    this.graph.unfeedable.add(enter);
    this.fixContext([enter]);
    this.values.add(enter);
    this.externalValues.set(tensor, enter);
    return enter;
  }

  /** In a gradient loop: the value that the forward loop had in the same iteration. */
  private fromForwardLoop(tensor: Tensor, origin: Origin): Tensor | null {
    const state = this.graph.context?.loop?.gradState;
    if (!state) return null;
    let forward = loopOf(tensor.node);
    if (isLoopExit(tensor.node)) forward = forward?.outer?.loop ?? null;
    return forward === state.forwardContext ? state.realValue(tensor, origin) : null;
  }

  /** An Enter of this loop; `name` and shape as asked. */
  enterNode(
    origin: Origin,
    data: Tensor,
    isConstant: boolean,
    more: { readonly name?: string; readonly useInputShape?: boolean } = {},
  ): Tensor {
    return enterOf(new Builder(this.graph, origin), data, {
      frameName: this.name,
      isConstant,
      parallelIterations: this.options.parallelIterations,
      ...more,
    });
  }

  addNode(node: Node): void {
    const state = this.graph.context?.loop?.gradState;
    if (state && REDUCTIONS.has(node.op)) {
      const input = node.inputs[0]!.node;
      if (loopOf(input) === state.forwardContext && input.context !== null) {
        node.context = input.context;
        if (input.context instanceof WhileContext) input.context.addNodeHere(node);
        else input.context.addNode(node);
        return;
      }
    }
    this.addNodeHere(node);
  }

  private addNodeHere(node: Node): void {
    let external: readonly Node[];
    if (node.inputs.length === 0) {
      const parts = this.removeExternalControl(node);
      external = parts.external;
      if (parts.internal.length === 0) {
        this.graph.addControlInputs(node, [this.controlPivot!.node]);
      }
    } else {
      node.inputs.forEach((input, i) => {
        const own = this.addValue(input, node.origin);
        if (own !== input) this.graph.updateInput(node, i, own);
      });
      external = this.removeExternalControl(node).external;
      this.keepFromRunningEarly(node);
    }
    for (const output of node.outputs) this.values.add(output);
    if (external.length > 0) this.pullIn(node, external);
    this.forbidFetching(node);
    if (this.outer !== null || !isLoopExit(node)) {
      for (const output of node.outputs) this.graph.unfeedable.add(output);
    }
  }

  /** What depends on loop invariants only must still wait for the iteration. */
  private keepFromRunningEarly(node: Node): void {
    if (node.controlInputs.length > 0) return;
    if (!node.inputs.every((input) => isLoopConstantEnter(input.node))) return;
    this.graph.addControlInputs(node, [this.controlPivot!.node]);
  }

  /** Control inputs from outside come in as identities of their first output. */
  private pullIn(node: Node, external: readonly Node[]): void {
    const inside = this.graph.withoutControl(() =>
      this.within(() =>
        external.flatMap(({ outputs: [first] }) =>
          first === undefined
            ? []
            : [new Builder(this.graph, node.origin).node('Identity', [first], {})],
        ),
      ),
    );
    this.graph.addControlInputs(node, inside.map((identity) => this.graph.node(identity.id)));
  }

  /** Enter nodes were made outside of everything; they belong to this loop and wait for outer nodes. */
  fixContext(enters: readonly Tensor[]): void {
    for (const enter of enters) {
      const { node } = enter;
      const before = this.graph.controlInputsFor(node.inputs);
      const outerLoop = this.outer?.loop ?? null;
      const kept = before.filter((candidate) => {
        const context = candidate.context;
        for (let at = this.outer; at !== context; at = at.outer) {
          if (at === null || at === outerLoop) return false;
        }
        return true;
      });
      node.context = this;
      this.graph.addControlInputs(node, kept);
      this.graph.recordControlled(node);
    }
  }
}
