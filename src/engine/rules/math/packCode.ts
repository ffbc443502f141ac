/** @file Code that copies four lines of numbers so that what is used together lies together. */
import { get, i32, increase, lanes, repeat, set, unrolled, v128, when, type Bytes, type Local } from '../../wasm/code';
import type { Frame } from '../../wasm/module';

export const FLOAT = 4;
export const VECTOR = 16;

export const again = (count: Local): Bytes => set(count, i32.subtract(get(count), i32.const(1)));

/** Copies from four lines `k` elements each; the locals are left behind the ends. */
export function packLines(frame: Frame, line: readonly Local[], k: Local, out: Local, outStep: Local): Bytes {
  const [rows, mixed] = [frame.vectors(4), frame.vectors(4)];
  const transposed = (half: number, pair: Bytes): Bytes =>
    v128.shuffle(get(mixed[half]!), get(mixed[half + 2]!), pair);
  return [
    // Four steps at a time, then what is left.
    ...when(
      i32.lessUnsigned(i32.const(3), get(k)),
      repeat(
        [
          ...unrolled(4, (i) => [...set(rows[i]!, v128.load(get(line[i]!))), ...increase(line[i]!, i32.const(VECTOR))]),
          ...unrolled(2, (pair) => [
            ...set(mixed[2 * pair]!, v128.shuffle(get(rows[2 * pair]!), get(rows[2 * pair + 1]!), lanes(0, 4, 1, 5))),
            ...set(mixed[2 * pair + 1]!, v128.shuffle(get(rows[2 * pair]!), get(rows[2 * pair + 1]!), lanes(2, 6, 3, 7))),
          ]),
          ...unrolled(4, (at) => [
            ...v128.store(get(out), transposed(at >> 1, at % 2 === 0 ? lanes(0, 1, 4, 5) : lanes(2, 3, 6, 7))),
            ...increase(out, get(outStep)),
          ]),
          ...set(k, i32.subtract(get(k), i32.const(4))),
        ],
        i32.lessUnsigned(i32.const(3), get(k)),
      ),
    ),
    ...when(
      get(k),
      repeat(
        [
          ...unrolled(4, (i) => [
            ...i32.store(get(out), i32.load(get(line[i]!)), FLOAT * i),
            ...increase(line[i]!, i32.const(FLOAT)),
          ]),
          ...increase(out, get(outStep)),
          ...again(k),
        ],
        get(k),
      ),
    ),
  ];
}
