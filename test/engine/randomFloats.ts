/** @file Float32 numbers of many kinds, the same in every run. */

/** A generator of numbers in [0, 1) (mulberry32). */
export function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** Any bit pattern, so also NaN, ∞ and denormals. */
function anyPattern(next: () => number): number {
  bits[0] = Math.floor(next() * 2 ** 32);
  return single[0]!;
}

function anyFinite(next: () => number): number {
  for (;;) {
    const x = anyPattern(next);
    if (Number.isFinite(x)) return x;
  }
}

export const float32Kinds: readonly ((next: () => number) => number)[] = [
  (next) => 2 * next() - 1,
  () => 0,
  () => -0,
  (next) => (next() < 0.5 ? 0 : -next()),
  (next) => (next() < 0.5 ? -0 : 0),
  (next) => (next() < 0.3 ? -0 : next()),
  anyPattern,
  anyFinite,
  (next) => 3e38 * (next() - 0.5),
  (next) => 1e-42 * (next() - 0.5),
  (next) => (next() < 0.01 ? NaN : 1),
  (next) => (next() < 0.02 ? -Infinity : next()),
  (next) => 1e6 + next(),
];

export function float32s(size: number, kind: number, seed: number): Float32Array {
  const next = uniform(seed * 31 + kind);
  return Float32Array.from({ length: size }, () => float32Kinds[kind]!(next));
}
