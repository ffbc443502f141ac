/** @file What one step shows by itself: gradients that are all zero or vanish, updates that are lost, odd clips. */
import type { Node, Tensor } from '../../engine/graph';
import type { RowRecord } from '../../protocol/records';
import { notFiniteCount } from '../../protocol/rowFacts';
import { fromWire } from '../../protocol/wireNumber';
import { deadUnits } from './activations';
import type { Rule } from './context';
import { information, rawTensor, short, warning } from './context';

/**
 * `zero-gradient`: a path leads to the loss, and every element is 0, in this step and the four before:
 * of a sum of signs (a bias under a mean absolute error) one or two may be 0 by themselves. Not when
 * all gradients are 0: then the model has arrived.
 */
export const zeroGradient: Rule = (context) => {
  const { record, past, thresholds } = context;
  const zeros = record.rows.filter((row) => isZero(row, thresholds.zeroShare));
  if (zeros.length === 0 || record.rows.every((row) => isZero(row, 1) || row.gradient.kind === 'none')) return [];
  const before = past.filter(({ trainingOp }) => trainingOp === record.trainingOp).slice(-ZERO_STEPS);
  const still = zeros.filter((row) => before.length === ZERO_STEPS && before.every(({ rows }) => {
    const earlier = rows.find(({ variable }) => variable === row.variable);
    return earlier !== undefined && isZero(earlier, thresholds.zeroShare);
  }));
  return still.map((row) => {
    const cause = deadUnits(context, row);
    const message = cause === null
      ? `The gradient of ${row.name} is 0 in every element, though a path leads to the loss: it does not train now.`
      : `The gradient of ${row.name} is 0: ${cause.message}`;
    return warning(cause?.code ?? 'zero-gradient', cause?.place ?? row.place, row.variable, message,
      [[row.place, `The variable ${row.name}, which gets no gradient through it.`]]);
  });
};

/** Steps before this one that must have had it, too. */
const ZERO_STEPS = 4;

/** `vanishing-gradient`: among weight matrices the first have far weaker gradients than the last. */
export const vanishing: Rule = (context) => {
  const { record, thresholds } = context;
  const weights = record.rows.filter((row) => row.shape.length >= 2 && rootMeanSquare(row) > 0);
  if (weights.length < 3) return [];
  const strong = weights.reduce((a, b) => (rootMeanSquare(b) > rootMeanSquare(a) ? b : a));
  const strongest = rootMeanSquare(strong);
  const weakest = weights.reduce((a, b) => (rootMeanSquare(b) < rootMeanSquare(a) ? b : a));
  const ratio = rootMeanSquare(weakest) / strongest;
  if (!(ratio < thresholds.vanishingRatio)) return [];
  const cause = deadUnits(context, weakest);
  return [warning('vanishing-gradient', weakest.place, weakest.variable,
    `The gradient of ${weakest.name} is ${(1 / ratio).toExponential(0)} times weaker per element than the strongest of the ` +
    `weight matrices: ${cause === null ? 'the factors between them shrink it.' : cause.message} ` +
    'ReLU, another initialization or normalization between the layers keeps it alive.', [
      [cause?.place, 'This op lets the least through.'],
      [strong.place, `${strong.name} has the strongest gradient.`],
    ])];
};

/**
 * `update-lost`: the variable has the same bits as before, though its gradient is no smaller than it
 * was. (Of a model that has arrived the gradients are nearly 0, and no digit changes any more.)
 */
export const updateLost: Rule = ({ record, history }) =>
  record.rows.flatMap((row) => {
    const { before, after, applied } = row;
    if (before === null || after === null || applied === null || row.updateRatio === null) return [];
    const norm = fromWire(applied.health.norm);
    if (fromWire(row.updateRatio) !== 0 || !(norm > 0)) return [];
    const norms = history.map((entry) => fromWire(entry.norms[row.variable] ?? 0)).filter(Number.isFinite);
    if (norm < ARRIVED * Math.max(0, ...norms)) return [];
    return [warning('update-lost', row.place, row.variable,
      `${row.name} is the same to the last bit after the step, though a gradient of norm ${short(norm)} was applied: ` +
      'the learning rate is 0, or so small that the change is below the last digit.', [[record.place, 'The optimizer is applied here.']])];
  });

/** A gradient of less than this share of the largest so far is that of a model that has arrived. */
const ARRIVED = 1e-3;

/** `clipped-twice`, `clip-turns-gradient`, `clip-of-nan`. */
export const oddClips: Rule = ({ record, thresholds, naming: { dialect: { clips: names } } }) =>
  record.rows.flatMap((row) => {
    const clips = row.stages.filter(({ isClip }) => isClip);
    const found = [];
    if (clips.length > 1 && new Set(clips.map(({ op }) => op)).size < clips.length) {
      const last = clips.at(-1)!;
      found.push(information('clipped-twice', last.place, row.variable,
        `The gradient of ${row.name} goes through ${last.op} ${clips.length} times: the second changes only what the first left.`,
        [[clips[0]!.place, 'The first clip is here.']]));
    }
    for (const { op, angleDegrees, place, fired } of clips) {
      if (op !== names.clip_by_value || !fired || angleDegrees === null || !(angleDegrees > thresholds.turnedDegrees)) continue;
      found.push(information('clip-turns-gradient', place, row.variable,
        `${names.clip_by_value} turns the gradient of ${row.name} by ${short(angleDegrees)}°: it cuts each element by itself. ` +
        `${names.clip_by_norm} and ${names.clip_by_global_norm} keep the direction.`));
    }
    const raw = rawTensor(row);
    const [first] = clips;
    if (first?.op === names.clip_by_global_norm && raw !== null && notFiniteCount(raw) === 0 && notFiniteCount(first.output) > 0) {
      found.push(warning('clip-spreads-nan', first.place, row.variable,
        `${row.name} has a finite gradient, and NaN after ${names.clip_by_global_norm}: another gradient is not finite, and ` +
        'so is the norm that all are divided by.', record.rows.filter(hasBadGradient).map((other) => [other.place, `The gradient of ${other.name} is not finite.`])));
    }
    return found;
  });

/** `densified-rows`: a gradient that was rows of a large table is stored as the whole table. */
export const densifiedRows: Rule = ({ reader, thresholds, naming }) => {
  const step = reader();
  return (step?.rows ?? []).flatMap(({ update, raw }) => {
    const { tensor } = update.variable;
    const size = (tensor.shape ?? []).reduce<number>((product, dim) => product * (dim ?? 1), 1);
    if (raw.kind !== 'dense' || size < thresholds.denseElements) return [];
    const sum = densifyingNode(raw.tensor);
    const rows = sum === null ? undefined : step!.read([sum.inputs[1]!]).get(sum.inputs[1]!);
    if (sum === null || rows === undefined) return [];
    const touched = new Set(rows.data).size;
    const [all = 1] = tensor.shape ?? [];
    const name = naming.boundName(tensor.node.origin) ?? tensor.node.name;
    return [information('densified-rows', naming.place(sum.origin), tensor.name,
      `The gradient of ${name} was ${touched} of its ${all} rows and is stored with all of them (${size} numbers): ` +
      'something else than tf.gather uses the table too, so the parts had to be added as a whole. The optimizer updates every row.',
      [[naming.place(tensor.node.origin), `The table ${name} is made here.`]])];
  });
};

/** The op that made a whole table of rows, on the way of sums to `gradient`. */
function densifyingNode(gradient: Tensor): Node | null {
  const seen = new Set<Tensor>([gradient]);
  for (const { node } of seen) {
    if (!node.graph.trail.isDerivative(node)) continue;
    if (node.op === 'UnsortedSegmentSum') return node;
    if (SUMS.has(node.op)) for (const input of node.inputs) seen.add(input);
  }
  return null;
}

/** Ops that add gradients, or hand one on. */
const SUMS: ReadonlySet<string> = new Set(['AddN', 'Add', 'AddV2', 'Identity', 'Reshape']);

function isZero(row: RowRecord, share: number): boolean {
  const raw = rawTensor(row);
  return raw !== null && raw.size > 0 && raw.health.zero / raw.size >= share;
}

function hasBadGradient(row: RowRecord): boolean {
  const raw = rawTensor(row);
  return raw !== null && notFiniteCount(raw) > 0;
}

/** √(Σg²/n) of the raw gradient; 0 without one, or when it is not finite. */
function rootMeanSquare(row: RowRecord): number {
  const raw = rawTensor(row);
  if (raw === null || raw.size === 0 || row.gradient.kind === 'sparse') return 0;
  const norm = fromWire(raw.health.norm);
  return Number.isFinite(norm) ? norm / Math.sqrt(raw.size) : 0;
}
