/** @file How far gradients reach: which nodes a change can reach, and where a loop ends the way back. */
import { isSwitch } from './controlFlow/nodeKinds';
import type { DType } from './dtypes';
import { isFloating } from './dtypes';
import { valueError } from './errors';
import type { Node, Tensor } from './graph';
import { IdSet } from './idMap';

/** `to`, and the nodes that they are made of. */
function ancestorsOf(to: readonly Node[], idCount: number): IdSet<Node> {
  const found = new IdSet<Node>(idCount);
  for (const node of to) found.add(node);
  for (const node of found.list) for (const input of node.inputs) found.add(input.node);
  return found;
}

/**
 * Nodes that a change of `from` can reach through tensors that carry gradients, on the way to `to`: what
 * else the program makes of `from`, other losses and their training ops, is not looked at.
 */
export function reachedFrom(from: readonly Node[], to: readonly Node[], idCount: number): IdSet<Node> {
  const onTheWay = ancestorsOf(to, idCount);
  const reached = new IdSet<Node>(idCount);
  const queue = [...from];
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at]!;
    if (reached.has(node) || !onTheWay.has(node)) continue;
    reached.add(node);
    for (const output of node.outputs) {
      if (!carriesGradient(output.dtype)) continue;
      for (const consumer of output.consumers) if (!reached.has(consumer)) queue.push(consumer);
    }
  }
  return reached;
}

/** A handle leads on to what is read through it. */
function carriesGradient(dtype: DType): boolean {
  return isFloating(dtype) || dtype === 'resource';
}

/**
 * Inside of a loop a gradient goes no further back than this iteration: throws ValueError at the
 * Switch of a variable of the loop in which the gradients are asked for.
 */
export function refuseInitialValue(node: Node, xs: readonly Tensor[]): void {
  const { context } = node;
  if (!isSwitch(node) || context?.kind !== 'while' || context !== node.graph.context) return;
  const from = new Set(xs.map((x) => x.node));
  const queue = [node];
  const seen = new Set<Node>();
  for (let at = 0; at < queue.length; at++) {
    const other = queue[at]!;
    if (seen.has(other)) continue;
    seen.add(other);
    if (from.has(other)) {
      throw valueError(
        `Cannot compute gradient inside while loop with respect to op '${other.name}'. We do not ` +
          'support taking the gradient wrt or through the initial value of a loop variable. ' +
          'Gradients can be computed through loop invariants or wrt the input parameters to the ' +
          'loop body.',
      );
    }
    queue.push(...other.inputs.map((input) => input.node));
  }
}
