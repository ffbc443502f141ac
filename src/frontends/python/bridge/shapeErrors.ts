/** @file Completes a rule's message about shapes with the op it concerns, as TensorFlow words it. */
import { EngineError } from '../../../engine/errors';
import type { Graph, Tensor } from '../../../engine/graph';
import { knownValue } from '../../../engine/knownValue';
import type { Op } from '../../../engine/ops';
import { ruleOf } from '../../../engine/ops';
import { inferredText } from '../../../engine/shape';

/** Inputs that TensorFlow reports as a shape (`[4]`), not as a value (`<4>`). */
const SHAPE_INPUTS: Partial<Record<Op, number>> = { Reshape: 1, Fill: 0, BroadcastTo: 1 };

/**
 * A ValueError of shape inference with ` for 'NAME' (op: 'TYPE') with input shapes: …` after it; any
 * other error as it is. Rules do not know the name that their node would have had.
 */
export function nameInMessage(
  error: unknown,
  graph: Graph,
  op: Op,
  wanted: string,
  inputs: readonly Tensor[],
): unknown {
  if (!(error instanceof EngineError) || error.kind !== 'ValueError') return error;
  if (/must be from the same graph|See info log for more details/.test(error.message)) return error;
  // The graph has put the node's name in already.
  if (error.message.includes(`(op: '${op}')`)) return error;
  const name = wanted.endsWith('/')
    ? wanted.slice(0, -1)
    : graph.uniqueName(wanted === '' ? op : wanted, false);
  const shapes = inputs.map((input) => inferredText(input.shape)).join(', ');
  return new EngineError(
    'ValueError',
    `${error.message} for '${name}' (op: '${op}') with input shapes: ${shapes}${valuesText(op, inputs)}.`,
  );
}

function valuesText(op: Op, inputs: readonly Tensor[]): string {
  const values: string[] = [];
  const shapes: string[] = [];
  for (const i of ruleOf(op).needs ?? []) {
    const input = inputs[i];
    const value = input === undefined ? null : knownValue(input);
    // Axes and shapes only: TensorFlow prints no matrix here.
    if (value === null || value.dims.length > 1) continue;
    const numbers = Array.from(value.data);
    if (SHAPE_INPUTS[op] === i) shapes.push(`input[${i}] = [${numbers.join()}]`);
    else values.push(`input[${i}] = <${numbers.join(' ')}>`);
  }
  return (
    (values.length > 0 ? ` and with computed input tensors: ${values.join(', ')}` : '') +
    (shapes.length > 0
      ? ` and with input tensors computed as partial shapes: ${shapes.join(', ')}`
      : '')
  );
}
