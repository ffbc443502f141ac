/** @file Element types, shapes and arguments as TensorFlow.js takes them, with its words where they do not fit. */
import { DOOR_TYPES } from '../door';

export type DataType = 'float32' | 'int32' | 'bool';
export type Elements = Float32Array | Int32Array | Uint8Array;
export type Nested = number | boolean | string | readonly Nested[] | ArrayLike<number>;

export function assert(holds: boolean, words: () => string): asserts holds {
  if (!holds) throw new Error(words());
}

export function typeCode(dtype: DataType): number {
  const code = DOOR_TYPES.indexOf(dtype);
  if (code < 0) throw new Error(`Tensors of dtype '${String(dtype)}' are not evaluated by this engine`);
  return code;
}

export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const dim of shape) size *= dim;
  return size;
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}

export function storeOf(dtype: DataType, size: number): Elements {
  typeCode(dtype);
  return dtype === 'float32' ? new Float32Array(size) : dtype === 'int32' ? new Int32Array(size) : new Uint8Array(size);
}

const WIDTH: Readonly<Record<string, number>> = { bool: 0, int32: 1, float32: 2 };

/** The type of a result of both, as tfjs's upcastType. */
export function upcastType(a: DataType, b: DataType): DataType {
  for (const dtype of [a, b]) typeCode(dtype);
  return WIDTH[a]! >= WIDTH[b]! ? a : b;
}

/** The shape of a list of lists; a typed array is a row. */
export function inferShape(value: unknown): number[] {
  const shape: number[] = [];
  for (let now = value; isList(now); now = now[0]) {
    shape.push(now.length);
    if (ArrayBuffer.isView(now) || now.length === 0) break;
  }
  if (Array.isArray(value)) checkRagged(value, shape, []);
  return shape;
}

function checkRagged(value: unknown, shape: readonly number[], indices: readonly number[]): void {
  const path = () => indices.join('][');
  if (!isList(value)) {
    assert(shape.length === 0, () => `Element arr[${path()}] is a primitive, but should be an array/TypedArray of ${shape[0]} elements`);
    return;
  }
  assert(shape.length > 0, () => `Element arr[${path()}] should be a primitive, but is an array of ${value.length} elements`);
  assert(
    value.length === shape[0],
    () => `Element arr[${path()}] should have ${shape[0]} elements, but has ${value.length} elements`,
  );
  if (ArrayBuffer.isView(value)) return;
  for (let i = 0; i < value.length; i++) checkRagged(value[i], shape.slice(1), [...indices, i]);
}

export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** All numbers of a list of lists, in order. */
export function flatten(value: unknown, into: unknown[] = []): unknown[] {
  if (!isList(value)) into.push(value);
  else for (let i = 0; i < value.length; i++) flatten(value[i], into);
  return into;
}

export function inferDtype(value: unknown): DataType | 'string' {
  let first = value;
  while (Array.isArray(first)) first = first[0];
  if (first instanceof Float32Array) return 'float32';
  if (first instanceof Int32Array || first instanceof Uint8Array || first instanceof Uint8ClampedArray) return 'int32';
  if (typeof first === 'boolean') return 'bool';
  if (typeof first === 'string') return 'string';
  return 'float32';
}

/** The common shape, or tfjs's words. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let i = 0; i < rank; i++) {
    const left = a[a.length - rank + i] ?? 1;
    const right = b[b.length - rank + i] ?? 1;
    assert(
      left === right || left === 1 || right === 1,
      () => `Operands could not be broadcast together with shapes ${a.join()} and ${b.join()}.`,
    );
    shape.push(left === 1 ? right : left);
  }
  return shape;
}

/** Axes counted from 0, as tfjs's parseAxisParam; none given means all. */
export function parseAxes(axis: number | readonly number[] | null | undefined, shape: readonly number[]): number[] {
  const rank = shape.length;
  const axes = axis === null || axis === undefined ? shape.map((_, i) => i) : typeof axis === 'number' ? [axis] : [...axis];
  assert(
    axes.every((one) => one >= -rank && one < rank),
    () => `All values in axis param must be in range [-${rank}, ${rank}) but got axis ${axes.join()}`,
  );
  assert(axes.every(Number.isInteger), () => `All values in axis param must be integers but got axis ${axes.join()}`);
  return axes.map((one) => (one < 0 ? rank + one : one));
}
