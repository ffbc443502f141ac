/** @file How far apart two float32 tensors point, and how many of their elements differ. */
import { kernels } from './kernels';
import { placed } from './pairSums';
import { STRETCH, X, Y } from './pairSumsCode';
import { TURN } from './turnCode';

export interface Turn {
  /** Elements that differ by more than their share. */
  changed: number;
  /** Σ(u − v)² and Σ(u + v)² of the unit vectors u and v. */
  minus: number;
  plus: number;
}

/**
 * Writes to `into` what holds of all but the last up to three elements of `x` and `y`, of one length and finite, whose
 * norms are `a` and `b`; gives the number of these elements. 0 where there is no kernel.
 */
export function turn(x: Float32Array, y: Float32Array, a: number, b: number, share: number, into: Turn): number {
  const kernel = kernels();
  const count = kernel === null ? 0 : x.length - (x.length % 4);
  if (kernel === null || count === 0) return 0;
  const { doubles, integers } = kernel;
  doubles[TURN.norms / 8] = a;
  doubles[TURN.norms / 8 + 1] = b;
  doubles.fill(share, TURN.share / 8, TURN.share / 8 + 2);
  doubles.fill(0, TURN.sums / 8, TURN.changed / 8 + 2);
  for (let from = 0; from < count; from += STRETCH) {
    const to = Math.min(count, from + STRETCH);
    kernel.turn(placed(kernel, x, from, to, X), placed(kernel, y, from, to, Y), to - from);
  }
  into.minus = doubles[TURN.sums / 8]!;
  into.plus = doubles[TURN.sums / 8 + 1]!;
  into.changed = integers[TURN.changed / 4]! + integers[TURN.changed / 4 + 2]!;
  return count;
}
