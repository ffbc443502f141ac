/** @file What can be said about a tensor in a few characters; knows numbers as text, no page. */
import type { TensorRecord } from '../../protocol/records';
import { fill, type PanelStrings } from '../../protocol/panelStrings';
import { fromWire, type WireNumber } from '../../protocol/wireNumber';
import { fullText, numberText } from './numberText';

/** `[2,3]`; a scalar has no shape to show. */
export function shapeText(shape: readonly number[], strings: PanelStrings): string {
  return shape.length === 0 ? strings.scalar : `[${shape.join(',')}]`;
}

/** The only element, when there is only one. */
export function scalarOf(tensor: TensorRecord): WireNumber | null {
  return tensor.size === 1 ? (tensor.values[0] ?? null) : null;
}

export function notFiniteCount(tensor: TensorRecord): number {
  const { nan, positiveInfinity, negativeInfinity } = tensor.health;
  return nan + positiveInfinity + negativeInfinity;
}

/** `6 values, mean 0.91, from −1 to 2`. */
export function tensorSentence(tensor: TensorRecord, strings: PanelStrings): string {
  const { mean, min, max } = tensor.health;
  if (mean === null || min === null || max === null) {
    return fill(strings.stripTextEmpty, tensor.size);
  }
  const figures = [mean, min, max].map((value) => numberText(value, 4));
  return fill(strings.stripText, tensor.size, ...figures);
}

/** All values that travelled, one per line, exact; the count of the others as a comment. */
export function tensorCopy(tensor: TensorRecord): string {
  const lines = tensor.values.map((value) => fullText(value, tensor.dtype));
  const omitted = tensor.size - tensor.values.length;
  return lines.join('\n') + (omitted > 0 ? `\n# ${omitted} more of ${tensor.size}` : '');
}

/** Row-major index of a flat position: 4 in [2,3] is `[1,1]`. */
export function indexText(flat: number, shape: readonly number[]): string {
  const index: number[] = [];
  let rest = flat;
  for (const size of [...shape].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return `[${index.join(',')}]`;
}

export interface Bar {
  readonly kind: 'positive' | 'negative' | 'zero' | 'nan' | 'infinite';
  /** 0 … 1 of the largest finite magnitude shown, on a symlog scale. */
  readonly height: number;
}

/**
 * The first values as bars. Symlog, so that small values next to large ones stay visible:
 * log(1 + |x|/c) / log(1 + max/c) with c = max/100.
 */
export function bars(values: readonly WireNumber[], count: number): Bar[] {
  const shown = values.slice(0, count).map(fromWire);
  const largest = Math.max(0, ...shown.filter(Number.isFinite).map(Math.abs));
  return shown.map((value): Bar => {
    if (Number.isNaN(value)) return { kind: 'nan', height: 1 };
    if (!Number.isFinite(value)) return { kind: 'infinite', height: Math.sign(value) };
    if (value === 0) return { kind: 'zero', height: 0 };
    const height = Math.log1p((100 * Math.abs(value)) / largest) / Math.log1p(100);
    return { kind: value > 0 ? 'positive' : 'negative', height };
  });
}
