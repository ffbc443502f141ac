/**
 * @file The kernel of `pairSums`: sums, counts and extremes of two float32 tensors, by four elements of each at a
 * time. Every sum adds in the order of the elements, so it is bit for bit the sum of a plain loop.
 *
 * From address 0 on are the vectors of `AT`, which each call goes on with; then room for a stretch of each tensor.
 */
import { f32x4, f64x2, get, i32, i32x4, lanes, set, v128, type Bytes, type Local } from '../wasm/code';
import { integers, type FunctionCode } from '../wasm/module';
import { forEachFour } from './stretches';

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

/** `pairSums(x, y, count)`: goes on with what is kept; `count` is a multiple of four. */
export const PAIR_SUMS: FunctionCode = {
  name: 'pairSums',
  parameters: integers(3),
  body: (frame) => {
    const [fromX, fromY, count] = [0, 1, 2];
    const place = frame.integer();
    const kept = Object.fromEntries(KEPT.map((name) => [name, frame.vector()])) as Record<Kept, Local>;
    const [x, y, pairs, pair, away] = [frame.vector(), frame.vector(), frame.vector(), frame.vector(), frame.vector()];
    const zeros = i32x4.splat(i32.const(0));
    const update = (local: Local, op: (left: Bytes, right: Bytes) => Bytes, operand: Bytes): Bytes =>
      set(local, op(get(local), operand));

    // A comparison gives −1 where it holds.
    const tallied = (vector: Local, min: Local, max: Local, negative: Local, zero: Local): Bytes => [
      ...update(min, f32x4.least, get(vector)),
      ...update(max, f32x4.greatest, get(vector)),
      ...update(negative, i32x4.subtract, f32x4.less(get(vector), zeros)),
      ...update(zero, i32x4.subtract, f32x4.equal(get(vector), zeros)),
    ];
    /** Adds one element of each tensor, [x, y] in float64, which is in `pair`. */
    const added: Bytes = [
      ...update(kept.squares, f64x2.add, f64x2.multiply(get(pair), get(pair))),
      ...set(away, f64x2.subtract(get(pair), get(kept.around))),
      ...update(kept.deviations, f64x2.add, f64x2.multiply(get(away), get(away))),
      ...update(kept.sum, f64x2.add, get(away)),
      ...set(away, f64x2.subtract(get(pair), v128.shuffle(get(pair), get(pair), lanes(2, 3, 0, 1)))),
      ...update(kept.distance, f64x2.add, f64x2.multiply(get(away), get(away))),
    ];
    /** Two elements of each tensor, x y x y. */
    const twoOfEach = (four: Bytes): Bytes => [
      ...set(pairs, four),
      ...set(pair, f64x2.fromLowFloats(get(pairs))),
      ...added,
      ...set(pair, f64x2.fromLowFloats(v128.shuffle(get(pairs), get(pairs), lanes(2, 3, 2, 3)))),
      ...added,
    ];
    return [
      ...KEPT.flatMap((name) => set(kept[name], v128.load(i32.const(0), AT[name]))),
      ...forEachFour(place, count, [
        ...set(x, v128.load(i32.add(get(fromX), get(place)))),
        ...set(y, v128.load(i32.add(get(fromY), get(place)))),
        ...tallied(x, kept.minX, kept.maxX, kept.negativeX, kept.zeroX),
        ...tallied(y, kept.minY, kept.maxY, kept.negativeY, kept.zeroY),
        ...twoOfEach(v128.shuffle(get(x), get(y), lanes(0, 4, 1, 5))),
        ...twoOfEach(v128.shuffle(get(x), get(y), lanes(2, 6, 3, 7))),
      ]),
      ...KEPT.flatMap((name) => v128.store(i32.const(0), get(kept[name]), AT[name])),
    ];
  },
};
