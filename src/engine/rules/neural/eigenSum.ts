/**
 * @file Sums in the order in which TensorFlow's CPU kernels (Eigen, AVX packets) add, bit for bit.
 */
import type { Data, DType } from '../../dtypes';
import { roundBfloat16, roundingOf } from '../../roundings';

/** Eigen sums a longer run as the sum of two halves (TensorReduction.h: tree reduction). */
const LEAF_PACKETS = 1024;
/** So many float32 are a run that is not halved. */
export const PACKED_LEAF = 8 * LEAF_PACKETS;

/** Sum of `count` elements from `start`. */
export type Sum = (data: Data, start: number, count: number) => number;

/** 8 lanes for float32 and float16, 4 for float64, 1 for bfloat16: elements at equal lanes are added first, then the lanes. */
export function eigenSum(dtype: DType): Sum {
  if (dtype === 'float16') return sumHalves;
  if (dtype === 'bfloat16') return sumBfloats;
  return dtype === 'float32' ? sumFloats : sumDoubles;
}

/** As `eigenSum`; of bfloat16 in float32, rounded once: the sum of the device that TensorFlow lends. */
export function rowSum(dtype: DType): Sum {
  return dtype === 'bfloat16' ? sumInFloats : eigenSum(dtype);
}

function sumInFloats(data: Data, start: number, count: number): number {
  let sum = 0;
  for (let i = start; i < start + count; i++) sum = Math.fround(sum + data[i]!);
  return roundBfloat16(sum);
}

const f = Math.fround;

function sumFloats(data: Data, start: number, count: number): number {
  if (count > 8 * LEAF_PACKETS) {
    const half = 8 * Math.ceil(Math.ceil(count / 2) / 8);
    const left = sumFloats(data, start, half);
    return Math.fround(left + sumFloats(data, start + half, count - half));
  }
  const packed = count - (count % 8);
  let rest = 0;
  for (let i = packed; i < count; i++) rest = Math.fround(rest + data[start + i]!);
  if (packed === 0) return rest;
  let a = 0, b = 0, c = 0, d = 0, e = 0, g = 0, h = 0, o = 0;
  for (let i = start; i < start + packed; i += 8) {
    a = f(a + data[i]!);
    b = f(b + data[i + 1]!);
    c = f(c + data[i + 2]!);
    d = f(d + data[i + 3]!);
    e = f(e + data[i + 4]!);
    g = f(g + data[i + 5]!);
    h = f(h + data[i + 6]!);
    o = f(o + data[i + 7]!);
  }
  const even = f(f(a + e) + f(c + h));
  const odd = f(f(b + g) + f(d + o));
  return f(rest + f(even + odd));
}

const half = roundingOf('float16');

const lanes = new Float32Array(8);

/** Every addition is rounded to a half, but the 8 lanes are added up in float32. */
function sumHalves(data: Data, start: number, count: number): number {
  if (count > 8 * LEAF_PACKETS) {
    const first = 8 * Math.ceil(Math.ceil(count / 2) / 8);
    const left = sumHalves(data, start, first);
    return half(left + sumHalves(data, start + first, count - first));
  }
  const packed = count - (count % 8);
  let rest = 0;
  for (let i = packed; i < count; i++) rest = half(rest + data[start + i]!);
  if (packed === 0) return rest;
  lanes.fill(0);
  for (let i = 0; i < packed; i += 8) {
    for (let k = 0; k < 8; k++) lanes[k] = half(lanes[k]! + data[start + i + k]!);
  }
  for (let k = 0; k < 4; k++) lanes[k]! += lanes[k + 4]!;
  const even = Math.fround(lanes[0]! + lanes[2]!);
  const odd = Math.fround(lanes[1]! + lanes[3]!);
  return half(rest + half(even + odd));
}

/** No packets for this type: one after the other, in halves where the run is long. */
function sumBfloats(data: Data, start: number, count: number): number {
  if (count > LEAF_PACKETS) {
    const first = count >> 1;
    const left = sumBfloats(data, start, first);
    return roundBfloat16(left + sumBfloats(data, start + first, count - first));
  }
  let sum = 0;
  for (let i = start; i < start + count; i++) sum = roundBfloat16(sum + data[i]!);
  return sum;
}

function sumDoubles(data: Data, start: number, count: number): number {
  if (count > 4 * LEAF_PACKETS) {
    const half = 4 * Math.ceil(Math.ceil(count / 2) / 4);
    return sumDoubles(data, start, half) + sumDoubles(data, start + half, count - half);
  }
  const packed = count - (count % 4);
  let rest = 0;
  for (let i = packed; i < count; i++) rest += data[start + i]!;
  if (packed === 0) return rest;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = start; i < start + packed; i += 4) {
    a += data[i]!;
    b += data[i + 1]!;
    c += data[i + 2]!;
    d += data[i + 3]!;
  }
  return rest + (a + c + (b + d));
}

/** As `eigenSum`, of exponentials that are not stored first: there is no packet of them in halves. */
export function expSum(dtype: DType): Sum {
  return dtype === 'float16' ? sumOneByOne : rowSum(dtype);
}

function sumOneByOne(data: Data, start: number, count: number): number {
  if (count > LEAF_PACKETS) {
    const first = count >> 1;
    return half(sumOneByOne(data, start, first) + sumOneByOne(data, start + first, count - first));
  }
  let sum = 0;
  for (let i = start; i < start + count; i++) sum = half(sum + data[i]!);
  return sum;
}
