/** @file How the values of a tensor are spread: bins over the finite ones, counts of the others. No page. */

export interface Histogram {
  readonly low: number;
  readonly high: number;
  /** Finite values per bin; bins are equally wide from `low` to `high`, which is in the last one. */
  readonly counts: readonly number[];
  readonly finite: number;
  readonly nan: number;
  readonly negativeInfinity: number;
  readonly positiveInfinity: number;
}

const BINS = 32;

/** Equal values make one bin. */
export function histogram(values: ArrayLike<number>): Histogram {
  let low = Infinity;
  let high = -Infinity;
  let [finite, nan, negativeInfinity, positiveInfinity] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (Number.isNaN(value)) nan++;
    else if (value === Infinity) positiveInfinity++;
    else if (value === -Infinity) negativeInfinity++;
    else {
      finite++;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const others = { nan, negativeInfinity, positiveInfinity };
  if (finite === 0) return { low: NaN, high: NaN, counts: [], finite, ...others };
  const counts = new Array<number>(low === high ? 1 : BINS).fill(0);
  // Half of the width first: max − min of two large numbers is infinite.
  const width = high / 2 - low / 2;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (!Number.isFinite(value)) continue;
    const share = width === 0 ? 0 : (value / 2 - low / 2) / width;
    const bin = Math.min(counts.length - 1, Math.floor(share * counts.length));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { low, high, counts, finite, ...others };
}
