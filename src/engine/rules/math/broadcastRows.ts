/** @file How two row-major tensors are walked when one is broadcast: rows with constant steps. */
import type { Dims } from '../../shape';
import { sizeOf } from '../../shape';

/**
 * A walk over `rows` rows of `length` outputs each. Inside a row operand a advances by `aStep`
 * elements (0 or more) per output, and row r starts at `aStarts[r]`; b likewise.
 */
export interface Rows {
  readonly length: number;
  readonly rows: number;
  readonly aStep: number;
  readonly bStep: number;
  readonly aStarts: Int32Array;
  readonly bStarts: Int32Array;
}

/** For every element of `out`, the index of the element of `dims` that is broadcast there. */
export function broadcastIndices(dims: Dims, out: Dims): Int32Array {
  const steps = stepsIn(dims, out.length);
  const axes = out.map((size, i) => ({ size, a: steps[i]!, b: 0 }));
  return startsOf(axes, 'a', sizeOf(out));
}

interface Axis {
  size: number;
  a: number;
  b: number;
}

/** The walk for operands of shapes `a` and `b` whose broadcast is `out`. */
export function broadcastRows(a: Dims, b: Dims, out: Dims): Rows {
  const axes = mergedAxes(a, b, out);
  const inner = axes.pop() ?? { size: sizeOf(out), a: 0, b: 0 };
  const rows = axes.reduce((product, axis) => product * axis.size, 1);
  return {
    length: inner.size,
    rows,
    aStep: inner.a,
    bStep: inner.b,
    aStarts: startsOf(axes, 'a', rows),
    bStarts: startsOf(axes, 'b', rows),
  };
}

/** Axes of `out` with the step of each operand, neighbours that are walked as one merged. */
function mergedAxes(a: Dims, b: Dims, out: Dims): Axis[] {
  const aSteps = stepsIn(a, out.length);
  const bSteps = stepsIn(b, out.length);
  const merged: Axis[] = [];
  for (let i = 0; i < out.length; i++) {
    const size = out[i]!;
    if (size === 1) continue;
    const axis: Axis = { size, a: aSteps[i]!, b: bSteps[i]! };
    const last = merged[merged.length - 1];
    if (last !== undefined && last.a === axis.a * size && last.b === axis.b * size) {
      last.size *= size;
      last.a = axis.a;
      last.b = axis.b;
    } else {
      merged.push(axis);
    }
  }
  return merged;
}

/** Step per axis of the output, 0 where `dims` is broadcast. */
function stepsIn(dims: Dims, rank: number): number[] {
  const steps = new Array<number>(rank).fill(0);
  let step = 1;
  for (let i = 1; i <= dims.length; i++) {
    const dim = dims[dims.length - i]!;
    if (dim !== 1) steps[rank - i] = step;
    step *= dim;
  }
  return steps;
}

function startsOf(axes: readonly Axis[], operand: 'a' | 'b', rows: number): Int32Array {
  const starts = new Int32Array(rows);
  let filled = 1;
  for (const axis of axes) {
    const before = starts.slice(0, filled);
    for (let i = 0; i < filled; i++) {
      for (let j = 0; j < axis.size; j++) {
        starts[i * axis.size + j] = before[i]! + j * axis[operand];
      }
    }
    filled *= axis.size;
  }
  return starts;
}
