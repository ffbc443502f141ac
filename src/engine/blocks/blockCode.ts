/** @file Emits a block: the code of several ops, each result of which stays in a local and goes to its cell as well. */
import { expf, logf } from '../rules/math/glibcSingle';
import { PACKET, sigmoidScalar } from '../rules/math/eigenFloat32';
import { Steps } from '../rules/math/eigenVectors';
import { RSQRT_TABLE } from '../rules/math/rsqrtTable';
import {
  callSingle, f32x4, get, i32, increase, repeat, set, v128, type Bytes, type Local,
} from '../wasm/code';
import { integers, type Frame, type FunctionCode } from '../wasm/module';
import type { VectorParts } from '../wasm/vectorLoops';
import type { Arena } from './arena';
import { REFUSED } from './arena';
import type { BlockParts, CalledFunction, Emit } from './lowerings';
import type { WholeKernel } from './wholeKernels';

/** In the order in which modules import them. */
export const CALLED: { readonly [F in CalledFunction]: (x: number) => number } = {
  sin: Math.sin, cos: Math.cos, expf, logf, sigmoid: sigmoidScalar,
};
const CALLED_NAMES = Object.keys(CALLED) as CalledFunction[];

/** A tensor in memory that a block reads or writes. */
export interface Place {
  readonly address: number;
  readonly hasOneElement: boolean;
}

/** One op of a block. Operands are numbers of places, or of results of the block: −1 is the first. */
export interface BlockOp {
  readonly operands: readonly number[];
  /** Places of the results. */
  readonly results: readonly number[];
  readonly emit: Emit;
}

export interface BlockPlan {
  /** Elements of every result. */
  readonly count: number;
  readonly places: readonly Place[];
  readonly ops: readonly BlockOp[];
}

const VECTOR = 16;
const FLOAT = 4;

/** `table`: the code finds the addresses in a table, whose address it is given; else they stand in the code. */
export function blockFunction(name: string, plan: BlockPlan, arena: Arena, isByTable: boolean): FunctionCode {
  return {
    name,
    parameters: integers(isByTable ? 1 : 0),
    body: (frame) => new BlockEmitter(plan, arena, frame, isByTable).body(),
  };
}

/** The function of a kernel over whole tensors: the last place is its result's. */
export function wholeFunction(name: string, { emit }: WholeKernel, operands: number, arena: Arena): FunctionCode {
  return {
    name,
    parameters: integers(1),
    body: (frame) => {
      const table: Local = 0;
      const addresses = Array.from({ length: operands + 1 }, () => frame.integer());
      const read = addresses.flatMap((local, i) => set(local, i32.load(get(table), FLOAT * i)));
      const constant = (value: number): Bytes => v128.load(i32.const(0), arena.patternAt(patternOf(value)));
      return [...read, ...emit(frame, addresses.slice(0, -1), addresses.at(-1)!, constant)];
    },
  };
}

/** What has equal structure has equal code, if it finds its addresses in a table. */
export function structureOf({ count, places, ops }: BlockPlan, opNames: readonly string[]): string {
  const parts = ops.map(({ operands, results }, i) => `${opNames[i]} ${operands.join()} ${results.join()}`);
  return `${count}|${places.map(({ hasOneElement }) => Number(hasOneElement)).join('')}|${parts.join(';')}`;
}

class BlockEmitter {
  private readonly prologue: number[] = [];
  private readonly at: Local;
  /** Locals with the addresses, where they are read from a table. */
  private readonly addresses: readonly Local[] | null;
  private readonly splats = new Map<number, Local>();

  constructor(
    private readonly plan: BlockPlan,
    private readonly arena: Arena,
    private readonly frame: Frame,
    isByTable: boolean,
  ) {
    const table: Local = 0;
    this.at = frame.integer();
    this.addresses = isByTable ? plan.places.map(() => frame.integer()) : null;
    this.addresses?.forEach((local, i) => this.prologue.push(...set(local, i32.load(get(table), FLOAT * i))));
  }

  body(): Bytes {
    const { count } = this.plan;
    const packed = count - (count % PACKET);
    const bytes: number[] = [];
    if (packed > 0) {
      const four = this.four(true, 4);
      bytes.push(...repeat([...four, ...increase(this.at, i32.const(VECTOR))], i32.lessUnsigned(get(this.at), i32.const(4 * packed))));
    }
    for (let from = packed; from < count; from += 4) {
      bytes.push(...set(this.at, i32.const(4 * from)), ...this.four(false, Math.min(4, count - from)));
    }
    return [...this.prologue, ...bytes];
  }

  /** All ops for four elements, of which `lanes` are elements indeed. */
  private four(isPacket: boolean, lanes: number): Bytes {
    const steps = new Steps(this.vectorParts);
    const loaded = new Map<number, Bytes>();
    const results: Bytes[] = [];
    const operand = (number: number): Bytes => {
      if (number < 0) return results[-1 - number]!;
      let value = loaded.get(number);
      if (value === undefined) {
        value = this.plan.places[number]!.hasOneElement ? get(this.splat(number)) : steps.keep(this.load(number));
        loaded.set(number, value);
      }
      return value;
    };
    const parts: BlockParts = {
      steps, isPacket,
      once: (value) => this.once(value, steps),
      call: (name, x) => this.call(name, x, lanes, steps),
    };
    for (const op of this.plan.ops) {
      const values = op.emit(op.operands.map(operand), parts).map((value) => steps.keep(value));
      op.results.forEach((place, i) => {
        steps.do(this.store(place, values[i]!));
        results.push(values[i]!);
      });
    }
    return steps.bytes;
  }

  private call(name: CalledFunction, x: Bytes, lanes: number, steps: Steps): Bytes {
    const index = CALLED_NAMES.indexOf(name);
    if (this.plan.count === 1) return f32x4.splat(callSingle(index, f32x4.lane(x, 0)));
    let result = x;
    for (let lane = 0; lane < lanes; lane++) {
      result = steps.keep(f32x4.withLane(result, lane, callSingle(index, f32x4.lane(x, lane))));
    }
    return result;
  }

  /** Before the loop; where there is none, at once, for operands may be results. */
  private once(value: Bytes, steps: Steps): Bytes {
    if (this.plan.count === 1) return steps.keep(value);
    const local = this.frame.vector();
    this.prologue.push(...set(local, value));
    return get(local);
  }

  /** The one element of a place in all lanes. */
  private splat(number: number): Local {
    let local = this.splats.get(number);
    if (local === undefined) {
      local = this.frame.vector();
      const { addresses } = this;
      const value = addresses === null
        ? v128.splat32(i32.const(0), this.plan.places[number]!.address)
        : v128.splat32(get(addresses[number]!));
      this.prologue.push(...set(local, value));
      this.splats.set(number, local);
    }
    return local;
  }

  private load(number: number): Bytes {
    const { addresses } = this;
    return addresses === null
      ? v128.load(get(this.at), this.plan.places[number]!.address)
      : v128.load(i32.add(get(addresses[number]!), get(this.at)));
  }

  private store(number: number, value: Bytes): Bytes {
    const { addresses } = this;
    return addresses === null
      ? v128.store(get(this.at), value, this.plan.places[number]!.address)
      : v128.store(i32.add(get(addresses[number]!), get(this.at)), value);
  }

  private get vectorParts(): VectorParts {
    const { arena, frame } = this;
    const bits = (pattern: number): Bytes => v128.load(i32.const(0), arena.patternAt(pattern));
    return {
      bits,
      constant: (value) => bits(patternOf(value)),
      local: () => frame.vector(),
      get table() {
        return arena.tableAt(RSQRT_TABLE);
      },
      refuse: (mask) => v128.store(i32.const(0), v128.or(v128.load(i32.const(0), REFUSED), mask), REFUSED),
    };
  }
}

const float = new Float32Array(1);
const pattern = new Int32Array(float.buffer);

function patternOf(value: number): number {
  float[0] = value;
  return pattern[0]!;
}
