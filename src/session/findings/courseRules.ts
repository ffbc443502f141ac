/** @file What only the course of steps shows: explosions, divergence, clips that never or always fire, a growing graph. */
import type { StageRecord, StepRecord } from '../../protocol/records';
import { lossOf } from '../../protocol/rowFacts';
import { fromWire } from '../../protocol/wireNumber';
import type { FindingContext, Rule } from './context';
import { information, rawTensor, short, warning } from './context';

/** Steps of one training op, the shown one last. */
function course({ record, past }: FindingContext): StepRecord[] {
  return [...past.filter(({ trainingOp }) => trainingOp === record.trainingOp), record];
}

/** `exploding-gradient`: ‖g‖ is far above what it was. */
export const exploding: Rule = (context) => {
  const { record, thresholds } = context;
  const norms = course(context).map(({ gradientNorm }) => fromWire(gradientNorm));
  const now = norms.pop()!;
  if (norms.length < 3 || !Number.isFinite(now)) return [];
  const usual = [...norms].sort((a, b) => a - b)[norms.length >> 1]!;
  if (!(usual > 0) || !(now > thresholds.explodingFactor * usual)) return [];
  const worst = record.rows.reduce((a, b) => (normOf(b) > normOf(a) ? b : a));
  return [warning('exploding-gradient', worst.place, worst.variable,
    `‖g‖ is ${short(now)}, ${short(now / usual)} times its median over the last ${norms.length} steps; ${worst.name} ` +
    'has the largest part. Clip by global norm, or lower the learning rate.')];
};

/**
 * `diverging-loss`: it has risen for three steps, is far above its least, and each of these steps made
 * the loss of its own data larger: that data differs from step to step explains nothing.
 */
export const diverging: Rule = (context) => {
  const { record, thresholds } = context;
  const steps = course(context);
  const losses = steps.map(lossOf);
  if (losses.length < 5 || losses.some((loss) => !Number.isFinite(loss))) return [];
  const last = losses.slice(-4);
  const rises = last.every((loss, i) => i === 0 || loss > last[i - 1]!);
  const least = Math.min(...losses);
  const now = losses.at(-1)!;
  // Of a loss that may be negative a factor says nothing: then its whole range is the measure.
  const range = Math.max(...losses.slice(0, -4), least) - least;
  const isFar = least > 0 ? now > thresholds.divergingFactor * least : now - least > Math.max(range, 1);
  if (!rises || !isFar || now < Math.max(...losses)) return [];
  const applied = steps.filter(({ phase }) => phase === 'applied').slice(-3);
  const own = applied.map(({ index }) => context.ownLoss(index));
  if (own.length < 3 || !own.every((pair) => pair !== null && pair.after > pair.before)) return [];
  const ratios = applied.at(-1)!.rows.map(({ updateRatio }) => (updateRatio === null ? 0 : fromWire(updateRatio)));
  const largest = Math.max(0, ...ratios);
  const ratio = largest > 0 ? ` A step moves a variable by up to ${short(100 * largest)} % of its norm.` : '';
  const { before, after } = own.at(-1)!;
  return [warning('diverging-loss', record.place, null,
    `Each of the last steps makes the loss of its own data larger (${short(before)} → ${short(after)} in one): the learning ` +
    `rate is too large for this loss, or its sign is wrong.${ratio}`)];
};

/** `clip-never-fires`: in no step so far. `clip-always-fires`: over a whole window. */
export const uselessClips: Rule = (context) => {
  const { record, thresholds, history } = context;
  const hasNeverFired = history.every(({ clipped }) => clipped === 0);
  const steps = course(context).slice(-thresholds.window);
  if (steps.length < thresholds.window) return [];
  const seen = new Set<string>();
  return record.rows.flatMap((row) => row.stages.flatMap((stage, k) => {
    const key = `${stage.op}|${stage.place?.line}|${stage.place?.column}`;
    if (!stage.isClip || seen.has(key)) return [];
    const all = stagesAt(steps, stage, k);
    if (all === null) return [];
    seen.add(key);
    if (all.every(({ fired }) => !fired)) return !hasNeverFired ? [] : neverFires(stage, all, steps.length, thresholds.unboundShare);
    const factors = all.map(({ factor }) => (factor === null ? 1 : fromWire(factor)));
    const strongest = Math.max(...factors);
    if (!all.every(({ fired }) => fired) || !(strongest < thresholds.alwaysFactor)) return [];
    return [information('clip-always-fires', stage.place, null,
      `${stage.op} fired in each of the last ${steps.length} steps and left at most ${short(strongest)} of a gradient: ` +
      'only the direction is left, and the threshold is a second learning rate. Raise it, or scale the loss.')];
  }));
};

function neverFires(stage: StageRecord, all: readonly StageRecord[], count: number, share: number) {
  const [threshold] = stage.thresholds.map(fromWire);
  const largest = Math.max(...all.map(({ norm }) => (norm === null ? NaN : fromWire(norm))));
  if (threshold === undefined || !(largest < share * threshold)) return [];
  return [information('clip-never-fires', stage.place, null,
    `${stage.op} has not fired so far: over the last ${count} steps the largest norm was ${short(largest)}, its threshold is ` +
    `${short(threshold)}. It guards against nothing that happens.`)];
}

/** This clip in every step and row; null when a step has not got it. */
function stagesAt(steps: readonly StepRecord[], stage: StageRecord, k: number): StageRecord[] | null {
  const all = steps.map(({ rows }) => rows.flatMap(({ stages }) => {
    const found = stages[k];
    return found?.op === stage.op && found.place?.line === stage.place?.line ? [found] : [];
  }));
  return all.every((list) => list.length > 0) ? all.flat() : null;
}

/** `graph-grows`: nodes are added between steps, three times in a row. */
export const growingGraph: Rule = ({ growth }) => {
  if (growth === null || growth.steps < 3) return [];
  return [warning('graph-grows', growth.place, null,
    `Every step adds nodes to the graph (${growth.nodes} before this one): it becomes slower and larger. Make ops once, ` +
    'before the loop, and run them inside.')];
};

function normOf(row: StepRecord['rows'][number]): number {
  const raw = rawTensor(row);
  return raw === null ? 0 : fromWire(raw.health.norm);
}
