/** @file Static and concrete shapes: sizes, broadcasting, merging; knows nothing of data. */
import { valueError } from './errors';

/** A concrete shape. `[]` is a scalar. */
export type Dims = readonly number[];

/** A shape as known when the graph is built: null for an unknown dimension, null for unknown rank. */
export type Shape = readonly (number | null)[] | null;

/** Number of elements; 1 for a scalar. */
export function sizeOf(dims: Dims): number {
  let size = 1;
  for (const dim of dims) size *= dim;
  return size;
}

export function isFullyKnown(shape: Shape): shape is Dims {
  return shape !== null && shape.every((dim) => dim !== null);
}

export function sameDims(a: Dims, b: Dims): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}

/** Elements to skip per dimension of a row-major tensor, in elements. */
export function stridesOf(dims: Dims): number[] {
  const strides = new Array<number>(dims.length);
  let step = 1;
  for (let i = dims.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= dims[i]!;
  }
  return strides;
}

/** `(2, 3)`, `(?, 3)`, `<unknown>`: as TensorFlow prints a static shape. */
export function shapeText(shape: Shape): string {
  if (shape === null) return '<unknown>';
  const inner = shape.map((dim) => (dim === null ? '?' : String(dim))).join(', ');
  return shape.length === 1 ? `(${inner},)` : `(${inner})`;
}

/** `[2,3]`, `[?,3]`: as TensorFlow's C++ messages print a shape. */
export function bracketText(shape: Shape): string {
  return shape === null ? '<unknown>' : `[${shape.map((dim) => dim ?? '?').join(',')}]`;
}

/** As `bracketText`, in the words of shape inference: `?` for an unknown rank. */
export function inferredText(shape: Shape): string {
  return shape === null ? '?' : bracketText(shape);
}

/** Shape of a broadcast of `a` and `b`, or null when they do not broadcast. NumPy's rule. */
export function broadcastDims(a: Dims, b: Dims): number[] | null {
  const rank = Math.max(a.length, b.length);
  const out = new Array<number>(rank);
  for (let i = 1; i <= rank; i++) {
    const x = i <= a.length ? a[a.length - i]! : 1;
    const y = i <= b.length ? b[b.length - i]! : 1;
    if (x !== y && x !== 1 && y !== 1) return null;
    out[rank - i] = x === 1 ? y : x;
  }
  return out;
}

/** As `broadcastDims` for shapes of which a part is unknown; `undefined` when they cannot agree. */
export function broadcastShapes(a: Shape, b: Shape): Shape | undefined {
  if (a === null || b === null) return null;
  if (a.length === b.length && a.every((x, i) => x === b[i])) return a; // Shared, not stored twice.
  const rank = Math.max(a.length, b.length);
  const out = new Array<number | null>(rank);
  for (let i = 1; i <= rank; i++) {
    const x = i <= a.length ? a[a.length - i]! : 1;
    const y = i <= b.length ? b[b.length - i]! : 1;
    if (x === 1) out[rank - i] = y;
    else if (y === 1) out[rank - i] = x;
    else if (x === null || y === null) out[rank - i] = x ?? y;
    else if (x !== y) return undefined;
    else out[rank - i] = x;
  }
  return out;
}

/** What both shapes say together. Throws ValueError when they contradict each other. */
export function mergeShapes(a: Shape, b: Shape): Shape {
  if (a === null) return b;
  if (b === null) return a;
  const clash = () => valueError(`Shapes ${shapeText(a)} and ${shapeText(b)} are not compatible`);
  if (a.length !== b.length) throw clash();
  // Most merges tell nothing new; a shape that is shared is not stored twice.
  if (a.every((x, i) => x !== null && x === b[i])) return a;
  return a.map((x, i) => {
    const y = b[i]!;
    if (x !== null && y !== null && x !== y) throw clash();
    return x ?? y;
  });
}

/** True when a tensor of concrete shape `dims` may be given where `shape` is declared. */
export function accepts(shape: Shape, dims: Dims): boolean {
  return (
    shape === null ||
    (shape.length === dims.length && shape.every((dim, i) => dim === null || dim === dims[i]))
  );
}

/** Axis as a non-negative number. Throws ValueError when `axis` is outside [−rank, rank). */
export function normalizeAxis(axis: number, rank: number): number {
  if (axis < -rank || axis >= rank) {
    throw valueError(`Invalid reduction dimension ${axis} for input with ${rank} dimensions.`);
  }
  return axis < 0 ? axis + rank : axis;
}
