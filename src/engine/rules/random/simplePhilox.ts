/** @file Uniform numbers drawn one at a time: TensorFlow's SimplePhilox (lib/random/simple_philox.h). */
import type { Philox } from '../../random';
import { SingleSamples, uniformDouble, uniformFloat } from './distributions';
import { wideModulo } from './integers';

const TWO32 = 2 ** 32;
const LARGEST_WORD = TWO32 - 1;

export class SimplePhilox {
  private readonly samples: SingleSamples;

  constructor(generator: Philox) {
    this.samples = new SingleSamples(generator);
  }

  /** In [0, 1), 23 bits. */
  float(): number {
    return uniformFloat(this.samples.next());
  }

  /** In [0, 1), 52 bits; the first word is the high one. */
  double(): number {
    const high = this.samples.next();
    return uniformDouble(high, this.samples.next());
  }

  /** An integer in [0, n), 0 < n < 2³²; words below (2³² mod n) are thrown away. */
  below(n: number): number {
    const rest = isPowerOfTwo(n) ? 0 : (LARGEST_WORD % n) + 1;
    let word;
    do word = this.samples.next();
    while (word < rest);
    return word % n;
  }

  /** An integer in [0, n), 0 < n < 2⁵³, from 64 bits, the low word first. */
  below64(n: number): number {
    const rest = isPowerOfTwo(n) ? 0 : wideModulo(LARGEST_WORD, LARGEST_WORD, n) + 1;
    for (;;) {
      const low = this.samples.next();
      const high = this.samples.next();
      if (high * TWO32 + low >= rest) return wideModulo(high, low, n);
    }
  }
}

function isPowerOfTwo(n: number): boolean {
  return Number.isInteger(Math.log2(n));
}
