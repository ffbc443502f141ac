/** @file Keeps the drawn part of a long table under the reader's eyes: scrolling, row heights, column widths. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { rowTop, rowWindow, WHOLE, type RowWindow } from '../model/rowWindow';

/** Of a row that was never drawn while none was: the height of one line, CSS pixels. */
const ONE_LINE = 33;

interface Rows extends RowWindow {
  /** Draws a row and brings it into view; it can be focused after the next layout. */
  readonly show: (row: number) => void;
}

/**
 * `keys`: one per row, `body`: the element that has the rows as children with `data-key`, each
 * followed by its details. The page itself scrolls.
 */
export function useRowWindow(
  keys: readonly string[],
  body: { readonly current: HTMLElement | null },
): Rows {
  const known = useRef(new Map<string, number>());
  const [seen, setSeen] = useState({ top: 0, bottom: window.innerHeight });
  const drawn = [...known.current.values()];
  const usual = drawn.sort((a, b) => a - b)[Math.floor(drawn.length / 2)] ?? ONE_LINE;
  const heights = keys.map((key) => known.current.get(key) ?? usual);
  const isLong = keys.length > WHOLE;

  const look = () => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    setSeen((last) => {
      // A few pixels change nothing that is not drawn already.
      const isSame = Math.abs(last.top + top) < ONE_LINE;
      return isSame ? last : { top: -top, bottom: window.innerHeight - top };
    });
  };

  useLayoutEffect(() => {
    if (!isLong) return undefined;
    look();
    const onResize = () => {
      known.current.clear();
      for (const cell of headerCells(body.current)) cell.style.minWidth = '';
      setSeen({ top: 0, bottom: window.innerHeight });
      look();
    };
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', onResize);
    return () => {
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', onResize);
    };
  }, [isLong]);

  useLayoutEffect(() => {
    if (!isLong || !body.current) return;
    for (const [key, height] of drawnHeights(body.current)) known.current.set(key, height);
    // A column stays as wide as it was: columns do not move while rows come and go.
    const cells = headerCells(body.current);
    const widths = cells.map((cell) => cell.offsetWidth);
    cells.forEach((cell, i) => (cell.style.minWidth = `${widths[i] ?? 0}px`));
  });

  const show = (row: number) => {
    if (!isLong || !body.current) return;
    const top = rowTop(heights, row);
    if (top >= seen.top && top + usual <= seen.bottom) return;
    const page = window.scrollY + body.current.getBoundingClientRect().top;
    window.scrollTo(0, Math.max(0, page + top - window.innerHeight / 2));
    look();
  };
  return { ...rowWindow(heights, seen.top, seen.bottom), show };
}

/** All but the last column, which takes what is left. */
function headerCells(body: HTMLElement | null): readonly HTMLElement[] {
  const cells = body?.parentElement?.querySelectorAll<HTMLElement>('.header .cell') ?? [];
  return [...cells].filter((cell) => cell.offsetWidth > 0).slice(0, -1);
}

/** A row's height is the way to the next one: its details are part of it. */
function drawnHeights(body: HTMLElement): readonly (readonly [string, number])[] {
  const rows = [...body.querySelectorAll<HTMLElement>('[data-key]')];
  const end = body.querySelector('.rows-below')?.getBoundingClientRect().top;
  const tops = rows.map((row) => row.getBoundingClientRect().top);
  return rows.flatMap((row, i) => {
    const next = tops[i + 1] ?? end;
    const key = row.dataset['key'];
    return next === undefined || key === undefined ? [] : [[key, next - (tops[i] ?? 0)] as const];
  });
}
