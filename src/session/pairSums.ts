/**
 * @file Sums, counts and extremes of two float32 tensors at once, by four elements at a time: a WebAssembly kernel,
 * put together here. Every sum adds in the order of the elements, so it is bit for bit the sum of a plain loop.
 *
 * Memory: from 0 on the vectors of `AT`, which each call goes on with; from `X` and `Y` on a stretch of each tensor.
 */

/** Elements of a stretch: 32 kB of each tensor, so that both stay in the nearest cache. */
const STRETCH = 8192;
const X = 1024;
const Y = X + 4 * STRETCH;
const PAGES = 2;

/** Byte addresses of the vectors that are kept. A f64x2 has x's number in its first lane and y's in the second. */
const AT = {
  /** Σ(x − c), Σ(x − c)², Σx² and, in the first lane, Σ(x − y)². */
  sum: 0, deviations: 16, squares: 32, distance: 48,
  /** What the first two are reckoned from. */
  around: 64,
  /** f32x4 extremes and i32x4 counts, every lane of its own elements. */
  minX: 80, maxX: 96, negativeX: 112, zeroX: 128,
  minY: 144, maxY: 160, negativeY: 176, zeroY: 192,
} as const;

type Kept = keyof typeof AT;
const KEPT = Object.keys(AT) as readonly Kept[];

/** What the kernel says of a tensor, without the last up to three elements. */
export interface Sums {
  sum: number;
  deviations: number;
  squares: number;
  /** The sign of a 0 is any of those that are there. */
  min: number;
  max: number;
  negative: number;
  zero: number;
}

export interface PairSums {
  readonly x: Sums;
  readonly y: Sums;
  /** Σ(x − y)² */
  readonly distance: number;
  /** Elements that are in it: a multiple of four. */
  readonly count: number;
}

/** What is kept before the first element. */
const BEGINNING = beginning();

function beginning(): Int32Array {
  const singles = new Float32Array(4 * KEPT.length);
  for (const min of [AT.minX, AT.minY]) {
    singles.fill(Infinity, min / 4, min / 4 + 4);
    singles.fill(-Infinity, min / 4 + 4, min / 4 + 8);
  }
  return new Int32Array(singles.buffer);
}

interface Kernel {
  readonly run: (count: number) => void;
  readonly singles: Float32Array;
  readonly doubles: Float64Array;
  readonly integers: Int32Array;
}

/** Undefined: nobody asked yet. Null: this machine has no such instructions, or its host forbids to make code. */
let kernel: Kernel | null | undefined;

/** The sums of `x` and `y`, of the same length, around `aroundX` and `aroundY`; null where there is no kernel. */
export function pairSums(x: Float32Array, y: Float32Array, aroundX: number, aroundY: number): PairSums | null {
  kernel ??= madeKernel();
  if (kernel === null) return null;
  const { run, singles, doubles, integers } = kernel;
  integers.set(BEGINNING);
  doubles[AT.around / 8] = aroundX;
  doubles[AT.around / 8 + 1] = aroundY;
  const count = x.length - (x.length % 4);
  for (let from = 0; from < count; from += STRETCH) {
    const to = Math.min(count, from + STRETCH);
    const isWhole = to - from === x.length;
    singles.set(isWhole ? x : x.subarray(from, to), X / 4);
    singles.set(isWhole ? y : y.subarray(from, to), Y / 4);
    run(to - from);
  }
  return {
    x: sumsOf(kernel, 0, AT.minX),
    y: sumsOf(kernel, 1, AT.minY),
    distance: doubles[AT.distance / 8]!,
    count,
  };
}

/** `from`: where the extremes and counts of the tensor are. */
function sumsOf({ singles, doubles, integers }: Kernel, lane: 0 | 1, from: number): Sums {
  const at = from / 4;
  const added = (i: number) => integers[i]! + integers[i + 1]! + integers[i + 2]! + integers[i + 3]!;
  return {
    sum: doubles[AT.sum / 8 + lane]!,
    deviations: doubles[AT.deviations / 8 + lane]!,
    squares: doubles[AT.squares / 8 + lane]!,
    min: Math.min(singles[at]!, singles[at + 1]!, singles[at + 2]!, singles[at + 3]!),
    max: Math.max(singles[at + 4]!, singles[at + 5]!, singles[at + 6]!, singles[at + 7]!),
    negative: added(at + 8),
    zero: added(at + 12),
  };
}

function madeKernel(): Kernel | null {
  let instance: WebAssembly.Instance;
  try {
    instance = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()));
  } catch (error) {
    // Plain loops give the same numbers.
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
  const { memory, run } = instance.exports as { memory: WebAssembly.Memory; run: (count: number) => void };
  const { buffer } = memory;
  return {
    run, singles: new Float32Array(buffer), doubles: new Float64Array(buffer), integers: new Int32Array(buffer),
  };
}

// ---- the module, as the binary format of WebAssembly 2.0 has it ----

const I32 = 0x7f;
const V128 = 0x7b;

/** Locals: the parameter, then what is counted up, then vectors. */
const COUNT = 0;
const PLACE = 1;
const FIRST_VECTOR = 2;
const LOCAL = Object.fromEntries(KEPT.map((name, i) => [name, FIRST_VECTOR + i])) as Record<Kept, number>;
const VX = FIRST_VECTOR + KEPT.length;
const VY = VX + 1;
const PAIRS = VX + 2;
const PAIR = VX + 3;
const VECTORS = KEPT.length + 4;

type Code = readonly number[];

const get = (local: number): Code => [0x20, ...unsigned(local)];
const set = (local: number): Code => [0x21, ...unsigned(local)];
const constant = (number: number): Code => [0x41, ...signed(number)];
const simd = (op: number): Code => [0xfd, ...unsigned(op)];
/** Alignment 2⁴, and the address that is added. */
const load = (address: number): Code => [...simd(0x00), 4, ...unsigned(address)];
const store = (address: number): Code => [...simd(0x0b), 4, ...unsigned(address)];
/** Takes floats 0 … 3 of the first operand and 4 … 7 of the second. */
const shuffle = (...floats: readonly number[]): Code =>
  [...simd(0x0d), ...floats.flatMap((float) => [0, 1, 2, 3].map((byte) => 4 * float + byte))];

const ZEROS: Code = [...constant(0), ...simd(0x11)];
const EQUAL = simd(0x41);
const LESS = simd(0x43);
const PROMOTE_LOW = simd(0x5f);
const SUBTRACT_COUNTS = simd(0xb1);
const LEAST = simd(0xea);
const GREATEST = simd(0xeb);
const ADD = simd(0xf0);
const SUBTRACT = simd(0xf1);
const MULTIPLY = simd(0xf2);

/** local = local ∘ operand */
const gather = (local: number, operand: Code, op: Code): Code => [...get(local), ...operand, ...op, ...set(local)];

/** A comparison gives −1 where it holds. */
const tallied = (vector: number, min: number, max: number, negative: number, zero: number): Code => [
  ...gather(min, get(vector), LEAST),
  ...gather(max, get(vector), GREATEST),
  ...gather(negative, [...get(vector), ...ZEROS, ...LESS], SUBTRACT_COUNTS),
  ...gather(zero, [...get(vector), ...ZEROS, ...EQUAL], SUBTRACT_COUNTS),
];

/** Adds one element of each tensor, [x, y] in float64, which is in PAIR. */
function added(): Code {
  const square = (operand: Code): Code => [...operand, ...set(VX), ...get(VX), ...get(VX), ...MULTIPLY];
  const away: Code = [...get(PAIR), ...get(LOCAL.around), ...SUBTRACT];
  const swapped: Code = [...get(PAIR), ...get(PAIR), ...shuffle(2, 3, 0, 1)];
  return [
    ...gather(LOCAL.squares, [...get(PAIR), ...get(PAIR), ...MULTIPLY], ADD),
    ...gather(LOCAL.deviations, square(away), ADD),
    ...gather(LOCAL.sum, get(VX), ADD),
    ...gather(LOCAL.distance, square([...get(PAIR), ...swapped, ...SUBTRACT]), ADD),
  ];
}

function body(): Code {
  /** Four floats x y x y that are on the stack: two elements of each. */
  const twoOfEach: Code = [
    ...set(PAIRS),
    ...get(PAIRS), ...PROMOTE_LOW, ...set(PAIR), ...added(),
    ...get(PAIRS), ...get(PAIRS), ...shuffle(2, 3, 2, 3), ...PROMOTE_LOW, ...set(PAIR), ...added(),
  ];
  const loop: Code = [
    ...get(PLACE), ...load(X), ...set(VX),
    ...get(PLACE), ...load(Y), ...set(VY),
    ...tallied(VX, LOCAL.minX, LOCAL.maxX, LOCAL.negativeX, LOCAL.zeroX),
    ...tallied(VY, LOCAL.minY, LOCAL.maxY, LOCAL.negativeY, LOCAL.zeroY),
    // The second half waits on the stack: VX is used for other things.
    ...get(VX), ...get(VY), ...shuffle(2, 6, 3, 7),
    ...get(VX), ...get(VY), ...shuffle(0, 4, 1, 5), ...twoOfEach,
    ...twoOfEach,
    // place += 16; again while place < 4·count
    ...get(PLACE), ...constant(16), 0x6a, 0x22, PLACE,
    ...get(COUNT), ...constant(2), 0x74, 0x49, 0x0d, 0,
  ];
  return [
    ...KEPT.flatMap((name) => [...constant(0), ...load(AT[name]), ...set(LOCAL[name])]),
    0x03, 0x40, ...loop, 0x0b,
    ...KEPT.flatMap((name) => [...constant(0), ...get(LOCAL[name]), ...store(AT[name])]),
    0x0b,
  ];
}

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const locals = [2, 1, I32, ...unsigned(VECTORS), V128];
  const code = sized([...locals, ...body()]);
  return new Uint8Array([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, [1, 0x60, 1, I32, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 1, PAGES, PAGES]),
    ...section(7, [2, ...text('memory'), 2, 0, ...text('run'), 0, 0]),
    ...section(10, [1, ...code]),
  ]);
}

function section(id: number, content: Code): Code {
  return [id, ...sized(content)];
}

function sized(content: Code): Code {
  return [...unsigned(content.length), ...content];
}

function text(name: string): Code {
  return sized([...name].map((character) => character.charCodeAt(0)));
}

/** LEB128 */
function unsigned(number: number): Code {
  const low = number & 0x7f;
  return number < 0x80 ? [low] : [low | 0x80, ...unsigned(number >>> 7)];
}

/** LEB128 of a number from 0 on: a set bit 6 in the last byte would be its sign. */
function signed(number: number): Code {
  const low = number & 0x7f;
  return number < 0x40 ? [low] : [low | 0x80, ...signed(number >>> 7)];
}
