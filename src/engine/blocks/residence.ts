/** @file A plan of blocks alone that runs again and again, and keeps its variables in its memory meanwhile. */
import type { PlanResult, VariableInput } from '../plan';
import type { Step } from '../planSteps';
import type { Value } from '../value';
import type { Resident } from '../variableStore';
import type { Arena } from './arena';
import type { Copied, Staged } from './blockStep';
import { BlockStep, copyOut, stage } from './blockStep';

/** A value that the next run reads where this one did. */
interface Carried {
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

export class Residence implements Resident {
  private constructor(
    private readonly arena: Arena,
    private readonly blocks: readonly BlockStep[],
    /** The variables that the blocks read. */
    private readonly staged: readonly (Staged & { readonly key: string })[],
    private readonly written: readonly Copied[],
    private readonly carried: readonly Carried[],
  ) {}

  /** Null unless every step is a block, with nothing from outside but variables that have their values for certain. */
  static of(
    steps: readonly Step[], variables: readonly VariableInput[], fetches: readonly PlanResult[],
  ): Residence | null {
    const blocks = steps.filter((step) => step instanceof BlockStep);
    const [first] = blocks;
    if (first === undefined || blocks.length < steps.length || blocks.some(({ canRefuse }) => canRefuse)) return null;
    if (fetches.some(({ cell, life }) => life !== null || (cell.address === null && !cell.isConstant))) return null;
    const inputs = new Map(variables.map((input) => [input.cell.root, input]));
    const staged = new Map<string, Staged & { readonly key: string }>();
    const written = new Map<string, Copied>();
    for (const block of blocks) {
      for (const one of block.staged) {
        const input = inputs.get(one.root);
        if (input !== undefined && input.reader !== null) staged.set(input.key, { ...one, key: input.key });
        // What one block writes another may read, outside of this memory.
        else return null;
      }
      for (const one of block.copied) written.set(one.key, one);
    }
    if (variables.some(({ key, reader }) => reader !== null && !staged.has(key))) return null;
    const carried = [...written.values()].flatMap(({ key, address: from, size }) => {
      const to = staged.get(key)?.address;
      return to === undefined ? [] : [{ from: from / 4, to: to / 4, size }];
    });
    return new Residence(first.arena, blocks, [...staged.values()], [...written.values()], carried);
  }

  /** Takes the values that a run begins from; false, and nothing done, where one is missing or of another size. */
  begin(variables: ReadonlyMap<string, Value>): boolean {
    const values = this.staged.map(({ key }) => variables.get(key));
    if (values.some((value, i) => value?.data.length !== this.staged[i]!.size)) return false;
    this.staged.forEach((one, i) => stage(this.arena, one, values[i]!.data));
    return true;
  }

  run(): void {
    for (const block of this.blocks) block.compute();
    const { floats } = this.arena;
    for (const { from, to, size } of this.carried) {
      if (size === 1) floats[to] = floats[from]!;
      else floats.copyWithin(to, from, from + size);
    }
  }

  settle(variables: Map<string, Value>): void {
    for (const written of this.written) {
      variables.set(written.key, { dtype: 'float32', dims: written.dims, data: copyOut(this.arena, written) });
    }
  }
}
