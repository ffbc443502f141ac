/** @file Random integers below a bound, as RandomState.randint draws them: masked rejection. */
import { DType, type HeapViews, ITEM_BYTES } from '../heapViews';
import type { MersenneTwister } from './mersenneTwister';

/**
 * Fills `n` elements of element kind `dtype` at `address` with values 0…range, where the range is
 * given as two 32-bit words. Narrow kinds take several values out of one 32-bit draw.
 */
export function fillBounded(
  views: HeapViews, generator: MersenneTwister, dtype: number, address: number, n: number,
  rangeHigh: number, rangeLow: number,
): void {
  const bytes = ITEM_BYTES[dtype]!;
  if (bytes === 8) return fill64(views, generator, address >>> 2, n, rangeHigh, rangeLow);
  const draw = bytes === 4
    ? () => bounded32(generator, rangeLow)
    : narrow(generator, dtype === DType.bool ? 1 : bytes * 8, rangeLow);
  for (let i = 0; i < n; i++) {
    const value = draw();
    if (bytes === 4) views.u32[(address >>> 2) + i] = value;
    else if (bytes === 2) views.u16[(address >>> 1) + i] = value;
    else views.u8[address + i] = value;
  }
}

function bounded32(generator: MersenneTwister, range: number): number {
  return range === 0xffffffff ? generator.uint32() : generator.interval(range);
}

function narrow(generator: MersenneTwister, bits: number, range: number): () => number {
  const all = 2 ** bits - 1;
  const mask = range === 0 ? 0 : 2 ** (32 - Math.clz32(range)) - 1;
  let [buffer, left] = [0, 0];
  const next = (): number => {
    if (left === 0) {
      buffer = generator.uint32();
      left = 32 / bits;
    } else buffer >>>= bits;
    left--;
    return buffer & all;
  };
  return () => {
    if (range === 0) return 0;
    if (range === all) return next();
    let value: number;
    do value = next() & mask; while (value > range);
    return value;
  };
}

function fill64(
  views: HeapViews, generator: MersenneTwister, word: number, n: number, high: number, low: number,
): void {
  for (let i = 0; i < n; i++) {
    const at = word + 2 * i;
    if (high === 0) {
      views.u32[at + 1] = 0;
      views.u32[at] = bounded32(generator, low);
      continue;
    }
    const mask = high === 0xffffffff ? high : 2 ** (32 - Math.clz32(high)) - 1;
    let [a, b] = [0, 0];
    do {
      a = (generator.uint32() & mask) >>> 0;
      b = generator.uint32();
    } while (a > high || (a === high && b > low));
    views.u32[at + 1] = a;
    views.u32[at] = b;
  }
}
