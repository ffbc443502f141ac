/** @file Philox 4×32-10, the counter-based generator of TensorFlow's CPU kernels; knows no op. */

/** Hands a random op its own stream. Positions are counted in blocks of four 32-bit numbers. */
export interface RandomSource {
  /** Reserves `blocks` blocks of this op's stream and returns a generator at the first of them. */
  reserve(seed: number, seed2: number, blocks: number): Philox;
  /** What this op remembered last, in this run or an earlier one. */
  recall(): Int32Array | undefined;
  /** Keeps `numbers` for the next execution of this op; nobody writes to them afterwards. */
  remember(numbers: Int32Array): void;
}

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;
const TWO32 = 4294967296;

/** High 32 bits of the 64-bit product of two unsigned 32-bit numbers. */
function multiplyHigh(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const low = aLow * bLow;
  const middle = aHigh * bLow + (low >>> 16);
  const middle2 = aLow * bHigh + (middle % 65536);
  return (aHigh * bHigh + Math.floor(middle / 65536) + (middle2 >>> 16)) >>> 0;
}

/**
 * Philox 4×32-10 (Salmon et al. 2011) as TensorFlow seeds it: the 64-bit `seed` is the key, `seed2`
 * is the upper half of the 128-bit counter, whose lower half counts blocks.
 */
export class Philox {
  private key0: number;
  private key1: number;
  private high0: number;
  private high1: number;
  private position: number;
  /** The four numbers of the last block. */
  readonly block = new Uint32Array(4);

  /** `seed`, `seed2`: integers within ±(2⁵³ − 1), taken modulo 2⁶⁴; `position`: first block. */
  constructor(seed: number, seed2: number, position: number) {
    this.key0 = seed >>> 0;
    this.key1 = Math.floor(seed / TWO32) >>> 0;
    this.high0 = seed2 >>> 0;
    this.high1 = Math.floor(seed2 / TWO32) >>> 0;
    this.position = position;
  }

  /** `words`: the key and the upper half of the counter, low word first; at block 0. */
  static ofWords(words: Uint32Array): Philox {
    const generator = new Philox(0, 0, 0);
    generator.key0 = words[0]!;
    generator.key1 = words[1]!;
    generator.high0 = words[2]!;
    generator.high1 = words[3]!;
    return generator;
  }

  /** Moves on by `blocks` blocks. */
  skip(blocks: number): void {
    this.position += blocks;
  }

  /** Fills `block` with the next four numbers, each uniform over 0 … 2³² − 1. */
  next(): Uint32Array {
    const low = this.position >>> 0;
    const high = Math.floor(this.position / TWO32) >>> 0;
    fillBlock(this.block, low, high, this.high0, this.high1, this.key0, this.key1);
    this.position++;
    return this.block;
  }
}

/** Ten rounds over the counter (c0 … c3, low word first) with the key (k0, k1). */
function fillBlock(
  out: Uint32Array, c0: number, c1: number, c2: number, c3: number, k0: number, k1: number,
): void {
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(M0, c0);
    const low0 = Math.imul(M0, c0) >>> 0;
    const high1 = multiplyHigh(M1, c2);
    const low1 = Math.imul(M1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + W0) >>> 0;
    k1 = (k1 + W1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** The key with which TensorFlow scrambles the seeds of stateless ops (stateless_random_ops.cc). */
const SCRAMBLE = [0x3ec8f720, 0x02461e29] as const;

/**
 * The generator of a stateless op: both 64-bit seeds pass through one block, whose halves are the
 * key and the upper half of the counter.
 */
export function statelessPhilox(seed: number, seed2: number): Philox {
  const mixed = new Uint32Array(4);
  const [low, high] = [seed >>> 0, Math.floor(seed / TWO32) >>> 0];
  const [low2, high2] = [seed2 >>> 0, Math.floor(seed2 / TWO32) >>> 0];
  fillBlock(mixed, low, high, low2, high2, SCRAMBLE[0], SCRAMBLE[1]);
  return Philox.ofWords(mixed);
}
