/** @file The writes that make one update of a variable together: a decay before it, a constraint after it. */
import type { Node, Tensor } from '../engine/graph';
import { ruleOf } from '../engine/ops';
import type { TrainingOp } from '../frontends/program';

/**
 * The writes of `variable` that `writer` waits for, first to last, and `writer` itself. Those that
 * are updates of a training op of their own are not part of this one; neither is what comes before.
 */
export function writeChain(
  writer: Node,
  variable: Tensor,
  trainingOps: readonly TrainingOp[],
): readonly Node[] {
  const chain = [writer];
  for (let at: Node | null = writer; at !== null; ) {
    at = writeBefore(at, variable);
    if (at === null || isOwnUpdate(at, writer, trainingOps)) break;
    chain.unshift(at);
  }
  return chain;
}

/** The nearest write of `variable` among the nodes that `node` has to wait for. */
function writeBefore(node: Node, variable: Tensor): Node | null {
  const seen = new Set<Node>(node.controlInputs);
  for (const next of seen) {
    if (next.inputs[0] === variable && ruleOf(next.op).writes?.[0] === 0) return next;
    if (next.outputs.length === 0) for (const before of next.controlInputs) seen.add(before);
  }
  return null;
}

function isOwnUpdate(node: Node, writer: Node, trainingOps: readonly TrainingOp[]): boolean {
  return trainingOps.some(({ updates }) =>
    updates.some(
      ({ update }) =>
        update !== null &&
        update !== writer &&
        (update === node || (update.outputs.length === 0 && update.controlInputs.includes(node))),
    ),
  );
}
