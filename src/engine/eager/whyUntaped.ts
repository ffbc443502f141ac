/** @file Why a tape has no gradient for a source: not watched, not used, or cut by an op without derivative. */
import { isFloating } from '../dtypes';
import type { GradientResult, Refusals } from '../gradients';
import type { Tensor } from '../graph';
import { ruleOf } from '../ops';
import { valueBehind } from '../resourceVariables';
import type { Tape } from './tape';

type None = Extract<GradientResult, { kind: 'none' }>;

/** The reason: walks through what the tape recorded, from `source` to the first op that hands nothing on. */
export function whyUntaped(
  source: Tensor,
  targets: readonly Tensor[],
  tape: Tape,
  refusals: Refusals,
): None {
  const { dtype } = valueBehind(source);
  if (!isFloating(dtype)) return { kind: 'none', reason: `${dtype} variables carry no gradient`, cutBy: null };
  if (!tape.follows(source)) {
    return { kind: 'none', reason: 'the tape did not watch it, or it was not used under the tape', cutBy: null };
  }
  const reached = new Set<Tensor>([source]);
  let cut: None | null = null;
  for (const node of tape.nodes) {
    const index = node.inputs.findIndex((input) => reached.has(input));
    if (index < 0) continue;
    const refusal = refusals.get(node)?.[index];
    const { derivative } = ruleOf(node.op);
    if (refusal) cut ??= { kind: 'none', reason: refusal.reason, cutBy: node };
    else if (typeof derivative !== 'function') {
      cut ??= { kind: 'none', reason: derivative.reason, cutBy: node };
    } else for (const output of node.outputs) reached.add(output);
  }
  if (cut !== null) return cut;
  return targets.some((target) => tape.follows(target))
    ? { kind: 'none', reason: 'the loss does not depend on it', cutBy: null }
    : { kind: 'none', reason: 'the tape did not record the loss: it was computed outside of the tape, or of nothing that it watches', cutBy: null };
}
