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
  const span = new ValueSpan();
  for (const value of series) if (isDrawn(value)) span.add(value);
  return scaleOver(span);
}

/** What the scale of finite values depends on; grows by one value after the other. */
export class ValueSpan {
  lowest = Infinity;
  highest = -Infinity;
  /** Magnitudes of those that are not 0. */
  smallest = Infinity;
  largest = 0;

  add(value: number): void {
    const size = Math.abs(value);
    if (value < this.lowest) this.lowest = value;
    if (value > this.highest) this.highest = value;
    if (size > this.largest) this.largest = size;
    if (size > 0 && size < this.smallest) this.smallest = size;
  }
}

export function scaleOver({ lowest, highest, smallest, largest }: ValueSpan): ValueScale {
  const { kind, level } = scaleOf(lowest, smallest, largest);
  return { kind, level, range: [level(lowest), level(highest)] };
}

/** `smallest` and `largest`: magnitudes of the values that are not 0. */
function scaleOf(lowest: number, smallest: number, largest: number): Omit<ValueScale, 'range'> {
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
  const { level } = scale;
  const [low, high] = scale.range;
  const { width, height, insetX, insetY } = box;
  const x = (i: number) =>
    axis
      ? insetX + (((axis.at[i] ?? 0) - axis.from) / Math.max(1, axis.to - axis.from)) * (width - 2 * insetX)
      : series.length < 2 ? width / 2 : insetX + (i / (series.length - 1)) * (width - 2 * insetX);
  const y = (value: number) =>
    high === low
      ? height / 2
      : height - insetY - ((level(value) - low) / (high - low)) * (height - 2 * insetY);

  const runs: Point[][] = [];
  const marks: number[] = [];
  let run: Point[] = [];
  const endRun = () => {
    if (run.length > 0) runs.push(run);
    run = [];
  };
  const perColumn = Math.max(1, Math.ceil(series.length / width));
  for (let start = 0; start < series.length; start += perColumn) {
    const end = Math.min(start + perColumn, series.length);
    let top = -1;
    let hasGap = false;
    for (let i = start; i < end; i++) {
      const value = series[i]!;
      if (isDrawn(value)) {
        if (top < 0 || Math.abs(value) > Math.abs(series[top]!)) top = i;
        continue;
      }
      hasGap = true;
      if (value !== null) marks.push(x(i));
    }
    if (hasGap) endRun();
    if (top >= 0) run.push({ x: x(top), y: y(series[top]!) });
  }
  endRun();

  const shown = series[cursor - 1] ?? null;
  return { runs, marks, cursor: isDrawn(shown) ? { x: x(cursor - 1), y: y(shown) } : null };
}

function isDrawn(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}

/** An SVG path of one run: `M1,2L3,4`; a single point becomes a short dash. */
export function runPath(run: readonly Point[]): string {
  const [first] = run;
  if (first && run.length === 1) return `M${text(first.x - 1)},${text(first.y)}h2`;
  let path = '';
  for (const { x, y } of run) path += `${path === '' ? 'M' : 'L'}${text(x)},${text(y)}`;
  return path;
}

/** To a tenth of a pixel; put together of whole numbers, whose texts cost a fraction of that of 12.3. */
function text(value: number): string {
  const tenths = Math.round(Math.abs(value) * 10);
  const sign = value < 0 && tenths > 0 ? '-' : '';
  const last = tenths % 10;
  return last === 0 ? `${sign}${tenths / 10}` : `${sign}${(tenths - last) / 10}.${last}`;
}
