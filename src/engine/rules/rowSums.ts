/** @file Rows added to rows: the stored sum is rounded to the element type after every addition. */
import type { Data, DType } from '../dtypes';
import type { Rounding } from '../roundings';
import { roundingOf } from '../roundings';

/** `out[to + k] += source[from + k]` for all k < width. */
export type AddRow = (out: Data, to: number, source: Data, from: number, width: number) => void;

/** The store itself rounds to every type but the halves, which lie in a Float32Array. */
export function rowAdder(dtype: DType): AddRow {
  const round = halfRounding(dtype);
  if (round === null) {
    return (out, to, source, from, width) => {
      for (let k = 0; k < width; k++) out[to + k]! += source[from + k]!;
    };
  }
  return (out, to, source, from, width) => {
    for (let k = 0; k < width; k++) out[to + k] = round(out[to + k]! + source[from + k]!);
  };
}

/** How an element is rounded that its store does not round; null for all types but the halves. */
export function halfRounding(dtype: DType): Rounding | null {
  return dtype === 'float16' || dtype === 'bfloat16' ? roundingOf(dtype) : null;
}
