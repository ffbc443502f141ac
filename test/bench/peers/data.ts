/**
 * @file The seven workloads of shared/PERFORMANCE.md as numbers that every peer makes for itself: sizes and
 * elements by a formula, so that no file is exchanged. Knows no peer.
 */

/** Element `i` of the array with this seed: between −scale and scale, the same in every language in float64. */
export function element(i: number, seed: number, scale: number): number {
  return Math.sin((i + 1) * 12.9898 + seed * 78.233) * scale;
}

export function elements(count: number, seed: number, scale: number): Float32Array {
  return Float32Array.from({ length: count }, (_none, i) => element(i, seed, scale));
}

/** Labels 0 … classes − 1. */
export function labels(count: number, classes: number): Int32Array {
  return Int32Array.from({ length: count }, (_none, i) => (i * 7 + 3) % classes);
}

/** Layers of the two perceptrons, and how many rows a batch has. */
export const PERCEPTRONS = {
  C: { sizes: [784, 128, 64, 10], batch: 64 },
  D: { sizes: [1024, 1024, 1024, 10], batch: 256 },
} as const;

/** 5 × 5 filters, each convolution with its pool of 2 × 2. */
export const LENET = { batch: 32, side: 28, size: 5, filters: [32, 64], hidden: 1024, classes: 10 } as const;

export const REGRESSION = { rows: 1000, columns: 10, rate: 0.01, momentum: 0.9 } as const;
/** F: 250 rounds of h ← tanh(sin(h·a + b)). */
export const CHAIN = { rounds: 250, size: 100, rate: 1e-3, factor: 1.01, shift: 0.01 } as const;
export const ADAM = { rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
/** Of the global norm; A clips each gradient by its own norm, as the notes do. */
export const CLIP = 5;
export const NOTES = { w: 5, x: 10, clip: 6, rate: 1e-4 } as const;

export const WORKLOADS = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const;
export type Workload = (typeof WORKLOADS)[number];
