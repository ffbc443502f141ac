/** @file The loop over a stretch of float32 numbers that the kernels of this folder have. */
import { get, i32, increase, repeat, type Bytes, type Local } from '../wasm/code';

/** `place` = 0, 16, 32 … as long as it is below 4·`count`: four floats at a time; once at least. */
export const forEachFour = (place: Local, count: Local, body: Bytes): Bytes =>
  repeat(
    [...body, ...increase(place, i32.const(16))],
    i32.lessUnsigned(get(place), i32.shiftLeft(get(count), i32.const(2))),
  );
