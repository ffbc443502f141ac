/** @file Compiles what steers a run: which part of it a node lives in, Switch and Merge, whole loops. */
import { EngineError, invalidArgument } from '../errors';
import type { Node, Tensor } from '../graph';
import { ruleOf } from '../ops';
import type { Compiler } from '../planCompiler';
import type { Step } from '../planSteps';
import { Cell } from '../planSteps';
import { rootVariable } from '../planVariables';
import { sameDims } from '../shape';
import type { Life, MaybeLife } from './lives';
import { Lives } from './lives';
import type { LoopUnit } from './loopUnits';
import { LookStep } from './loopWatch';
import {
  isLoopConstantEnter, isLoopEnter, isLoopExit, isMerge, isNextIteration, isSwitch,
} from './nodeKinds';
import type { LoopVariable } from './steps';
import { FollowStep, GuardedStep, JoinStep, LoopStep, MergeStep, SwitchStep } from './steps';

/** The parts of a loop: run in every round, in all but the last, after the last. */
const CONDITION = 0;
const BODY = 1;
const EXIT = 2;
type Part = typeof CONDITION | typeof BODY | typeof EXIT;

/** The top of a run, or one loop. */
class Region {
  readonly lives = new Lives();
  readonly nodeLives = new Map<Node, Life>();
  readonly tensorLives = new Map<Tensor, Life>();
  readonly nodeParts = new Map<Node, Part>();
  readonly tensorParts = new Map<Tensor, Part>();
  readonly steps: readonly [Step[], Step[], Step[]] = [[], [], []];
  readonly variables: { readonly merge: Node; readonly initial: Cell; readonly current: Cell }[] = [];

  constructor(
    readonly loop: LoopUnit | null,
    /** Cells outside of what enters the loop. */
    readonly enters: ReadonlyMap<Node, Cell>,
    /** Merge nodes of variables whose shape may change. */
    readonly shapeless: ReadonlySet<Node>,
  ) {}
}

export class SteeringCompiler {
  private region = new Region(null, new Map(), new Set());

  constructor(private readonly compiler: Compiler) {}

  get isInLoop(): boolean {
    return this.region.loop !== null;
  }

  /** Chooses where the node's steps go, and tells whether it always runs. */
  lifeOf(node: Node): MaybeLife {
    const { region } = this;
    if (region.loop !== null) this.choosePart(node, [node]);
    if (node.op === 'ControlTrigger' || isMerge(node) || isLoopEnter(node)) return null;
    if (region.nodeLives.size === 0 && region.tensorLives.size === 0) return null;
    const life = this.join(node, this.livesBefore(node));
    if (life !== null) region.nodeLives.set(node, life);
    return life;
  }

  lifeOfTensor(tensor: Tensor): MaybeLife {
    if (this.compiler.isFed(tensor)) return null;
    const { tensorLives, nodeLives } = this.region;
    return tensorLives.get(tensor) ?? nodeLives.get(tensor.node) ?? null;
  }

  private livesBefore(node: Node): MaybeLife[] {
    return [
      ...node.inputs.map((input) => this.lifeOfTensor(input)),
      ...node.controlInputs.map((before) => this.region.nodeLives.get(before) ?? null),
    ];
  }

  private join(node: Node, parts: readonly MaybeLife[]): MaybeLife {
    const { life, isNew } = this.region.lives.join(parts);
    if (isNew && life !== null) {
      const living = parts.filter((part): part is Life => part !== null);
      this.compiler.steps.push(new JoinStep(node, living, life));
    }
    return life;
  }

  /** The part of the present loop in which `nodes`, which are one unit, run. */
  private choosePart(unit: Node, nodes: readonly Node[]): void {
    const { nodeParts, tensorParts, steps } = this.region;
    let part: Part = CONDITION;
    for (const node of nodes) {
      for (const input of node.inputs) {
        const other = tensorParts.get(input) ?? nodeParts.get(input.node) ?? CONDITION;
        if (other > part && !isNextIteration(input.node)) part = other;
      }
      for (const before of node.controlInputs) {
        const other = nodeParts.get(before) ?? CONDITION;
        if (other > part) part = other;
      }
    }
    nodeParts.set(unit, part);
    this.compiler.steps = steps[part];
  }

  /** Gives the outputs of a node that steers their cells. */
  add(node: Node, life: MaybeLife): void {
    if (isSwitch(node)) this.addSwitch(node, life);
    else if (isMerge(node)) this.addMerge(node);
    else if (isLoopEnter(node)) {
      this.compiler.cells.set(node.outputs[0]!, this.region.enters.get(node)!);
    } else if (node.outputs.length > 0) {
      this.compiler.cells.set(node.outputs[0]!, this.inputCell(node, 0));
    }
  }

  private inputCell(node: Node, index: number): Cell {
    const { variables } = this.compiler;
    return variables.inputCell(node.inputs[index]!, variables.writtenBefore(node));
  }

  private addSwitch(node: Node, life: MaybeLife): void {
    const { compiler, region } = this;
    const [off, on] = node.outputs;
    const data = this.inputCell(node, 0);
    compiler.cells.set(off!, data);
    compiler.cells.set(on!, data);
    if (region.loop !== null && node.inputs[1]!.node.op === 'LoopCond') {
      region.tensorParts.set(off!, EXIT);
      region.tensorParts.set(on!, BODY);
      return;
    }
    const lives = region.lives.split(life, predicateRoot(node.inputs[1]!));
    region.tensorLives.set(off!, lives.off);
    region.tensorLives.set(on!, lives.on);
    if (!lives.isNew) return;
    const predicate = this.inputCell(node, 1);
    compiler.steps.push(new SwitchStep(node, predicate, life, lives.off, lives.on));
  }

  private addMerge(node: Node): void {
    const { compiler, region } = this;
    const [value, index] = node.outputs;
    const indexCell = Cell.fixed('int32', []);
    compiler.cells.set(index!, indexCell);
    if (node.inputs.some((input) => isNextIteration(input.node))) {
      checkTypes(node);
      const initial = this.inputCell(node, 0);
      const { dims } = initial;
      const current =
        dims === null || region.shapeless.has(node)
          ? Cell.borrowed(value!.dtype, null)
          : Cell.fixed(value!.dtype, dims);
      compiler.cells.set(value!, current);
      region.variables.push({ merge: node, initial, current });
      return;
    }
    const inputs = node.inputs.map((input, i) => ({
      cell: this.inputCell(node, i), life: this.lifeOfTensor(input),
    }));
    const [first] = inputs;
    const isSameShape = inputs.every(
      ({ cell }) => cell.dims !== null && sameDims(cell.dims, first!.cell.dims ?? [-1]),
    );
    const output = Cell.borrowed(value!.dtype, isSameShape ? first!.cell.dims : null);
    compiler.cells.set(value!, output);
    const { life, isNew } = region.lives.choose(inputs.map((input) => input.life), value!);
    if (life !== null) region.nodeLives.set(node, life);
    compiler.steps.push(new MergeStep(node, inputs, output, indexCell, isNew ? life : null));
  }

  /** One step that runs the whole loop. */
  addLoop(unit: LoopUnit): void {
    const { compiler } = this;
    const outer = this.region;
    const enters = unit.nodes.filter(isLoopEnter);
    const first = enters[0]!;
    if (outer.loop !== null) this.choosePart(first, nodesWithin(unit));
    const { steps } = compiler;
    const varying = enters.filter((enter) => !isLoopConstantEnter(enter));
    const life = this.join(first, varying.flatMap((enter) => this.livesBefore(enter)));
    const cells = new Map(enters.map((enter) => [enter, this.inputCell(enter, 0)]));
    const written = this.writtenWithin(unit, cells);
    const shapeless = new Set<Node>();
    for (;;) {
      this.region = new Region(unit, cells, shapeless);
      compiler.addAll(unit.order);
      this.lookInto(unit);
      const changing = this.region.variables.filter(
        ({ merge, current }) => !keepsShape(current, this.nextOf(merge)),
      );
      if (changing.length === 0) break;
      for (const { merge } of changing) shapeless.add(merge);
    }
    const step = this.loopStep(unit);
    const part = outer.nodeParts.get(first) ?? CONDITION;
    this.region = outer;
    compiler.steps = steps;
    steps.push(life === null ? step : new GuardedStep(step, life));
    for (const exit of unit.nodes.filter(isLoopExit)) {
      if (life !== null) outer.nodeLives.set(exit, life);
      outer.nodeParts.set(exit, part);
      compiler.variables.noteWritten(exit, written);
    }
  }

  private lookInto(unit: LoopUnit): void {
    const { nodeParts, tensorParts, steps } = this.region;
    for (const watch of this.compiler.watches) {
      const { tensor } = watch;
      const cell = unit.nodes.includes(tensor.node) ? this.compiler.cells.get(tensor) : undefined;
      if (cell === undefined) continue;
      const part = tensorParts.get(tensor) ?? nodeParts.get(tensor.node) ?? CONDITION;
      steps[part].push(new LookStep(watch, cell, this.lifeOfTensor(tensor)));
    }
  }

  private nextOf(merge: Node): Cell {
    const back = merge.inputs.find((input) => isNextIteration(input.node))!;
    return this.compiler.cells.get(back)!;
  }

  private loopStep(unit: LoopUnit): LoopStep {
    const { steps, variables } = this.region;
    const condition = unit.nodes.find((node) => node.op === 'LoopCond');
    if (condition === undefined) {
      throw new EngineError('InvalidArgumentError', `The loop ${unit.frameName} has no condition.`);
    }
    const [test, body, exit] = steps;
    const all = variables.map(({ merge, initial, current }): LoopVariable => ({
      initial, current, next: this.nextOf(merge),
    }));
    const cell = this.compiler.cells.get(condition.outputs[0]!)!;
    return new LoopStep(condition, { condition: test, body, exit }, all, cell);
  }

  /**
   * Variables that the loop writes: one cell stands for each of them in all iterations, also where
   * it was read outside, for that is its memory.
   */
  private writtenWithin(unit: LoopUnit, enters: Map<Node, Cell>): Set<Node> {
    const { variables, steps } = this.compiler;
    const inside = nodesWithin(unit);
    const written = new Set(
      inside.flatMap((node) =>
        (ruleOf(node.op).writes ?? []).map((index) => rootVariable(node.inputs[index]!)),
      ),
    );
    for (const node of inside) if (!ruleOf(node.op).acceptsUninitialized) variables.markReads(node);
    if (this.isInLoop) return written;
    for (const variable of written) {
      const before = variables.now(variable);
      const live = Cell.perRun(before.dtype, before.dims, variable);
      steps.push(new FollowStep(inside[0]!, before, live));
      variables.moveTo(variable, live);
      for (const [enter, cell] of enters) {
        if (cell.variable === variable) {
          enters.set(enter, cell.dims === null ? live : live.reshaped(cell.dims));
        }
      }
    }
    return written;
  }
}

/** What goes round a loop must have the type of what came in: TensorFlow finds out in a run. */
function checkTypes(merge: Node): void {
  const [first, next] = merge.inputs;
  if (first!.dtype === next!.dtype) return;
  throw invalidArgument(
    `Input 1 of node ${merge.name} was passed ${cppName(next!)} from ${next!.name} incompatible ` +
      `with expected ${cppName(first!)}.`,
  );
}

/** The element type as TensorFlow's C++ names it. */
function cppName({ dtype }: Tensor): string {
  return dtype === 'float32' ? 'float' : dtype === 'float64' ? 'double' : dtype;
}

function nodesWithin(unit: LoopUnit): Node[] {
  return [...unit.nodes, ...unit.inner.flatMap(nodesWithin)];
}

function keepsShape(current: Cell, next: Cell): boolean {
  if (current.dims === null) return true;
  return next.dims !== null && sameDims(current.dims, next.dims);
}

/** The tensor that was asked for its truth, without the identities on the way. */
function predicateRoot(predicate: Tensor): Tensor {
  let tensor = predicate;
  while (tensor.node.op === 'Identity' && !tensor.node.inputs[0]!.isRef) {
    tensor = tensor.node.inputs[0]!;
  }
  return tensor;
}
