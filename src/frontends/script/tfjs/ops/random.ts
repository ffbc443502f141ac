/** @file Random tensors: the numbers that TensorFlow.js draws from the same seed. */
import { alea } from '../alea';
import { constant, node, number, Tensor, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import type { DataType } from '../types';
import { assert, sameShape, sizeOf, storeOf } from '../types';
import { add, div, floor, mul } from './elementwise';
import { softmax } from './reductions';
import { reshape } from './shapes';

type Shape = readonly number[];
type Seed = number | string | null;

function filled(shape: Shape, dtype: DataType, draw: () => number): Tensor {
  for (const dim of shape) {
    assert(Number.isInteger(dim) && dim >= 0, () => `Tensor must have a shape comprised of positive integers but got shape [${shape.join()}].`);
  }
  const values = storeOf(dtype, sizeOf(shape));
  for (let i = 0; i < values.length; i++) values[i] = draw();
  return constant(values, shape, dtype);
}

/** Marsaglia's polar method gives two numbers at a time; `most`: how many deviations from the mean are let through. */
function normals(mean: number, deviation: number, dtype: DataType | null, most: number, seed?: Seed): () => number {
  const random = alea(String(seed ? seed : Math.random()));
  const isWithin = (x: number): boolean => most === Infinity || (x <= mean + deviation * most && x >= mean - deviation * most);
  const finished = (x: number): number => (dtype === null || dtype === 'float32' ? x : Math.round(x));
  let waiting = NaN;
  return () => {
    if (!Number.isNaN(waiting)) {
      const value = waiting;
      waiting = NaN;
      return value;
    }
    for (;;) {
      let a: number;
      let b: number;
      let s: number;
      do {
        a = 2 * random() - 1;
        b = 2 * random() - 1;
        s = a * a + b * b;
      } while (s >= 1 || s === 0);
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      const first = mean + deviation * a * factor;
      if (!isWithin(first)) continue;
      const second = mean + deviation * b * factor;
      if (isWithin(second)) waiting = finished(second);
      return finished(first);
    }
  };
}

function noTruth(dtype: DataType | undefined | null): void {
  if (dtype === 'bool') throw new Error(`Unsupported data type ${dtype}`);
}

export function randomNormal(shape: Shape, mean = 0, stdDev = 1, dtype?: DataType | null, seed?: Seed): Tensor {
  noTruth(dtype);
  return filled(shape, dtype ?? 'float32', normals(mean, stdDev, dtype ?? null, Infinity, seed));
}

export function randomStandardNormal(shape: Shape, dtype?: DataType | null, seed?: Seed): Tensor {
  return randomNormal(shape, 0, 1, dtype, seed);
}

export function truncatedNormal(shape: Shape, mean = 0, stdDev = 1, dtype?: DataType | null, seed?: Seed): Tensor {
  if (dtype === 'bool') throw new Error('Unsupported data type $ { dtype }');
  return filled(shape, dtype ?? 'float32', normals(mean, stdDev, dtype ?? null, 2, seed));
}

export function randomUniform(shape: Shape, minval = 0, maxval = 1, dtype: DataType = 'float32', seed?: Seed): Tensor {
  const random = alea(String(seed ?? Math.random()));
  return filled(shape, dtype, () => minval + (maxval - minval) * random());
}

export function randomUniformInt(shape: Shape, minval: number, maxval: number, seed?: Seed): Tensor {
  return randomUniform(shape, minval, maxval, 'int32', seed);
}

export function rand(shape: Shape, randFunction: () => number, dtype: DataType = 'float32'): Tensor {
  return filled(shape, dtype, randFunction);
}

/** Marsaglia and Tsang, 2000, with tfjs's constants (and its inverted scale). */
export function randomGamma(shape: Shape, alpha: number, beta: number | null = 1, dtype: DataType | null = 'float32', seed?: Seed): Tensor {
  const type = dtype ?? 'float32';
  if (type !== 'float32' && type !== 'int32') throw new Error(`Unsupported data type ${String(type)}`);
  const scale = 1 / (beta ?? 1);
  const uniform = alea(String(seed ? seed : Math.random()));
  const normal = normals(0, 1, type, Infinity, uniform());
  const d = alpha < 1 ? alpha + 2 / 3 : alpha - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  return filled(shape, type, () => {
    for (;;) {
      let x: number;
      let v: number;
      do {
        x = normal();
        v = 1 + c * x;
      } while (v <= 0);
      v *= v * v;
      const squared = x * x;
      const u = uniform();
      if (u >= 1 - 0.331 * squared * squared && Math.log(u) >= 0.5 * squared + d * (1 - v + Math.log(v))) continue;
      let value = (1 / scale) * d * v;
      if (alpha < 1) value *= Math.pow(uniform(), 1 / alpha);
      return type === 'float32' ? value : Math.round(value);
    }
  });
}

export function multinomial(logits: TensorLike, numSamples: number, seed?: Seed, normalized = false): Tensor {
  const given = toTensor(logits, 'logits', 'multinomial');
  if (given.size < 2) throw new Error(`Error in multinomial: you need at least 2 outcomes, but got ${given.size}.`);
  if (given.rank > 2) throw new Error(`Rank of probabilities must be 1 or 2, but is ${given.rank}`);
  const rows = given.rank === 1 ? reshape(given, [1, -1]) : given;
  const chances = (normalized ? rows : softmax(rows)).dataSync();
  const [batch, events] = rows.shape as [number, number];
  const word = String(seed || Math.random());
  const samples = new Int32Array(batch * numSamples);
  for (let row = 0; row < batch; row++) {
    // Sums of float32, as tfjs keeps them; every row begins with the same numbers.
    const sums = new Float32Array(events - 1);
    for (let i = 0; i < sums.length; i++) sums[i] = (i === 0 ? 0 : sums[i - 1]!) + chances[row * events + i]!;
    const random = alea(word);
    for (let i = 0; i < numSamples; i++) {
      const r = random();
      const found = sums.findIndex((sum) => r < sum);
      samples[row * numSamples + i] = found < 0 ? sums.length : found;
    }
  }
  return constant(samples, given.rank === 1 ? [numSamples] : [batch, numSamples], 'int32');
}

export function dropout(x: TensorLike, rate: number, noiseShape?: readonly (number | null)[] | null, seed?: Seed): Tensor {
  const given = toTensor(x, 'x', 'dropout');
  assert(
    given.dtype === 'float32',
    () => `x has to be a floating point tensor since it's going to be scaled, but got a ${given.dtype} tensor instead.`,
  );
  assert(rate >= 0 && rate < 1, () => `rate must be a float in the range [0, 1), but got ${rate}.`);
  if (rate === 0) return x instanceof Tensor ? node('Identity', null, [given]) : given;
  const kept = 1 - rate;
  const noise = randomUniform(noiseOf(given.shape, noiseShape), 0, 1, 'float32', seed);
  return mul(given, div(floor(add(noise, number(kept))), number(kept)));
}

function noiseOf(shape: Shape, wanted?: readonly (number | null)[] | null): Shape {
  if (wanted === undefined || wanted === null) return shape;
  if (sameShape(shape, wanted as Shape) || shape.length !== wanted.length) return wanted as Shape;
  return wanted.map((dim, i) => dim ?? shape[i]!);
}
