/** @file The element types of a tensor and how each is stored; knows nothing of graphs. */
import { roundingOf } from './roundings';

/** Element types that the engine evaluates. The number is TensorFlow's `DataType` enum value. */
export const DTYPE_CODES = {
  float32: 1,
  float64: 2,
  int32: 3,
  uint8: 4,
  int16: 5,
  int8: 6,
  string: 7,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  uint16: 17,
  float16: 19,
  resource: 20,
  variant: 21,
  uint32: 22,
  uint64: 23,
} as const;

export type DType = keyof typeof DTYPE_CODES;

/** Element types that are numbers. */
export type NumberType = Exclude<DType, 'string' | 'resource' | 'variant'>;

/** `dtype` as a type of numbers; the front-end refuses an op on texts before it gets here. */
export function numberType(dtype: DType): NumberType {
  if (dtype !== 'string' && dtype !== 'resource' && dtype !== 'variant') return dtype;
  throw new RangeError(`Elements of type ${dtype} are not numbers.`);
}

/**
 * Storage of one tensor's elements, row-major. `int64` and `uint64` are held in a Float64Array and
 * every kernel that can leave the exact range ±(2⁵³ − 1) must call `checkInt64`; `bool` is 0 or 1 in
 * a Uint8Array; `float16` and `bfloat16` are rounded numbers in a Float32Array (engine/roundings.ts).
 * A `resource` is the number of an object that lives as long as the run (engine/runObjects.ts), or of
 * one that the front-end keeps; so are a `variant` and a `string`: equal texts have one number, and 0 is
 * the empty text.
 */
export type Data =
  | Float32Array | Float64Array | Int32Array | Uint8Array
  | Int8Array | Int16Array | Uint16Array | Uint32Array;

const NAMES = new Map<number, DType>(
  (Object.keys(DTYPE_CODES) as DType[]).map((name) => [DTYPE_CODES[name], name]),
);

/** The dtype with TensorFlow's enum value `code`, or undefined when the engine does not evaluate it. */
export function dtypeOfCode(code: number): DType | undefined {
  return NAMES.get(code);
}

/** A zero-filled store for `size` elements of `dtype`. */
export function allocate(dtype: DType, size: number): Data {
  switch (dtype) {
    case 'float32':
    case 'float16':
    case 'bfloat16':
      return new Float32Array(size);
    case 'float64':
    case 'int64':
    case 'uint64':
    case 'string':
    case 'resource':
    case 'variant':
      return new Float64Array(size);
    case 'int32':
      return new Int32Array(size);
    case 'uint8':
    case 'bool':
      return new Uint8Array(size);
    case 'int8':
      return new Int8Array(size);
    case 'int16':
      return new Int16Array(size);
    case 'uint16':
      return new Uint16Array(size);
    case 'uint32':
      return new Uint32Array(size);
  }
}

const FLOATING: ReadonlySet<DType> = new Set(['float32', 'float64', 'float16', 'bfloat16']);
const INTEGER: ReadonlySet<DType> = new Set([
  'int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64',
]);

export function isFloating(dtype: DType): boolean {
  return FLOATING.has(dtype);
}

export function isInteger(dtype: DType): boolean {
  return INTEGER.has(dtype);
}

/**
 * Rounds a double to what `dtype` can hold, as one C++ operation on that type would: the real types
 * to nearest even, integers wrap modulo a power of two, bool is non-zero.
 */
export function roundTo(dtype: DType, value: number): number {
  if (dtype === 'bool') return value === 0 ? 0 : 1;
  if (dtype === 'int64' || dtype === 'uint64') return checkInt64(Math.trunc(value));
  if (FLOATING.has(dtype)) return roundingOf(dtype)(value);
  if (!INTEGER.has(dtype)) return value;
  const store = allocate(dtype, 1);
  store[0] = value;
  return store[0]!;
}

/** Returns `value`, or throws when it is outside ±(2⁵³ − 1), where our int64 storage is inexact. */
export function checkInt64(value: number): number {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(
      `int64 value ${value} is outside ±(2^53 − 1), the range this engine holds exactly.`,
    );
  }
  return value + 0;
}
