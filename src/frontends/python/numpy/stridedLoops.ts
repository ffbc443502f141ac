/** @file Walks several strided arrays of one shape together; knows shapes and byte offsets only. */

/** One inner run: byte offsets of the operands, and how many elements follow along the inner axis. */
export type Run = (offsets: readonly number[], n: number) => void;

/** A nest of loops: merged shape, outermost first, and for each operand its byte strides. */
export interface LoopNest {
  readonly shape: number[];
  readonly strides: number[][];
}

/** Drops axes of length 1 and merges neighbours that every operand walks as one axis. */
export function collapse(
  shape: readonly number[], operands: readonly (readonly number[])[],
): LoopNest {
  const merged: LoopNest = { shape: [], strides: operands.map(() => []) };
  for (let axis = 0; axis < shape.length; axis++) {
    const length = shape[axis]!;
    if (length === 1) continue;
    const last = merged.shape.length - 1;
    const joins = last >= 0 && operands.every((strides, k) =>
      merged.strides[k]![last] === strides[axis]! * length);
    if (joins) {
      merged.shape[last]! *= length;
      operands.forEach((strides, k) => { merged.strides[k]![last] = strides[axis]!; });
    } else {
      merged.shape.push(length);
      operands.forEach((strides, k) => merged.strides[k]!.push(strides[axis]!));
    }
  }
  return merged;
}

/** Calls `run` for each inner run of at most `limit` elements. */
export function forEachRun(nest: LoopNest, limit: number, run: Run): void {
  const depth = nest.shape.length;
  const count = nest.strides.length;
  if (nest.shape.includes(0)) return;
  const offsets = new Array<number>(count).fill(0);
  if (depth === 0) return run(offsets, 1);
  const inner = nest.shape[depth - 1]!;
  const steps = nest.strides.map((strides) => strides[depth - 1]!);
  const index = new Array<number>(depth).fill(0);
  const at = new Array<number>(count).fill(0);
  for (;;) {
    for (let done = 0; done < inner; done += limit) {
      for (let k = 0; k < count; k++) at[k] = offsets[k]! + done * steps[k]!;
      run(at, Math.min(limit, inner - done));
    }
    let axis = depth - 2;
    for (; axis >= 0; axis--) {
      for (let k = 0; k < count; k++) offsets[k]! += nest.strides[k]![axis]!;
      if (++index[axis]! < nest.shape[axis]!) break;
      for (let k = 0; k < count; k++) offsets[k]! -= nest.strides[k]![axis]! * nest.shape[axis]!;
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}

/** The byte step of operand `k` along the innermost axis. */
export function innerStep(nest: LoopNest, k: number): number {
  return nest.strides[k]![nest.shape.length - 1] ?? 0;
}
