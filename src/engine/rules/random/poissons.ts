/**
 * @file RandomPoissonV2: Knuth's product of uniform numbers for rates below 10, Hörmann's
 * transformed rejection (PTRS, 1993) from there on, as TensorFlow's CPU kernel
 * (core/kernels/random_poisson_op.cc) consumes the numbers.
 */
import type { DType } from '../../dtypes';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { logGamma } from '../math/gammaFunctions';
import { bindPerSample, inferPerSample } from './perSample';
import type { SampleStream } from './perSample';
import type { Seeds } from './shapedDraw';

/** The largest number that each output type holds; greater draws are drawn again. */
const LARGEST: Readonly<Record<string, number>> = {
  float16: 65504,
  float32: 3.4028234663852886e38,
  float64: Number.MAX_VALUE,
  int32: 2 ** 31 - 1,
  int64: 2 ** 63,
};

type Draw = (stream: SampleStream) => number;

function poissonDraw(rate: number, largest: number): Draw {
  if (Number.isNaN(rate)) return () => NaN;
  return rate < 10 ? smallRate(rate, largest) : largeRate(rate, largest);
}

function smallRate(rate: number, largest: number): Draw {
  const enough = Math.exp(-rate);
  return (stream) => {
    let product = 1;
    for (let x = 0; ; x++) {
      product *= stream.uniform();
      if (product <= enough && x <= largest) return x;
    }
  };
}

/** G(u) = (2a / (0.5 − |u|) + b)·u + rate + 0.43 dominates the inverse of the Poisson's sums. */
function largeRate(rate: number, largest: number): Draw {
  const logRate = Math.log(rate);
  const b = 0.931 + 2.53 * Math.sqrt(rate);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  return (stream) => {
    for (;;) {
      const u = stream.uniform() - 0.5;
      const v = stream.uniform();
      const rest = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / rest + b) * u + rate + 0.43);
      if (k > largest) continue;
      if (rest >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) return k;
      if (k < 0 || (rest < 0.013 && v > rest)) continue;
      const s = Math.log((v * inverseAlpha) / (a / (rest * rest) + b));
      if (s <= -rate + k * logRate - logGamma(k + 1)) return k;
    }
  };
}

export const randomPoisson: Rule<Seeds & { readonly dtype: DType }> = {
  infer: ([shape, rate], { dtype }, known) => inferPerSample(shape!, rate!, known(0), dtype),
  needs: [0],
  bind: (inputs, attributes, values) => {
    const largest = LARGEST[attributes.dtype] ?? Infinity;
    return bindPerSample(inputs, attributes, values[0]!, (rate) => poissonDraw(rate, largest));
  },
  random: true,
  derivative: none('counts that are drawn have no derivative'),
};
