/** @file Σ x²/2 of many float32 in the order in which Eigen adds them, eight at a time in WebAssembly. */
import type { Data } from '../../dtypes';
import { f32x4, get, i32, increase, repeat, set, v128 } from '../../wasm/code';
import { instanceOf, integers, type FunctionCode } from '../../wasm/module';
import { eigenSum, PACKED_LEAF } from './eigenSum';

const PACKET = 8;
const FLOAT = 4;
const VECTOR = 16;
/** Two vectors with the eight sums, one with ½, then the elements. */
const HALF = 2 * VECTOR;
const ELEMENTS = 3 * VECTOR;

const addSquares: FunctionCode = {
  name: 'addSquares',
  parameters: integers(1),
  body: (frame) => {
    const end = 0;
    const [at, low, high, half, x] = [frame.integer(), frame.vector(), frame.vector(), frame.vector(), frame.vector()];
    const added = (sum: number, offset: number) => [
      ...set(x, v128.load(get(at), offset)),
      ...set(sum, f32x4.add(get(sum), f32x4.multiply(f32x4.multiply(get(x), get(x)), get(half)))),
    ];
    return [
      ...set(at, i32.const(ELEMENTS)),
      ...set(half, v128.load(i32.const(0), HALF)),
      ...repeat(
        [...added(low, 0), ...added(high, VECTOR), ...increase(at, i32.const(2 * VECTOR))], i32.lessUnsigned(get(at), get(end)),
      ),
      ...v128.store(i32.const(0), get(low)),
      ...v128.store(i32.const(0), get(high), VECTOR),
    ];
  },
};

interface Kernel {
  readonly floats: Float32Array;
  readonly addSquares: (end: number) => void;
}

let made: Kernel | null | undefined;

function kernel(): Kernel | null {
  if (made !== undefined) return made;
  const module = instanceOf<Pick<Kernel, 'addSquares'>>([addSquares]);
  if (module === null) return (made = null);
  const floats = new Float32Array(module.memory.buffer);
  floats.fill(0.5, HALF / FLOAT, HALF / FLOAT + 4);
  return (made = { floats, addSquares: module.addSquares });
}

const f = Math.fround;
const halves = new Float32Array(PACKED_LEAF);
const sumOfHalves = eigenSum('float32');

/** Of `count` elements from `start` on. */
export function halfSquareSum(data: Data, start: number, count: number): number {
  if (count > PACKED_LEAF) {
    const half = PACKET * Math.ceil(Math.ceil(count / 2) / PACKET);
    const left = halfSquareSum(data, start, half);
    return f(left + halfSquareSum(data, start + half, count - half));
  }
  const packed = count - (count % PACKET);
  const vectors = packed > 0 ? kernel() : null;
  if (vectors === null) {
    for (let i = 0; i < count; i++) halves[i] = f(data[start + i]! * data[start + i]!) * 0.5;
    return sumOfHalves(halves, 0, count);
  }
  let rest = 0;
  for (let i = start + packed; i < start + count; i++) rest = f(rest + f(f(data[i]! * data[i]!) * 0.5));
  const { floats, addSquares } = vectors;
  floats.set(data.length === packed ? data : data.subarray(start, start + packed), ELEMENTS / FLOAT);
  addSquares(ELEMENTS + FLOAT * packed);
  const even = f(f(floats[0]! + floats[4]!) + f(floats[2]! + floats[6]!));
  const odd = f(f(floats[1]! + floats[5]!) + f(floats[3]! + floats[7]!));
  return f(rest + f(even + odd));
}
