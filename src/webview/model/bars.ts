/** @file The first values of a tensor as bars of one small picture. No page. */
import { fromWire, type WireNumber } from '../../protocol/wireNumber';

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
