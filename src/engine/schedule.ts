/** @file The order in which a run executes its nodes: inputs first, reads of variables before writes. */
import { EngineError } from './errors';
import type { Node, Tensor } from './graph';
import { ruleOf } from './ops';

/**
 * Nodes needed for `fetches` and `targets`, in execution order. `fed` tensors need no node.
 * TensorFlow leaves the order of a read and a write without dependency open; here every node that
 * writes nothing runs before any that writes, so all gradients see the values before the update.
 * Of two writes the one with the shorter way from the run's beginning goes first, as it nearly
 * always does in TensorFlow's executor: of `sess.run([train, w.assign(clip(w))])` the clip of the
 * old w is there before the gradients are, and the training is not lost. Ties go to the node that
 * was made first.
 */
export function schedule(
  fetches: readonly Tensor[],
  targets: readonly Node[],
  fed: ReadonlySet<Tensor>,
): Node[] {
  const waiting = collect(fetches, targets, fed);
  const dependents = new Map<Node, Node[]>();
  const depths = new Map<Node, number>();
  const depth = (node: Node) => depths.get(node) ?? 0;
  const ready = [
    new Heap((a, b) => a.id < b.id),
    new Heap((a, b) => (depth(a) === depth(b) ? a.id < b.id : depth(a) < depth(b))),
  ] as const;
  const push = (node: Node) => ready[ruleOf(node.op).writes ? 1 : 0].push(node);
  for (const [node, count] of waiting) {
    if (count === 0) push(node);
    for (const before of predecessors(node, fed)) {
      const list = dependents.get(before);
      if (list === undefined) dependents.set(before, [node]);
      else list.push(node);
    }
  }
  const order: Node[] = [];
  for (;;) {
    const node = ready[0].pop() ?? ready[1].pop();
    if (node === undefined) break;
    order.push(node);
    for (const next of dependents.get(node) ?? []) {
      const count = waiting.get(next)! - 1;
      waiting.set(next, count);
      depths.set(next, Math.max(depth(next), depth(node) + 1));
      if (count === 0) push(next);
    }
  }
  if (order.length !== waiting.size) {
    throw new EngineError('InvalidArgumentError', 'The graph contains a cycle of dependencies.');
  }
  return order;
}

/** Every node that must run, with the number of distinct nodes that it waits for. */
function collect(
  fetches: readonly Tensor[],
  targets: readonly Node[],
  fed: ReadonlySet<Tensor>,
): Map<Node, number> {
  const waiting = new Map<Node, number>();
  const stack = [...targets];
  for (const fetch of fetches) if (!fed.has(fetch)) stack.push(fetch.node);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (waiting.has(node)) continue;
    const before = predecessors(node, fed);
    waiting.set(node, before.size);
    stack.push(...before);
  }
  return waiting;
}

function predecessors(node: Node, fed: ReadonlySet<Tensor>): Set<Node> {
  const before = new Set<Node>(node.controlInputs);
  for (const input of node.inputs) if (!fed.has(input)) before.add(input.node);
  return before;
}

/** A heap of nodes: `precedes` says which of two comes out first. */
class Heap {
  private readonly items: Node[] = [];

  constructor(private readonly precedes: (a: Node, b: Node) => boolean) {}

  push(node: Node): void {
    const { items } = this;
    let at = items.push(node) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.precedes(node, items[parent]!)) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = node;
  }

  pop(): Node | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (top === undefined || last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.precedes(items[child + 1]!, items[child]!)) child++;
      if (!this.precedes(items[child]!, last)) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top;
  }
}
