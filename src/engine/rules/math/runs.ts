/**
 * @file Exponentials and logarithms of a run of neighbours as Eigen takes them: whole packets by its own
 * polynomials, what is left over, and every logarithm in double, by the C library.
 */
import type { Data, DType } from '../../dtypes';
import { roundingOf } from '../../roundings';
import { expPacket, logPacket, PACKET } from './eigenFloat32';
import { expPacket64, PACKET64 } from './eigenFloat64';
import { expf, logf } from './glibcSingle';

/** `out[to + k] = f(a[from + k])` for all k < count. */
export type Run = (out: Data, to: number, a: Data, from: number, count: number) => void;

function plain(dtype: DType, f: (x: number) => number): Run {
  const round = roundingOf(dtype);
  return (out, to, a, from, count) => {
    for (let k = 0; k < count; k++) out[to + k] = round(f(a[from + k]!));
  };
}

const exp32: Run = (out, to, a, from, count) => {
  const packed = count - (count % PACKET);
  for (let k = 0; k < packed; k++) out[to + k] = expPacket(a[from + k]!);
  for (let k = packed; k < count; k++) out[to + k] = expf(a[from + k]!);
};

const exp64: Run = (out, to, a, from, count) => {
  const packed = count - (count % PACKET64);
  for (let k = 0; k < packed; k++) out[to + k] = expPacket64(a[from + k]!);
  for (let k = packed; k < count; k++) out[to + k] = Math.exp(a[from + k]!);
};

const log32: Run = (out, to, a, from, count) => {
  const packed = count - (count % PACKET);
  for (let k = 0; k < packed; k++) out[to + k] = logPacket(a[from + k]!);
  for (let k = packed; k < count; k++) out[to + k] = logf(a[from + k]!);
};

export function expRun(dtype: DType): Run {
  if (dtype === 'float32') return exp32;
  return dtype === 'float64' ? exp64 : plain(dtype, Math.exp);
}

export const logRun = (dtype: DType): Run => (dtype === 'float32' ? log32 : plain(dtype, Math.log));

/** The logarithm of one number, as the C library has it. */
export function logOf(dtype: DType): (x: number) => number {
  if (dtype === 'float32') return logf;
  const round = roundingOf(dtype);
  return (x) => round(Math.log(x));
}
