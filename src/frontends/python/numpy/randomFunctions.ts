/** @file The border's functions on a random state: a heap address, and where to write how many. */
import type { BorderFunctions } from './border';
import { store } from './elementAccess';
import { DType, type HeapViews } from './heapViews';
import type { MathLibrary } from './mathLibrary';
import { fillBounded } from './random/boundedIntegers';
import { CONTINUOUS } from './random/continuousDistributions';
import { DISCRETE } from './random/discreteDistributions';
import { MersenneTwister } from './random/mersenneTwister';

const DRAWS = { ...CONTINUOUS, ...DISCRETE };
const NAMES = Object.keys(DRAWS);
const BATCH = 1024;

/** Distributions are numbers: places in the list that `distribution_names` gives. */
export function randomFunctions(viewer: () => HeapViews, math: MathLibrary): BorderFunctions {
  const at = (state: number): MersenneTwister => new MersenneTwister(viewer(), state, math);
  return {
    distribution_names: () => NAMES.join(' '),
    random_seed: (state: number, seed: number) => {
      at(state).seed(seed);
      return 0;
    },
    random_seed_array: (state: number, key: number, n: number) => {
      at(state).seedByArray(viewer().u32.slice(key >>> 2, (key >>> 2) + n));
      return 0;
    },
    /**
     * Fills n elements of element kind `dtype` (float64 or int64) at `out`. A parameter is the
     * address of doubles and the step in elements between them, 0 for one value for all.
     */
    random_fill: (
      state: number, code: number, dtype: number, out: number, n: number,
      a: number, stepA: number, b: number, stepB: number, c: number, stepC: number,
    ) => {
      const views = viewer();
      const generator = at(state);
      const draw = DRAWS[NAMES[code]!]!;
      const batch = new Float64Array(Math.min(n, BATCH));
      const [pa, pb, pc] = [a >>> 3, b >>> 3, c >>> 3];
      for (let done = 0; done < n; done += BATCH) {
        const count = Math.min(BATCH, n - done);
        for (let i = 0; i < count; i++) {
          const k = done + i;
          batch[i] = draw(generator, views.f64[pa + k * stepA]!, views.f64[pb + k * stepB]!,
            views.f64[pc + k * stepC]!);
        }
        store(views, dtype, out + done * 8, 8, count, batch);
      }
      return 0;
    },
    /** Fills n elements of an integer kind with 0…range (two words). */
    random_bounded: (
      state: number, dtype: number, out: number, n: number, rangeHigh: number, rangeLow: number,
    ) => {
      fillBounded(viewer(), at(state), dtype, out, n, rangeHigh, rangeLow);
      return 0;
    },
    /** Shuffles n int64 elements at `out` (Fisher and Yates from the end, as RandomState does). */
    random_shuffle: (state: number, out: number, n: number) => {
      const views = viewer();
      const generator = at(state);
      const order = new Float64Array(n);
      const words = views.u32.subarray(out >>> 2, (out >>> 2) + 2 * n);
      for (let i = 0; i < n; i++) order[i] = words[2 * i]!;
      for (let i = n - 1; i > 0; i--) {
        const j = generator.interval(i);
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      return store(views, DType.int64, out, 8, n, order);
    },
    /** `bytes` random bytes, as four per word, the lowest first. */
    random_bytes: (state: number, out: number, bytes: number) => {
      const views = viewer();
      const generator = at(state);
      for (let i = 0; i < bytes; i += 4) {
        const word = generator.uint32();
        for (let k = 0; k < 4 && i + k < bytes; k++) views.u8[out + i + k] = word >>> (8 * k);
      }
      return 0;
    },
  };
}
