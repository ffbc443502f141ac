/**
 * @file Numbers of a distribution from Philox blocks, bit for bit as TensorFlow's CPU kernels make
 * them.
 */
import type { Philox } from '../../random';
import { logarithm, sineAndCosine } from './floatFunctions';

/** Below this TensorFlow does not take a logarithm (random_distributions.h, BoxMullerFloat). */
const SMALLEST = 1e-7;
const SMALLEST_FLOAT = Math.fround(SMALLEST);
const TWO_PI = 2 * Math.PI;

/** The float32 in [0, 1) whose mantissa are the low 23 bits. */
export function uniformFloat(bits: number): number {
  return (bits & 0x7fffff) * 2 ** -23;
}

/** The float64 in [0, 1) whose mantissa are the low 20 bits of `high` and all of `low`. */
export function uniformDouble(high: number, low: number): number {
  return ((high & 0xfffff) * 2 ** 32 + low) * 2 ** -52;
}

/** Writes two standard normal float32 numbers to `pair`. Every operation is rounded to float32. */
export function boxMullerFloat(x0: number, x1: number, pair: Float64Array): void {
  const u1 = Math.max(uniformFloat(x0), SMALLEST_FLOAT);
  const angle = Math.fround(TWO_PI * uniformFloat(x1));
  const radius = Math.fround(Math.sqrt(-2 * logarithm(u1)));
  sineAndCosine(angle, pair);
  pair[0] = Math.fround(pair[0]! * radius);
  pair[1] = Math.fround(pair[1]! * radius);
}

/** Writes two standard normal float64 numbers to `pair`, from one whole block. */
export function boxMullerDouble(block: Uint32Array, pair: Float64Array): void {
  const u1 = Math.max(uniformDouble(block[0]!, block[1]!), SMALLEST);
  const angle = TWO_PI * uniformDouble(block[2]!, block[3]!);
  const radius = Math.sqrt(-2 * Math.log(u1));
  pair[0] = Math.sin(angle) * radius;
  pair[1] = Math.cos(angle) * radius;
}

/** Hands out the numbers of a generator one by one and counts the blocks it used. */
export class SingleSamples {
  blocks = 0;
  private used = 4;

  constructor(private readonly generator: Philox) {}

  next(): number {
    if (this.used === 4) {
      this.generator.next();
      this.blocks++;
      this.used = 0;
    }
    return this.generator.block[this.used++]!;
  }
}
