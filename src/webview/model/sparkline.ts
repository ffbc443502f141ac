/** @file The geometry of a line over the steps: symlog scale, gaps, marks for what is not finite. No page. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Sparkline {
  /** Connected runs of finite values; a run of one point is drawn as a dot. */
  readonly runs: readonly (readonly Point[])[];
  /** Steps whose value is NaN or infinite; drawn at the top. */
  readonly marks: readonly number[];
  /** Where the step under the cursor is, null when it is not on the line. */
  readonly cursor: Point | null;
}

export interface Box {
  readonly width: number;
  readonly height: number;
  readonly insetX: number;
  readonly insetY: number;
}

/** null: None at this step, a gap. */
export type Series = readonly (number | null)[];

/**
 * Symmetric logarithm around 0, linear below `unit`: sign(x)·log(1 + |x|/unit).
 * The unit is the smallest magnitude in the series, at most 1e6 below the largest.
 */
export function symlog(series: Series): (value: number) => number {
  const sizes = series.flatMap((value) =>
    value !== null && Number.isFinite(value) && value !== 0 ? [Math.abs(value)] : [],
  );
  if (sizes.length === 0) return () => 0;
  const largest = sizes.reduce((a, b) => Math.max(a, b));
  const smallest = sizes.reduce((a, b) => Math.min(a, b));
  const unit = Math.max(smallest, largest / 1e6);
  return (value) => Math.sign(value) * Math.log1p(Math.abs(value) / unit);
}

/** Where the entries stand when they are not one after the other: at `at[i]` between `from` and `to`. */
export interface Axis {
  readonly at: readonly number[];
  readonly from: number;
  readonly to: number;
}

/**
 * Lays a series out in a box; entry i is step i + 1. More entries than pixels are thinned by
 * keeping, per pixel column, the value of the largest magnitude and every mark.
 */
export function sparkline(series: Series, cursor: number, box: Box, axis?: Axis): Sparkline {
  const scale = symlog(series);
  const levels = series.map((value) =>
    value !== null && Number.isFinite(value) ? scale(value) : null,
  );
  const known = levels.filter((level) => level !== null);
  const low = known.reduce((a, b) => Math.min(a, b), Infinity);
  const high = known.reduce((a, b) => Math.max(a, b), -Infinity);
  const { width, height, insetX, insetY } = box;
  const x = (i: number) =>
    axis
      ? insetX + (((axis.at[i] ?? 0) - axis.from) / Math.max(1, axis.to - axis.from)) * (width - 2 * insetX)
      : series.length < 2 ? width / 2 : insetX + (i / (series.length - 1)) * (width - 2 * insetX);
  const y = (level: number) =>
    high === low
      ? height / 2
      : height - insetY - ((level - low) / (high - low)) * (height - 2 * insetY);

  const runs: Point[][] = [];
  let run: Point[] = [];
  const endRun = () => {
    if (run.length > 0) runs.push(run);
    run = [];
  };
  const perColumn = Math.max(1, Math.ceil(series.length / width));
  for (let start = 0; start < series.length; start += perColumn) {
    const column = Array.from(
      { length: Math.min(perColumn, series.length - start) },
      (_, k) => start + k,
    );
    const finite = column.filter((i) => levels[i] !== null);
    if (finite.length < column.length) endRun();
    if (finite.length === 0) continue;
    const top = finite.reduce((a, b) =>
      Math.abs(levels[b] ?? 0) > Math.abs(levels[a] ?? 0) ? b : a,
    );
    run.push({ x: x(top), y: y(levels[top] ?? 0) });
  }
  endRun();

  const marks = series.flatMap((value, i) =>
    value !== null && !Number.isFinite(value) ? [x(i)] : [],
  );
  const level = levels[cursor - 1];
  return {
    runs,
    marks,
    cursor: level === null || level === undefined ? null : { x: x(cursor - 1), y: y(level) },
  };
}

/** An SVG path of one run: `M 1,2 L 3,4`; a single point becomes a short dash. */
export function runPath(run: readonly Point[]): string {
  const at = ({ x, y }: Point) => `${round(x)},${round(y)}`;
  const [first] = run;
  if (first && run.length === 1) return `M ${round(first.x - 1)},${round(first.y)} h 2`;
  return `M ${run.map(at).join(' L ')}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
