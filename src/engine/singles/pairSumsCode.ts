/**
 * @file The kernel of `pairSums`: sums, counts and extremes of two float32 tensors, by four elements of each at a
 * time. Every sum adds in the order of the elements, so it is bit for bit the sum of a plain loop.
 *
 * From address 0 on are the vectors of `AT`, which each call goes on with; then room for a stretch of each tensor.
 */
import type { Code, FunctionCode } from './code';
import { forEachFour, gather, get, I32, integer, load, set, shuffle, simd, store } from './code';

/** Elements of a stretch: 32 kB of each tensor, so that both stay in the nearest cache. */
export const STRETCH = 8192;
export const X = 1024;
export const Y = X + 4 * STRETCH;
export const PAIR_SUMS_END = Y + 4 * STRETCH;

/** Byte addresses of the vectors that are kept. A f64x2 has x's number in its first lane and y's in the second. */
export const AT = {
  /** Σ(x − c), Σ(x − c)², Σx² and, in the first lane, Σ(x − y)². */
  sum: 0, deviations: 16, squares: 32, distance: 48,
  /** What the first two are reckoned from. */
  around: 64,
  /** f32x4 extremes and i32x4 counts, every lane of its own elements. */
  minX: 80, maxX: 96, negativeX: 112, zeroX: 128,
  minY: 144, maxY: 160, negativeY: 176, zeroY: 192,
} as const;

type Kept = keyof typeof AT;
export const KEPT = Object.keys(AT) as readonly Kept[];

/** Locals: addresses of the two stretches and their elements, the place in them, then vectors. */
const [FROM_X, FROM_Y, COUNT, PLACE, FIRST_VECTOR] = [0, 1, 2, 3, 4] as const;
const LOCAL = Object.fromEntries(KEPT.map((name, i) => [name, FIRST_VECTOR + i])) as Record<Kept, number>;
const VX = FIRST_VECTOR + KEPT.length;
const VY = VX + 1;
const PAIRS = VX + 2;
const PAIR = VX + 3;

const ZEROS: Code = [...integer(0), ...simd(0x11)];
const EQUAL = simd(0x41);
const LESS = simd(0x43);
const PROMOTE_LOW = simd(0x5f);
const SUBTRACT_COUNTS = simd(0xb1);
const LEAST = simd(0xea);
const GREATEST = simd(0xeb);
const ADD = simd(0xf0);
const SUBTRACT = simd(0xf1);
const MULTIPLY = simd(0xf2);

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

/** Two elements of each tensor, x y x y, that are on the stack. */
const twoOfEach: Code = [
  ...set(PAIRS),
  ...get(PAIRS), ...PROMOTE_LOW, ...set(PAIR), ...added(),
  ...get(PAIRS), ...get(PAIRS), ...shuffle(2, 3, 2, 3), ...PROMOTE_LOW, ...set(PAIR), ...added(),
];

/** `pairSums(x, y, count)`: goes on with what is kept; `count` is a multiple of four. */
export const PAIR_SUMS: FunctionCode = {
  name: 'pairSums',
  parameters: [I32, I32, I32],
  result: null,
  integers: 1,
  vectors: KEPT.length + 4,
  body: [
    ...KEPT.flatMap((name) => [...integer(0), ...load(AT[name]), ...set(LOCAL[name])]),
    ...forEachFour(PLACE, COUNT, [
      ...get(FROM_X), ...get(PLACE), 0x6a, ...load(), ...set(VX),
      ...get(FROM_Y), ...get(PLACE), 0x6a, ...load(), ...set(VY),
      ...tallied(VX, LOCAL.minX, LOCAL.maxX, LOCAL.negativeX, LOCAL.zeroX),
      ...tallied(VY, LOCAL.minY, LOCAL.maxY, LOCAL.negativeY, LOCAL.zeroY),
      // The second half waits on the stack: VX is used for other things.
      ...get(VX), ...get(VY), ...shuffle(2, 6, 3, 7),
      ...get(VX), ...get(VY), ...shuffle(0, 4, 1, 5), ...twoOfEach,
      ...twoOfEach,
    ]),
    ...KEPT.flatMap((name) => [...integer(0), ...get(LOCAL[name]), ...store(AT[name])]),
  ],
};
