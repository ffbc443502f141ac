/**
 * @file Loops over float32 arrays, four elements at a time, in WebAssembly. The arrays lie in JavaScript's
 * memory: they are copied in and out a block at a time, which stays in the cache.
 */
import type { Data } from '../dtypes';
import { get, i32, increase, repeat, set, v128, type Bytes, type Local } from './code';
import { instanceOf, integers, reserve, type Frame, type FunctionCode } from './module';

/** What a function of four elements is made of. */
export interface VectorParts {
  readonly constant: (value: number) => Bytes;
  /** Four times the same bits. */
  readonly bits: (pattern: number) => Bytes;
  readonly local: () => Local;
  /** Where the loops' table begins, in bytes. */
  readonly table: number;
  /** Lanes with ones: this block has elements that the loop is not made for. */
  readonly refuse: (mask: Bytes) => Bytes;
}

/** What the body of a loop is made of: it reads inputs, writes outputs, for four elements. */
export interface LoopParts extends VectorParts {
  readonly input: (index: number) => Bytes;
  readonly output: (index: number, value: Bytes) => Bytes;
  /** A number that a run gives, in every lane. */
  readonly scalar: (index: number) => Bytes;
}

export interface VectorLoop {
  readonly inputs: number;
  readonly outputs: number;
  readonly scalars?: number;
  readonly body: (parts: LoopParts) => Bytes;
}

/** Runs a loop over elements `from` … `to`, a multiple of four of them; `instead` does the blocks that it refuses. */
export type RunLoop = (
  inputs: readonly Data[], outputs: readonly Data[], from: number, to: number, scalars: readonly number[],
  instead: (from: number, to: number) => void,
) => void;

/** Elements per block of a loop: with fewer, the calls that copy them take longer than the copies. */
export const BLOCK = 4096;
const FLOAT = 4;
const VECTOR = 16;
/** Where the refused lanes are gathered, and where the scalars begin. */
const REFUSED = 0;
const SCALARS = VECTOR;
const MOST_SCALARS = 7;
const TABLE = SCALARS + MOST_SCALARS * VECTOR;

/** The loops as functions; null where this JavaScript engine has no vectors. `table`: numbers that they may look up. */
export function vectorLoops<N extends string>(
  loops: { readonly [L in N]: VectorLoop }, table: Float32Array = new Float32Array(0),
): { readonly [L in N]: RunLoop } | null {
  const pool = new Pool(TABLE, TABLE + table.byteLength);
  const names = Object.keys(loops) as N[];
  // The arrays begin where the pool ends, which is known when every body was emitted once.
  for (const name of names) functionOf(name, loops[name], pool, 0).body(NO_FRAME);
  const arrays = pool.end;
  const module = instanceOf<{ readonly [L in N]: LoopKernel }>(
    names.map((name) => functionOf(name, loops[name], pool, arrays)),
  );
  if (module === null) return null;
  const most = Math.max(...names.map((name) => loops[name].inputs + loops[name].outputs));
  reserve(module.memory, arrays + most * BLOCK * FLOAT);
  const floats = new Float32Array(module.memory.buffer);
  const words = new Int32Array(module.memory.buffer);
  pool.write(module.memory, table);
  const first = arrays / FLOAT;
  const runner = (name: N): RunLoop => {
    const { inputs: read, outputs: written } = loops[name];
    const loop = module[name];
    const views: Float32Array[] = [];
    return (inputs, outputs, from, to, scalars, instead) => {
      scalars.forEach((scalar, i) => floats.fill(scalar, SCALARS / FLOAT + 4 * i, SCALARS / FLOAT + 4 * i + 4));
      for (let at = from; at < to; at += BLOCK) {
        const end = Math.min(at + BLOCK, to);
        for (let i = 0; i < read; i++) {
          const input = inputs[i]!;
          floats.set(end - at === input.length ? input : input.subarray(at, end), first + i * BLOCK);
        }
        loop((end - at) * FLOAT, 0);
        if ((words[0]! | words[1]! | words[2]! | words[3]!) !== 0) {
          words.fill(0, 0, 4);
          instead(at, end);
          continue;
        }
        for (let i = 0; i < written; i++) {
          // Mostly of the length of the last call: a view less to throw away.
          if (views[i]?.length !== end - at) {
            const out = first + (read + i) * BLOCK;
            views[i] = floats.subarray(out, out + end - at);
          }
          outputs[i]!.set(views[i]!, at);
        }
      }
    };
  };
  return Object.fromEntries(names.map((name) => [name, runner(name)])) as { readonly [L in N]: RunLoop };
}

const NO_FRAME = { vector: () => 0, integer: () => 0 } as unknown as Frame;

/** Of so many bytes of each array; what the call works on lies behind `base`. */
export type LoopKernel = (bytes: number, base: number) => void;

/** A loop whose calls may be made by several threads, each over a place of its own in a memory with other things. */
export interface PlacedLoop extends VectorLoop {
  readonly code: FunctionCode;
  /** Where the constants end; they begin where the loop was placed. */
  readonly end: number;
  readonly writeConstants: (memory: WebAssembly.Memory) => void;
}

/** Behind the base of a call: the refused lanes, the scalars, and the arrays of `BLOCK` elements each. */
export const PLACE = { refused: REFUSED, scalars: SCALARS, arrays: TABLE };

/** The constants from the address `at` on. */
export function placedLoop(name: string, loop: VectorLoop, table: Float32Array, at: number): PlacedLoop {
  const pool = new Pool(at, at + table.byteLength);
  const code = functionOf(name, loop, pool, PLACE.arrays);
  code.body(NO_FRAME);
  return { ...loop, code, end: pool.end, writeConstants: (memory) => pool.write(memory, table) };
}

function functionOf(name: string, loop: VectorLoop, pool: Pool, arrays: number): FunctionCode {
  return {
    name,
    parameters: integers(2),
    body: (frame) => {
      const [bytes, base] = [0, 1];
      const [at, end] = [frame.integer(), frame.integer()];
      const place = (array: number): number => arrays + array * BLOCK * FLOAT;
      const steps = loop.body({
        input: (index) => v128.load(get(at), place(index)),
        output: (index, value) => v128.store(get(at), value, place(loop.inputs + index)),
        scalar: (index) => v128.load(get(base), SCALARS + index * VECTOR),
        constant: (value) => v128.load(i32.const(0), pool.placeOf(patternOf(value))),
        bits: (pattern) => v128.load(i32.const(0), pool.placeOf(pattern)),
        local: () => frame.vector(),
        table: pool.table,
        refuse: (mask) => v128.store(get(base), v128.or(v128.load(get(base), REFUSED), mask), REFUSED),
      });
      return [
        ...set(at, get(base)),
        ...set(end, i32.add(get(base), get(bytes))),
        ...repeat([...steps, ...increase(at, i32.const(VECTOR))], i32.lessUnsigned(get(at), get(end))),
      ];
    },
  };
}

/** Constants in memory: cheaper there than in the code, each kept once. */
class Pool {
  private readonly places = new Map<number, number>();

  /** Where the loops' table is, and where the constants begin. */
  constructor(readonly table: number, readonly start: number) {}

  placeOf(pattern: number): number {
    let place = this.places.get(pattern);
    if (place === undefined) {
      place = this.end;
      this.places.set(pattern, place);
    }
    return place;
  }

  get end(): number {
    return this.start + this.places.size * VECTOR;
  }

  write(memory: WebAssembly.Memory, table: Float32Array): void {
    new Float32Array(memory.buffer).set(table, this.table / FLOAT);
    new Int32Array(memory.buffer).set(this.patterns, this.start / FLOAT);
  }

  private get patterns(): Int32Array {
    return Int32Array.from([...this.places.keys()].flatMap((pattern) => [pattern, pattern, pattern, pattern]));
  }
}

const float = new Float32Array(1);
const pattern = new Int32Array(float.buffer);

function patternOf(value: number): number {
  float[0] = value;
  return pattern[0]!;
}
