/** @file How the elements of a tensor are spread: counts in bins of equal width. */
import type { Value } from '../../engine/value';
import type { Histogram } from '../../protocol/placeValues';

const BINS = 16;

/** Counts of the finite elements, `from` the least `to` the largest; null when these are the same or there is none. */
export function histogramOf({ data }: Value): Histogram | null {
  let from = Infinity;
  let to = -Infinity;
  for (let i = 0; i < data.length; i++) {
    const x = Number(data[i]);
    if (!Number.isFinite(x)) continue;
    if (x < from) from = x;
    if (x > to) to = x;
  }
  if (!(from < to)) return null;
  const counts = new Array<number>(BINS).fill(0);
  // Halves: the range itself can be more than the largest number.
  const width = to / 2 - from / 2;
  for (let i = 0; i < data.length; i++) {
    const x = Number(data[i]);
    if (!Number.isFinite(x)) continue;
    const share = (x / 2 - from / 2) / width;
    counts[Math.min(BINS - 1, Math.floor(share * BINS))]!++;
  }
  return { from, to, counts };
}
