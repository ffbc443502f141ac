/**
 * @file Shape inference with TensorFlow's words: the checks of its C++ InferenceContext. Knows no
 * op.
 */
import { valueError } from '../../errors';
import type { Shape } from '../../shape';
import { bracketText } from '../../shape';

/** One dimension as known when the graph is built. */
export type Dim = number | null;

/** `shape`, known to have `rank` dimensions. Throws ValueError when it has another rank. */
export function withRank(shape: Shape, rank: number): readonly Dim[] {
  if (shape === null) return new Array<Dim>(rank).fill(null);
  if (shape.length !== rank) {
    throw valueError(`Shape must be rank ${rank} but is rank ${shape.length}`);
  }
  return shape;
}

export function withRankAtLeast(shape: Shape, rank: number): Shape {
  if (shape !== null && shape.length < rank) {
    throw valueError(`Shape must be at least rank ${rank} but is rank ${shape.length}`);
  }
  return shape;
}

export function withRankAtMost(shape: Shape, rank: number): Shape {
  if (shape !== null && shape.length > rank) {
    throw valueError(`Shape must be at most rank ${rank} but is rank ${shape.length}`);
  }
  return shape;
}

/** The dimension that two equal dimensions share. */
export function mergeDim(a: Dim, b: Dim): Dim {
  if (a !== null && b !== null && a !== b) {
    throw valueError(`Dimensions must be equal, but are ${a} and ${b}`);
  }
  return a ?? b;
}

export function withValue(dim: Dim, value: number): number {
  if (dim !== null && dim !== value) {
    throw valueError(`Dimension must be ${value} but is ${dim}`);
  }
  return value;
}

/** The shape that two equal shapes share. */
export function mergeEqual(a: Shape, b: Shape): Shape {
  if (a === null) return b;
  if (b === null) return a;
  if (a.length !== b.length) {
    throw valueError(`Shapes must be equal rank, but are ${a.length} and ${b.length}`);
  }
  return a.map((x, i) => {
    const y = b[i]!;
    if (x !== null && y !== null && x !== y) {
      throw valueError(
        `Dimension ${i} in both shapes must be equal, but are ${x} and ${y}. ` +
          `Shapes are ${bracketText(a)} and ${bracketText(b)}.`,
      );
    }
    return x ?? y;
  });
}

export function concatenate(...parts: readonly Shape[]): Shape {
  const out: Dim[] = [];
  for (const part of parts) {
    if (part === null) return null;
    out.push(...part);
  }
  return out;
}

export function plus(a: Dim, b: Dim): Dim {
  return a === null || b === null ? null : a + b;
}

export function times(a: Dim, b: Dim): Dim {
  if (a === 0 || b === 0) return 0;
  return a === null || b === null ? null : a * b;
}

/** Product of the dimensions, null when one is unknown. */
export function elementCount(shape: Shape): Dim {
  return shape === null ? null : shape.reduce<Dim>(times, 1);
}

/** `dim / divisor`. Throws ValueError when it leaves a remainder. */
export function dividedBy(dim: Dim, divisor: number): Dim {
  if (dim === null) return null;
  if (divisor <= 0 || dim % divisor !== 0) {
    throw valueError(`Dimension size must be evenly divisible by ${divisor} but is ${dim}`);
  }
  return dim / divisor;
}

/** `axis` counted from the front; outside [0, rank) when it does not fit. */
export function axisOf(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

export function unknown(rank: number): readonly Dim[] {
  return new Array<Dim>(rank).fill(null);
}
