/**
 * @file The ledger of an update that the program writes itself: w ± δ by AssignSub and AssignAdd, or
 * Assign of a difference, a sum, or any other value.
 */
import type { Node, Tensor } from '../graph';
import { byReference } from '../resourceVariables';
import type { Value } from '../value';
import type { Account, Note } from './accounts';
import type { Arithmetic } from './arithmetic';

/** The tensor that the ledger of `node` is made of: δ, or the whole new value; null for other ops. */
export function assignedPart(node: Node): Tensor | null {
  const op = byReference(node.op);
  if (op === 'AssignSub' || op === 'AssignAdd') return node.inputs[1]!;
  if (op !== 'Assign') return null;
  const value = node.inputs[1]!;
  return changeOf(node) === 'value' ? value : value.node.inputs[1]!;
}

/** How the new value is written: w − δ, w + δ, or as a whole. */
function changeOf(node: Node): 'minus' | 'plus' | 'value' {
  const how = byReference(node.op);
  if (how === 'AssignSub') return 'minus';
  if (how === 'AssignAdd') return 'plus';
  const [target, value] = node.inputs;
  const { op, inputs } = value!.node;
  const isChange = op === 'Sub' || op === 'Add' || op === 'AddV2';
  if (!isChange || !readsVariable(inputs[0]!, target!)) return 'value';
  return op === 'Sub' ? 'minus' : 'plus';
}

/** Whether `tensor` is the variable itself, or what was read of it. */
function readsVariable(tensor: Tensor, variable: Tensor): boolean {
  if (tensor === variable) return true;
  const { op, inputs } = tensor.node;
  if (op === 'ReadVariableOp') return inputs[0] === variable;
  return op === 'Identity' && readsVariable(inputs[0]!, variable);
}

export function assignment(
  by: Arithmetic,
  node: Node,
  [w, part]: readonly Value[],
  note: Note,
): Account {
  switch (changeOf(node)) {
    case 'minus':
      return { formula: 'w′ = w − δ', after: by.subtract(w!, note('δ', part!)) };
    case 'plus':
      return { formula: 'w′ = w + δ', after: by.add(w!, note('δ', part!)) };
    case 'value':
      return { formula: 'w′ = the assigned value', after: note('assigned value', part!) };
  }
}
