/** @file The geometry of a line over the steps: a linear or logarithmic scale, gaps, marks for what is not finite. No page. */

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

export type ScaleKind = 'linear' | 'log' | 'symlog';

export interface ValueScale {
  readonly kind: ScaleKind;
  /** Rises with the value; for finite values of the series. */
  readonly level: (value: number) => number;
  /** Levels of the lowest and the highest value. */
  readonly range: readonly [number, number];
}

/** From this ratio of the largest to the smallest on, positive values are told apart by a logarithm only. */
const WIDE = 10;
/** The same where the values pass through 0. */
const WIDE_AROUND_ZERO = 100;

/**
 * Of positive values that span a factor of 10 the logarithm; around 0 over a factor of 100 the
 * symmetric one, sign(x)·log(1 + |x|/unit), whose unit is the smallest magnitude, at most 1e6 below
 * the largest; else the values as they are.
 */
export function valueScale(series: Series): ValueScale {
  const finite = series.filter((value): value is number => value !== null && Number.isFinite(value));
  const lowest = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const highest = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  const { kind, level } = scaleOf(finite, lowest);
  return { kind, level, range: [level(lowest), level(highest)] };
}

function scaleOf(finite: readonly number[], lowest: number): Omit<ValueScale, 'range'> {
  const sizes = finite.flatMap((value) => (value === 0 ? [] : [Math.abs(value)]));
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
  const smallest = sizes.reduce((a, b) => Math.min(a, b), Infinity);
  const isWide = largest >= (lowest > 0 ? WIDE : WIDE_AROUND_ZERO) * smallest;
  if (!isWide) return { kind: 'linear', level: (value) => value };
  if (lowest > 0) return { kind: 'log', level: Math.log };
  const unit = Math.max(smallest, largest / 1e6);
  return { kind: 'symlog', level: (value) => Math.sign(value) * Math.log1p(Math.abs(value) / unit) };
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
export function sparkline(
  series: Series,
  cursor: number,
  box: Box,
  axis?: Axis,
  scale = valueScale(series),
): Sparkline {
  const { level: levelOf } = scale;
  const levels = series.map((value) =>
    value !== null && Number.isFinite(value) ? levelOf(value) : null,
  );
  const [low, high] = scale.range;
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
