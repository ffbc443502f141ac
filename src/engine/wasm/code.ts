/**
 * @file WebAssembly instructions as bytes (WebAssembly specification 2.0, section 5.4, with the relaxed vector
 * instructions of 3.0). An expression is the bytes that leave its value on the stack; a statement leaves nothing.
 */

export type Bytes = readonly number[];

export const I32 = 0x7f;
export const F32 = 0x7d;
export const F64 = 0x7c;
export const V128 = 0x7b;
export type ValueType = typeof I32 | typeof F32 | typeof F64 | typeof V128;

export type Local = number;

export const unsigned = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];

export const signed = (value: number): number[] => {
  const isLast = value >= -64 && value < 64;
  return isLast ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
};

export const get = (local: Local): Bytes => [0x20, ...unsigned(local)];
export const set = (local: Local, value: Bytes): Bytes => [...value, 0x21, ...unsigned(local)];

const unary = (code: Bytes) => (value: Bytes): Bytes => [...value, ...code];
const binary = (code: Bytes) => (left: Bytes, right: Bytes): Bytes => [...left, ...right, ...code];
const vector = (code: number): number[] => [0xfd, ...unsigned(code)];
/** A memory access `offset` bytes from the address on the stack, `align` its power of two. */
const access = (code: Bytes, align: number, offset: number): Bytes => [...code, align, ...unsigned(offset)];

export const i32 = {
  const: (value: number): Bytes => [0x41, ...signed(value)],
  add: binary([0x6a]),
  subtract: binary([0x6b]),
  multiply: binary([0x6c]),
  lessUnsigned: binary([0x49]),
  load: (address: Bytes, offset = 0): Bytes => [...address, ...access([0x28], 2, offset)],
  store: (address: Bytes, value: Bytes, offset = 0): Bytes => [...address, ...value, ...access([0x36], 2, offset)],
  shiftLeft: binary([0x74]),
  and: binary([0x71]),
  equal: binary([0x46]),
  isZero: unary([0x45]),
  /** Of addresses: both operands are emitted twice. */
  least: (left: Bytes, right: Bytes): Bytes => [...left, ...right, ...left, ...right, 0x49, 0x1b],
};

/** A word in memory that several threads read and change; the functions with a result leave it on the stack. */
const atomic = (code: number, address: number): number[] => [0xfe, code, 2, ...unsigned(address)];
const at = i32.const(0);

export const atomics = {
  load: (address: number): Bytes => [...at, ...atomic(0x10, address)],
  store: (address: number, value: Bytes): Bytes => [...at, ...value, ...atomic(0x17, address)],
  /** What it was before. */
  add: (address: number, value: Bytes): Bytes => [...at, ...value, ...atomic(0x1e, address)],
  subtract: (address: number, value: Bytes): Bytes => [...at, ...value, ...atomic(0x25, address)],
  /** What it was before; `value` is stored if that is `expected`. */
  exchangeIf: (address: number, expected: Bytes, value: Bytes): Bytes => [...at, ...expected, ...value, ...atomic(0x48, address)],
  /** Sleeps until it is notified, unless the word is another one than `expected` by then. */
  wait: (address: number, expected: Bytes): Bytes => [...at, ...expected, 0x42, 0x7f, ...atomic(0x01, address), DROP],
  /** Wakes all who wait. */
  notify: (address: number): Bytes => [...at, ...i32.const(-1), ...atomic(0x00, address), DROP],
};

const DROP = 0x1a;

/** A call of the function with this number, with its arguments. */
export const call = (index: number, ...args: readonly Bytes[]): Bytes => [...args.flat(), 0x10, ...unsigned(index)];

/** `local += value` */
export const increase = (local: Local, value: Bytes): Bytes => set(local, i32.add(get(local), value));

/** `align` of vectors: 4 or 8 bytes are what an array's elements promise. */
const ELEMENTS = 2;

export const v128 = {
  zero: [...vector(0x0c), ...new Array<number>(16).fill(0)] as Bytes,
  load: (address: Bytes, offset = 0): Bytes => [...address, ...access(vector(0), ELEMENTS, offset)],
  store: (address: Bytes, value: Bytes, offset = 0): Bytes => [...address, ...value, ...access(vector(0x0b), ELEMENTS, offset)],
  /** One element of 32 bits in all four lanes. */
  splat32: (address: Bytes, offset = 0): Bytes => [...address, ...access(vector(0x09), ELEMENTS, offset)],
  /** One element of 64 bits in both lanes. */
  splat64: (address: Bytes, offset = 0): Bytes => [...address, ...access(vector(0x0a), ELEMENTS, offset)],
  /** Sixteen bytes, numbered through both operands. */
  shuffle: (left: Bytes, right: Bytes, lanes: Bytes): Bytes => [...left, ...right, ...vector(0x0d), ...lanes],
  /** The vector with its lane of 32 bits read anew. */
  loadLane32: (address: Bytes, into: Bytes, lane: number, offset = 0): Bytes =>
    [...address, ...into, ...access(vector(0x56), ELEMENTS, offset), lane],
  storeLane32: (address: Bytes, value: Bytes, lane: number, offset = 0): Bytes =>
    [...address, ...value, ...access(vector(0x5a), ELEMENTS, offset), lane],
  /** 1 where any bit is set. */
  anyTrue: unary(vector(0x53)),
  not: unary(vector(0x4d)),
  and: binary(vector(0x4e)),
  /** left and not right */
  andNot: binary(vector(0x4f)),
  or: binary(vector(0x50)),
  xor: binary(vector(0x51)),
  /** The bits of `yes` where `mask` has ones, of `no` elsewhere. */
  select: (yes: Bytes, no: Bytes, mask: Bytes): Bytes => [...yes, ...no, ...mask, ...vector(0x52)],
};

/** Comparisons give lanes of ones and zeros. */
export const f32x4 = {
  /** The same f32 in every lane. */
  splat: unary(vector(0x13)),
  /** One lane as f32. */
  lane: (value: Bytes, lane: number): Bytes => [...value, ...vector(0x1f), lane],
  withLane: (value: Bytes, lane: number, single: Bytes): Bytes => [...value, ...single, ...vector(0x20), lane],
  equal: binary(vector(0x41)),
  less: binary(vector(0x43)),
  greater: binary(vector(0x44)),
  atLeast: binary(vector(0x46)),
  floor: unary(vector(0x68)),
  absolute: unary(vector(0xe0)),
  negate: unary(vector(0xe1)),
  root: unary(vector(0xe3)),
  add: binary(vector(0xe4)),
  subtract: binary(vector(0xe5)),
  multiply: binary(vector(0xe6)),
  divide: binary(vector(0xe7)),
  /** NaN where either is; −0 below 0. */
  min: binary(vector(0xe8)),
  max: binary(vector(0xe9)),
  /** right < left ? right : left, and right > left ? right : left: of NaN the left one. */
  least: binary(vector(0xea)),
  greatest: binary(vector(0xeb)),
  /** left × right + sum, rounded once where the processor has such an instruction; else perhaps twice. */
  relaxedMultiplyAdd: (left: Bytes, right: Bytes, sum: Bytes): Bytes => [...left, ...right, ...sum, ...vector(0x105)],
};

export const i32x4 = {
  /** The same i32 in every lane. */
  splat: unary(vector(0x11)),
  lane: (value: Bytes, lane: number): Bytes => [...value, ...vector(0x1b), lane],
  shiftLeft: (value: Bytes, bits: number): Bytes => [...value, ...i32.const(bits), ...vector(0xab)],
  shiftRight: (value: Bytes, bits: number): Bytes => [...value, ...i32.const(bits), ...vector(0xac)],
  shiftRightUnsigned: (value: Bytes, bits: number): Bytes => [...value, ...i32.const(bits), ...vector(0xad)],
  add: binary(vector(0xae)),
  subtract: binary(vector(0xb1)),
  /** Towards 0; NaN gives 0, what does not fit the nearest that does. */
  fromFloats: unary(vector(0xf8)),
};

export const f64x2 = {
  add: binary(vector(0xf0)),
  subtract: binary(vector(0xf1)),
  multiply: binary(vector(0xf2)),
  divide: binary(vector(0xf3)),
  absolute: unary(vector(0xec)),
  greater: binary(vector(0x4a)),
  /** The first two float32. */
  fromLowFloats: unary(vector(0x5f)),
  /** Rounded to float32 and back. */
  throughSingle: unary([...vector(0x5e), ...vector(0x5f)]),
};

/** The f32 that `function` of its f64 is rounded to. */
export const callSingle = (index: number, single: Bytes): Bytes => [...single, 0xbb, 0x10, ...unsigned(index), 0xb6];

/** The body, and again as long as `condition` (read after it) is not 0. */
export const repeat = (body: Bytes, condition: Bytes): Bytes => [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b];

/** The body when `condition` is not 0. */
export const when = (condition: Bytes, body: Bytes): Bytes => [...condition, 0x04, 0x40, ...body, 0x0b];

/** The bytes of lanes of 32 bits, numbered through both operands of a shuffle. */
export const lanes = (...numbers: readonly number[]): Bytes => numbers.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte));

/** The body for each of 0 … count − 1, while the code is emitted. */
export const unrolled = (count: number, body: (index: number) => Bytes): Bytes =>
  Array.from({ length: count }, (_, index) => body(index)).flat();
