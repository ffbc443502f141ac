/** @file A plan: the kernel calls that answer one question (fetches, targets, feed shapes), bound once, run often. */
import type { DType } from './dtypes';
import { allocate } from './dtypes';
import { EngineError } from './errors';
import type { RunRequest, RunResult } from './execution';
import type { Node, Tensor } from './graph';
import { isOp, ruleOf } from './ops';
import type { PlanContext, Step } from './planSteps';
import { Cell, DynamicStep, FixedStep, InitializedStep, WriteStep } from './planSteps';
import { RunRandom } from './runRandom';
import { schedule } from './schedule';
import { accepts, bracketText, isFullyKnown, shapeText, sizeOf } from './shape';
import type { Value } from './value';

export interface PlanInputs {
  readonly variable: (key: string) => Value | undefined;
  readonly randomPosition: (key: string) => number;
  readonly feeds: ReadonlyMap<Tensor, Value>;
  readonly seed: number;
  readonly isCancelled: () => boolean;
}

/** Results of at most this many elements are folded into constants when the plan is made. */
const LONGEST_FOLDED = 1 << 16;

/** Kernels between two looks at the cancellation flag. */
const CANCEL_INTERVAL = 16;

interface VariableInput {
  readonly key: string;
  readonly cell: Cell;
  /** A node that reads the value; null when only Assign and its kin touch the variable. */
  reader: Node | null;
}

/** Schedules and binds everything that `request` needs. Throws EngineError with the failing node. */
export function compilePlan(request: RunRequest): Plan {
  return new Compiler(request).compile();
}

/** A compiled plan. `execute` changes nothing outside: what a run writes is returned as `changes`. */
export class Plan {
  private isRunning = false;

  constructor(
    private readonly steps: readonly Step[],
    private readonly variables: readonly VariableInput[],
    private readonly feeds: readonly { readonly tensor: Tensor; readonly cell: Cell }[],
    private readonly fetches: readonly Cell[],
    private readonly observed: readonly Cell[],
  ) {}

  /** True while a run of this very plan is on the stack (a py_func that runs the session again). */
  get busy(): boolean {
    return this.isRunning;
  }

  execute(inputs: PlanInputs): RunResult {
    const changes = new Map<string, Value>();
    const random = new RunRandom(inputs.seed, inputs.randomPosition);
    const context: PlanContext = { random, changes };
    this.isRunning = true;
    try {
      this.fill(inputs);
      this.runSteps(context, inputs.isCancelled);
      const values = this.fetches.map((cell) => cell.snapshot());
      const observed = this.observed.map((cell) => cell.snapshot());
      return { values, observed, changes: { variables: changes, random: random.positions } };
    } finally {
      this.isRunning = false;
    }
  }

  private fill(inputs: PlanInputs): void {
    for (const { key, cell, reader } of this.variables) {
      const value = inputs.variable(key);
      if (value === undefined && reader !== null) {
        throw new EngineError(
          'FailedPreconditionError', `Attempting to use uninitialized value ${key}`, reader.id,
        );
      }
      cell.isInitialized = value !== undefined;
      cell.give(value?.data ?? allocate(cell.dtype, 0), value?.dims ?? cell.dims);
    }
    for (const { tensor, cell } of this.feeds) {
      const value = inputs.feeds.get(tensor)!;
      cell.give(value.data, value.dims);
    }
  }

  private runSteps(context: PlanContext, isCancelled: () => boolean): void {
    const { steps } = this;
    let at = 0;
    try {
      for (; at < steps.length; at++) {
        if (at % CANCEL_INTERVAL === 0 && isCancelled()) {
          throw new EngineError('CancelledError', 'The run was interrupted.');
        }
        steps[at]!.execute(context);
      }
    } catch (error) {
      throw located(error, steps[at]?.node);
    }
  }
}

/** The same error with the node it happened at, unless it knows one already. */
function located(error: unknown, node: Node | undefined): unknown {
  if (node === undefined) return error;
  if (error instanceof EngineError) {
    if (error.nodeId < 0) error.nodeId = node.id;
    if (error.nodeId === node.id) error.origin = node.origin;
    return error;
  }
  if (error instanceof RangeError) {
    // Either memory ("Array buffer allocation failed", "Invalid typed array length") or int64 range.
    const kind = /int64/.test(error.message) ? 'InvalidArgumentError' : 'ResourceExhaustedError';
    const shape = node.outputs[0] ? ` of shape ${shapeText(node.outputs[0].shape)}` : '';
    const made = new EngineError(
      kind,
      kind === 'ResourceExhaustedError'
        ? `OOM when allocating the result${shape} of ${node.name} (${error.message})`
        : error.message,
      node.id,
    );
    made.origin = node.origin;
    return made;
  }
  return error;
}

class Compiler {
  private readonly cells = new Map<Tensor, Cell>();
  /** The cell that holds a variable's value at this point of the schedule. */
  private readonly current = new Map<Node, Cell>();
  private readonly variables = new Map<Node, VariableInput>();
  /** Variables written by what a node waits for; no entry where nothing is. */
  private readonly written = new Map<Node, ReadonlySet<Node>>();
  /** Reads of which a node sees a later value than they were made with: what is observed of them. */
  private readonly seenLater = new Map<Tensor, Cell>();
  private readonly steps: Step[] = [];

  constructor(private readonly request: RunRequest) {}

  compile(): Plan {
    const { fetches, targets, feeds } = this.request;
    const observed = this.request.observed ?? [];
    const fed: { tensor: Tensor; cell: Cell }[] = [];
    for (const [tensor, value] of feeds) {
      if (!accepts(tensor.shape, value.dims)) {
        throw new EngineError(
          'ValueError',
          `Cannot feed value of shape ${shapeText(value.dims)} for Tensor '${tensor.name}', which ` +
            `has shape '${shapeText(tensor.shape)}'`,
          tensor.node.id,
        );
      }
      const cell = Cell.perRun(tensor.dtype, value.dims);
      this.cells.set(tensor, cell);
      fed.push({ tensor, cell });
    }
    for (const node of schedule([...fetches, ...observed], targets, new Set(feeds.keys()))) {
      try {
        this.add(node);
      } catch (error) {
        throw located(error, node);
      }
    }
    const seen = observed.map((tensor) => this.seenLater.get(tensor) ?? this.resultCell(tensor));
    const fetched = fetches.map((tensor) => this.latest(this.resultCell(tensor)));
    return new Plan(this.steps, [...this.variables.values()], fed, fetched, seen);
  }

  private resultCell(tensor: Tensor): Cell {
    const { node } = tensor;
    const isRead = isOp(node, 'VariableV2') && !this.request.feeds.has(tensor);
    if (isRead) this.variableOf(node).reader ??= node;
    return this.cells.get(tensor)!;
  }

  /** What `cell` shows now: the variable after its last write, if it is one's memory. */
  private latest(cell: Cell): Cell {
    const last = cell.variable === null ? undefined : this.current.get(cell.variable);
    if (last === undefined) return cell;
    return cell.dims === null ? last : last.reshaped(cell.dims);
  }

  private add(node: Node): void {
    const written = this.writtenBefore(node);
    if (isOp(node, 'Const')) {
      const { dtype, dims, data } = node.attributes.value;
      this.cells.set(node.outputs[0]!, Cell.constant(dtype, dims, data));
      return;
    }
    if (isOp(node, 'VariableV2')) {
      const { cell } = this.variableOf(node);
      this.cells.set(node.outputs[0]!, cell);
      return;
    }
    if (isOp(node, 'Placeholder')) {
      if (this.cells.has(node.outputs[0]!)) return;
      throw unfed(node);
    }
    const rule = ruleOf(node.op);
    if (node.inputs.length === 0 && node.outputs.length === 0 && !rule.bindsInRun) return;
    const inputs = node.inputs.map((input) => this.inputCell(input, written));
    if (!rule.acceptsUninitialized) this.markReads(node);
    if (isOp(node, 'IsVariableInitialized')) {
      const cell = Cell.fixed('bool', []);
      this.cells.set(node.outputs[0]!, cell);
      this.steps.push(new InitializedStep(node, inputs[0]!, cell));
      return;
    }
    if (rule.writes) this.addWrite(node, inputs, rule.writes);
    else if (rule.bindsInRun || !this.addFixed(node, inputs)) this.addDynamic(node, inputs);
  }

  /** Binds now if every shape, and every value that decides a shape, is known; else says no. */
  private addFixed(node: Node, inputs: readonly Cell[]): boolean {
    const rule = ruleOf(node.op);
    const values = this.knownValues(node, inputs);
    if (values === null) return false;
    const bound = rule.bind(specsOf(inputs), node.attributes, values);
    if (rule.alias !== undefined) {
      this.cells.set(node.outputs[0]!, inputs[rule.alias]!.reshaped(bound.outputs[0]!));
      return true;
    }
    const outputs = node.outputs.map((output, i) => Cell.fixed(output.dtype, bound.outputs[i]!));
    const step = new FixedStep(node, inputs, outputs, bound.run);
    const isFoldable =
      !rule.random &&
      inputs.length > 0 &&
      inputs.every((cell) => cell.isConstant) &&
      outputs.length > 0 &&
      outputs.every((cell) => sizeOf(cell.dims!) <= LONGEST_FOLDED);
    if (isFoldable) {
      step.execute({ random: new RunRandom(0, () => 0), changes: new Map() });
      for (const cell of outputs) cell.isConstant = true;
    } else {
      this.steps.push(step);
    }
    node.outputs.forEach((output, i) => this.cells.set(output, outputs[i]!));
    return true;
  }

  private addDynamic(node: Node, inputs: readonly Cell[]): void {
    const outputs = node.outputs.map((output) => Cell.perRun(output.dtype, null));
    this.steps.push(new DynamicStep(node, inputs, outputs));
    node.outputs.forEach((output, i) => this.cells.set(output, outputs[i]!));
  }

  private addWrite(node: Node, inputs: readonly Cell[], writes: readonly number[]): void {
    const written = writes.map((index) => {
      const variable = rootVariable(node.inputs[index]!);
      const cell = Cell.perRun(node.inputs[index]!.dtype, staticDims(variable), variable);
      return { variable, key: variable.name, cell };
    });
    this.steps.push(new WriteStep(node, inputs, written));
    for (const { variable, cell } of written) this.current.set(variable, cell);
    const before = this.written.get(node) ?? [];
    this.written.set(node, new Set([...before, ...written.map(({ variable }) => variable)]));
    for (const output of node.outputs) this.cells.set(output, written[0]!.cell);
  }

  /**
   * A read of a variable is its memory in TensorFlow, not a copy: a node that waits for a write
   * sees what was written, also through a read that was made earlier (moving averages rely on it).
   */
  private inputCell(input: Tensor, written: ReadonlySet<Node> | undefined): Cell {
    if (!input.isRef || this.request.feeds.has(input)) {
      const cell = this.cells.get(input)!;
      const isStale = cell.variable !== null && written?.has(cell.variable) === true;
      if (!isStale) return cell;
      const latest = this.latest(cell);
      this.seenLater.set(input, latest);
      return latest;
    }
    const variable = rootVariable(input);
    return this.current.get(variable) ?? this.variableOf(variable).cell;
  }

  /** Notes and gives the variables that are surely written before `node` runs. */
  private writtenBefore(node: Node): ReadonlySet<Node> | undefined {
    let found: ReadonlySet<Node> | undefined;
    const add = (before: Node) => {
      const more = this.written.get(before);
      if (more === undefined || more === found) return;
      found = found === undefined ? more : new Set([...found, ...more]);
    };
    for (const input of node.inputs) if (!this.request.feeds.has(input)) add(input.node);
    for (const before of node.controlInputs) add(before);
    if (found !== undefined) this.written.set(node, found);
    return found;
  }

  private markReads(node: Node): void {
    for (const input of node.inputs) {
      if (!input.isRef || this.request.feeds.has(input)) continue;
      const variable = rootVariable(input);
      if (!this.current.has(variable)) this.variableOf(variable).reader ??= node;
    }
  }

  private variableOf(node: Node): VariableInput {
    let input = this.variables.get(node);
    if (input === undefined) {
      const cell = Cell.perRun(node.outputs[0]!.dtype, staticDims(node), node);
      input = { key: node.name, cell, reader: null };
      this.variables.set(node, input);
    }
    return input;
  }

  /** Values of the inputs that `bind` needs; null when a shape or one of them is not known yet. */
  private knownValues(node: Node, inputs: readonly Cell[]): (Value | undefined)[] | null {
    if (inputs.some((cell) => cell.dims === null)) return null;
    const values = new Array<Value | undefined>(inputs.length);
    for (const index of ruleOf(node.op).needs ?? []) {
      const at = index < 0 ? inputs.length + index : index;
      const cell = inputs[at];
      if (cell === undefined) continue;
      if (!cell.isConstant) return null;
      values[at] = cell.value();
    }
    return values;
  }
}

function specsOf(cells: readonly Cell[]): { dtype: DType; dims: readonly number[] }[] {
  return cells.map((cell) => ({ dtype: cell.dtype, dims: cell.dims! }));
}

/** The VariableV2 node that a reference stands for, through Assign and other writes. */
function rootVariable(tensor: Tensor): Node {
  let { node } = tensor;
  while (!isOp(node, 'VariableV2')) {
    const [first] = ruleOf(node.op).writes ?? [];
    node = node.inputs[first ?? 0]!.node;
  }
  return node;
}

function staticDims(variable: Node): readonly number[] | null {
  const { shape } = variable.outputs[0]!;
  return isFullyKnown(shape) ? shape : null;
}

function unfed(node: Node): EngineError {
  const output = node.outputs[0]!;
  const dtype = output.dtype === 'float32' ? 'float' : output.dtype === 'float64' ? 'double' : output.dtype;
  const shape = output.shape === null ? '' : ` and shape ${bracketText(output.shape)}`;
  return new EngineError(
    'InvalidArgumentError',
    `You must feed a value for placeholder tensor '${node.name}' with dtype ${dtype}${shape}`,
    node.id,
  );
}
