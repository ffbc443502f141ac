/** @file The lines of the chart: which numbers of the steps, in which range, on one scale. No page. */
import type { HistoryEntry } from '../../protocol/messages';
import { fromWire, type WireNumber } from '../../protocol/wireNumber';
import { valueScale, type ScaleKind, type Series } from './sparkline';

/**
 * What can be drawn: the loss, both norms of the whole gradient, the largest update ratio, and of one
 * variable the norm of its gradient or its update ratio.
 */
export type ChartSubject = 'loss' | 'norms' | 'ratios' | `variable ${string}` | `ratio ${string}`;

export interface ChartLine {
  readonly name: 'loss' | 'raw' | 'applied' | 'norm' | 'ratio' | `loss ${string}`;
  readonly series: Series;
}

/** The training ops of the steps in the order of their first: their losses are different ones. */
export function trainingOpsOf(entries: readonly HistoryEntry[]): readonly string[] {
  return [...new Set(entries.map(({ trainingOp }) => trainingOp))];
}

/** The largest of the step; NaN is larger than all. Null where no variable has one. */
export function largestRatio({ ratios = {} }: HistoryEntry): number | null {
  const known = Object.values(ratios).flatMap((ratio) => (ratio === null ? [] : [fromWire(ratio)]));
  if (known.length === 0) return null;
  return known.reduce((a, b) => (Number.isNaN(a) || a > b ? a : b));
}

/** A step in which loss or gradient is NaN or infinite. */
export function isBad({ loss, gradientNorm }: HistoryEntry): boolean {
  return !Number.isFinite(fromWire(gradientNorm)) || !Number.isFinite(fromWire(loss ?? 0));
}

/** An upright line at each step that is marked, as one path. */
export function marksPath(
  entries: readonly HistoryEntry[],
  isMarked: (entry: HistoryEntry) => boolean,
  x: (index: number) => number,
  top: number,
  length: number,
): string {
  return entries
    .flatMap((entry) => (isMarked(entry) ? [`M${x(entry.index).toFixed(1)},${top}v${length}`] : []))
    .join('');
}

export function chartLines(entries: readonly HistoryEntry[], subject: ChartSubject): readonly ChartLine[] {
  const series = (of: (entry: HistoryEntry) => WireNumber | null | undefined): Series =>
    entries.map((entry) => {
      const value = of(entry);
      return value === null || value === undefined ? null : fromWire(value);
    });
  if (subject === 'loss') {
    const ops = trainingOpsOf(entries);
    if (ops.length < 2) return [{ name: 'loss', series: series(({ loss }) => loss) }];
    return ops.map((op) => ({
      name: `loss ${op}` as const,
      series: series(({ loss, trainingOp }) => (trainingOp === op ? loss : null)),
    }));
  }
  if (subject === 'ratios') return [{ name: 'ratio', series: entries.map(largestRatio) }];
  if (subject.startsWith('ratio ')) {
    const variable = subject.slice('ratio '.length);
    return [{ name: 'ratio', series: series(({ ratios = {} }) => ratios[variable]) }];
  }
  if (subject === 'norms') {
    return [
      { name: 'raw', series: series(({ gradientNorm }) => gradientNorm) },
      { name: 'applied', series: series(({ appliedNorm }) => appliedNorm) },
    ];
  }
  const variable = subject.slice('variable '.length);
  return [{ name: 'norm', series: series(({ norms }) => norms[variable]) }];
}

export interface ChartScale {
  readonly kind: ScaleKind;
  /** 0 at the bottom, 1 at the top. */
  level(value: number): number;
  /** Values to write at the axis, with their levels; rising. */
  readonly ticks: readonly { readonly value: number; readonly level: number }[];
}

const TICKS = 5;

/** One scale for all lines; null when nothing is finite. */
export function chartScale(lines: readonly ChartLine[]): ChartScale | null {
  const all = lines.flatMap(({ series }) => series);
  const finite = all.filter((value): value is number => value !== null && Number.isFinite(value));
  if (finite.length === 0) return null;
  const { kind, level: scale } = valueScale(all);
  const lowest = finite.reduce((a, b) => Math.min(a, b));
  const highest = finite.reduce((a, b) => Math.max(a, b));
  const [low, high] = [scale(lowest), scale(highest)];
  const level = (value: number) => (high === low ? 0.5 : (scale(value) - low) / (high - low));
  if (high === low) return { kind, level, ticks: [{ value: lowest, level: 0.5 }] };
  // Bisection: the scale has no inverse of its own, and five ticks are cheap.
  const valueAt = (wanted: number) => {
    let [a, b] = [lowest, highest];
    for (let i = 0; i < 60; i++) {
      const middle = a / 2 + b / 2;
      if (level(middle) < wanted) a = middle;
      else b = middle;
    }
    return b;
  };
  const ticks = Array.from({ length: TICKS }, (_, i) => {
    const at = i / (TICKS - 1);
    return { value: i === 0 ? lowest : i === TICKS - 1 ? highest : valueAt(at), level: at };
  });
  return { kind, level, ticks };
}

export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** Half or twice as many steps around `at`, within all of them; at least 4 steps. */
export function zoomed(range: StepRange, all: StepRange, at: number, isIn: boolean): StepRange {
  const width = range.to - range.from;
  const wanted = Math.min(all.to - all.from, Math.max(Math.min(4, all.to - all.from), Math.round(isIn ? width / 2 : width * 2)));
  const centre = Math.min(range.to, Math.max(range.from, at));
  const from = Math.max(all.from, Math.min(all.to - wanted, Math.round(centre - wanted / 2)));
  return { from, to: from + wanted };
}
