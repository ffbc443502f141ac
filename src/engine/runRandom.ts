/** @file The random streams of one run: each random op continues where its last run stopped. */
import type { RandomSource } from './random';
import { Philox } from './random';

/**
 * Hands out Philox generators. An op without seeds (0, 0) gets one made from the session's seed and
 * the op's name, so that a run can be repeated; TensorFlow would draw such seeds from the system.
 */
export class RunRandom implements RandomSource {
  /** New positions by op name, in blocks. */
  readonly positions = new Map<string, number>();
  /** What ops remember, by op name. */
  readonly memories = new Map<string, Int32Array>();
  private opName = '';

  constructor(
    private readonly seed: number,
    private readonly startOf: (opName: string) => number,
    private readonly memoryOf: (opName: string) => Int32Array | undefined = () => undefined,
    private readonly reseed = 0,
  ) {}

  /** Says whose stream the next `reserve` draws from. */
  enter(opName: string): this {
    this.opName = opName;
    return this;
  }

  reserve(seed: number, seed2: number, blocks: number): Philox {
    const start = this.positions.get(this.opName) ?? this.startOf(this.opName);
    this.positions.set(this.opName, start + blocks);
    if (seed !== 0 || seed2 !== 0) return new Philox(seed + this.reseed, seed2, start);
    return new Philox(this.seed + this.reseed, hashOf(this.opName), start);
  }

  recall(): Int32Array | undefined {
    return this.memories.get(this.opName) ?? this.memoryOf(this.opName);
  }

  remember(numbers: Int32Array): void {
    this.memories.set(this.opName, numbers);
  }
}

/** FNV-1a, 32 bits, never 0. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash || 1;
}
