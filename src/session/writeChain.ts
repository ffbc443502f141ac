/** @file The writes that make one update of a variable together: a decay before it, a constraint after it. */
import type { Node, Tensor } from '../engine/graph';
import { ruleOf } from '../engine/ops';
import type { TrainingOp } from '../frontends/program';

/**
 * The writes of `variable` that `writer` waits for, first to last, and `writer` itself. Those that
 * are updates of a training op of their own are not part of this one, `own`; neither is what comes
 * before.
 */
export function writeChain(
  writer: Node,
  own: Node,
  variable: Tensor,
  trainingOps: readonly TrainingOp[],
): readonly Node[] {
  const chain = [writer];
  for (let at: Node | null = writer; at !== null; ) {
    at = writeBefore(at, variable);
    if (at === null || isOtherUpdate(at, own, trainingOps)) break;
    chain.unshift(at);
  }
  return chain;
}

/** The nearest write of `variable` among the nodes that `node` has to wait for. */
function writeBefore(node: Node, variable: Tensor): Node | null {
  const writesIt = (other: Node) =>
    other.inputs[0] === variable && ruleOf(other.op).writes?.[0] === 0;
  // The first write is the initializer; what waits for another one was made after it.
  const [, ...others] = variable.consumers.filter(writesIt);
  const oldest = Math.min(...others.filter(({ id }) => id < node.id).map(({ id }) => id));
  const seen = new Set<Node>([node]);
  for (const next of seen) {
    if (next !== node && others.includes(next)) return next;
    const before = [...next.controlInputs, ...next.inputs.map((input) => input.node)];
    for (const one of before) if (one.id >= oldest) seen.add(one);
  }
  return null;
}

function isOtherUpdate(node: Node, own: Node, trainingOps: readonly TrainingOp[]): boolean {
  return trainingOps.some(({ updates }) =>
    updates.some(
      ({ update }) =>
        update !== null &&
        update !== own &&
        (update === node || (update.outputs.length === 0 && update.controlInputs.includes(node))),
    ),
  );
}
