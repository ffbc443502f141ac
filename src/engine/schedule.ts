/** @file The order in which a run executes its nodes: inputs first, reads of variables before writes. */
import { isLoopEnter } from './controlFlow/nodeKinds';
import type { LoopUnit, Unit } from './controlFlow/loopUnits';
import { isLoopUnit, LoopUnits } from './controlFlow/loopUnits';
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
  const order: Node[] = [];
  const flatten = (units: readonly Unit[]) => {
    for (const unit of units) {
      if (isLoopUnit(unit)) flatten(unit.order);
      else order.push(unit);
    }
  };
  flatten(scheduleUnits(fetches, targets, fed));
  return order;
}

/** As `schedule`; the nodes of a loop are one unit, which has an order of its own inside. */
export function scheduleUnits(
  fetches: readonly Tensor[],
  targets: readonly Node[],
  fed: ReadonlySet<Tensor>,
): Unit[] {
  const needed = neededFor(fetches, targets, fed);
  let hasLoops = false;
  for (const node of needed) if (isLoopEnter(node)) hasLoops = true;
  if (!hasLoops) return ordered([...needed], (node) => predecessors(node, fed));
  const loops = new LoopUnits(needed, (node) => predecessors(node, fed));
  const orderWithin = (loop: LoopUnit | null): Unit[] => {
    const units = loops.unitsOf(loop);
    for (const unit of units) if (isLoopUnit(unit)) unit.order = orderWithin(unit);
    return ordered(units, (unit) => loops.predecessorsOf(unit, loop));
  };
  return orderWithin(null);
}

function writes(unit: Unit): boolean {
  return isLoopUnit(unit) ? unit.order.some(writes) : ruleOf(unit.op).writes !== undefined;
}

function ordered<U extends Unit>(units: readonly U[], before: (unit: U) => ReadonlySet<U>): U[] {
  const waiting = new Map<U, number>();
  const dependents = new Map<U, U[]>();
  const depths = new Map<U, number>();
  const depth = (unit: U) => depths.get(unit) ?? 0;
  const ready = [
    new Heap<U>((a, b) => a.id < b.id),
    new Heap<U>((a, b) => (depth(a) === depth(b) ? a.id < b.id : depth(a) < depth(b))),
  ] as const;
  const push = (unit: U) => ready[writes(unit) ? 1 : 0].push(unit);
  for (const unit of units) {
    const needs = before(unit);
    waiting.set(unit, needs.size);
    if (needs.size === 0) push(unit);
    for (const needed of needs) {
      const list = dependents.get(needed);
      if (list === undefined) dependents.set(needed, [unit]);
      else list.push(unit);
    }
  }
  const order: U[] = [];
  for (;;) {
    const unit = ready[0].pop() ?? ready[1].pop();
    if (unit === undefined) break;
    order.push(unit);
    for (const next of dependents.get(unit) ?? []) {
      const count = waiting.get(next)! - 1;
      waiting.set(next, count);
      depths.set(next, Math.max(depth(next), depth(unit) + 1));
      if (count === 0) push(next);
    }
  }
  if (order.length !== waiting.size) {
    throw new EngineError('InvalidArgumentError', 'The graph contains a cycle of dependencies.');
  }
  return order;
}

/** The nodes of `schedule`, in no order: a fraction of its time. */
export function neededFor(
  fetches: readonly Tensor[],
  targets: readonly Node[],
  fed: ReadonlySet<Tensor>,
): Set<Node> {
  const needed = new Set<Node>();
  const stack = [...targets];
  for (const fetch of fetches) if (!fed.has(fetch)) stack.push(fetch.node);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (needed.has(node)) continue;
    needed.add(node);
    for (const before of node.controlInputs) if (!needed.has(before)) stack.push(before);
    for (const input of node.inputs) if (!needed.has(input.node) && !fed.has(input)) stack.push(input.node);
  }
  return needed;
}

function predecessors(node: Node, fed: ReadonlySet<Tensor>): Set<Node> {
  const before = new Set<Node>(node.controlInputs);
  for (const input of node.inputs) if (!fed.has(input)) before.add(input.node);
  return before;
}

/** A heap: `precedes` says which of two comes out first. */
class Heap<U> {
  private readonly items: U[] = [];

  constructor(private readonly precedes: (a: U, b: U) => boolean) {}

  push(unit: U): void {
    const { items } = this;
    let at = items.push(unit) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.precedes(unit, items[parent]!)) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = unit;
  }

  pop(): U | undefined {
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
