/** @file The random streams of one run: each random op continues where its last run stopped. */
import type { RandomSource } from './random';
import { Philox } from './random';

/** How far each op has drawn and what it remembers, by op name. */
export interface RandomState {
  readonly random: ReadonlyMap<string, number>;
  readonly memories: ReadonlyMap<string, Int32Array>;
  /** Added to the seed of every op. */
  readonly reseed?: number;
}

const NO_POSITIONS: ReadonlyMap<string, number> = new Map();
const NO_MEMORIES: ReadonlyMap<string, Int32Array> = new Map();

/** Nothing was drawn yet. */
export const UNDRAWN: RandomState = { random: NO_POSITIONS, memories: NO_MEMORIES };

/**
 * Hands out Philox generators. An op without seeds (0, 0) gets one made from the session's seed and
 * the op's name, so that a run can be repeated; TensorFlow would draw such seeds from the system.
 */
export class RunRandom implements RandomSource {
  private newPositions: Map<string, number> | null = null;
  private newMemories: Map<string, Int32Array> | null = null;
  private opName = '';

  constructor(
    private readonly seed: number,
    private readonly from: RandomState,
  ) {}

  /** New positions by op name, in blocks. */
  get positions(): ReadonlyMap<string, number> {
    return this.newPositions ?? NO_POSITIONS;
  }

  /** What ops remember from this run on, by op name. */
  get memories(): ReadonlyMap<string, Int32Array> {
    return this.newMemories ?? NO_MEMORIES;
  }

  /** Says whose stream the next `reserve` draws from. */
  enter(opName: string): this {
    this.opName = opName;
    return this;
  }

  reserve(seed: number, seed2: number, blocks: number): Philox {
    const { opName } = this;
    const { random, reseed = 0 } = this.from;
    const start = this.positions.get(opName) ?? random.get(opName) ?? 0;
    this.newPositions ??= new Map();
    this.newPositions.set(opName, start + blocks);
    if (seed !== 0 || seed2 !== 0) return new Philox(seed + reseed, seed2, start);
    return new Philox(this.seed + reseed, hashOf(opName), start);
  }

  recall(): Int32Array | undefined {
    return this.memories.get(this.opName) ?? this.from.memories.get(this.opName);
  }

  remember(numbers: Int32Array): void {
    this.newMemories ??= new Map();
    this.newMemories.set(this.opName, numbers);
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
