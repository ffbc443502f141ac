/** @file The call of a traced function where a graph is built: its nodes, copied, and one node that stands for the call. */
import { EngineError } from './errors';
import { isStateful } from './functionGraph';
import type { Graph, Node, Origin, Tensor } from './graph';
import { isOp } from './ops';

export interface FunctionCall {
  /** The nodes of the function, inputs before users. */
  readonly nodes: readonly Node[];
  /** Tensors of the function (its arguments, its captures) with what is given for them in the other graph. */
  readonly given: ReadonlyMap<Tensor, Tensor>;
  readonly outputs: readonly Tensor[];
  /** What the call must execute, whatever is fetched of it. */
  readonly mustRun: readonly Node[];
  readonly origin: Origin;
}

/**
 * Copies the function into `graph` and returns the node of the call, with an output per output of the
 * function; it is called as TensorFlow calls it, PartitionedCall or StatefulPartitionedCall. Throws
 * NotImplementedError for a function with a conditional or a loop.
 */
export function copyFunction(graph: Graph, call: FunctionCall): Node {
  const { nodes, given, outputs, mustRun, origin } = call;
  const branching = nodes.find(({ context }) => context !== null);
  if (branching !== undefined) {
    throw new EngineError(
      'NotImplementedError',
      `A call of tf.function whose body has a conditional or a loop (${branching.name}), while a graph is built, is not evaluated by this engine`,
    );
  }
  const scope = graph.uniqueName(nodes.some(isStateful) ? 'StatefulPartitionedCall' : 'PartitionedCall');
  const tensors = new Map<Tensor, Tensor>(given);
  const copies = new Map<Node, Node>();
  for (const node of nodes) {
    if (node.outputs.length > 0 && node.outputs.every((output) => tensors.has(output))) continue;
    if (isOp(node, 'Placeholder')) continue;
    const copy = graph.make({
      op: node.op,
      inputs: node.inputs.map((input) => tensors.get(input)!),
      attributes: node.attributes as never,
      name: `${scope}/${node.name}/`,
      controlInputs: node.controlInputs.flatMap((other) => copies.get(other) ?? []),
      origin: node.origin,
    }) as unknown as Node;
    copies.set(node, copy);
    node.outputs.forEach((output, i) => tensors.set(output, copy.outputs[i]!));
    const gradientType = node.graph.gradientTypes.get(node);
    if (gradientType !== undefined) graph.gradientTypes.set(copy, gradientType);
  }
  const controlInputs = mustRun.flatMap((node) => copies.get(node) ?? []);
  const name = `${scope}/`;
  if (outputs.length === 0) {
    return graph.make({ op: 'NoOp', inputs: [], attributes: {}, name, controlInputs, origin }) as unknown as Node;
  }
  const inputs = outputs.map((output) => tensors.get(output)!);
  return graph.make({ op: 'IdentityN', inputs, attributes: {}, name, controlInputs, origin }) as unknown as Node;
}
