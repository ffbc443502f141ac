/** @file The maxima of windows and their gradient, four channels at a time in WebAssembly. Windows are those of MaxPool; knows no op. */
import type { Data } from '../../dtypes';
import { f32x4, get, i32, i32x4, increase, repeat, set, unrolled, v128, type Bytes, type Local } from '../../wasm/code';
import { instanceOf, integers, reserve, type Frame, type FunctionCode } from '../../wasm/module';
import { spansOf } from './poolShapes';
import type { PatchGrid } from './windows';

const FLOAT = 4;
const VECTOR = 16;

/** One window in every channel: `height` ≥ 1 rows, `rowStep` apart, of the pixels in `across` > 0. All but it in bytes. */
interface PoolKernels {
  /** The greatest numbers, no less than the lowest finite one, written to `out`. */
  greatest(start: number, across: number, height: number, rowStep: number, channels: number, out: number): void;
  /** Adds the gradient at `dy` where the first of the greatest is, `away` from it. */
  addGradient(start: number, across: number, height: number, rowStep: number, channels: number, dy: number, away: number): void;
}

const LOWEST = -3.4028234663852886e38;
/** Where the lowest number is, in every lane; images begin behind it. */
const IMAGES = VECTOR / FLOAT;

const [START, ACROSS, HEIGHT, ROW_STEP, CHANNELS] = [0, 1, 2, 3, 4];

/** Four channels after the other; `seen` is emitted for each pixel, whose address is in the local. */
function eachFour(frame: Frame, before: (first: Bytes) => Bytes, seen: (pixel: Local) => Bytes, after: () => Bytes): Bytes {
  const [first, last, row, rows, pixel, end] = Array.from({ length: 6 }, () => frame.integer()) as [Local, Local, Local, Local, Local, Local];
  return [
    ...set(first, get(START)),
    ...set(last, i32.add(get(START), get(CHANNELS))),
    ...repeat(
      [
        ...before(get(first)),
        ...set(row, get(first)),
        ...set(rows, get(HEIGHT)),
        ...repeat(
          [
            ...set(pixel, get(row)),
            ...set(end, i32.add(get(row), get(ACROSS))),
            ...repeat([...seen(pixel), ...increase(pixel, get(CHANNELS))], i32.lessUnsigned(get(pixel), get(end))),
            ...increase(row, get(ROW_STEP)),
            ...set(rows, i32.subtract(get(rows), i32.const(1))),
          ],
          get(rows),
        ),
        ...after(),
        ...increase(first, i32.const(VECTOR)),
      ],
      i32.lessUnsigned(get(first), get(last)),
    ),
  ];
}

const greatest: FunctionCode = {
  name: 'greatest',
  parameters: integers(6),
  body: (frame) => {
    const out = 5;
    const [most, x] = [frame.vector(), frame.vector()];
    return eachFour(
      frame,
      () => set(most, v128.load(i32.const(0))),
      (pixel) => [
        ...set(x, v128.load(get(pixel))),
        ...set(most, v128.select(get(x), get(most), f32x4.greater(get(x), get(most)))),
      ],
      () => [...v128.store(get(out), get(most)), ...increase(out, i32.const(VECTOR))],
    );
  },
};

const addGradient: FunctionCode = {
  name: 'addGradient',
  parameters: integers(7),
  body: (frame) => {
    const [dy, away] = [5, 6];
    const [most, x, best, isMore] = [frame.vector(), frame.vector(), frame.vector(), frame.vector()];
    const to = frame.integer();
    return eachFour(
      frame,
      (first) => [...set(most, v128.load(first)), ...set(best, i32x4.splat(first))],
      (pixel) => [
        ...set(x, v128.load(get(pixel))),
        ...set(isMore, f32x4.greater(get(x), get(most))),
        ...set(most, v128.select(get(x), get(most), get(isMore))),
        ...set(best, v128.select(i32x4.splat(get(pixel)), get(best), get(isMore))),
      ],
      () => [
        ...set(x, v128.load(get(dy))),
        ...unrolled(4, (lane) => [
          ...set(to, i32.add(i32.add(i32x4.lane(get(best), lane), get(away)), i32.const(FLOAT * lane))),
          ...v128.storeLane32(get(to), f32x4.add(v128.splat32(get(to)), get(x)), lane),
        ]),
        ...increase(dy, i32.const(VECTOR)),
      ],
    );
  },
};

let made: ReturnType<typeof make> | undefined;

const make = () => {
  const module = instanceOf<PoolKernels>([greatest, addGradient]);
  if (module !== null) new Float32Array(module.memory.buffer).fill(LOWEST, 0, IMAGES);
  return module;
};

/** Calls `visit` for every window of an image that begins at `at`: where it begins, what is across in it, its height; in bytes. */
function eachWindow(
  { rows, columns }: ReturnType<typeof spansOf>, at: number, rowStep: number, channels: number,
  visit: (start: number, across: number, height: number) => void,
): void {
  for (let y = 0; y < rows.first.length; y++) {
    const height = rows.end[y]! - rows.first[y]!;
    for (let x = 0; x < columns.first.length; x++) {
      visit(at + rows.first[y]! * rowStep + columns.first[x]! * channels, (columns.end[x]! - columns.first[x]!) * channels, height);
    }
  }
}

interface Room {
  readonly kernels: PoolKernels;
  readonly floats: Float32Array;
  /** Elements of an image, and of what is pooled from it. */
  readonly size: number;
  readonly pooled: number;
}

/** Memory for an image twice and for what is pooled from it; null where the kernels cannot be had for these images. */
function roomFor(grid: PatchGrid, x: Data): Room | null {
  const { channels, rows, columns } = grid;
  if (channels === 0 || channels % 4 !== 0 || !(x instanceof Float32Array)) return null;
  if (made === undefined) made = make();
  if (made === null) return null;
  const size = rows.input * columns.input * channels;
  const pooled = rows.output * columns.output * channels;
  reserve(made.memory, (IMAGES + 2 * size + pooled) * FLOAT);
  return { kernels: made, floats: new Float32Array(made.memory.buffer), size, pooled };
}

/** The maxima of windows; false, and nothing done, where it cannot be done so. */
export function poolByVectors(grid: PatchGrid, x: Data, out: Data): boolean {
  const room = roomFor(grid, x);
  if (room === null) return false;
  const { kernels, floats, size, pooled } = room;
  const spans = spansOf(grid);
  const [channels, rowStep, result] = [grid.channels * FLOAT, grid.columns.input * grid.channels * FLOAT, IMAGES + size];
  for (let n = 0; n < grid.batch; n++) {
    floats.set(x.subarray(n * size, (n + 1) * size), IMAGES);
    let to = result * FLOAT;
    eachWindow(spans, IMAGES * FLOAT, rowStep, channels, (start, across, height) => {
      kernels.greatest(start, across, height, rowStep, channels, to);
      to += channels;
    });
    out.set(floats.subarray(result, result + pooled), n * pooled);
  }
  return true;
}

/** The gradient `dy` of maxima at the first of them in each window; false, and nothing done, where it cannot be done so. */
export function spreadByVectors(grid: PatchGrid, x: Data, dy: Data, out: Data): boolean {
  const room = roomFor(grid, x);
  if (room === null) return false;
  const { kernels, floats, size, pooled } = room;
  const spans = spansOf(grid);
  const [channels, rowStep] = [grid.channels * FLOAT, grid.columns.input * grid.channels * FLOAT];
  const [result, gradient] = [IMAGES + size, IMAGES + 2 * size];
  for (let n = 0; n < grid.batch; n++) {
    floats.set(x.subarray(n * size, (n + 1) * size), IMAGES);
    floats.fill(0, result, result + size);
    floats.set(dy.subarray(n * pooled, (n + 1) * pooled), gradient);
    let from = gradient * FLOAT;
    eachWindow(spans, IMAGES * FLOAT, rowStep, channels, (start, across, height) => {
      kernels.addGradient(start, across, height, rowStep, channels, from, size * FLOAT);
      from += channels;
    });
    out.set(floats.subarray(result, result + size), n * size);
  }
  return true;
}
