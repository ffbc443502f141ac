/**
 * @file The loops of `fusedProduct` as WebAssembly: four float32 at a time, each multiply-add rounded once by the
 * processor's own instruction, as in TensorFlow's kernels. Needs relaxed vector instructions that are fused.
 */
import { f32x4, get, i32, increase, repeat, set, unrolled, v128, when, type Bytes, type Local } from '../../wasm/code';
import type { HelperThreads } from '../../threads/helperThreads';
import { helperThreads } from '../../threads/helperThreads';
import { TASKS_END, withTasks } from '../../threads/taskCode';
import { TaskQueue } from '../../threads/taskQueue';
import { instanceOf, integers, PAGE_BYTES, sharedModuleBytes, type Frame, type FunctionCode } from '../../wasm/module';
import type { LoopKernel } from '../../wasm/vectorLoops';
import { placedLoop } from '../../wasm/vectorLoops';
import { adamLoop } from './eigenVectors';
import { again, FLOAT, packLines, VECTOR } from './packCode';
import { RSQRT_TABLE } from './rsqrtTable';
import { PATCH_FUNCTIONS, type PatchFunctions } from './patchCode';

/** Rows and columns of a tile: eight sums of four lanes, which a processor with sixteen registers holds. */
export const TILE_ROWS = 4;
export const TILE_COLUMNS = 8;

/** All addresses and steps in bytes, into the module's own memory. */
export interface FusedKernels extends PatchFunctions {
  /** Copies four lines whose elements lie `step` apart and next to each other, `outStep` for each of `k` ≥ 1. */
  packAcross4(source: number, step: number, k: number, out: number, outStep: number): void;
  /** The same for eight lines. */
  packAcross8(source: number, step: number, k: number, out: number, outStep: number): void;
  /** Copies four lines that lie `lineStep` apart, each with its `k` ≥ 1 elements in a row. */
  packAlong(source: number, lineStep: number, k: number, out: number, outStep: number): void;
  /** The tiles of `rowPanels` × `columnPanels` packed panels of `k` ≥ 1 steps, stored in rows `outStep` apart or added to what is there. */
  multiply(
    left: number, right: number, k: number, rowPanels: number, columnPanels: number,
    out: number, outStep: number, isAdded: number,
  ): void;
}

export interface SharedKernels extends FusedKernels {
  readonly adam: LoopKernel;
}

export interface FusedModule extends FusedKernels {
  readonly memory: WebAssembly.Memory;
  /** The first byte that operands may take. */
  readonly start: number;
  /** The same kernels, done by several threads; null where there is only this one. */
  readonly queue: TaskQueue<SharedKernels> | null;
}

function packAcross(name: string, vectors: number): FunctionCode {
  return {
    name,
    parameters: integers(5),
    body: () => {
      const [source, step, k, out, outStep] = [0, 1, 2, 3, 4];
      return repeat(
        [
          ...unrolled(vectors, (i) => v128.store(get(out), v128.load(get(source), VECTOR * i), VECTOR * i)),
          ...increase(source, get(step)),
          ...increase(out, get(outStep)),
          ...again(k),
        ],
        get(k),
      );
    },
  };
}

const packAlong: FunctionCode = {
  name: 'packAlong',
  parameters: integers(5),
  body: (frame) => {
    const [source, lineStep, k, out, outStep] = [0, 1, 2, 3, 4];
    const line = [source, frame.integer(), frame.integer(), frame.integer()];
    return [
      ...unrolled(3, (i) => set(line[i + 1]!, i32.add(get(line[i]!), get(lineStep)))),
      ...packLines(frame, line, k, out, outStep),
    ];
  },
};

const multiply: FunctionCode = {
  name: 'multiply',
  parameters: integers(8),
  body: (frame: Frame) => {
    const [left, right, k, rowPanels, columnPanels, out, outStep, isAdded] = [0, 1, 2, 3, 4, 5, 6, 7];
    const [a, end, b, panels, to, row] = [0, 0, 0, 0, 0, 0].map(() => frame.integer()) as [Local, Local, Local, Local, Local, Local];
    const halves = TILE_COLUMNS / 4;
    const sums = frame.vectors(TILE_ROWS * halves);
    const [columns, factor] = [frame.vectors(halves), frame.vector()];
    const step: Bytes = [
      ...unrolled(halves, (half) => set(columns[half]!, v128.load(get(b), VECTOR * half))),
      ...unrolled(TILE_ROWS, (r) => [
        ...set(factor, v128.splat32(get(a), FLOAT * r)),
        ...unrolled(halves, (half) => {
          const sum = sums[r * halves + half]!;
          return set(sum, f32x4.relaxedMultiplyAdd(get(factor), get(columns[half]!), get(sum)));
        }),
      ]),
      ...increase(b, i32.const(FLOAT * TILE_COLUMNS)),
      ...increase(a, i32.const(FLOAT * TILE_ROWS)),
    ];
    const eachRow = (body: (sum: Local, at: number) => Bytes): Bytes => [
      ...set(row, get(to)),
      ...unrolled(TILE_ROWS, (r) => [
        ...unrolled(halves, (half) => body(sums[r * halves + half]!, VECTOR * half)),
        ...increase(row, get(outStep)),
      ]),
    ];
    return repeat(
      [
        ...set(a, get(left)),
        ...set(to, get(out)),
        ...set(panels, get(rowPanels)),
        ...repeat(
          [
            ...sums.flatMap((sum) => set(sum, v128.zero)),
            ...set(end, i32.add(get(a), i32.multiply(get(k), i32.const(FLOAT * TILE_ROWS)))),
            ...set(b, get(right)),
            ...repeat(step, i32.lessUnsigned(get(a), get(end))),
            ...when(get(isAdded), eachRow((sum, at) => set(sum, f32x4.add(v128.load(get(row), at), get(sum))))),
            ...eachRow((sum, at) => v128.store(get(row), get(sum), at)),
            ...set(to, get(row)),
            ...again(panels),
          ],
          get(panels),
        ),
        ...set(right, get(b)),
        ...increase(out, i32.const(FLOAT * TILE_COLUMNS)),
        ...again(columnPanels),
      ],
      get(columnPanels),
    );
  },
};

const PRODUCT_KERNELS: readonly FunctionCode[] = [packAcross('packAcross4', 1), packAcross('packAcross8', 2), packAlong, multiply, ...PATCH_FUNCTIONS];

/** Adam's update, which threads share as well: of all updates it computes most. */
export const SHARED_ADAM = placedLoop('adam', adamLoop, RSQRT_TABLE, TASKS_END);

/** What threads can do, in the order of the numbers that tasks have for it. */
export const SHARED_KERNELS: readonly FunctionCode[] = [...PRODUCT_KERNELS, SHARED_ADAM.code];

const made = new Map<HelperThreads | null, FusedModule | null>();

/** The module, made once for the threads that there are; null where its multiply-adds are not there, or round twice. */
export function fusedModule(): FusedModule | null {
  const threads = helperThreads();
  let module = made.get(threads);
  if (module === undefined) {
    module = (threads === null ? null : sharedModule(threads)) ?? ownModule();
    if (module !== null && !isFused(module)) module = null;
    made.set(threads, module);
  }
  return module;
}

function ownModule(): FusedModule | null {
  const instance = instanceOf<FusedKernels>(PRODUCT_KERNELS);
  return instance === null ? null : { ...instance, start: 0, queue: null };
}

/** Bytes behind `start` that `isFused` needs. */
const TRIED = 2048;

/** 4 GB, of which the system gives what is written to. */
const MOST_PAGES = 65536;

interface SharedInstance extends SharedKernels {
  /** See `taskCode`. */
  finish(): void;
  serve(): void;
}

/** Null where no memory can be shared. */
function sharedModule(threads: HelperThreads): FusedModule | null {
  if (typeof WebAssembly === 'undefined' || typeof SharedArrayBuffer === 'undefined') return null;
  try {
    const initial = Math.ceil((SHARED_ADAM.end + TRIED) / PAGE_BYTES);
    const memory = new WebAssembly.Memory({ initial, maximum: MOST_PAGES, shared: true });
    const instance = sharedInstance(memory);
    const queue = new TaskQueue<SharedKernels>(memory, threads, SHARED_KERNELS, () => instance.finish());
    SHARED_ADAM.writeConstants(memory);
    return { ...instance, memory, start: SHARED_ADAM.end, queue };
  } catch (error) {
    // Instructions that it does not know, a host that forbids to make code, no memory.
    if (error instanceof WebAssembly.CompileError || error instanceof RangeError) return null;
    throw error;
  }
}

function sharedInstance(memory: WebAssembly.Memory): SharedInstance {
  const module = new WebAssembly.Module(sharedModuleBytes(withTasks(SHARED_KERNELS), MOST_PAGES));
  return new WebAssembly.Instance(module, { given: { memory } }).exports as unknown as SharedInstance;
}

/** What a helper thread does with the memory that it is given, until it is ended. */
export function serveKernels(memory: WebAssembly.Memory): void {
  sharedInstance(memory).serve();
}

/** −(1 + 2⁻¹¹) + (1 + 2⁻¹²)²: 2⁻²⁴ when it is rounded once, 0 when the square is rounded first. */
function isFused(module: FusedModule): boolean {
  const floats = new Float32Array(module.memory.buffer, module.start, TRIED / FLOAT);
  const [left, right, out] = [0, 64, 256];
  floats.fill(0, 0, TRIED / FLOAT);
  // Two steps of k: the first brings −(1 + 2⁻¹¹), the second the square.
  floats[left] = -(1 + 2 ** -11);
  floats[right] = 1;
  floats[left + TILE_ROWS] = floats[right + TILE_COLUMNS] = 1 + 2 ** -12;
  const place = (element: number): number => module.start + element * FLOAT;
  module.multiply(place(left), place(right), 2, 1, 1, place(out), TILE_COLUMNS * FLOAT, 0);
  return floats[out] === 2 ** -24;
}
