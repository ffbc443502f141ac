/**
 * @file Training steps without an optimizer: a run that assigns variables what it computes from their
 * gradients (`w.assign(w - lr * grad)`, `assign_sub`, `scatter_sub`).
 */
import { loopOf } from '../engine/controlFlow/context';
import type { RunRequest } from '../engine/execution';
import type { Node, Tensor } from '../engine/graph';
import { rootVariable } from '../engine/planVariables';
import { byReference } from '../engine/resourceVariables';
import { schedule } from '../engine/schedule';
import type { ComputeGradientsCall, ProgramGradient, TrainingOp } from '../frontends/program';
import { nearestAnchor } from './gradientChain';
import type { ProgramFacts } from './programFacts';
import { ancestorsOf } from './ancestry';
import { tensorOf } from './programFacts';

/** Ops that give a variable a new value, with the input that decides it. */
const WRITES: ReadonlyMap<string, number> = new Map([
  ['Assign', 1], ['AssignAdd', 1], ['AssignSub', 1], ['ScatterAdd', 2], ['ScatterSub', 2],
]);

type Update = TrainingOp['updates'][number];

/**
 * What `request` trains by hand, as a training op called "assign"; null when it writes no variable
 * from that variable's gradient. Its node is the first of what the program runs for it.
 */
export function handWrittenStep(
  facts: ProgramFacts,
  calls: readonly ComputeGradientsCall[],
  request: RunRequest,
): TrainingOp | null {
  const nodes = schedule(request.fetches, request.targets, new Set(request.feeds.keys()));
  nodes.sort((a, b) => a.id - b.id);
  const updates = nodes.flatMap((node) => {
    const update = updateBy(facts, calls, node);
    return update === null ? [] : [update];
  });
  if (updates.length === 0) return null;
  const writers = new Set(updates.map(({ update }) => update!));
  const asked = [...request.targets, ...request.fetches.map(({ node }) => node)];
  const targets = [...new Set(asked)].filter((node) => leadsTo(node, writers));
  const node = targets[0]!;
  return {
    node, targets, optimizer: 'assign', updates, globalStep: null, origin: node.origin,
  };
}

/** The update that `node` makes, if it writes a variable from that variable's gradient. */
export function updateBy(
  facts: ProgramFacts,
  calls: readonly ComputeGradientsCall[],
  node: Node,
): Update | null {
  const at = WRITES.get(byReference(node.op));
  if (at === undefined || loopOf(node) !== null) return null;
  const target = rootVariable(node.inputs[0]!).outputs[0];
  const value = node.inputs[at]!;
  let above: Set<Tensor> | null = null;
  for (const call of [...calls].reverse()) {
    const pair = call.pairs.find(({ variable }) => variable.tensor === target);
    if (pair === undefined || pair.gradient.kind === 'none') continue;
    const raw = tensorOf(pair.gradient);
    above ??= ancestorsOf(value);
    if (!above.has(raw)) continue;
    const tensor = value === raw ? raw : (nearestAnchor(facts, raw, value) ?? raw);
    const applied: ProgramGradient =
      pair.gradient.kind === 'sparse'
        ? { ...pair.gradient, values: tensor }
        : { kind: 'dense', tensor };
    return { variable: pair.variable, applied, update: node, slots: [] };
  }
  return null;
}

/** Whether running `node` runs one of `writers`. */
function leadsTo(node: Node, writers: ReadonlySet<Node>): boolean {
  const seen = new Set([node]);
  for (const next of seen) {
    if (writers.has(next)) return true;
    for (const input of next.inputs) seen.add(input.node);
    for (const before of next.controlInputs) seen.add(before);
  }
  return false;
}
