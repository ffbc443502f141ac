/** @file Why a variable has no gradient: finds the op nearest to it that cuts every path to the loss. */
import { isFloating } from './dtypes';
import type { GradientResult, Refusals } from './gradients';
import type { Node, Tensor } from './graph';
import { valueBehind } from './resourceVariables';
import { ruleOf } from './ops';

type None = Extract<GradientResult, { kind: 'none' }>;

/**
 * The reason for the missing gradient of `x`. Walks from x towards the ys, nearest ops first, and
 * stops at the first one that was asked for a derivative and gave none, or whose result carries none.
 */
export function whyNone(
  x: Tensor,
  ys: readonly Tensor[],
  refusals: Refusals,
  stopGradients: readonly Tensor[],
): None {
  const { dtype } = valueBehind(x);
  if (!isFloating(dtype)) {
    return cut(`${dtype} variables carry no gradient`, x.node);
  }
  const towardsLoss = ancestors(ys);
  if (!towardsLoss.has(x.node)) {
    return { kind: 'none', reason: 'the loss does not depend on it', cutBy: null };
  }
  const stops = new Set(stopGradients.map((tensor) => tensor.node));
  const seen = new Set<Tensor>([x]);
  const queue: Tensor[] = [x];
  for (let at = 0; at < queue.length; at++) {
    const tensor = queue[at]!;
    for (const node of tensor.consumers) {
      if (!towardsLoss.has(node)) continue;
      const index = node.inputs.indexOf(tensor);
      const refusal = refusals.get(node)?.[index];
      if (refusal) return cut(refusal.reason, node);
      if (stops.has(node)) return cut('listed in stop_gradients', node);
      const [output] = node.outputs;
      if (output && !node.outputs.some((o) => isFloating(o.dtype))) {
        const { derivative } = ruleOf(node.op);
        const gives = `${node.op} gives ${output.dtype}, which carries no gradient`;
        return cut(typeof derivative === 'function' ? gives : derivative.reason, node);
      }
      for (const next of node.outputs) {
        if (!seen.has(next) && isFloating(next.dtype)) {
          seen.add(next);
          queue.push(next);
        }
      }
    }
  }
  return { kind: 'none', reason: 'no differentiable path leads from it to the loss', cutBy: null };
}

function cut(reason: string, cutBy: Node): None {
  return { kind: 'none', reason, cutBy };
}

/** Every node that one of `ys` is computed from. */
function ancestors(ys: readonly Tensor[]): Set<Node> {
  const found = new Set<Node>();
  const stack = ys.map((y) => y.node);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    for (const input of node.inputs) stack.push(input.node);
  }
  return found;
}
