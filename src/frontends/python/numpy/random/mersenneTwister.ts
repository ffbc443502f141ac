/**
 * @file MT19937 as NumPy's RandomState runs it. The state is a block of the heap that Python owns:
 * uint32 words 0–623 key, 624 position, 625 whether a normal is kept, and that normal at word 626.
 */
import type { HeapViews } from '../heapViews';
import type { MathLibrary } from '../mathLibrary';

const N = 624;
const M = 397;
const POSITION = 624;
const HAS_NORMAL = 625;
const NORMAL = 626;

/** One generator over a state block; made anew for each call, because the heap may move. */
export class MersenneTwister {
  private readonly words: Uint32Array;
  private readonly doubles: Float64Array;
  private readonly at: number;

  constructor(views: HeapViews, state: number, readonly math: MathLibrary) {
    this.words = views.u32;
    this.doubles = views.f64;
    this.at = state >>> 2;
  }

  /** The 2002 initialisation of Matsumoto and Nishimura. */
  seed(seed: number): void {
    let value = seed >>> 0;
    for (let i = 0; i < N; i++) {
      this.words[this.at + i] = value;
      value = Math.imul(1812433253, value ^ (value >>> 30)) + i + 1;
    }
    this.forget();
  }

  /** Seeding by an array of words (init_by_array). */
  seedByArray(key: Uint32Array): void {
    this.seed(19650218);
    const { words, at } = this;
    const mixed = (i: number, factor: number): number =>
      words[at + i]! ^ Math.imul(words[at + i - 1]! ^ (words[at + i - 1]! >>> 30), factor);
    let [i, j] = [1, 0];
    for (let k = Math.max(N, key.length); k > 0; k--) {
      words[at + i] = mixed(i, 1664525) + key[j]! + j;
      if (++i >= N) {
        words[at] = words[at + N - 1]!;
        i = 1;
      }
      if (++j >= key.length) j = 0;
    }
    for (let k = N - 1; k > 0; k--) {
      words[at + i] = mixed(i, 1566083941) - i;
      if (++i >= N) {
        words[at] = words[at + N - 1]!;
        i = 1;
      }
    }
    words[at] = 0x80000000;
    this.forget();
  }

  private forget(): void {
    this.words[this.at + POSITION] = N;
    this.words[this.at + HAS_NORMAL] = 0;
    this.doubles[(this.at + NORMAL) >>> 1] = 0;
  }

  /** The next 32 random bits. */
  uint32(): number {
    const { words, at } = this;
    let position = words[at + POSITION]!;
    if (position >= N) {
      this.generate();
      position = 0;
    }
    words[at + POSITION] = position + 1;
    let y = words[at + position]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  private generate(): void {
    const { words, at } = this;
    for (let i = 0; i < N; i++) {
      const next = words[at + ((i + 1) % N)]!;
      const y = (words[at + i]! & 0x80000000) | (next & 0x7fffffff);
      words[at + i] = words[at + ((i + M) % N)]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
  }

  /** Uniform on [0, 1) with 53 bits. */
  double(): number {
    const a = this.uint32() >>> 5;
    const b = this.uint32() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }

  /** Standard normal by the polar method; every second value is kept for the next call. */
  normal(): number {
    const { words, doubles, at } = this;
    const kept = (at + NORMAL) >>> 1;
    if (words[at + HAS_NORMAL] !== 0) {
      words[at + HAS_NORMAL] = 0;
      const value = doubles[kept]!;
      doubles[kept] = 0;
      return value;
    }
    let [x, y, r2] = [0, 0, 0];
    do {
      x = 2 * this.double() - 1;
      y = 2 * this.double() - 1;
      r2 = x * x + y * y;
    } while (r2 >= 1 || r2 === 0);
    const f = Math.sqrt((-2 * this.math.log(r2)) / r2);
    doubles[kept] = f * x;
    words[at + HAS_NORMAL] = 1;
    return f * y;
  }

  /** Uniform on 0…max (max < 2^32) by masked rejection. */
  interval(max: number): number {
    if (max === 0) return 0;
    const mask = 2 ** (32 - Math.clz32(max)) - 1;
    let value: number;
    do value = (this.uint32() & mask) >>> 0; while (value > max);
    return value;
  }
}
