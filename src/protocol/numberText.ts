/** @file Numbers as text at full precision: float32 in the fewest digits that give the same float32 back. */
import type { WireNumber } from './wireNumber';
import { fromWire, toWire } from './wireNumber';

/** Smallest normal float32; below it there are fewer than 6 significant digits. */
const SMALLEST_NORMAL = 2 ** -126;

/** The decimal with the fewest digits that rounds to the same float32 as `x`: 4.4, not 4.400000095…. */
export function shortestFloat32(x: number): number {
  if (!Number.isFinite(x) || Number.isInteger(x)) return x;
  for (let digits = Math.abs(x) < SMALLEST_NORMAL ? 1 : 6; digits < 9; digits++) {
    const short = Number(x.toPrecision(digits));
    if (Math.fround(short) === x) return short;
  }
  return Number(x.toPrecision(9));
}

/** An element of a tensor of `dtype`, exact for that dtype and in the fewest digits. */
export function shortest(wire: WireNumber, dtype: string): WireNumber {
  return dtype === 'float32' ? toWire(shortestFloat32(fromWire(wire))) : wire;
}

/**
 * The shortest text that reads back as the same value of the dtype; ASCII, for the clipboard, for
 * files and for Python: `nan`, `inf`, `-0.0`.
 */
export function fullText(wire: WireNumber, dtype: string): string {
  const value = fromWire(wire);
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  if (dtype !== 'float32') return String(value);
  // Nine digits tell any two float32 apart.
  for (let digits = 1; digits <= 9; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(value);
}
