/** @file What one clip did to one gradient: norm, factor, angle, how many elements, fired or not. Pure. */
import { SHORTEST } from '../engine/singles/arrays';
import type { Turn } from '../engine/singles/turn';
import { turn } from '../engine/singles/turn';
import type { Value } from '../engine/value';
import type { ClipCall } from '../frontends/program';

export interface ClipEntry {
  /** The number that was held against the threshold; null for value clips and unknown changes. */
  readonly norm: number | null;
  /** ‖out‖ / ‖in‖; null where each element has its own factor, or ‖in‖ is 0 or not finite. */
  readonly factor: number | null;
  /** Angle between in and out in degrees; null when either has no direction. */
  readonly angleDegrees: number | null;
  readonly clippedElements: number;
  /** The clip limited the gradient. A norm that is not finite limits nothing: what comes out is not finite either. */
  readonly fired: boolean;
}

/** A gradient and √Σx² of it. */
export interface Sized {
  readonly value: Value;
  readonly norm: number;
}

/** `op` null: a change that is no known clip. `globalNorm` is the fetched norm of clip_by_global_norm. */
export function clipEntry(
  op: ClipCall['op'] | null,
  { value: before, norm: inNorm }: Sized,
  { value: after, norm: outNorm }: Sized,
  thresholds: readonly number[],
  globalNorm: number | null,
): ClipEntry {
  const { clippedElements, angleDegrees } = changeOf(before, inNorm, after, outNorm);
  const ratio = inNorm > 0 && Number.isFinite(inNorm) ? outNorm / inNorm : null;
  const [limit = NaN] = thresholds;
  switch (op) {
    case 'clip_by_value':
    case null:
      return { norm: null, factor: null, angleDegrees, clippedElements, fired: clippedElements > 0 };
    case 'clip_by_norm':
      return { norm: inNorm, factor: ratio, angleDegrees, clippedElements, fired: isAbove(inNorm, limit) };
    case 'clip_by_average_norm': {
      // TensorFlow's "average" norm is l2 / n, not l2 / √n.
      const norm = inNorm / before.data.length;
      return { norm, factor: ratio, angleDegrees, clippedElements, fired: isAbove(norm, limit) };
    }
    case 'clip_by_global_norm': {
      const norm = globalNorm ?? NaN;
      return { norm, factor: ratio, angleDegrees, clippedElements, fired: isAbove(norm, limit) };
    }
  }
}

/** By a threshold that is NaN every gradient becomes NaN. */
function isAbove(norm: number, limit: number): boolean {
  return Number.isFinite(norm) && !(norm <= limit);
}

/** Overwritten by every stage. */
const TURNED: Turn = { changed: 0, minus: 0, plus: 0 };

/**
 * How many elements are changed by more than two roundings (a norm clip that does not fire still multiplies), and the
 * angle in degrees between in and out, whose norms are `a` and `b`.
 */
function changeOf(before: Value, a: number, after: Value, b: number): Pick<ClipEntry, 'angleDegrees' | 'clippedElements'> {
  const share = before.dtype === 'float32' ? 2 ** -22 : 2 ** -51;
  // Only of finite elements the norm is finite.
  const hasAngle = a > 0 && b > 0 && Number.isFinite(a) && Number.isFinite(b);
  const [x, y] = [before.data, after.data];
  let from = 0;
  if (hasAngle && x instanceof Float32Array && y instanceof Float32Array && x.length >= SHORTEST) from = turn(x, y, a, b, share, TURNED);
  if (from === 0) TURNED.changed = TURNED.minus = TURNED.plus = 0;
  const clippedElements = TURNED.changed + countChanged(x, y, share, from);
  return { clippedElements, angleDegrees: hasAngle ? angleFrom(x, a, y, b, share, from) : null };
}

type Data = Value['data'];

function countChanged(before: Data, after: Data, share: number, from: number): number {
  let count = 0;
  for (let i = from; i < before.length; i++) {
    const x = before[i]!;
    const y = after[i]!;
    if (x === y || Object.is(x, y)) continue;
    if (!(Math.abs(x - y) <= share * Math.abs(x))) count++;
  }
  return count;
}

/**
 * 2·atan2(‖u − v‖, ‖u + v‖) of the unit vectors u, v, in degrees (Kahan): exact where acos of a
 * rounded cosine near 1 is not. What rounding alone can turn a vector by counts as 0. The elements before `from` are in
 * `TURNED`.
 */
function angleFrom(before: Data, a: number, after: Data, b: number, rounding: number, from: number): number {
  let { minus, plus } = TURNED;
  for (let i = from; i < before.length; i++) {
    const u = before[i]! / a;
    const v = after[i]! / b;
    minus += (u - v) * (u - v);
    plus += (u + v) * (u + v);
  }
  const radians = 2 * Math.atan2(Math.sqrt(minus), Math.sqrt(plus));
  return radians <= rounding ? 0 : (radians * 180) / Math.PI;
}
