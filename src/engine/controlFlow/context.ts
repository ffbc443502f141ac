/** @file Where a node stands: in a branch of tf.cond, in a body of tf.while_loop, or outside of all. */
import type { Graph, Node, Origin, Tensor } from '../graph';
import { isLoopExit } from './nodeKinds';
import type { WhileContext } from './whileContext';

/**
 * TensorFlow 1.15's ControlFlowContext. A node that is made while a context is current belongs to
 * it; an input from outside is then replaced by a Switch or Enter output of the same value.
 */
export abstract class ControlFlowContext {
  abstract readonly kind: 'cond' | 'while';
  /** The context in which this one was made. */
  readonly outer: ControlFlowContext | null;
  /** Tensors that this context has seen. */
  readonly values = new Set<Tensor>();
  /** What stands inside for a tensor from outside. */
  readonly externalValues = new Map<Tensor, Tensor>();
  private readonly stack: (ControlFlowContext | null)[] = [];

  constructor(
    readonly graph: Graph,
    readonly name: string,
  ) {
    this.outer = graph.context;
  }

  enter(): void {
    this.stack.push(this.graph.context);
    this.graph.context = this;
  }

  exit(): void {
    this.graph.context = this.stack.pop() ?? null;
  }

  /** Runs `body` with this context current. */
  within<T>(body: () => T): T {
    this.enter();
    try {
      return body();
    } finally {
      this.exit();
    }
  }

  /** Makes the results of this context known to the outer one. */
  exitResult(tensors: readonly Tensor[]): void {
    for (const tensor of tensors) this.outer?.values.add(tensor);
  }

  /** The loop that this context is, or is in. */
  abstract get loop(): WhileContext | null;

  /** The tensor whose node every input-less node inside must follow; null when there is none yet. */
  abstract get controlPivot(): Tensor | null;

  /** What stands for `tensor` inside; nodes made for it get `origin`. */
  abstract addValue(tensor: Tensor, origin: Origin): Tensor;

  /** Takes a new node in. */
  abstract addNode(node: Node): void;

  /** Takes control inputs from outside of the loop away, and returns both kinds. */
  protected removeExternalControl(node: Node): {
    readonly internal: readonly Node[];
    readonly external: readonly Node[];
  } {
    const { loop } = this;
    if (loop === null) return { internal: node.controlInputs, external: [] };
    const isInternal = (before: Node) => outputContext(before)?.loop === loop;
    const internal = node.controlInputs.filter(isInternal);
    const external = node.controlInputs.filter((before) => !isInternal(before));
    if (external.length > 0) node.controlInputs = internal;
    return { internal, external };
  }

  protected forbidFetching(node: Node): void {
    if (this.outer !== null || !isLoopExit(node)) this.graph.unfetchable.add(node);
  }
}

/** The context in which a node's outputs can be used: an Exit's is the one outside of its loop. */
export function outputContext(node: Node): ControlFlowContext | null {
  return node.context !== null && isLoopExit(node) ? node.context.outer : node.context;
}

/** The innermost loop that the node belongs to. */
export function loopOf(node: Node): WhileContext | null {
  return node.context?.loop ?? null;
}

/** True when `inner` is `outer` or somewhere inside of it. */
export function isWithin(
  inner: ControlFlowContext | null,
  outer: ControlFlowContext | null,
): boolean {
  for (let at = inner; at !== outer; at = at.outer) if (at === null) return false;
  return true;
}
