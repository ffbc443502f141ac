/** @file The split of a loss that is a sum: which of its terms gives which part of each gradient. */
import { isFloating } from '../../engine/dtypes';
import { EngineError } from '../../engine/errors';
import { Execution } from '../../engine/execution';
import { makeCopy, planCopy } from '../../engine/graphCopy';
import { gradients } from '../../engine/gradients';
import type { Arrivals } from '../../engine/gradientTrail';
import type { Node, Tensor } from '../../engine/graph';
import type { Value } from '../../engine/value';
import type { LossTerm, LossTermRow, LossTermsAnswer } from '../../protocol/explanations';
import { toWire } from '../../protocol/wireNumber';
import { ancestorsOf } from '../ancestry';
import type { Naming, ObservedUpdate } from '../recordMaker';
import { jointNorm, sumOf } from '../tensorHealth';
import type { StepReader } from './stepReader';
import { shareOf } from './summaries';

/** Sums, and what a sum can stand behind: all linear, so that the parts add up. */
const SUMS: ReadonlySet<string> = new Set(['Add', 'AddV2', 'AddN', 'Sub']);
const LINEAR: ReadonlySet<string> = new Set([
  'Identity', 'Neg', 'Sum', 'Mean', 'Reshape', 'ExpandDims', 'Squeeze', 'Cast',
]);

/** A term of the loss, and the nodes by which it gets into the sum. */
interface Term {
  readonly tensor: Tensor;
  readonly via: readonly Node[];
}

/** One gradient that is split: its row and what arrived on its way. */
interface SplitRow {
  readonly row: ObservedUpdate;
  readonly arrivals: Arrivals;
}

/** The parts that each term of the loss has in each dense gradient. */
export function splitLoss(reader: StepReader, naming: Naming, isCancelled: () => boolean): LossTermsAnswer {
  const refused = (reason: string): LossTermsAnswer => ({
    kind: 'lossTerms', step: reader.index, terms: [], rows: [], reason,
  });
  const { loss } = reader;
  if (loss === null) return refused(`No loss to split: ${reader.whyNoLoss}.`);
  const rows = reader.rows.flatMap((row): SplitRow[] => {
    const { update, start, raw } = row;
    const arrivals = start === null ? null : start.node.graph.trail.behind(update.variable.tensor, start);
    return arrivals === null || raw.kind !== 'dense' ? [] : [{ row, arrivals }];
  });
  if (rows.length === 0) return refused('No row has a dense gradient that a backward pass made.');
  const terms = termsOf(loss, rows.map(({ row }) => row.update.variable.tensor));
  if (terms.length < 2) return refused('The loss is no sum of terms that depend on the variables.');
  try {
    return split(reader, naming, loss, terms, rows, isCancelled);
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'NotImplementedError') return refused(`${error.message}.`);
    throw error;
  }
}

function split(
  reader: StepReader,
  naming: Naming,
  loss: Tensor,
  terms: readonly Term[],
  rows: readonly SplitRow[],
  isCancelled: () => boolean,
): LossTermsAnswer {
  const arrived = rows[0]!.arrivals.terms;
  // What the sum hands back to a term is its weight. A term may have other uses: they are terms' own.
  const weightsOf = ({ tensor, via }: Term) =>
    (arrived.get(tensor) ?? []).flatMap((arrival) => (via.includes(arrival.via) ? [arrival.gradient] : []));
  const tensors = terms.map(({ tensor }) => tensor);
  const xs = rows.map(({ row }) => row.update.variable.tensor);
  const plan = planCopy(xs, tensors);
  const values = reader.read([
    ...plan.given, ...tensors, ...terms.flatMap(weightsOf), loss, ...rows.map(({ row }) => row.start!),
  ]);
  for (const { row } of rows) {
    const before = reader.valueOf(row.update.variable);
    if (before !== undefined) values.set(row.update.variable.tensor, before);
  }
  const weights = terms.map((term) => addedUp(weightsOf(term).flatMap((weight) => values.get(weight) ?? [])));
  const copy = makeCopy(plan, values, false);
  const { graph, feeds } = copy;
  const parts = terms.map((_term, k) => {
    const value = weights[k];
    const gradYs = [value === null || value === undefined ? null : graph.make({
      op: 'Const', inputs: [], attributes: { value }, origin: -1,
    }).outputs[0]!];
    return gradients({ graph, ys: [copy.ys[k]!], xs: copy.xs, gradYs, origin: -1 });
  });
  const execution = new Execution(graph, { seed: 0, isCancelled });
  const fed = new Map([...feeds, ...copy.xs.map((x, i) => [x, values.get(xs[i]!)!] as const)]);
  const computed = parts.map((results) => {
    const dense = results.map((result) => (result.kind === 'dense' ? result.tensor : null));
    const fetches = dense.flatMap((tensor) => tensor ?? []);
    const found = execution.evaluate({ fetches, targets: [], feeds: fed }).values;
    let next = 0;
    return dense.map((tensor) => (tensor === null ? null : found[next++]!));
  });
  return {
    kind: 'lossTerms', step: reader.index, reason: null,
    terms: tensors.map((term, k) => termRecord(term, values, weights[k] ?? null, naming)),
    rows: rows.map(({ row }, i) =>
      rowRecord(row, values.get(row.start!), computed.map((results) => results[i] ?? null))),
  };
}

/** The sum of values of one shape; null of none. */
function addedUp(values: readonly Value[]): Value | null {
  const [first, ...rest] = values;
  if (first === undefined) return null;
  const data = first.data.slice();
  for (const value of rest) value.data.forEach((x: number, i: number) => (data[i]! += x));
  return { ...first, data };
}

function termRecord(
  term: Tensor,
  values: ReadonlyMap<Tensor, Value>,
  weights: Value | null,
  naming: Naming,
): LossTerm {
  const value = values.get(term)!;
  let part = 0;
  if (weights === null) part = sumOf(value);
  else value.data.forEach((x: number, i: number) => (part += x * weights.data[i]!));
  const all = weights?.data ?? [1];
  return {
    name: naming.boundName(term.node.origin) ?? term.node.name,
    place: naming.place(term.node.origin),
    value: toWire(part),
    weight: Array.from(all).every((w) => w === all[0]) ? toWire(all[0]!) : null,
  };
}

function rowRecord(
  { update }: ObservedUpdate,
  gradient: Value | undefined,
  parts: readonly (Value | null)[],
): LossTermRow {
  const rest = Float64Array.from(gradient?.data ?? []);
  for (const part of parts) part?.data.forEach((x: number, i: number) => (rest[i]! -= x));
  const whole = gradient === undefined ? 0 : jointNorm([gradient]);
  const left = Math.sqrt(rest.reduce((sum, x) => sum + x * x, 0));
  return {
    variable: update.variable.tensor.name,
    parts: parts.map((part) =>
      part === null || gradient === undefined
        ? null
        : { norm: toWire(jointNorm([part])), share: shareOf(part, gradient) }),
    remainder: whole === 0 ? null : toWire(left / whole),
  };
}

/**
 * The terms that `loss` is the sum of, in the order of the text; only those that depend on the
 * variables. One that is added twice is one term with two ways.
 */
function termsOf(loss: Tensor, variables: readonly Tensor[]): Term[] {
  const reaches = new Map<Tensor, boolean>();
  const depends = (tensor: Tensor): boolean => {
    let known = reaches.get(tensor);
    if (known === undefined) {
      const above = ancestorsOf(tensor);
      known = variables.some((variable) => above.has(variable));
      reaches.set(tensor, known);
    }
    return known;
  };
  const ways = new Map<Tensor, Node[]>();
  const open = (tensor: Tensor, from: Node | null): void => {
    const inputs = openedInputs(tensor.node, depends)?.filter(depends) ?? [];
    const leadsOn = inputs.length > 0 && isSum(tensor, depends);
    if (leadsOn) for (const input of inputs) open(input, tensor.node);
    else ways.set(tensor, [...(ways.get(tensor) ?? []), ...(from === null ? [] : [from])]);
  };
  if (depends(loss)) open(loss, null);
  return [...ways].map(([tensor, via]) => ({ tensor, via }));
}

/** Whether a sum stands behind `tensor` and what only scales or reshapes it. */
function isSum(tensor: Tensor, depends: (tensor: Tensor) => boolean): boolean {
  const inputs = openedInputs(tensor.node, depends)?.filter(depends) ?? [];
  if (SUMS.has(tensor.node.op)) return inputs.length > 0;
  return inputs.some((input) => isSum(input, depends));
}

/** The inputs whose weighted sum the node is; null when it is none. */
function openedInputs(node: Node, depends: (tensor: Tensor) => boolean): readonly Tensor[] | null {
  const { op, inputs, origin } = node;
  // What one call of the program made (a cross entropy) is one term, whatever it is made of.
  if (origin >= 0 && inputs.filter(depends).every((input) => input.node.origin === origin)) return null;
  if (SUMS.has(op)) return inputs;
  if (LINEAR.has(op)) return isFloating(inputs[0]!.dtype) ? [inputs[0]!] : null;
  const [a, b] = inputs;
  if (op === 'Mul' && !(depends(a!) && depends(b!))) return [a!, b!];
  return op === 'RealDiv' && !depends(b!) ? [a!] : null;
}
