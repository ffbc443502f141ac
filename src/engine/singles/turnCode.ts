/**
 * @file The kernel of `turn`: how far apart two float32 tensors point, and how many elements differ by more than
 * roundings. Every sum adds in the order of the elements, so it is bit for bit the sum of a plain loop.
 */
import { f64x2, get, i32, i32x4, lanes, set, v128, type Bytes, type Local } from '../wasm/code';
import { integers, type FunctionCode } from '../wasm/module';
import { forEachFour } from './stretches';

/** Byte addresses, behind those of `pairSums`, of the vectors that each call goes on with. */
export const TURN = {
  /** [‖x‖, ‖y‖], and the share of an element that is no change, twice. */
  norms: 256, share: 272,
  /** [Σ(u − v)², Σ(u + v)²] of the unit vectors. */
  sums: 288,
  /** A count in the first lane and one in the third. */
  changed: 304,
} as const;

/** `turn(x, y, count)`: of finite numbers; `count` is a multiple of four. */
export const TURN_CODE: FunctionCode = {
  name: 'turn',
  parameters: integers(3),
  body: (frame) => {
    const [fromX, fromY, count] = [0, 1, 2];
    const place = frame.integer();
    const [norms, share, sums, changed] = frame.vectors(4) as [Local, Local, Local, Local];
    const [x, y, pairs, unit, swapped, wide] = frame.vectors(6) as [Local, Local, Local, Local, Local, Local];
    /** Adds one element of each tensor: `pair` is [x, y] in float64. */
    const added = (pair: Bytes): Bytes => [
      ...set(unit, f64x2.divide(pair, get(norms))),
      ...set(swapped, v128.shuffle(get(unit), get(unit), lanes(2, 3, 0, 1))),
      // [u − v, u + v]
      ...set(unit, v128.shuffle(f64x2.subtract(get(unit), get(swapped)), f64x2.add(get(unit), get(swapped)), lanes(0, 1, 4, 5))),
      ...set(sums, f64x2.add(get(sums), f64x2.multiply(get(unit), get(unit)))),
    ];
    const upper = (four: Local): Bytes => v128.shuffle(get(four), get(four), lanes(2, 3, 2, 3));
    const twoOfEach = (four: Bytes): Bytes => [
      ...set(pairs, four), ...added(f64x2.fromLowFloats(get(pairs))), ...added(f64x2.fromLowFloats(upper(pairs))),
    ];
    /** |x − y| > share·|x| of two elements; a comparison gives −1 where it holds. */
    const tallied = (two: Bytes, others: Bytes): Bytes => [
      ...set(wide, f64x2.fromLowFloats(two)),
      ...set(changed, i32x4.subtract(get(changed), f64x2.greater(
        f64x2.absolute(f64x2.subtract(get(wide), f64x2.fromLowFloats(others))), f64x2.multiply(get(share), f64x2.absolute(get(wide))),
      ))),
    ];
    const kept = { norms, share, sums, changed };
    return [
      ...Object.entries(kept).flatMap(([name, local]) => set(local, v128.load(i32.const(0), TURN[name as keyof typeof kept]))),
      ...forEachFour(place, count, [
        ...set(x, v128.load(i32.add(get(fromX), get(place)))),
        ...set(y, v128.load(i32.add(get(fromY), get(place)))),
        ...tallied(get(x), get(y)),
        ...tallied(upper(x), upper(y)),
        ...twoOfEach(v128.shuffle(get(x), get(y), lanes(0, 4, 1, 5))),
        ...twoOfEach(v128.shuffle(get(x), get(y), lanes(2, 6, 3, 7))),
      ]),
      ...v128.store(i32.const(0), get(sums), TURN.sums),
      ...v128.store(i32.const(0), get(changed), TURN.changed),
    ];
  },
};
