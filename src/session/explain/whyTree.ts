/** @file Why a gradient has its value: the ways by which it arrived, with what each contributed. */
import type { Arrival, Arrivals } from '../../engine/gradientTrail';
import type { Node, Tensor } from '../../engine/graph';
import type { Value } from '../../engine/value';
import type { LineShare, WhyAnswer, WhyBranch } from '../../protocol/explanations';
import { fromWire, toWire } from '../../protocol/wireNumber';
import type { Naming } from '../recordMaker';
import { isInLoop } from '../recordMaker';
import { userError } from '../refusals';
import type { StepReader } from './stepReader';
import { shareOf, summaryOf } from './summaries';

/** Branches of a whole tree; beyond it a tree is no explanation. */
const MOST_BRANCHES = 400;
const DEEPEST = 60;

/** Ops that hand a gradient on as it is: the way goes on behind them. */
const PASSING: ReadonlySet<string> = new Set(['Identity', 'ReadVariableOp', 'Enter', 'RefEnter']);

/**
 * The tree behind the gradient of `variable` (`w:0`): its direct uses, then theirs, up to the loss.
 * Throws ValueError when the row has no gradient, or one that tf.gradients did not make.
 */
export function whyTree(
  reader: StepReader,
  naming: Naming,
  variable: string,
  element: number | null,
): WhyAnswer {
  const { update, raw, start } = reader.row(variable);
  const { tensor } = update.variable;
  if (start === null || raw.kind === 'none') {
    const reason = raw.kind === 'none' ? raw.reason : `the program passed ${naming.dialect.noValue}`;
    throw userError(`${variable} has no gradient to explain: ${reason}.`);
  }
  const arrivals = tensor.node.graph.trail.behind(tensor, start);
  if (arrivals === null) {
    throw userError(
      `The program made the gradient of ${variable} by hand (${start.node.op}): there is no backward pass behind it.`,
    );
  }
  const tree = new Tree(naming, arrivals, reader);
  const total = tree.value(start);
  if (total === undefined) throw userError(`The gradient of ${variable} was not computed in this run.`);
  if (element !== null && !(element >= 0 && element < total.data.length)) {
    throw userError(`${variable} has no element ${element}: its gradient has ${total.data.length}.`);
  }
  const branches = tree.branchesOf(tensor, total, element, 0);
  return {
    kind: 'why', step: reader.index, variable, element,
    gradient: summaryOf(total, element),
    branches,
    lines: sharesByLine(branches),
  };
}

/** The arrivals at `tensor`, or at what only passes it on. */
export function waysTo(tensor: Tensor, arrivals: Arrivals, isKnown: (gradient: Tensor) => boolean): readonly Arrival[] {
  return (arrivals.terms.get(tensor) ?? []).flatMap((arrival) => {
    const [output] = arrival.via.outputs;
    const passes = PASSING.has(arrival.via.op) && output !== undefined;
    const behind = passes ? waysTo(output, arrivals, isKnown) : [];
    // Inside a loop every iteration has its own: there the way into the loop is the last that is known.
    return behind.some(({ gradient }) => isKnown(gradient)) ? behind : [arrival];
  });
}

class Tree {
  private readonly values: ReadonlyMap<Tensor, Value>;
  private readonly shown = new Set<Tensor>();
  private left = MOST_BRANCHES;

  constructor(
    private readonly naming: Naming,
    private readonly arrivals: Arrivals,
    reader: StepReader,
  ) {
    const terms = [...arrivals.terms.values()].flatMap((list) => list.map(({ gradient }) => gradient));
    this.values = reader.read([...terms, ...arrivals.sums.values()]);
  }

  value(tensor: Tensor): Value | undefined {
    return this.values.get(tensor);
  }

  branchesOf(tensor: Tensor, total: Value, element: number | null, depth: number): WhyBranch[] {
    const branches = this.waysTo(tensor).flatMap((arrival) => {
      const value = this.values.get(arrival.gradient);
      if (value === undefined || this.left-- <= 0) return [];
      return [this.branch(arrival, value, total, element, depth)];
    });
    // The way with the largest part first.
    const part = ({ share }: WhyBranch) => (share === null ? 0 : Math.abs(fromWire(share)));
    return branches.sort((a, b) => part(b) - part(a));
  }

  private waysTo(tensor: Tensor): readonly Arrival[] {
    return waysTo(tensor, this.arrivals, (gradient) => this.values.has(gradient));
  }

  private branch(
    { via }: Arrival,
    contribution: Value,
    total: Value,
    element: number | null,
    depth: number,
  ): WhyBranch {
    const output = this.onlyOutput(via);
    const upstream = output === null ? undefined : this.totalAt(output);
    const isShown = output !== null && this.shown.has(output);
    const isDeep = depth >= DEEPEST || this.left <= 0;
    if (output !== null) this.shown.add(output);
    const goesOn = output !== null && upstream !== undefined && !isShown && !isDeep;
    const hasMore = output !== null && this.arrivals.terms.has(output);
    const number = contribution.data.length === 1 && upstream?.data.length === 1;
    return {
      op: via.op,
      node: via.name,
      name: this.naming.boundName(via.origin),
      place: this.naming.place(via.origin),
      contribution: summaryOf(contribution, element),
      share: shareOf(contribution, total, element),
      upstream: upstream === undefined ? null : summaryOf(upstream),
      derivative: number ? toWire(contribution.data[0]! / upstream.data[0]!) : null,
      branches: goesOn ? this.branchesOf(output, upstream, null, depth + 1) : [],
      stopped: !hasMore ? (output !== null && isInLoop(output) ? 'loop' : null) : stoppedBy(isShown, isDeep),
    };
  }

  /** What arrived at `tensor` in all; of the loss nothing did, it is where the pass began. */
  private totalAt(tensor: Tensor): Value | undefined {
    const sum = this.arrivals.sums.get(tensor) ?? this.arrivals.terms.get(tensor)?.[0]?.gradient;
    return sum === undefined ? undefined : this.values.get(sum);
  }

  private onlyOutput(node: Node): Tensor | null {
    const reached = node.outputs.filter((output) => this.arrivals.terms.has(output));
    return (reached.length === 1 ? reached[0] : node.outputs.length === 1 ? node.outputs[0] : null) ?? null;
  }
}

function stoppedBy(isShown: boolean, isDeep: boolean): WhyBranch['stopped'] {
  if (isShown) return 'shown';
  return isDeep ? 'deep' : null;
}

function sharesByLine(branches: readonly WhyBranch[]): LineShare[] {
  const lines = new Map<string, { place: LineShare['place']; share: number; uses: number }>();
  for (const { place, share } of branches) {
    const key = place === null ? '' : `${place.file}:${place.line}`;
    const line = lines.get(key) ?? { place, share: 0, uses: 0 };
    line.share += share === null ? NaN : fromWire(share);
    line.uses++;
    lines.set(key, line);
  }
  return [...lines.values()].map(({ place, share, uses }) => ({
    place, uses, share: Number.isNaN(share) ? null : toWire(share),
  }));
}
