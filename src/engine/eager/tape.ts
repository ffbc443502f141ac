/** @file What one tf.GradientTape has recorded: which tensors it follows, and the nodes that made them. */
import type { DType } from '../dtypes';
import { isFloating } from '../dtypes';
import type { Node, Tensor } from '../graph';

/** Ops through which a program looks at a variable; a tape that watches what is accessed watches it. */
const ACCESSES: ReadonlySet<string> = new Set(['ReadVariableOp', 'ResourceGather', 'ResourceGatherNd']);

export class Tape {
  /** Followed tensors with the recorded node that made them; null for those that were watched. */
  private readonly makers = new Map<Tensor, Node | null>();
  private readonly handles = new Set<Tensor>();
  /** Recorded nodes in order of execution. */
  readonly nodes = new Set<Node>();

  constructor(private readonly watchesAccessed: boolean) {}

  watch(tensor: Tensor): void {
    if (!this.makers.has(tensor)) this.makers.set(tensor, null);
  }

  watchVariable(handle: Tensor): void {
    this.watch(handle);
    this.handles.add(handle);
  }

  /** Handles of the watched variables, in order of construction. */
  watchedVariables(): readonly Tensor[] {
    return [...this.handles].sort((a, b) => a.id - b.id);
  }

  follows(tensor: Tensor): boolean {
    return this.makers.has(tensor);
  }

  /** The recorded node that made the tensor; null for a watched one and for what is not followed. */
  makerOf(tensor: Tensor): Node | null {
    return this.makers.get(tensor) ?? null;
  }

  /** Notes the node if a gradient may flow through it to something followed; says whether it did. */
  record(node: Node, isTrainable: (handle: Tensor) => boolean): boolean {
    const { inputs } = node;
    if (this.watchesAccessed && ACCESSES.has(node.op) && isTrainable(inputs[0]!)) {
      this.watchVariable(inputs[0]!);
    }
    if (!inputs.some((input) => carriesGradient(input.dtype) && this.makers.has(input))) return false;
    if (node.outputs.length === 0) return false;
    this.nodes.add(node);
    for (const output of node.outputs) this.makers.set(output, node);
    return true;
  }
}

/** Types that a gradient may pass: real numbers, and handles of variables. */
export function carriesGradient(dtype: DType): boolean {
  return isFloating(dtype) || dtype === 'resource' || dtype === 'variant';
}
