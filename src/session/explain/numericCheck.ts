/** @file Is the gradient right: central differences of the loss, in float64 where its graph can be copied. */
import { isFloating } from '../../engine/dtypes';
import { EngineError } from '../../engine/errors';
import { Execution } from '../../engine/execution';
import type { CopyPlan, GraphCopy } from '../../engine/graphCopy';
import { makeCopy, planCopy } from '../../engine/graphCopy';
import { gradients } from '../../engine/gradients';
import type { Tensor } from '../../engine/graph';
import type { Value } from '../../engine/value';
import { valueOf } from '../../engine/value';
import type { CheckAnswer, CheckedElement, CheckedRow } from '../../protocol/explanations';
import { fromWire, toWire } from '../../protocol/wireNumber';
import type { ObservedUpdate } from '../recordMaker';
import { jointNorm, sumOf } from '../tensorHealth';
import type { StepReader } from './stepReader';
import { indexOf } from './summaries';

/** Elements of one variable that are moved one by one: of a larger one those with the largest gradients and some between. */
const MOST_ELEMENTS = 24;

/** Relative differences up to here are errors of the differences themselves. */
const TOLERANCE = { float64: 1e-5, float32: 2e-2 } as const;
const EPSILON = { float64: 2 ** -53, float32: 2 ** -24 } as const;

/** The program's gradient may be this far from its own value in float64; beyond it digits were lost. */
const ROUNDED = 1e-3;

/**
 * Half the distance of a difference, per size of the number that is moved: ∛ε balances its two errors.
 * The way of float32 is long and may cross a bend of the loss (a ReLU): then shorter ones are tried.
 */
const STEPS = { float64: [1e-5], float32: [5e-3, 1e-3, 2e-4] } as const;

/** A shorter way counts when the last bit of the loss makes up at most this share of its difference, or of the usual gradient. */
const MOST_NOISE = 0.1;

type Precision = 'float64' | 'float32';

/** The loss as a function of one variable's elements; the others keep their values. */
interface Surface {
  readonly precision: Precision;
  /** The engine's gradient in float64; null in float32, or where the program has a gradient function of its own. */
  readonly exact: Value | null;
  /** Why the gradient need not be the derivative: what the program put on the way; a clause. */
  readonly onPurpose: string | null;
  readonly start: Value;
  readonly lossAt: (value: Value) => number;
}

/** Checks the gradient of one variable, or of every row. Never throws for what cannot be checked: the row says why. */
export function checkGradients(reader: StepReader, variable: string | null, isCancelled: () => boolean): CheckAnswer {
  const rows = variable === null ? reader.rows : [reader.row(variable)];
  return { kind: 'check', step: reader.index, rows: rows.map((row) => checkRow(reader, row, isCancelled)) };
}

function checkRow(reader: StepReader, row: ObservedUpdate, isCancelled: () => boolean): CheckedRow {
  const { variable } = row.update;
  const refused = (reason: string): CheckedRow => ({
    variable: variable.tensor.name, verdict: 'notChecked', reason, precision: null,
    checked: 0, size: 0, worst: null, kinks: [], direction: null,
  });
  if (row.raw.kind === 'none' || row.start === null) {
    return refused(row.raw.kind === 'none' ? row.raw.reason : 'the program passed None');
  }
  if (reader.loss === null) return refused(reader.whyNoLoss);
  if (row.seed !== null) return refused('the program gave grad_loss: it is not the gradient of the loss itself');
  const before = reader.valueOf(variable);
  const gradient = denseGradient(reader, row, before);
  if (before === undefined || gradient === null) return refused('this run did not compute it');
  if (!isFloating(before.dtype)) return refused(`${before.dtype} variables carry no gradient`);
  try {
    const surface = surfaceOf(reader, row, reader.loss, before, isCancelled);
    return measured(variable.tensor.name, surface, gradient);
  } catch (error) {
    if (error instanceof EngineError && error.kind !== 'CancelledError') return refused(error.message);
    throw error;
  }
}

/** The raw gradient, of rows with every row in its place. */
function denseGradient(reader: StepReader, { raw, start }: ObservedUpdate, before: Value | undefined): Value | null {
  const indices = raw.kind === 'sparse' ? raw.indices : null;
  const values = reader.read(indices === null ? [start!] : [start!, indices]);
  const gradient = values.get(start!);
  if (gradient === undefined || before === undefined) return null;
  if (indices === null) return gradient;
  const rows = values.get(indices)!;
  const width = before.data.length / (before.dims[0] ?? 1);
  const dense = valueOf('float64', before.dims, new Float64Array(before.data.length));
  rows.data.forEach((at: number, k: number) => {
    for (let i = 0; i < width; i++) dense.data[at * width + i]! += gradient.data[k * width + i]!;
  });
  return dense;
}

/** In a float64 copy of the graph; in the program's own precision where a loop or a conditional is on the way. */
function surfaceOf(
  reader: StepReader,
  { update }: ObservedUpdate,
  loss: Tensor,
  before: Value,
  isCancelled: () => boolean,
): Surface {
  const { tensor, key } = update.variable;
  let copy: GraphCopy;
  let plan: CopyPlan;
  try {
    plan = planCopy([tensor], [loss]);
    const values = reader.read(plan.given).set(tensor, before);
    copy = makeCopy(plan, values, true);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const lossAt = (value: Value) => reader.lossWith(loss, new Map([[key, value]]));
    return { precision: 'float32', exact: null, onPurpose: null, start: before, lossAt };
  }
  const execution = new Execution(copy.graph, { seed: 0, isCancelled });
  const [x, y] = [copy.xs[0]!, copy.ys[0]!];
  const start = copy.widened(before);
  const exact = (): Value | null => {
    const [result] = gradients({ graph: copy.graph, ys: [y], xs: [x], origin: -1 });
    if (result?.kind !== 'dense') return null;
    const feeds = new Map([...copy.feeds, [x, start]]);
    return execution.evaluate({ fetches: [result.tensor], targets: [], feeds }).values[0] ?? null;
  };
  const lossAt = (value: Value): number => {
    const feeds = new Map([...copy.feeds, [x, value]]);
    const [result] = execution.evaluate({ fetches: [y], targets: [], feeds }).values;
    return sumOf(result!);
  };
  const own = plan.nodes.find((node) => node.graph.gradientTypes.has(node));
  const onPurpose = own === undefined
    ? stopOn(plan)
    : `the program has a gradient function of its own on the way (${own.graph.gradientTypes.get(own)!}), which need not be the derivative`;
  return { precision: 'float64', exact: own === undefined ? exact() : null, onPurpose, start, lossAt };
}

/** A difference goes through tf.stop_gradient, a gradient does not: of a policy gradient or a target that is meant so. */
function stopOn({ nodes }: CopyPlan): string | null {
  const stop = nodes.find(({ op }) => op === 'StopGradient');
  return stop === undefined ? null : `tf.stop_gradient is on the way (${stop.name}): the difference goes through it, the gradient does not`;
}

function measured(variable: string, surface: Surface, gradient: Value): CheckedRow {
  const { start, precision, lossAt, exact, onPurpose } = surface;
  const middle = lossAt(start);
  const size = gradient.data.length;
  if (!Number.isFinite(middle) || !Number.isFinite(jointNorm([gradient]))) {
    throw new EngineError('ValueError', 'the loss or its gradient is not finite: look for the first bad op');
  }
  const scale = jointNorm([gradient]) / Math.sqrt(Math.max(size, 1));
  const all = chooseElements(gradient.data).map((element) => {
    const analytic = gradient.data[element]!;
    const judged = exact?.data[element] ?? analytic;
    const agrees = ({ numeric, noise }: Difference) =>
      relativeError(judged, numeric, scale, noise) <= TOLERANCE[precision];
    const [first, ...shorter] = STEPS[precision];
    let difference = differenceAt(surface, element, middle, first);
    for (const step of agrees(difference) ? [] : shorter) {
      const next = differenceAt(surface, element, middle, step);
      if (next.noise > MOST_NOISE * Math.max(Math.abs(next.numeric), scale)) break;
      difference = next;
      if (agrees(next)) break;
    }
    const { numeric, left, right, noise, moved } = difference;
    const isWrong = !agrees(difference);
    return {
      isWrong,
      isKink: isWrong && isBetween(judged, left, right, scale, TOLERANCE[precision]),
      isRounded: !isWrong && relativeError(analytic, judged, scale, 0) > ROUNDED,
      checked: {
        element: indexOf(element, start.dims),
        analytic: toWire(analytic), exact: exact === null ? null : toWire(judged),
        numeric: toWire(numeric), left: toWire(left), right: toWire(right),
        relativeError: toWire(relativeError(analytic, numeric, scale, noise)),
        moved,
      } satisfies CheckedElement,
    };
  });
  const kinks = all.filter(({ isKink }) => isKink);
  const wrong = all.filter(({ isWrong, isKink }) => isWrong && !isKink);
  const rounded = all.filter(({ isRounded }) => isRounded);
  const shown = [wrong, rounded, all].find((list) => list.length > 0)!;
  const worst = shown.map(({ checked }) => checked).sort(
    (a, b) => orderOf(b.relativeError) - orderOf(a.relativeError),
  )[0];
  return {
    variable,
    verdict: wrong.length > 0 ? 'disagrees' : rounded.length > 0 ? 'rounded' : kinks.length > 0 ? 'kink' : 'agrees',
    reason: wrong.length > 0 ? onPurpose : null,
    precision,
    checked: all.length,
    size,
    worst: worst ?? null,
    kinks: kinks.map(({ checked }) => checked),
    direction: all.length === size ? null : alongDirection(surface, gradient),
  };
}

/** Between the one-sided derivatives, which differ: any number there is a subgradient. */
function isBetween(number: number, left: number, right: number, scale: number, limit: number): boolean {
  const slack = limit * Math.max(Math.abs(left), Math.abs(right), scale);
  return (
    Math.abs(left - right) > slack &&
    number >= Math.min(left, right) - slack &&
    number <= Math.max(left, right) + slack
  );
}

/** How the loss changes when one element goes `moved` up and down. */
interface Difference {
  readonly numeric: number;
  /** One-sided: from below, to above. */
  readonly left: number;
  readonly right: number;
  /** The last bit of the loss, over the way: below it a difference says nothing. */
  readonly noise: number;
  readonly moved: number;
}

function differenceAt({ start, precision, lossAt }: Surface, element: number, middle: number, step: number): Difference {
  const here = start.data[element]!;
  const moved = step * Math.max(1, Math.abs(here));
  const [above, below] = [withElement(start, element, here + moved), withElement(start, element, here - moved)];
  // What float32 makes of here ± moved decides how far the element really went.
  const [up, down] = [above.data[element]! - here, here - below.data[element]!];
  const [lossUp, lossDown] = [lossAt(above), lossAt(below)];
  return {
    numeric: (lossUp - lossDown) / (up + down),
    left: (middle - lossDown) / down,
    right: (lossUp - middle) / up,
    noise: (EPSILON[precision] * 4 * Math.abs(middle)) / moved,
    moved,
  };
}

/** Of two derivatives; a difference far below the whole gradient, or below `noise`, is rounding whatever its ratio. */
function relativeError(a: number, b: number, scale: number, noise: number): number {
  const distance = Math.max(Math.abs(a - b) - noise, 0);
  if (distance === 0) return 0;
  return distance / Math.max(Math.abs(a), Math.abs(b), 1e-2 * scale, 1e-30);
}

/** A NaN is worse than any number. */
function orderOf(wire: CheckedElement['relativeError']): number {
  const number = fromWire(wire);
  return Number.isNaN(number) ? Infinity : number;
}

function chooseElements(gradient: ArrayLike<number>): number[] {
  const all = Array.from({ length: gradient.length }, (_none, i) => i);
  if (all.length <= MOST_ELEMENTS) return all;
  const largest = all.sort((a, b) => Math.abs(gradient[b]!) - Math.abs(gradient[a]!)).slice(0, MOST_ELEMENTS / 2);
  const spread = Array.from({ length: MOST_ELEMENTS / 2 }, (_none, i) =>
    Math.floor(((i + 0.5) * gradient.length) / (MOST_ELEMENTS / 2)));
  return [...new Set([...largest, ...spread])].sort((a, b) => a - b);
}

/** All elements at once, in a direction that is the same every time: ±1 by a multiplicative hash. */
function alongDirection({ start, precision, lossAt }: Surface, gradient: Value): CheckedRow['direction'] {
  const sign = (i: number) => (Math.imul(i + 1, 0x9e3779b1) & 0x10000 ? 1 : -1);
  const moved = STEPS[precision][0] / Math.sqrt(start.data.length);
  const [up, down] = [1, -1].map((side) =>
    lossAt({ ...start, data: start.data.map((x: number, i: number) => x + side * moved * sign(i)) } as Value));
  let analytic = 0;
  gradient.data.forEach((g: number, i: number) => (analytic += g * sign(i)));
  return { analytic: toWire(analytic), numeric: toWire((up! - down!) / (2 * moved)) };
}

function withElement(value: Value, element: number, number: number): Value {
  const data = value.data.slice();
  data[element] = number;
  return { ...value, data };
}
