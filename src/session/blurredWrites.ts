/**
 * @file Variables whose single writes cannot be told apart: a write through a handle gives nothing to
 * observe, so of several in one run only what they leave together is known.
 */
import type { RunRequest } from '../engine/execution';
import type { Node, Tensor } from '../engine/graph';
import { ruleOf } from '../engine/ops';
import { schedule } from '../engine/schedule';

interface Update {
  readonly update: { readonly variable: { readonly tensor: Tensor } };
  /** The writes that make up the update. */
  readonly chain: readonly Node[];
}

/** Of `updates`, the handles that `request` also writes by other ways: no ledger can be made of them. */
export function blurredVariables(updates: readonly Update[], request: RunRequest): Set<Tensor> {
  const blurred = new Set<Tensor>();
  let nodes: Set<Node> | null = null;
  for (const { update, chain } of updates) {
    const { tensor } = update.variable;
    if (tensor.dtype !== 'resource') continue;
    const others = tensor.consumers.filter(
      (node) => ruleOf(node.op).writes?.[0] === 0 && node.inputs[0] === tensor && !chain.includes(node),
    );
    // Every variable has one such node, its initializer, and nearly all have only this one.
    if (others.length <= 1) continue;
    const { fetches, targets, feeds } = request;
    nodes ??= new Set(schedule(fetches, targets, new Set(feeds.keys())));
    if (others.some((node) => nodes!.has(node))) blurred.add(tensor);
  }
  return blurred;
}
