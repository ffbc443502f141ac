/** @file Makes a plan: schedules what a run needs, gives every tensor a cell and every kernel a step. */
import { AdaptiveStep } from './adaptiveStep';
import type { MaybeLife } from './controlFlow/lives';
import { isLoopUnit } from './controlFlow/loopUnits';
import { ForgetStep, isOfIteration, LoopWatch } from './controlFlow/loopWatch';
import { SteeringCompiler } from './controlFlow/steeringCompiler';
import {
  FailingStep, GuardedStep, FollowStep, GuardedWriteStep, InitializedGuard, ObjectStep,
} from './controlFlow/steps';
import { PlanBlocks } from './blocks/planBlocks';
import type { DType } from './dtypes';
import { allocate } from './dtypes';
import { EngineError } from './errors';
import type { RunRequest } from './execution';
import type { Node, Tensor } from './graph';
import { located } from './located';
import { isOp, ruleOf } from './ops';
import type { PlanResult } from './plan';
import { Plan } from './plan';
import type { Step } from './planSteps';
import { Cell, DynamicStep, FixedStep, InitializedStep, WriteStep } from './planSteps';
import { PlanVariables, rootVariable, staticDims } from './planVariables';
import { variableSpec } from './resourceVariables';
import { RunObjects } from './runObjects';
import { RunRandom, UNDRAWN } from './runRandom';
import { scheduleUnits } from './schedule';
import { accepts, bracketText, shapeText, sizeOf } from './shape';
import type { Unit } from './controlFlow/loopUnits';
import type { Value } from './value';

/** Results of at most this many elements are folded into constants when the plan is made. */
const LONGEST_FOLDED = 1 << 16;

/**
 * Schedules and binds everything that `request` needs. Throws EngineError with the failing node. A plan that runs
 * `often` has what its steps do joined into compiled blocks: the same numbers, later and sooner.
 */
export function compilePlan(request: RunRequest, often = false): Plan {
  return new Compiler(request, often ? PlanBlocks.make() : null).compile();
}

export class Compiler {
  readonly cells = new Map<Tensor, Cell>();
  readonly variables: PlanVariables;
  /** What is observed inside of loops. */
  readonly watches: readonly LoopWatch[];
  /** Where new steps go: the run's own, or a part of a loop. */
  steps: Step[] = [];
  private readonly steering = new SteeringCompiler(this);

  constructor(
    private readonly request: RunRequest,
    private readonly blocks: PlanBlocks | null,
  ) {
    this.variables = new PlanVariables(this.cells, new Set(request.feeds.keys()));
    this.watches = (request.observed ?? []).filter(isOfIteration).map((tensor) => new LoopWatch(tensor));
  }

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
    for (const watch of this.watches) this.steps.push(new ForgetStep(watch));
    this.addAll(scheduleUnits([...fetches, ...observed], targets, new Set(feeds.keys())));
    const result = (tensor: Tensor, cell: Cell): PlanResult => ({
      cell, life: this.steering.lifeOfTensor(tensor),
    });
    const { variables } = this;
    return new Plan(
      this.blocks?.join(this.steps) ?? this.steps,
      variables.inputs(),
      fed,
      fetches.map((tensor) => result(tensor, variables.latest(variables.resultCell(tensor)))),
      observed.map((tensor) =>
        this.watches.find((watch) => watch.tensor === tensor) ??
          result(tensor, variables.seenLater.get(tensor) ?? variables.resultCell(tensor)),
      ),
    );
  }

  addAll(units: readonly Unit[]): void {
    for (const unit of units) {
      if (isLoopUnit(unit)) {
        this.steering.addLoop(unit);
        continue;
      }
      try {
        this.add(unit);
      } catch (error) {
        throw located(error, unit);
      }
    }
  }

  isFed(tensor: Tensor): boolean {
    return this.request.feeds.has(tensor);
  }

  private add(node: Node): void {
    const written = this.variables.writtenBefore(node);
    const life = this.steering.lifeOf(node);
    if (isOp(node, 'Const')) {
      const { dtype, dims, data } = node.attributes.value;
      this.cells.set(node.outputs[0]!, Cell.constant(dtype, dims, data));
      return;
    }
    if (isOp(node, 'VariableV2')) {
      this.cells.set(node.outputs[0]!, this.variables.of(node).cell);
      return;
    }
    if (isOp(node, 'VarHandleOp')) {
      // Only the node that it comes from says which variable it is.
      this.cells.set(node.outputs[0]!, Cell.constant('resource', [], allocate('resource', 1)));
      return;
    }
    if (isOp(node, 'Placeholder')) {
      this.addPlaceholder(node, life);
      return;
    }
    const rule = ruleOf(node.op);
    if (node.inputs.length === 0 && node.outputs.length === 0 && !rule.bindsInRun) return;
    if (rule.steers) {
      this.steering.add(node, life);
      return;
    }
    const inputs = node.inputs.map((input) => this.variables.inputCell(input, written));
    if (!rule.acceptsUninitialized) this.addReads(node, life);
    if (isOp(node, 'IsVariableInitialized') || isOp(node, 'VarIsInitializedOp')) {
      const cell = Cell.fixed('bool', []);
      this.cells.set(node.outputs[0]!, cell);
      this.push(new InitializedStep(node, inputs[0]!, cell), life);
    } else if (rule.onObjects) {
      const outputs = this.outputCells(node, (dtype) => Cell.perRun(dtype, null));
      this.push(new ObjectStep(node, inputs, outputs), life);
    } else if (rule.writes) {
      this.addWrite(node, inputs, rule.writes, life);
    } else if (rule.bindsInRun || !this.addFixed(node, inputs, life)) {
      this.addDynamic(node, inputs, life);
    }
  }

  push(step: Step, life: MaybeLife): void {
    this.steps.push(life === null ? step : new GuardedStep(step, life));
  }

  private addPlaceholder(node: Node & Node<'Placeholder'>, life: MaybeLife): void {
    const [output] = node.outputs;
    if (this.cells.has(output!)) return;
    if (life === null) throw unfed(node);
    this.cells.set(output!, Cell.perRun(output!.dtype, null));
    this.push(new FailingStep(node, unfed(node)), life);
  }

  /** Variables that the node reads must have a value: always, or when the node comes to run. */
  private addReads(node: Node, life: MaybeLife): void {
    if (life === null) {
      this.variables.markReads(node);
      return;
    }
    for (const input of node.inputs) {
      if (!input.isRef || this.isFed(input)) continue;
      const cell = this.variables.now(rootVariable(input));
      const name = input.index === 0 ? input.node.name : input.name;
      this.push(new InitializedGuard(node, cell, name), life);
    }
  }

  private outputCells(node: Node, make: (dtype: DType, index: number) => Cell): Cell[] {
    const outputs = node.outputs.map((output, i) => make(output.dtype, i));
    node.outputs.forEach((output, i) => this.cells.set(output, outputs[i]!));
    return outputs;
  }

  /**
   * Binds now if every shape, and every value that decides a shape, is known; else says no. What may
   * never run fails only when it does.
   */
  private addFixed(node: Node, inputs: readonly Cell[], life: MaybeLife): boolean {
    const values = this.knownValues(node, inputs);
    if (values === null) return false;
    if (life === null && !this.steering.isInLoop) return this.bindFixed(node, inputs, values, life);
    try {
      return this.bindFixed(node, inputs, values, life);
    } catch (error) {
      this.outputCells(node, (dtype) => Cell.perRun(dtype, null));
      this.push(new FailingStep(node, located(error, node)), life);
      return true;
    }
  }

  private bindFixed(
    node: Node,
    inputs: readonly Cell[],
    values: (Value | undefined)[],
    life: MaybeLife,
  ): boolean {
    const rule = ruleOf(node.op);
    const bound = rule.bind(specsOf(inputs), node.attributes, values);
    if (rule.alias !== undefined) {
      this.cells.set(node.outputs[0]!, inputs[rule.alias]!.reshaped(bound.outputs[0]!));
      return true;
    }
    const isFoldable =
      !rule.random &&
      inputs.length > 0 &&
      (rule.readsShapesOnly === true || inputs.every((cell) => cell.isConstant)) &&
      bound.outputs.length > 0 &&
      bound.outputs.every((dims) => sizeOf(dims) <= LONGEST_FOLDED);
    // What is kept for good keeps no memory of blocks.
    const blocks = isFoldable || this.steering.isInLoop ? null : this.blocks;
    const outputs = node.outputs.map(({ dtype }, i) => {
      const dims = bound.outputs[i]!;
      return (dtype === 'float32' ? blocks?.cell(dims) : null) ?? Cell.fixed(dtype, dims);
    });
    const step = new FixedStep(node, inputs, outputs, bound.run);
    if (isFoldable) {
      step.execute({
        random: new RunRandom(0, UNDRAWN),
        changes: new Map(),
        store: allocate,
        objects: new RunObjects(),
        isCancelled: () => false,
      });
      for (const cell of outputs) cell.isConstant = true;
    } else {
      this.push(step, life);
    }
    node.outputs.forEach((output, i) => this.cells.set(output, outputs[i]!));
    return true;
  }

  private addDynamic(node: Node, inputs: readonly Cell[], life: MaybeLife): void {
    if (this.steering.isInLoop && !ruleOf(node.op).bindsInRun) {
      const outputs = this.outputCells(node, (dtype) => Cell.borrowed(dtype, null));
      this.push(new AdaptiveStep(node, inputs, outputs), life);
    } else {
      const outputs = this.outputCells(node, (dtype) => Cell.perRun(dtype, null));
      this.push(new DynamicStep(node, inputs, outputs), life);
    }
  }

  private addWrite(
    node: Node,
    inputs: readonly Cell[],
    writes: readonly number[],
    life: MaybeLife,
  ): void {
    const { variables } = this;
    const written = writes.map((index) => {
      const variable = rootVariable(node.inputs[index]!);
      const before = variables.now(variable);
      const { dtype } = variableSpec(variable);
      const cell = this.steering.isInLoop ? before : Cell.perRun(dtype, staticDims(variable), variable);
      return { variable, key: variable.name, cell, before };
    });
    const kept = ruleOf(node.op).givesBefore ? this.keepBefore(node, written[0]!) : null;
    const step = new WriteStep(node, inputs, written);
    if (life === null && !this.steering.isInLoop) this.steps.push(step);
    else {
      const changed = written.map(({ before, cell }) => ({ before, after: cell }));
      this.steps.push(new GuardedWriteStep(step, life ?? ALIVE, changed));
    }
    variables.noteWrite(node, written);
    for (const output of node.outputs) this.cells.set(output, kept ?? written[0]!.cell);
  }

  /** A cell that keeps the value that a variable has before `node` writes it. */
  private keepBefore(node: Node, { variable, before }: { variable: Node; before: Cell }): Cell {
    if (this.steering.isInLoop) {
      throw new EngineError(
        'NotImplementedError', `${node.op} inside a while_loop is not evaluated by this engine`, node.id,
      );
    }
    const kept = Cell.perRun(variable.outputs[0]!.dtype, staticDims(variable));
    this.steps.push(new FollowStep(node, before, kept));
    return kept;
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

const ALIVE = { isDead: false, conditions: new Map<number, boolean>() };

function specsOf(cells: readonly Cell[]): { dtype: DType; dims: readonly number[] }[] {
  return cells.map((cell) => ({ dtype: cell.dtype, dims: cell.dims! }));
}

function unfed(node: Node): EngineError {
  const output = node.outputs[0]!;
  const dtype = output.dtype === 'float32' ? 'float' : output.dtype === 'float64' ? 'double' : output.dtype;
  const shape = output.shape === null || output.shape.length === 0 ? '' : ` and shape ${bracketText(output.shape)}`;
  return new EngineError(
    'InvalidArgumentError',
    `You must feed a value for placeholder tensor '${node.name}' with dtype ${dtype}${shape}`,
    node.id,
  );
}
