/** @file Walks several strided arrays of one shape together; knows shapes and byte offsets only. */

/**
 * One inner run: byte offsets of the operands, and how many elements follow along the inner axis.
 */
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
  const count = operands.length;
  const merged: number[] = [];
  const strides: number[][] = [];
  for (let k = 0; k < count; k++) strides.push([]);
  for (let axis = 0; axis < shape.length; axis++) {
    const length = shape[axis]!;
    if (length === 1) continue;
    const last = merged.length - 1;
    let joins = last >= 0;
    for (let k = 0; joins && k < count; k++) {
      joins = strides[k]![last] === operands[k]![axis]! * length;
    }
    if (joins) {
      merged[last]! *= length;
      for (let k = 0; k < count; k++) strides[k]![last] = operands[k]![axis]!;
    } else {
      merged.push(length);
      for (let k = 0; k < count; k++) strides[k]!.push(operands[k]![axis]!);
    }
  }
  return { shape: merged, strides };
}

/** Calls `run` for each inner run of at most `limit` elements. */
export function forEachRun(nest: LoopNest, limit: number, run: Run): void {
  const depth = nest.shape.length;
  const count = nest.strides.length;
  const at = new Array<number>(count).fill(0);
  if (depth === 0) return run(at, 1);
  const inner = nest.shape[depth - 1]!;
  if (depth === 1 && inner <= limit) {
    if (inner > 0) run(at, inner);
    return;
  }
  if (nest.shape.includes(0)) return;
  const offsets = new Array<number>(count).fill(0);
  const index = new Array<number>(depth).fill(0);
  for (;;) {
    for (let done = 0; done < inner; done += limit) {
      for (let k = 0; k < count; k++) {
        at[k] = done === 0 ? offsets[k]! : offsets[k]! + done * nest.strides[k]![depth - 1]!;
      }
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
