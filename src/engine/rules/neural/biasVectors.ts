/** @file One number per channel, added to every row, and the sum of all rows, in WebAssembly: four channels at a time. */
import type { Data } from '../../dtypes';
import { f32x4, get, i32, increase, repeat, set, v128, type Bytes } from '../../wasm/code';
import { instanceOf, integers, reserve, type FunctionCode } from '../../wasm/module';

const FLOAT = 4;
const VECTOR = 16;
/** Elements that are copied in at a time, or one row. */
const BLOCK = 8192;
/** Fewer elements are not worth the copies. */
const FEW = 1024;

/** For each vector of each row up to the address `end`: channels begin at 0, rows behind the `width` bytes of these. */
function eachVector(name: string, body: (row: Bytes, channel: Bytes) => Bytes): FunctionCode {
  return {
    name,
    parameters: integers(2),
    body: (frame) => {
      const [end, width] = [0, 1];
      const [at, channel] = [frame.integer(), frame.integer()];
      return [
        ...set(at, get(width)),
        ...repeat(
          [
            ...set(channel, i32.const(0)),
            ...repeat(
              [...body(get(at), get(channel)), ...increase(at, i32.const(VECTOR)), ...increase(channel, i32.const(VECTOR))],
              i32.lessUnsigned(get(channel), get(width)),
            ),
          ],
          i32.lessUnsigned(get(at), get(end)),
        ),
      ];
    },
  };
}

const added = (row: Bytes, channel: Bytes): Bytes => f32x4.add(v128.load(row), v128.load(channel));

interface Kernels {
  addToRows(end: number, width: number): void;
  sumRows(end: number, width: number): void;
}

let made: ReturnType<typeof make> | undefined;

const make = () => instanceOf<Kernels>([
  eachVector('addToRows', (row, channel) => v128.store(row, added(row, channel))),
  eachVector('sumRows', (row, channel) => v128.store(channel, added(row, channel))),
]);

function eachBlock(
  x: Data, channels: number, before: (floats: Float32Array) => void,
  each: (kernels: Kernels, floats: Float32Array, from: number, to: number) => void,
): boolean {
  if (x.length < FEW || channels % 4 !== 0 || !(x instanceof Float32Array)) return false;
  if (made === undefined) made = make();
  if (made === null) return false;
  const step = Math.max(channels, BLOCK - (BLOCK % channels));
  reserve(made.memory, (channels + step) * FLOAT);
  const floats = new Float32Array(made.memory.buffer);
  before(floats);
  for (let from = 0; from < x.length; from += step) {
    const to = Math.min(from + step, x.length);
    floats.set(x.subarray(from, to), channels);
    each(made, floats, from, to);
  }
  return true;
}

/** False, and nothing done, where it cannot be done so. */
export function addToRows(x: Data, bias: Data, out: Data, channels: number): boolean {
  return eachBlock(x, channels, (floats) => floats.set(bias), (kernels, floats, from, to) => {
    kernels.addToRows((channels + to - from) * FLOAT, channels * FLOAT);
    out.set(floats.subarray(channels, channels + to - from), from);
  });
}

/** The same for out[c] = Σ x[row, c], row after row. */
export function sumOfRows(x: Data, out: Data, channels: number): boolean {
  let last: Float32Array | undefined;
  const isDone = eachBlock(x, channels, (floats) => (last = floats).fill(0, 0, channels), (kernels, _floats, from, to) =>
    kernels.sumRows((channels + to - from) * FLOAT, channels * FLOAT));
  if (isDone) out.set(last!.subarray(0, channels));
  return isDone;
}
