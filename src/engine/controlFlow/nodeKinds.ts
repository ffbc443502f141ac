/** @file Which nodes steer the flow, and how: questions about one node, as control_flow_util.py asks them. */
import type { Node, Tensor } from '../graph';

export function isSwitch(node: Node): boolean {
  return node.op === 'Switch' || node.op === 'RefSwitch';
}

export function isMerge(node: Node): boolean {
  return node.op === 'Merge' || node.op === 'RefMerge';
}

export function isLoopEnter(node: Node): boolean {
  return node.op === 'Enter' || node.op === 'RefEnter';
}

export function isLoopExit(node: Node): boolean {
  return node.op === 'Exit' || node.op === 'RefExit';
}

export function isNextIteration(node: Node): boolean {
  return node.op === 'NextIteration' || node.op === 'RefNextIteration';
}

/** An Enter whose value is the same in every iteration. */
export function isLoopConstantEnter(node: Node): boolean {
  return isLoopEnter(node) && 'isConstant' in node.attributes && node.attributes.isConstant;
}

/** The Enter through which `tensor` came into the loop unchanged, if it is a loop invariant. */
export function loopConstantEnter(tensor: Tensor): Node | null {
  let { node } = tensor;
  while (isSwitch(node) || node.op === 'Identity') node = node.inputs[0]!.node;
  return isLoopConstantEnter(node) ? node : null;
}

/** A Switch all of whose consumers are in branches of conditionals. */
function isCondSwitch(node: Node): boolean {
  return node.outputs.every((output) =>
    output.consumers.every((consumer) => {
      const context = isLoopEnter(consumer) ? (consumer.context?.outer ?? null) : consumer.context;
      return context?.kind === 'cond';
    }),
  );
}

/** The Switch of a loop variable. */
export function isLoopSwitch(node: Node): boolean {
  return isSwitch(node) && node.context?.kind === 'while' && !isCondSwitch(node);
}
