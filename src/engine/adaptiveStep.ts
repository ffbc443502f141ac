/** @file A step of a loop whose input shapes may change between iterations: bound anew only when they do. */
import type { Data } from './dtypes';
import { allocate } from './dtypes';
import type { Node } from './graph';
import { ruleOf } from './ops';
import type { Cell, PlanContext, Step } from './planSteps';
import { slotsOf } from './planSteps';
import type { Bound } from './rule';
import type { Dims } from './shape';
import { sameDims, sizeOf } from './shape';

/** Its output cells are borrowed cells: the buffers are this step's own. */
export class AdaptiveStep implements Step {
  private readonly slots: Data[];
  private readonly needs: readonly number[];
  private bound: Bound | null = null;
  private boundDims: Dims[] = [];
  private boundValues: Data[] = [];
  private stores: Data[] = [];

  constructor(
    readonly node: Node,
    private readonly inputs: readonly Cell[],
    private readonly outputs: readonly Cell[],
  ) {
    this.slots = slotsOf(inputs);
    this.needs = (ruleOf(node.op).needs ?? [])
      .map((index) => (index < 0 ? inputs.length + index : index))
      .filter((index) => index in inputs);
  }

  execute(context: PlanContext): void {
    const rule = ruleOf(this.node.op);
    const bound = this.bound !== null && this.isBoundFor() ? this.bound : this.bind();
    if (rule.alias !== undefined) {
      const data = this.slots[rule.alias]!;
      const [output] = this.outputs;
      if (output!.store !== data || output!.dims !== bound.outputs[0]) {
        output!.give(data, bound.outputs[0]!);
      }
      return;
    }
    bound.run(this.slots, this.stores, context.random.enter(this.node.name));
  }

  private isBoundFor(): boolean {
    for (let i = 0; i < this.inputs.length; i++) {
      const dims = this.inputs[i]!.dims!;
      const before = this.boundDims[i]!;
      if (dims !== before && !sameDims(dims, before)) return false;
    }
    for (let i = 0; i < this.needs.length; i++) {
      const now = this.slots[this.needs[i]!]!;
      const before = this.boundValues[i]!;
      if (now.length !== before.length) return false;
      for (let j = 0; j < now.length; j++) if (now[j] !== before[j]) return false;
    }
    return true;
  }

  private bind(): Bound {
    this.bound = null;
    const rule = ruleOf(this.node.op);
    const values = this.inputs.map((cell) => cell.value());
    const bound = rule.bind(values, this.node.attributes, values);
    this.boundDims = values.map(({ dims }) => dims);
    this.boundValues = this.needs.map((index) => values[index]!.data.slice());
    if (rule.alias === undefined) {
      this.stores = bound.outputs.map((dims, i) => {
        const store = allocate(this.outputs[i]!.dtype, sizeOf(dims));
        this.outputs[i]!.give(store, dims);
        return store;
      });
    }
    this.bound = bound;
    return bound;
  }
}
