/** @file Whether a tf.where behind an op leaves an element of its result out of the loss. */
import type { Node, Tensor } from '../../engine/graph';
import type { StepReader } from './stepReader';
import { elementAt } from './summaries';

/** Further away a tf.where is no explanation any more. */
const MOST_NODES = 200;

/**
 * True when what `node` computes for `element` reaches a tf.where as the branch that was not chosen
 * there. False when the condition has another shape: then nobody can say which element it is.
 */
export function isDropped(node: Node, element: readonly number[], reader: StepReader): boolean {
  const seen = new Set<Tensor>(node.outputs);
  for (const tensor of seen) {
    for (const consumer of reader.consumersOf(tensor)) {
      if (consumer.graph.trail.isDerivative(consumer)) continue;
      const branch = isWhere(consumer) ? consumer.inputs.indexOf(tensor) : 0;
      if (branch > 0) return isOtherChosen(consumer, branch, element, reader);
      for (const output of consumer.outputs) if (seen.size < MOST_NODES) seen.add(output);
    }
  }
  return false;
}

function isOtherChosen(where: Node, branch: number, element: readonly number[], reader: StepReader): boolean {
  const condition = reader.read([where.inputs[0]!]).get(where.inputs[0]!);
  const at = condition === undefined ? null : elementAt(element, condition.dims);
  if (condition === undefined || at === null) return false;
  return (condition.data[at] === 1) !== (branch === 1);
}

function isWhere(node: Node): boolean {
  return node.op === 'Select';
}
