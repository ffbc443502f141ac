/** @file The steps of a plan and the cells between them: where a value lies while a plan runs. */
import type { Data, DType } from './dtypes';
import { allocate } from './dtypes';
import { EngineError } from './errors';
import type { Node } from './graph';
import { isOp, ruleOf } from './ops';
import type { Bound, Kernel } from './rule';
import type { RunObjects } from './runObjects';
import type { RunRandom } from './runRandom';
import type { Dims } from './shape';
import { bracketText, sameDims, sizeOf } from './shape';
import type { Value } from './value';

/** What a run carries from step to step. */
export interface PlanContext {
  readonly random: RunRandom;
  /** New values of variables by key. */
  readonly changes: Map<string, Value>;
  /** A store for a variable's new value, which is written whole. */
  readonly store: (dtype: DType, size: number) => Data;
  readonly objects: RunObjects;
  /** Polled in loops. */
  readonly isCancelled: () => boolean;
}

export interface Step {
  readonly node: Node;
  execute(context: PlanContext): void;
}

/** An input slot of a step that wants to know where a cell's data lies. */
interface Use {
  readonly slots: Data[];
  readonly index: number;
}

/**
 * Where one value lies. A fixed cell owns a buffer that every run overwrites; a per-run cell is
 * given its data (feeds, variables, results whose shape only the run knows); a constant never
 * changes; a reshaped cell shows another cell's data under its own dims.
 */
export class Cell {
  isConstant = false;
  /** For a variable's cell: whether it has a value. */
  isInitialized = true;
  private readonly uses: Use[] = [];
  private readonly views: Cell[] = [];
  /** The data is a buffer of somebody else, who will write over it. */
  private isBorrowed = false;

  /** The cell whose data this one shows. */
  readonly root: Cell;

  private constructor(
    readonly dtype: DType,
    public dims: Dims | null,
    private data: Data | null,
    private readonly isOwner: boolean,
    /** The variable whose memory this is, at some moment of the run. */
    readonly variable: Node | null,
    root?: Cell,
    /** Of a fixed cell in the memory of compiled blocks: where there. */
    readonly address: number | null = root?.address ?? null,
  ) {
    this.root = root ?? this;
  }

  static constant(dtype: DType, dims: Dims, data: Data): Cell {
    const cell = new Cell(dtype, dims, data, true, null);
    cell.isConstant = true;
    return cell;
  }

  static fixed(dtype: DType, dims: Dims): Cell {
    return new Cell(dtype, dims, allocate(dtype, sizeOf(dims)), true, null);
  }

  /** A fixed float32 cell in the memory of compiled blocks. */
  static placed(dims: Dims, data: Float32Array, address: number): Cell {
    return new Cell('float32', dims, data, true, null, undefined, address);
  }

  static perRun(dtype: DType, dims: Dims | null, variable: Node | null = null): Cell {
    return new Cell(dtype, dims, null, false, variable);
  }

  /** Given data that is overwritten later: by the next iteration, or by the next run. */
  static borrowed(dtype: DType, dims: Dims | null): Cell {
    const cell = new Cell(dtype, dims, null, false, null);
    cell.isBorrowed = true;
    return cell;
  }

  /** The same data under other dims. */
  reshaped(dims: Dims): Cell {
    const view = new Cell(this.dtype, dims, this.data, this.isOwner, this.variable, this.root);
    view.isConstant = this.isConstant;
    view.isBorrowed = this.isBorrowed;
    if (!this.isOwner) this.views.push(view);
    return view;
  }

  /** Keeps `slots[index]` pointing at this cell's data. */
  connect(slots: Data[], index: number): void {
    slots[index] = this.data ?? allocate(this.dtype, 0);
    if (!this.isOwner) this.uses.push({ slots, index });
  }

  /** True when the next run writes over the data. */
  get isReused(): boolean {
    return this.isBorrowed || (this.isOwner && !this.isConstant);
  }

  /** Hands a per-run cell its data, and with it every step that reads it. */
  give(data: Data, dims: Dims | null): void {
    this.data = data;
    this.dims = dims;
    for (const { slots, index } of this.uses) slots[index] = data;
    for (const view of this.views) view.give(data, view.dims);
  }

  /** Takes a copy of `source`; a borrowed cell keeps its buffer while the shape stays. */
  load(source: Value): void {
    if (this.isOwner) {
      this.data!.set(source.data);
      return;
    }
    const fits = this.data !== null && this.dims !== null && sameDims(this.dims, source.dims);
    if (fits) this.data!.set(source.data);
    else this.give(source.data.slice(), source.dims);
  }

  /** Is from now on what `other` is now. */
  follow(other: Cell): void {
    this.give(other.data ?? allocate(this.dtype, 0), other.dims);
    this.isInitialized = other.isInitialized;
  }

  /** The store itself, to see whether two cells share it. */
  get store(): Data | null {
    return this.data;
  }

  /** The data now; a fixed cell's will be overwritten by the next run. */
  value(): Value {
    return { dtype: this.dtype, dims: this.dims!, data: this.data! };
  }

  /** The value as it may be kept: a copy where the buffer will be overwritten. */
  snapshot(): Value {
    return this.isReused ? { dtype: this.dtype, dims: this.dims!, data: copyOf(this.data!) } : this.value();
  }
}

/** A copy; of one float32, which losses are, in a fraction of the time that `slice` takes. */
function copyOf(data: Data): Data {
  if (data.length !== 1 || !(data instanceof Float32Array)) return data.slice();
  const copy = new Float32Array(1);
  copy[0] = data[0]!;
  return copy;
}

export function slotsOf(cells: readonly Cell[]): Data[] {
  const slots: Data[] = new Array<Data>(cells.length);
  cells.forEach((cell, i) => cell.connect(slots, i));
  return slots;
}

/** A kernel whose shapes were known when the plan was made: no allocation in a run. */
export class FixedStep implements Step {
  private readonly inputs: Data[];
  private readonly outputs: Data[];

  constructor(
    readonly node: Node,
    readonly inputCells: readonly Cell[],
    readonly outputCells: readonly Cell[],
    private readonly kernel: Kernel,
  ) {
    this.inputs = slotsOf(inputCells);
    this.outputs = slotsOf(outputCells);
  }

  /** Of its results, together. */
  get elements(): number {
    return this.outputCells.reduce((sum, { dims }) => sum + sizeOf(dims ?? []), 0);
  }

  execute(context: PlanContext): void {
    this.kernel(this.inputs, this.outputs, context.random.enter(this.node.name));
  }
}

/** A kernel that is bound in every run, because a shape depends on computed values. */
export class DynamicStep implements Step {
  constructor(
    readonly node: Node,
    private readonly inputs: readonly Cell[],
    private readonly outputs: readonly Cell[],
  ) {}

  execute(context: PlanContext): void {
    const rule = ruleOf(this.node.op);
    const values = this.inputs.map((cell) => cell.value());
    const bound = rule.bind(values, this.node.attributes, values);
    if (rule.alias !== undefined) {
      // Per-run data is kept by whoever fetches it, so a buffer that is reused must be copied.
      const { data } = values[rule.alias]!;
      const kept = this.inputs[rule.alias]!.isReused ? data.slice() : data;
      this.outputs[0]!.give(kept, bound.outputs[0]!);
      return;
    }
    const stores = bound.outputs.map((dims, i) => allocate(this.outputs[i]!.dtype, sizeOf(dims)));
    bound.run(
      values.map((value) => value.data), stores, context.random.enter(this.node.name),
    );
    this.outputs.forEach((cell, i) => cell.give(stores[i]!, bound.outputs[i]!));
  }
}

/** A variable's new value, and the cell that has it from then on. */
export interface Written {
  readonly key: string;
  readonly cell: Cell;
}

/** An op that writes variables: into fresh stores, so that whoever read the old value keeps it. */
export class WriteStep implements Step {
  private readonly slots: Data[];
  private bound: Bound | null = null;
  private boundFor = '';
  private readonly hasKnownShapes: boolean;

  constructor(
    readonly node: Node,
    readonly inputs: readonly Cell[],
    readonly written: readonly Written[],
  ) {
    this.slots = slotsOf(inputs);
    this.hasKnownShapes = inputs.every((cell) => cell.dims !== null);
  }

  execute(context: PlanContext): void {
    const bound = this.bound !== null && this.hasKnownShapes ? this.bound : this.bind();
    const stores = bound.outputs.map((dims, i) => context.store(this.written[i]!.cell.dtype, sizeOf(dims)));
    bound.run(this.slots, stores, context.random.enter(this.node.name));
    for (let i = 0; i < stores.length; i++) {
      const { key, cell } = this.written[i]!;
      const dims = bound.outputs[i]!;
      const data = stores[i]!;
      cell.give(data, dims);
      context.changes.set(key, { dtype: cell.dtype, dims, data });
    }
  }

  /** The shapes of what is written, when every run writes the same ones; null when that is not known or would fail. */
  shapesOfAllRuns(): readonly Dims[] | null {
    if (!this.hasKnownShapes) return null;
    try {
      return this.bind().outputs;
    } catch {
      // The run says so.
      return null;
    }
  }

  /** Binds again only when an input's shape is another than in the last run. */
  private bind(): Bound {
    const key = this.inputs.map((cell) => cell.dims?.join() ?? '?').join(';');
    if (this.bound !== null && this.boundFor === key) return this.bound;
    const rule = ruleOf(this.node.op);
    const specs = this.inputs.map((cell) => ({ dtype: cell.dtype, dims: cell.dims ?? [] }));
    const values = this.inputs.map((cell) =>
      cell.isInitialized && cell.dims !== null ? cell.value() : undefined,
    );
    const bound = rule.bind(specs, this.node.attributes, values);
    bound.outputs.forEach((dims, i) => {
      const declared = this.written[i]!.cell.dims;
      if (declared !== null && !sameDims(declared, dims)) {
        throw new EngineError(
          'InvalidArgumentError',
          isOp(this.node, 'Assign') && this.node.attributes.validateShape
            ? 'Assign requires shapes of both tensors to match. ' +
                `lhs shape= ${bracketText(declared)} rhs shape= ${bracketText(dims)}`
            : `${this.node.op}: the new value of ${this.written[i]!.key} has shape ` +
                `${bracketText(dims)}, the variable ${bracketText(declared)}`,
        );
      }
    });
    this.boundFor = key;
    this.bound = bound;
    return bound;
  }
}

/** IsVariableInitialized: the only op that asks about a variable instead of reading it. */
export class InitializedStep implements Step {
  private readonly slots: Data[];

  constructor(
    readonly node: Node,
    private readonly variable: Cell,
    result: Cell,
  ) {
    this.slots = slotsOf([result]);
  }

  execute(): void {
    this.slots[0]![0] = this.variable.isInitialized ? 1 : 0;
  }
}
