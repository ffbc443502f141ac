/** @file What tensors are computed from, along the inputs of the graph. */
import type { Tensor } from '../engine/graph';

/** Every tensor that one of `tensors` is computed from, and themselves. */
export function ancestorsOf(...tensors: readonly Tensor[]): Set<Tensor> {
  const found = new Set<Tensor>();
  const stack = [...tensors];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const input of next.node.inputs) if (!found.has(input)) stack.push(input);
  }
  return found;
}

/**
 * Whether `tensor` is one that is wanted, or is computed from one. The nearest ones are looked at first: a
 * gradient is a few ops above what is made of it, and has the whole forward pass above itself.
 */
export function isComputedFrom(tensor: Tensor, isWanted: (above: Tensor) => boolean): boolean {
  const seen = new Set<Tensor>([tensor]);
  // What is added to a set while it is walked is walked too.
  for (const at of seen) {
    if (isWanted(at)) return true;
    for (const input of at.node.inputs) seen.add(input);
  }
  return false;
}
