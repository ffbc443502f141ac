/** @file The element types of a tensor and how each is stored; knows nothing of graphs. */

/** Element types that the engine evaluates. The number is TensorFlow's `DataType` enum value. */
export const DTYPE_CODES = {
  float32: 1,
  float64: 2,
  int32: 3,
  uint8: 4,
  string: 7,
  int64: 9,
  bool: 10,
  resource: 20,
  variant: 21,
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
 * Storage of one tensor's elements, row-major. `int64` is held in a Float64Array and every kernel
 * that can leave the exact range ±(2⁵³ − 1) must call `checkInt64`; `bool` is 0 or 1 in a Uint8Array.
 * A `resource` is the number of an object that lives as long as the run (engine/runObjects.ts), or of
 * one that the front-end keeps; so are a `variant` and a `string`: equal texts have one number, and 0 is
 * the empty text.
 */
export type Data = Float32Array | Float64Array | Int32Array | Uint8Array;

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
      return new Float32Array(size);
    case 'float64':
    case 'int64':
    case 'string':
    case 'resource':
    case 'variant':
      return new Float64Array(size);
    case 'int32':
      return new Int32Array(size);
    case 'uint8':
    case 'bool':
      return new Uint8Array(size);
  }
}

export function isFloating(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'float64';
}

export function isInteger(dtype: DType): boolean {
  return dtype === 'int32' || dtype === 'int64' || dtype === 'uint8';
}

/**
 * Rounds a double to what `dtype` can hold, as one C++ operation on that type would:
 * float32 to nearest even, int32 wraps modulo 2³², uint8 modulo 2⁸, bool is non-zero.
 */
export function roundTo(dtype: DType, value: number): number {
  switch (dtype) {
    case 'float32':
      return Math.fround(value);
    case 'float64':
    case 'string':
    case 'resource':
    case 'variant':
      return value;
    case 'int32':
      return value | 0;
    case 'int64':
      return checkInt64(Math.trunc(value));
    case 'uint8':
      return value & 0xff;
    case 'bool':
      return value === 0 ? 0 : 1;
  }
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
