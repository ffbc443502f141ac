/** @file Distance of two floating-point numbers in units in the last place, and what a bound allows. No test framework. */

export type FloatType = 'float16' | 'float32' | 'float64';

/** What a case allows; without one, the same bits. */
export interface Bound {
  readonly ulp: number;
  /** Units for gradients, where they differ. */
  readonly gradient?: number;
  /** A unit is one of at least this magnitude: for results that are small differences. */
  readonly floor?: number;
  /** A unit is one of the sum of the |terms|, which the recording carries. */
  readonly ofTerms?: boolean;
  /** Numbers below the smallest normal one count as zero: TensorFlow's threads flush them. */
  readonly flush?: boolean;
  readonly reason: string;
}

const SMALLEST_NORMAL: Readonly<Record<FloatType, number>> = {
  float16: 2 ** -14,
  float32: 2 ** -126,
  float64: 2 ** -1022,
};
const FRACTION_BITS: Readonly<Record<FloatType, number>> = { float16: 10, float32: 23, float64: 52 };

/** The distance between a number of this magnitude and the next: 2^(exponent − fraction bits). */
export function unitInLastPlace(magnitude: number, type: FloatType): number {
  const least = SMALLEST_NORMAL[type];
  if (!(magnitude > least)) return least * 2 ** -FRACTION_BITS[type];
  if (magnitude === Infinity) return Infinity;
  let exponent = Math.floor(Math.log2(magnitude));
  // log2 rounds: at a power of two it may land on the wrong side.
  if (2 ** exponent > magnitude) exponent -= 1;
  if (2 ** (exponent + 1) <= magnitude) exponent += 1;
  return 2 ** (exponent - FRACTION_BITS[type]);
}

/** Distance in units of `expected`; 0 for the same bits (any NaN is NaN), Infinity where no count says it. */
export function distance(got: number, expected: number, type: FloatType, floor = 0): number {
  if (Object.is(got, expected)) return 0;
  // −0 for 0: no unit apart, and yet not the same.
  if (got === expected) return 0.5;
  if (!Number.isFinite(got) || !Number.isFinite(expected)) return Infinity;
  const unit = unitInLastPlace(Math.max(Math.abs(expected), floor), type);
  return Math.abs(got - expected) / unit;
}

/** Zero for what TensorFlow's threads flush to zero, the sign dropped; else the number. */
export function flushed(value: number, type: FloatType): number {
  return Math.abs(value) < SMALLEST_NORMAL[type] ? 0 : value;
}

/** Whether a distance of `apart` units of `expected` is within the bound; `terms` is the sum of |terms|. */
export function isWithin(
  got: number,
  expected: number,
  type: FloatType,
  bound: Bound | undefined,
  terms: number | undefined,
): boolean {
  const a = bound?.flush === true ? flushed(got, type) : got;
  const b = bound?.flush === true ? flushed(expected, type) : expected;
  if (Object.is(a, b)) return true;
  if (bound === undefined || bound.ulp === 0) return false;
  const floor = Math.max(bound.floor ?? 0, bound.ofTerms === true ? (terms ?? 0) : 0);
  return distance(a, b, type, floor) <= bound.ulp;
}
