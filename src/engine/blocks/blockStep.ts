/** @file A step of a plan that runs several ops as one WebAssembly function over the plan's memory. */
import type { Data } from '../dtypes';
import type { Node } from '../graph';
import type { Cell, PlanContext, Step, Written } from '../planSteps';
import type { Dims } from '../shape';
import type { Arena } from './arena';
import { REFUSED } from './arena';

/** A tensor that lies outside and is copied in before the block runs. */
export interface Staged {
  readonly root: Cell;
  readonly slots: readonly Data[];
  readonly address: number;
  readonly size: number;
}

/** A variable's new value that is copied out after the block ran. */
export interface Copied extends Written {
  readonly dims: Dims;
  readonly address: number;
  readonly size: number;
}

export class BlockStep implements Step {
  readonly node: Node;

  constructor(
    /** What the block does, one by one: where it meets numbers that it is not made for. */
    private readonly steps: readonly Step[],
    readonly staged: readonly Staged[],
    readonly copied: readonly Copied[],
    readonly arena: Arena,
    private readonly run: (table: number) => void,
    private readonly table: number,
    /** Whether it may meet such numbers. */
    readonly canRefuse: boolean,
  ) {
    this.node = steps[0]!.node;
  }

  execute(context: PlanContext): void {
    for (const staged of this.staged) stage(this.arena, staged, staged.slots[0]!);
    this.run(this.table);
    if (this.canRefuse && this.hasRefused()) {
      for (const step of this.steps) step.execute(context);
      return;
    }
    for (const copied of this.copied) {
      const { key, cell, dims } = copied;
      const data = copied.size === 1 ? copyOut(this.arena, copied) : context.store('float32', copied.size);
      if (copied.size > 1) data.set(this.viewOf(copied));
      cell.give(data, dims);
      context.changes.set(key, { dtype: 'float32', dims, data });
    }
  }

  private viewOf({ address, size }: Copied): Float32Array {
    return this.arena.floats.subarray(address / 4, address / 4 + size);
  }

  /** Of a block without refusals whose staged tensors lie in its memory already; copies nothing out. */
  compute(): void {
    this.run(this.table);
  }

  private hasRefused(): boolean {
    const { words } = this.arena;
    const first = REFUSED / 4;
    if ((words[first]! | words[first + 1]! | words[first + 2]! | words[first + 3]!) === 0) return false;
    words.fill(0, first, first + 4);
    return true;
  }
}

export function stage({ floats }: Arena, { address, size }: Staged, data: Data): void {
  if (size === 1) floats[address / 4] = data[0]!;
  else floats.set(data.length === size ? data : data.subarray(0, size), address / 4);
}

export function copyOut({ floats }: Arena, { address, size }: { readonly address: number; readonly size: number }): Float32Array {
  if (size > 1) return floats.slice(address / 4, address / 4 + size);
  const data = new Float32Array(1);
  data[0] = floats[address / 4]!;
  return data;
}
