/**
 * @file The graph of eager execution: a node is evaluated when it is made and forgotten when nobody holds
 * it. What a tape recorded, what gradients were made of and what was made of gradients keeps its inputs for
 * a while, so that it can be differentiated, shown and repeated.
 */
import { EngineError } from '../errors';
import { GradientTrail } from '../gradientTrail';
import type { ExecutionOptions } from '../execution';
import { Graph, Node } from '../graph';
import type { NodeRequest, Origin, Tensor } from '../graph';
import { located } from '../located';
import type { Op } from '../ops';
import { ruleOf } from '../ops';
import type { OutputSpec } from '../rule';
import type { Value } from '../value';
import { EagerExecution } from './eagerExecution';
import { DROPPED, RecentNodes } from './recentNodes';
import { runNode } from './runNode';
import { Tape } from './tape';

/** The inputs of a node of which only the result is of interest. */
const UNKEPT: readonly Tensor[] = Object.freeze([]);

/** Ids are not used twice, not even by the next run: an object of Python may outlive its run. */
let nextId = 0;

interface Exposed {
  readonly element: Tensor | Node;
  count: number;
}

/** What one call of apply_gradients made, to be run as a whole. */
interface EagerStep {
  readonly nodes: readonly Node[];
  /** Nodes older than this belong to what was before. */
  readonly start: number;
  isMade: boolean;
}

export class EagerGraph extends Graph {
  override readonly trail = new GradientTrail(true);
  readonly execution: EagerExecution;
  /** What Python holds, by id, with how often. */
  private readonly exposed = new Map<number, Exposed>();
  /** Recording tapes, the innermost last. */
  private tapes: readonly Tape[] = [];
  private readonly openTapes = new Set<Tape>();
  private readonly recent = new RecentNodes((node) => this.isRecorded(node));
  /** Gradients, and what was made of them. */
  private readonly derived = new WeakSet<Tensor>();
  private readonly trainable = new WeakSet<Tensor>();
  private readonly isTrainable = (handle: Tensor) => this.trainable.has(handle);
  private readonly variableNames = new Map<string, number>();
  private isDifferentiating = false;
  private pending: Node[] | null = null;
  private heldNodes: number[] = [];
  private readonly steps = new WeakMap<Node, EagerStep>();
  /** Where the last step of each training op ended. */
  private readonly ends = new Map<string, number>();
  /** How many nodes have been made. */
  made = 0;

  constructor(options: ExecutionOptions) {
    super();
    this.execution = new EagerExecution(this, options);
  }

  /**
   * Makes a node and evaluates it at once. Throws EngineError in the words of the op's kernel, which
   * in eager execution is all that looks at shapes.
   */
  override make<P extends Op>(request: NodeRequest<P>): Node<P> {
    const { op, inputs, attributes, origin } = request;
    for (const input of inputs) {
      if (input.node.graph !== this) {
        throw new EngineError('ValueError', `Tensor ${input.name} must be from the same graph as the op "${op}" that uses it.`);
      }
    }
    this.execution.forget();
    const specs = this.infer(request);
    const id = nextId;
    nextId += Math.max(specs.length, 1);
    this.made++;
    const control = this.pending === null ? [] : this.controlInputsFor(inputs, request.controlInputs);
    const node = new Node(this, id, op, this.nameOf(request), inputs, control, attributes, origin, specs);
    const general = node as unknown as Node;
    if (this.gradientOverrides.has(op)) this.gradientTypes.set(general, this.gradientOverrides.get(op)!);
    if (this.pending !== null) this.postpone(this.pending, general);
    else this.evaluate(general, request.name);
    return node;
  }

  /** A tensor with a value that no op of this graph computed: a step that needs it is not repeated. */
  given(value: Value, origin: Origin): Node {
    const node = this.make({ op: 'Const', inputs: [], attributes: { value }, origin }) as unknown as Node;
    node.inputs = DROPPED;
    return node;
  }

  private evaluate(node: Node, name: string | undefined): void {
    let values: readonly Value[];
    try {
      values = runNode(node, this.execution.now);
    } catch (error) {
      throw named(located(error, node), node.op, name);
    }
    node.outputs.forEach((output, i) => {
      const value = values[i]!;
      output.value = value;
      output.shape = value.dims;
    });
    let isKept = node.op === 'VarHandleOp';
    for (const tape of this.tapes) if (tape.record(node, this.isTrainable)) isKept = true;
    const isDerived = node.inputs.some((input) => this.derived.has(input));
    if (isDerived) for (const output of node.outputs) this.derived.add(output);
    if (isKept) return;
    if (isDerived || this.isDifferentiating) this.recent.add(node);
    else node.inputs = UNKEPT;
  }

  private postpone(pending: Node[], node: Node): void {
    pending.push(node);
    for (const input of node.inputs) if (input.dtype === 'resource') input.addConsumer(node);
    this.recordControlled(node);
  }

  private infer<P extends Op>({ op, inputs, attributes, name }: NodeRequest<P>): readonly OutputSpec[] {
    const rule = ruleOf(op);
    try {
      return rule.infer(inputs, attributes, (i) => inputs[i]!.value);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      // An update that does not fit fails when the step is made.
      if (this.pending !== null && rule.writes) return [];
      if (this.pending !== null) throw error;
      const values = inputs.map(({ value }) => value ?? undefined);
      try {
        if (!rule.writes && values.every((value) => value !== undefined)) rule.bind(values, attributes, values);
      } catch (kernel) {
        throw named(kernel, op, name);
      }
      throw named(error, op, name);
    }
  }

  /** Names of variables are the keys of their values, so they differ; other names say nothing. */
  private nameOf<P extends Op>({ op, name }: NodeRequest<P>): string {
    const plain = name === undefined || name === '' ? op : name.endsWith('/') ? name.slice(0, -1) : name;
    if (op !== 'VarHandleOp' && this.pending === null) return plain;
    const count = this.variableNames.get(plain) ?? 0;
    if (op === 'VarHandleOp') this.variableNames.set(plain, count + 1);
    return count === 0 || op !== 'VarHandleOp' ? plain : `${plain}_${count}`;
  }

  override uniqueName(wanted: string): string {
    const name = wanted.endsWith('/') ? wanted.slice(0, -1) : wanted;
    return this.scope === '' ? name : `${this.scope}/${name}`;
  }

  // ---- what Python holds ----

  override expose(element: Tensor | Node): number {
    const { id } = element;
    if (element instanceof Node) {
      // Nothing in Python holds an op that has run; those of a step are held until it is made.
      if (this.pending === null) return id;
      this.heldNodes.push(id);
    }
    const known = this.exposed.get(id);
    if (known === undefined) this.exposed.set(id, { element, count: 1 });
    else known.count++;
    return id;
  }

  release(id: number): void {
    const known = this.exposed.get(id);
    if (known !== undefined && --known.count === 0) this.exposed.delete(id);
  }

  override tensor(id: number): Tensor {
    const found = this.exposed.get(id)?.element;
    if (found === undefined || found instanceof Node) throw new RangeError(`No eager tensor ${id}.`);
    return found;
  }

  override node(id: number): Node {
    const found = this.exposed.get(id)?.element;
    if (found === undefined) throw new RangeError(`No eager node ${id}.`);
    return found instanceof Node ? found : found.node;
  }

  override get nextId(): number {
    return nextId;
  }

  /** How many tensors Python holds. */
  get exposedCount(): number {
    return this.exposed.size;
  }

  // ---- tapes ----

  openTape(watchesAccessed: boolean): Tape {
    const tape = new Tape(watchesAccessed);
    this.openTapes.add(tape);
    return tape;
  }

  pushTape(tape: Tape): void {
    this.tapes = [...this.tapes, tape];
  }

  popTape(tape: Tape): void {
    this.tapes = this.tapes.filter((other) => other !== tape);
  }

  /** Runs `body` while no tape records. */
  withoutTapes<T>(body: () => T): T {
    const { tapes } = this;
    this.tapes = [];
    try {
      return body();
    } finally {
      this.tapes = tapes;
    }
  }

  /** Takes all tapes off until they are given back. */
  swapTapes(tapes: readonly Tape[]): readonly Tape[] {
    const before = this.tapes;
    this.tapes = tapes;
    return before;
  }

  closeTape(tape: Tape): void {
    this.popTape(tape);
    if (!this.openTapes.delete(tape)) return;
    for (const node of tape.nodes) if (!this.isRecorded(node)) this.recent.add(node);
  }

  setTrainable(handle: Tensor): void {
    this.trainable.add(handle);
  }

  /** Runs `body`, whose nodes compute gradients: they are kept, so that the step can be repeated. */
  differentiating<T>(body: () => T): T {
    const before = this.isDifferentiating;
    this.isDifferentiating = true;
    try {
      return body();
    } finally {
      this.isDifferentiating = before;
    }
  }

  /** Notes that the tensor is a gradient: what is made of it is kept for a while. */
  markGradient(tensor: Tensor): void {
    this.derived.add(tensor);
  }

  /** Whether the tensor is a gradient, or was made of one. */
  isDerived(tensor: Tensor): boolean {
    return this.derived.has(tensor);
  }

  private isRecorded(node: Node): boolean {
    for (const tape of this.openTapes) if (tape.nodes.has(node)) return true;
    return false;
  }

  // ---- steps ----

  /** From now on nodes are made but not evaluated, until `endStep`. */
  beginStep(): void {
    this.pending = [];
  }

  /** The nodes made since `beginStep` are the step of `target`, an execution of the training op `key`. */
  endStep(target: Node, key: string): void {
    const nodes = this.pending ?? [];
    this.pending = null;
    this.steps.set(target, { nodes, start: this.ends.get(key) ?? 0, isMade: false });
    this.ends.set(key, nextId);
  }

  /** Forgets the nodes made since `beginStep`. */
  abandonStep(): void {
    for (const node of this.pending ?? []) detach(node);
    this.pending = null;
    this.letGo();
  }

  private letGo(): void {
    for (const id of this.heldNodes) this.release(id);
    this.heldNodes = [];
  }

  finishStep(target: Node): void {
    const step = this.steps.get(target);
    if (step === undefined) return;
    step.isMade = true;
    for (const node of step.nodes) detach(node);
    this.letGo();
  }

  /** What a run of `target` executes: its own nodes the first time, then all that led to them. */
  nodesOfStep(target: Node): readonly Node[] {
    const step = this.steps.get(target);
    if (step === undefined) return [target];
    return step.isMade ? this.recent.above(step.nodes, step.start) : step.nodes;
  }

  /**
   * What led to `tensors` and to the step of `target`, and that step's own nodes, in order, back to where
   * the step before ended. Throws ResourceExhaustedError when some of it is not kept any more.
   */
  nodesBehind(target: Node, tensors: readonly Tensor[]): readonly Node[] {
    const step = this.steps.get(target);
    if (step === undefined) return [];
    const makers = tensors.map(({ node }) => node).filter(({ id }) => id >= step.start);
    return this.recent.above([...new Set([...step.nodes, ...makers])], step.start);
  }

  /** The nodes of an unfinished step up to the one that makes `tensor`. */
  nodesAbove(tensor: Tensor): readonly Node[] {
    return (this.pending ?? []).filter((node) => node.id <= tensor.node.id);
  }
}

function detach(node: Node): void {
  for (const input of node.inputs) if (input.dtype === 'resource') input.removeConsumer(node);
}

/** The error as eager execution words it: which op, and under which name when the program gave one. */
export function named(error: unknown, op: Op, name: string | undefined): unknown {
  if (!(error instanceof EngineError) || /\[Op:\w+\]/.test(error.message)) return error;
  const kind = error.kind === 'ValueError' ? 'InvalidArgumentError' : error.kind;
  const called = name === undefined || name === '' ? '' : ` name: ${name}`;
  const made = new EngineError(kind, `${error.message} [Op:${op}]${called}`, error.nodeId);
  made.origin = error.origin;
  return made;
}
