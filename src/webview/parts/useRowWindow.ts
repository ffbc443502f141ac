/** @file Keeps the drawn part of a long table under the reader's eyes: scrolling and row heights. */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { rowTops, rowWindow, WHOLE, type RowWindow } from '../model/rowWindow';

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
  const [measured, setMeasured] = useState(0);
  const isLong = keys.length > WHOLE;
  const { tops, usual } = useMemo(() => {
    const drawn = [...known.current.values()].sort((a, b) => a - b);
    const middle = drawn[Math.floor(drawn.length / 2)] ?? ONE_LINE;
    return { tops: rowTops(keys.length, (i) => known.current.get(keys[i]!) ?? middle), usual: middle };
  }, [keys, measured]);

  const look = () => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    setSeen((last) => {
      // A few pixels change nothing that is not drawn already.
      const isSame = Math.abs(last.top + top) < ONE_LINE;
      return isSame ? last : { top: -top, bottom: window.innerHeight - top };
    });
  };

  useLayoutEffect(() => {
    if (!isLong || !body.current) return undefined;
    look();
    const onResize = () => {
      known.current.clear();
      setMeasured((count) => count + 1);
      setSeen({ top: 0, bottom: window.innerHeight });
      look();
    };
    // A drawn row of another height than it was thought to have makes the table longer or shorter:
    // only then are rows measured, when the layout is done and costs nothing to read.
    let frame = 0;
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (body.current && isNews(known.current, drawnHeights(body.current))) setMeasured((count) => count + 1);
      });
    });
    observer.observe(body.current);
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', onResize);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', onResize);
    };
  }, [isLong]);

  const show = (row: number) => {
    if (!isLong || !body.current) return;
    const top = tops[row] ?? 0;
    if (top >= seen.top && top + usual <= seen.bottom) return;
    const page = window.scrollY + body.current.getBoundingClientRect().top;
    window.scrollTo(0, Math.max(0, page + top - window.innerHeight / 2));
    look();
  };
  return { ...rowWindow(tops, seen.top, seen.bottom), show };
}

/** Keeps the heights; whether one is another than it was. */
function isNews(known: Map<string, number>, heights: readonly (readonly [string, number])[]): boolean {
  let isOther = false;
  for (const [key, height] of heights) {
    if (known.get(key) !== height) isOther = true;
    known.set(key, height);
  }
  return isOther;
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
