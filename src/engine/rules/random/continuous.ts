/**
 * @file RandomUniform, RandomStandardNormal, TruncatedNormal: blocks of four numbers in fill order.
 */
import type { Data } from '../../dtypes';
import type { Philox } from '../../random';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { sizeOf } from '../../shape';
import {
  boxMullerDouble, boxMullerFloat, SingleSamples, uniformDouble, uniformFloat,
} from './distributions';
import type { Seeds } from './shapedDraw';
import { BLOCKS_PER_OUTPUT, inferShaped, wantedDims } from './shapedDraw';

type Attributes = Seeds & { readonly dtype: RealType };

/** The types that random numbers are drawn in. */
export type RealType = 'float16' | 'bfloat16' | 'float32' | 'float64';

/** Fills `out` from a generator that stands at the op's first block. */
export type Fill = (generator: Philox, out: Data) => void;

export interface Fills {
  readonly float32: Fill;
  readonly float64: Fill;
  /** Where they are not the float32 numbers, rounded. */
  readonly float16?: Fill;
  readonly bfloat16?: Fill;
}

function drawing(fills: Fills): Rule<Attributes> {
  return {
    infer: ([shape], { dtype }, known) => inferShaped(shape!, known(0), dtype),
    needs: [0],
    bind: ([shape], { seed, seed2, dtype }, values) => {
      const dims = wantedDims(shape!, values[0]!);
      const blocks = sizeOf(dims) * BLOCKS_PER_OUTPUT;
      const fill = fills[dtype] ?? fills.float32;
      return {
        outputs: [dims],
        run: (_data, [out], random) => fill(random.reserve(seed, seed2, blocks), out!),
      };
    },
    random: true,
    derivative: none('random numbers do not depend on the shape they fill'),
  };
}

/** Each of a block's four numbers gives one element. */
function oneByOne(uniform: (bits: number) => number): Fill {
  return (generator, out) => {
    for (let i = 0; i < out.length; ) {
      const block = generator.next();
      for (let k = 0; k < 4 && i < out.length; k++) out[i++] = uniform(block[k]!);
    }
  };
}

export const uniformFills: Fills = {
  float32: oneByOne(uniformFloat),
  // As many random bits as the type has places: 10 and 7.
  float16: oneByOne((bits) => (bits & 0x3ff) * 2 ** -10),
  bfloat16: oneByOne((bits) => (bits & 0x7f) * 2 ** -7),
  float64: (generator, out) => {
    for (let i = 0; i < out.length; ) {
      const block = generator.next();
      out[i++] = uniformDouble(block[0]!, block[1]!);
      if (i < out.length) out[i++] = uniformDouble(block[2]!, block[3]!);
    }
  },
};

export const randomUniform = drawing(uniformFills);

const pair = new Float64Array(2);

export const normalFills: Fills = {
  float32: (generator, out) => {
    for (let i = 0; i < out.length; ) {
      const block = generator.next();
      for (let k = 0; k < 4 && i < out.length; k += 2) {
        boxMullerFloat(block[k]!, block[k + 1]!, pair);
        out[i++] = pair[0]!;
        if (i < out.length) out[i++] = pair[1]!;
      }
    }
  },
  float64: (generator, out) => {
    for (let i = 0; i < out.length; ) {
      boxMullerDouble(generator.next(), pair);
      out[i++] = pair[0]!;
      if (i < out.length) out[i++] = pair[1]!;
    }
  },
};

export const randomStandardNormal = drawing(normalFills);

/** Results beyond this many standard deviations are drawn again. */
const CUTOFF = 2;

/**
 * Each group of outputs (one block's worth) starts at its own place, 256 single numbers per output
 * further on, so that a group with many rejections does not move the next.
 */
function truncated(group: number, draw: (samples: SingleSamples) => void): Fill {
  const blocksPerGroup = (group * BLOCKS_PER_OUTPUT) / 4;
  return (generator, out) => {
    for (let start = 0; start < out.length; start += group) {
      const samples = new SingleSamples(generator);
      const end = Math.min(start + group, out.length);
      for (let i = start; i < end; ) {
        draw(samples);
        if (Math.abs(pair[0]!) < CUTOFF) out[i++] = pair[0]!;
        if (i < end && Math.abs(pair[1]!) < CUTOFF) out[i++] = pair[1]!;
      }
      generator.skip(blocksPerGroup - samples.blocks);
    }
  };
}

const fourNumbers = new Uint32Array(4);

export const truncatedFills: Fills = {
  float32: truncated(4, (samples) => {
    const x0 = samples.next();
    boxMullerFloat(x0, samples.next(), pair);
  }),
  float64: truncated(2, (samples) => {
    for (let k = 0; k < 4; k++) fourNumbers[k] = samples.next();
    boxMullerDouble(fourNumbers, pair);
  }),
};

export const truncatedNormal = drawing(truncatedFills);
