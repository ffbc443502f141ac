/**
 * @file The ledger of Adam on a gradient of some rows, which TensorFlow builds of single ops:
 * AssignSub(w, (lr_t·m′)/(√v′ + ε)) with m′ and v′ from ScatterAdd. Knows it by that shape.
 */
import type { Node, Tensor } from '../graph';
import type { Op } from '../ops';
import { byReference } from '../resourceVariables';
import type { Value } from '../value';
import type { Account, Note } from './accounts';
import type { Arithmetic } from './arithmetic';

/** lr_t, m′, v′ and ε of the step that `node` subtracts; null when it is no such step. */
export function sparseAdamParts(node: Node): readonly Tensor[] | null {
  if (byReference(node.op) !== 'AssignSub') return null;
  const [scaled, bottom] = inputsOf(node.inputs[1], 'RealDiv');
  const [rate, m] = inputsOf(scaled, 'Mul');
  const [root, epsilon] = inputsOf(bottom, 'AddV2');
  const [v] = inputsOf(root, 'Sqrt');
  if (rate === undefined || epsilon === undefined) return null;
  if (!isScattered(m) || !isScattered(v)) return null;
  return [rate, m, v, epsilon];
}

/** What a scatter left: its own output, or a read of a resource variable that waits for it. */
function isScattered(moment: Tensor | undefined): moment is Tensor {
  if (moment === undefined) return false;
  const { op, controlInputs } = moment.node;
  if (op !== 'ReadVariableOp') return op === 'ScatterAdd';
  return controlInputs.some((before) => before.op === 'ResourceScatterAdd');
}

function inputsOf(tensor: Tensor | undefined, op: Op): readonly Tensor[] {
  return tensor?.node.op === op ? tensor.node.inputs : [];
}

/** The step from w and the values of `sparseAdamParts`: every row moves, as the moments decay. */
export function sparseAdam(
  by: Arithmetic,
  [w, rate, m, v, epsilon]: readonly Value[],
  note: Note,
): Account {
  note('lr_t', rate!);
  note('m′', m!);
  note('v′', v!);
  const bottom = note('√v′+ε', by.add(by.root(v!), epsilon!));
  const step = note('lr_t·m′/(√v′+ε)', by.divide(by.multiply(rate!, m!), bottom));
  return {
    formula: 'w′ = w − lr_t·m′/(√v′+ε), lr_t = lr·√(1−β₂ᵗ)/(1−β₁ᵗ)',
    after: by.subtract(w!, step),
  };
}
