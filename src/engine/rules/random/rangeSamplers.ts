/**
 * @file The distributions over 0 … range − 1 that candidate samplers draw from
 * (core/kernels/range_sampler.cc, lib/random/distribution_sampler.cc, lib/random/weighted_picker.cc).
 */
import { invalidArgument } from '../../errors';
import type { SimplePhilox } from './simplePhilox';

const round = Math.fround;

export interface RangeSampler {
  sample(random: SimplePhilox): number;
  /** A float32; what the formula gives also for a class outside the range. */
  probability(value: number): number;
}

export function uniformSampler(range: number): RangeSampler {
  const inverse = round(1 / range);
  return { sample: (random) => random.below64(range), probability: () => inverse };
}

/** P(k) = log((k + 2) / (k + 1)) / log(range + 1) */
export function logUniformSampler(range: number): RangeSampler {
  const width = Math.log1p(range);
  return {
    sample: (random) => (Math.trunc(Math.exp(random.double() * width)) - 1) % range,
    probability: (value) => round(Math.log((value + 2) / (value + 1)) / width),
  };
}

/** Classes in proportion to `weights`, which are whole numbers. */
export function countedSampler(weights: Int32Array): RangeSampler {
  const upTo = new Float64Array(weights.length);
  let total = 0;
  weights.forEach((weight, i) => (upTo[i] = total += weight));
  return {
    sample: (random) => firstAbove(upTo, random.below(total)),
    probability: (value) => round(round(weights[value] ?? 0) / round(total)),
  };
}

/** The first place whose number is above `position`. */
function firstAbove(ascending: Float64Array, position: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

export interface FixedWeights {
  readonly rangeMax: number;
  readonly unigrams: readonly number[];
  readonly distortion: number;
  readonly numReservedIds: number;
  readonly numShards: number;
  readonly shard: number;
}

/**
 * Classes in proportion to unigramᵈⁱˢᵗᵒʳᵗⁱᵒⁿ, reserved ones never. Throws InvalidArgumentError unless
 * there are `rangeMax` weights (TensorFlow 1.15 ends its process there).
 */
export function fixedSampler(fixed: FixedWeights): RangeSampler {
  const { rangeMax, unigrams, distortion, numReservedIds, numShards, shard } = fixed;
  const weights: number[] = [];
  for (let id = 0; id < numReservedIds; id++) if (id % numShards === shard) weights.push(0);
  const first = weights.length;
  let total = 0;
  unigrams.forEach((unigram, i) => {
    if ((first + i) % numShards !== shard) return;
    const weight = round(Math.pow(round(unigram), round(distortion)));
    total = round(total + weight);
    weights.push(weight);
  });
  if (weights.length !== rangeMax) {
    throw invalidArgument(
      `range is ${rangeMax} must be equal to weights size  ${weights.length}`,
    );
  }
  const { kept, other } = aliasesOf(weights);
  return {
    sample: (random) => {
      const chance = random.float();
      const place = random.below(rangeMax);
      return chance < kept[place]! ? place : other[place]!;
    },
    probability: (value) => round((weights[value] ?? 0) / total),
  };
}

/** Walker's aliases: place i is kept with probability kept[i], else other[i] is taken. */
function aliasesOf(weights: readonly number[]): { kept: Float32Array; other: Int32Array } {
  const count = weights.length;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const other = new Int32Array(count).fill(-1);
  // The product is a float32, the quotient is not.
  const shares = weights.map((weight) => round(weight * count) / sum);
  const high: number[] = [];
  const low: number[] = [];
  shares.forEach((share, i) => (share < 1 ? low : high).push(i));
  while (high.length > 0 && low.length > 0) {
    const l = low.pop()!;
    const h = high.pop()!;
    other[l] = h;
    const remaining = shares[h]! - (1 - shares[l]!);
    shares[h] = remaining;
    (remaining < 1 ? low : high).push(h);
  }
  const kept = Float32Array.from(shares);
  for (const i of [...high, ...low]) {
    kept[i] = 1;
    other[i] = i;
  }
  return { kept, other };
}
