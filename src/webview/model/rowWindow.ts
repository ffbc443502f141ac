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

/** `top` and `bottom`: the part of the table that is seen, CSS pixels from its first row's top. */
export function rowWindow(heights: readonly number[], top: number, bottom: number): RowWindow {
  const count = heights.length;
  if (count <= WHOLE) return { first: 0, end: count, above: 0, below: 0 };
  let first = 0;
  let at = 0;
  while (first < count - 1 && at + (heights[first] ?? 0) <= top) at += heights[first++] ?? 0;
  let end = first;
  while (end < count && at < bottom) at += heights[end++] ?? 0;
  first = Math.max(0, first - OVERSCAN);
  end = Math.min(count, Math.max(end, first + 1) + OVERSCAN);
  return { first, end, above: sum(heights, 0, first), below: sum(heights, end, count) };
}

/** Where a row begins, CSS pixels from the first row's top. */
export function rowTop(heights: readonly number[], row: number): number {
  return sum(heights, 0, row);
}

function sum(heights: readonly number[], from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += heights[i] ?? 0;
  return total;
}
