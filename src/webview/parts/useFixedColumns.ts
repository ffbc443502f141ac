/**
 * @file Columns of a long table, as wide as the rows that were drawn need them and fixed then: rows that come
 * and go move nothing, and each is laid out for itself, which is half the work of one grid for all.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { LongestTexts } from '../model/columnNeeds';
import type { PairRow } from '../model/pairRow';

/**
 * `grid`: has the header and the rows; while it has `data-fixed`, the style sheet takes `--fixed` for its
 * columns. `fresh`: the rows that are drawn with new texts now.
 */
export function useFixedColumns(
  grid: { readonly current: HTMLElement | null },
  isLong: boolean,
  fresh: readonly PairRow[],
): void {
  const longest = useRef(new LongestTexts());

  useLayoutEffect(() => {
    const element = grid.current;
    if (!isLong || !element) return undefined;
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      release(element);
      fix(element);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      longest.current = new LongestTexts();
      release(element);
    };
  }, [isLong]);

  useLayoutEffect(() => {
    // All are asked: each may have the longest text of some column.
    const isLonger = fresh.filter((pair) => longest.current.isLonger(pair)).length > 0;
    const element = grid.current;
    if (isLong && element && (isLonger || !element.hasAttribute('data-fixed'))) fix(element);
  });
}

function headerCells(grid: HTMLElement): readonly HTMLElement[] {
  return [...grid.querySelectorAll<HTMLElement>('.header .cell')];
}

/** Lets the rows that are drawn say how wide they need each column, at least as wide as it was. */
function fix(grid: HTMLElement): void {
  grid.removeAttribute('data-fixed');
  // The last one takes what is left. A narrow panel has no header, and shares of its width for columns.
  const shown = headerCells(grid).filter((cell) => cell.offsetWidth > 0);
  const sized = shown.slice(0, -1);
  const widths = sized.map((cell) => `${Math.ceil(cell.getBoundingClientRect().width)}px`);
  sized.forEach((cell, i) => (cell.style.minWidth = widths[i]!));
  grid.style.setProperty('--fixed', shown.length === 0 ? 'var(--columns)' : [...widths, 'minmax(0, 1fr)'].join(' '));
  grid.setAttribute('data-fixed', '');
}

function release(grid: HTMLElement): void {
  grid.removeAttribute('data-fixed');
  for (const cell of headerCells(grid)) cell.style.minWidth = '';
}
