/** @file The way of one gradient from compute_gradients to apply_gradients, as stages found in the graph. */
import type { Node, Origin, Tensor } from '../engine/graph';
import type { ClipCall } from '../frontends/program';
import type { ProgramFacts } from './programFacts';
import { isComputedFrom } from './ancestry';

/** One change of the gradient: a known clip, or the ops between two known tensors. */
export interface ChainStage {
  readonly clip: ClipCall | null;
  /** Op types of an unknown change, in order of execution; the clip's name for a known one. */
  readonly name: string;
  readonly origin: Origin;
  readonly input: Tensor;
  readonly output: Tensor;
}

/**
 * Stages between `raw` and `applied`, first to last; empty when the raw gradient is applied as it is.
 * `raw` null: the program made its gradient by hand; then the chain starts at the first clip's input.
 */
export function gradientChain(
  facts: ProgramFacts,
  raw: Tensor | null,
  applied: Tensor,
): { readonly start: Tensor; readonly stages: readonly ChainStage[] } {
  const stages: ChainStage[] = [];
  let at = withoutIdentity(facts, applied, raw);
  while (at !== raw) {
    const clip = facts.clipOf(at);
    if (clip !== undefined) {
      const { call } = clip;
      stages.unshift({ clip: call, name: call.op, origin: call.origin, input: clip.raw, output: at });
      at = withoutIdentity(facts, clip.raw, raw);
      continue;
    }
    const anchor = nearestAnchor(facts, raw, at);
    if (anchor === null) break;
    const nodes = nodesBetween(anchor, at);
    stages.unshift({
      clip: null,
      name: nodes.map((node) => node.op).join('·'),
      origin: nodes.at(-1)?.origin ?? at.node.origin,
      input: anchor,
      output: at,
    });
    at = withoutIdentity(facts, anchor, raw);
  }
  return { start: at, stages };
}

/** Steps over what only orders or steers the execution (tf.tuple, conversions, tf.cond). */
function withoutIdentity(facts: ProgramFacts, tensor: Tensor, raw: Tensor | null): Tensor {
  let at = tensor;
  const isKnown = () => at === raw || facts.clipOf(at) !== undefined;
  while (!isKnown()) {
    const { op, inputs } = at.node;
    const passes = (op === 'Identity' && !inputs[0]!.isRef) || op === 'Switch';
    if (passes) at = inputs[0]!;
    else if (op === 'Merge') at = changedIn(facts, inputs, raw);
    else break;
  }
  return at;
}

/** Of the branches of a conditional the one that changes the gradient: a clip before any other op. */
function changedIn(facts: ProgramFacts, branches: readonly Tensor[], raw: Tensor | null): Tensor {
  const ends = branches.map((branch) => withoutIdentity(facts, branch, raw));
  return (
    ends.find((end) => facts.clipOf(end) !== undefined) ?? ends.find((end) => end !== raw) ?? ends[0]!
  );
}

/** The nearest tensor above `from` that is the raw gradient or the result of a clip of it. */
export function nearestAnchor(facts: ProgramFacts, raw: Tensor | null, from: Tensor): Tensor | null {
  const seen = new Set<Tensor>([from]);
  const queue = [...from.node.inputs];
  for (let at = 0; at < queue.length; at++) {
    const tensor = queue[at]!;
    if (seen.has(tensor)) continue;
    seen.add(tensor);
    const isClipOfIt =
      facts.clipOf(tensor) !== undefined && (raw === null || isComputedFrom(tensor, (above) => above === raw));
    if (tensor === raw || isClipOfIt) return tensor;
    queue.push(...tensor.node.inputs);
  }
  return null;
}

/** Ops that hand on what they are given. */
const PASSING: ReadonlySet<string> = new Set(['Identity', 'Switch', 'Merge']);

/** Nodes on a path from `start` to `end`, in order of creation, without mere identities. */
function nodesBetween(start: Tensor, end: Tensor): Node[] {
  const found = new Set<Node>();
  const leadsFromStart = new Map<Node, boolean>();
  const visit = (node: Node): boolean => {
    // A node made before `start` cannot depend on it.
    if (node.id <= start.node.id) return false;
    const known = leadsFromStart.get(node);
    if (known !== undefined) return known;
    leadsFromStart.set(node, false);
    let leads = false;
    for (const input of node.inputs) if (input === start || visit(input.node)) leads = true;
    leadsFromStart.set(node, leads);
    if (leads && !PASSING.has(node.op)) found.add(node);
    return leads;
  };
  visit(end.node);
  return [...found].sort((a, b) => a.id - b.id);
}
