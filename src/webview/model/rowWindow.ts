/** @file Which rows of a long table are drawn, and how much room the others take. No page. */

export interface RowWindow {
  /** The first row that is drawn, and the first after them that is not. */
  readonly first: number;
  readonly end: number;
  /** Room of the rows that are not drawn, CSS pixels. */
  readonly above: number;
  readonly below: number;
}

/** A table of at most this many rows is drawn whole. */
export const WHOLE = 60;
/** Rows that are drawn beyond both ends, so that a short scroll shows no gap. */
const OVERSCAN = 8;

/** Where each row begins, CSS pixels from the first row's top; one entry more: where the last one ends. */
export type RowTops = Float64Array;

export function rowTops(count: number, height: (row: number) => number): RowTops {
  const tops = new Float64Array(count + 1);
  for (let row = 0; row < count; row++) tops[row + 1] = tops[row]! + height(row);
  return tops;
}

/** `top` and `bottom`: the part of the table that is seen, CSS pixels from its first row's top. */
export function rowWindow(tops: RowTops, top: number, bottom: number): RowWindow {
  const count = tops.length - 1;
  if (count <= WHOLE) return { first: 0, end: count, above: 0, below: 0 };
  const from = firstFrom(tops, top);
  const seen = Math.min(count - 1, Math.max(0, tops[from] === top ? from : from - 1));
  const first = Math.max(0, seen - OVERSCAN);
  const end = Math.min(count, Math.max(firstFrom(tops, bottom), seen + 1) + OVERSCAN);
  return { first, end, above: tops[first]!, below: tops[count]! - tops[end]! };
}

/** The first row that begins at `at` or below; by halves, for tops rise. */
function firstFrom(tops: RowTops, at: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tops[middle]! >= at) high = middle;
    else low = middle + 1;
  }
  return low;
}
