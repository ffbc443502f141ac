/**
 * @file What a strided slice means for one shape: its starts, steps and sizes per input dimension.
 */
import type { SliceMasks } from './attributes';
import type { Dim } from './staticShape';

export interface SliceBounds {
  /** null while the graph is built and the bound is not known. */
  readonly begin: readonly number[] | null;
  readonly end: readonly number[] | null;
  readonly strides: readonly number[];
}

export interface ResolvedSlice {
  readonly starts: readonly number[];
  readonly steps: readonly number[];
  /** Elements taken per input dimension; a shrunken dimension counts 1. */
  readonly sizes: readonly Dim[];
  /** The output's shape: with new axes, without shrunken ones. */
  readonly finalShape: readonly Dim[];
}

/** One entry per input dimension, after the ellipsis is spelled out. */
interface DenseEntry {
  readonly begin: number | null;
  readonly end: number | null;
  readonly stride: number;
  readonly beginMasked: boolean;
  readonly endMasked: boolean;
  readonly shrinks: boolean;
}

const WHOLE: DenseEntry = {
  begin: 0, end: 0, stride: 1, beginMasked: true, endMasked: true, shrinks: false,
};

/**
 * Resolves a slice of `shape` (strided_slice_op.cc, ValidateStridedSliceOp). `makeError` gives the
 * error its kind: ValueError while the graph is built, InvalidArgumentError when it runs.
 */
export function resolveSlice(
  shape: readonly Dim[],
  bounds: SliceBounds,
  masks: SliceMasks,
  makeError: (message: string) => Error,
): ResolvedSlice {
  const { entries, layout } = spellOut(shape.length, bounds, masks, makeError);
  const starts: number[] = [];
  const steps: number[] = [];
  const sizes: Dim[] = [];
  entries.forEach((entry, i) => {
    const { start, size } = resolveEntry(entry, shape[i]!, i, makeError);
    starts.push(start);
    steps.push(entry.shrinks ? 1 : entry.stride);
    sizes.push(size);
  });
  const finalShape = layout.map((axis) => (axis === 'new' ? 1 : sizes[axis]!));
  return { starts, steps, sizes, finalShape };
}

function spellOut(
  rank: number,
  { begin, end, strides }: SliceBounds,
  masks: SliceMasks,
  makeError: (message: string) => Error,
): { entries: DenseEntry[]; layout: (number | 'new')[] } {
  const count = strides.length;
  const has = (mask: number, i: number) => ((mask >> i) & 1) === 1;
  const ellipsis = Array.from({ length: count }, (_, i) => i).filter((i) =>
    has(masks.ellipsisMask, i),
  );
  if (ellipsis.length > 1) throw makeError('Multiple ellipses in slice spec not allowed');
  const at = ellipsis[0] ?? count;
  const isNew = (i: number) => i !== at && has(masks.newAxisMask, i);
  let named = 0;
  for (let i = 0; i < count; i++) if (i !== at && !isNew(i)) named++;
  const entries: DenseEntry[] = [];
  const layout: (number | 'new')[] = [];
  const addWhole = () => {
    for (let n = rank - named; n > 0; n--) {
      layout.push(entries.length);
      entries.push(WHOLE);
    }
  };
  for (let i = 0; i < count; i++) {
    if (i === at) addWhole();
    else if (isNew(i)) layout.push('new');
    else {
      if (entries.length === rank) {
        throw makeError(
          `Index out of range using input dim ${rank}; input has only ${rank} dims`,
        );
      }
      const shrinks = has(masks.shrinkAxisMask, i);
      if (!shrinks) layout.push(entries.length);
      entries.push({
        begin: begin?.[i] ?? null,
        end: end?.[i] ?? null,
        stride: strides[i]!,
        beginMasked: has(masks.beginMask, i),
        endMasked: has(masks.endMask, i),
        shrinks,
      });
    }
  }
  if (at === count) addWhole();
  return { entries, layout };
}

function resolveEntry(
  { begin, end, stride, beginMasked, endMasked, shrinks }: DenseEntry,
  dim: Dim,
  i: number,
  makeError: (message: string) => Error,
): { start: number; size: Dim } {
  if (stride === 0) throw makeError(`strides[${i}] must be non-zero`);
  if (shrinks) {
    if (stride <= 0) throw makeError('only stride 1 allowed on non-range indexing.');
    if (dim === null || begin === null) return { start: 0, size: 1 };
    const index = beginMasked ? 0 : begin;
    const start = index < 0 ? index + dim : index;
    if (start < 0 || start >= dim) {
      throw makeError(`slice index ${start} of dimension ${i} out of bounds.`);
    }
    return { start, size: 1 };
  }
  if (dim === null) return { start: 0, size: null };
  const isKnown = (begin !== null || beginMasked) && (end !== null || endMasked);
  if (!isKnown) return { start: 0, size: null };
  const lowest = stride > 0 ? 0 : -1;
  const highest = stride > 0 ? dim : dim - 1;
  const clamp = (x: number) => {
    const forward = x < 0 ? dim + x : x;
    return Math.min(Math.max(forward, lowest), highest);
  };
  const start = beginMasked ? (stride > 0 ? lowest : highest) : clamp(begin!);
  const stop = endMasked ? (stride > 0 ? highest : lowest) : clamp(end!);
  return { start, size: Math.max(0, Math.ceil((stop - start) / stride)) };
}
