/** @file The one graph: nodes with their inputs, static shapes, names and origins. Holds no values. */
import type { ControlFlowContext } from './controlFlow/context';
import { checkInputContexts } from './controlFlow/inputContexts';
import type { DType } from './dtypes';
import { EngineError } from './errors';
import { GradientTrail } from './gradientTrail';
import { knownValue } from './knownValue';
import type { Attributes, Op } from './ops';
import { ruleOf } from './ops';
import type { Placement, Placing } from './placement';
import { ANYWHERE, besides, place, referencesOf } from './placement';
import type { Shape } from './shape';
import { mergeShapes } from './shape';
import type { Value } from './value';

/**
 * Where a node comes from: an index into the front-end's table of source places, −1 for none.
 * Gradient nodes inherit the origin of the node they differentiate.
 */
export type Origin = number;

const NO_NODES: readonly Node[] = [];

/** The attributes of every op that has none: an empty object of its own takes 56 bytes. */
const NO_ATTRIBUTES = Object.freeze({});

/** One output of a node. Its `id` is unique in the graph: node id + output index. */
export class Tensor {
  /** Nodes that read it, in order of creation; one that reads it twice stands here twice. */
  consumers: readonly Node[] = NO_NODES;
  /** Of a tensor that was computed when it was made (eager execution): what it is. */
  value: Value | null = null;

  constructor(
    readonly node: Node,
    readonly index: number,
    readonly dtype: DType,
    /** Static shape; `refineShape` may make it more precise, as TensorFlow's set_shape. */
    public shape: Shape,
    readonly isRef: boolean,
  ) {}

  get id(): number {
    return this.node.id + this.index;
  }

  /** `w:0`: the name that `print` and fetches by name use. */
  get name(): string {
    return `${this.node.name}:${this.index}`;
  }

  /** Notes that `node` reads this tensor. Short lists are made to measure: V8's push takes room for 17. */
  addConsumer(node: Node): void {
    if (this.consumers.length < 8) this.consumers = this.consumers.concat(node);
    else (this.consumers as Node[]).push(node);
  }

  /** Takes one note of `addConsumer` back. */
  removeConsumer(node: Node): void {
    const at = this.consumers.lastIndexOf(node);
    this.consumers = this.consumers.filter((_, i) => i !== at);
  }

  /** Merges `shape` into the static shape. Throws ValueError when they contradict each other. */
  refineShape(shape: Shape): void {
    this.shape = mergeShapes(this.shape, shape);
  }
}

/**
 * One op in the graph: TensorFlow's Operation. Inputs are replaced by `Graph.updateInput` only, when
 * a node turns out to stand inside a conditional or a loop.
 */
export class Node<P extends Op = Op> {
  readonly outputs: readonly Tensor[];
  /** The conditional branch or loop that the node belongs to; null outside of all. */
  context: ControlFlowContext | null;

  constructor(
    readonly graph: Graph,
    readonly id: number,
    readonly op: P,
    readonly name: string,
    public inputs: readonly Tensor[],
    public controlInputs: readonly Node[],
    readonly attributes: Attributes[P],
    readonly origin: Origin,
    outputs: readonly { dtype: DType; shape: Shape; isRef?: boolean }[],
  ) {
    this.context = graph.context;
    this.outputs = outputs.map(
      (spec, i) => new Tensor(this as unknown as Node, i, spec.dtype, spec.shape, spec.isRef ?? false),
    );
  }
}

export interface NodeRequest<P extends Op> {
  readonly op: P;
  readonly inputs: readonly Tensor[];
  readonly attributes: Attributes[P];
  /** Wanted name inside the current scope, made unique; with a trailing `/` it is the exact name. */
  readonly name?: string;
  readonly controlInputs?: readonly Node[];
  readonly origin: Origin;
}

/** One `with tf.control_dependencies(…)`: what new nodes wait for, and who waits already. */
interface Controller {
  readonly waitFor: readonly Node[];
  readonly seen: Set<Node>;
  /** For None, which begins anew: what was before it. */
  readonly before: { readonly stack: Controller[]; readonly context: ControlFlowContext | null } | null;
}

export class Graph {
  /** Nodes in order of creation. */
  readonly nodes: Node[] = [];
  /** `tf.set_random_seed`: null when not set. */
  seed: number | null = null;
  /** Current name scope without the trailing `/`; empty at the root. */
  scope = '';
  /** `gradient_override_map`: by op type the name of the gradient of nodes made from now on. */
  gradientOverrides: ReadonlyMap<string, string> = new Map();
  /** Nodes that were made under such a map, with the name of their gradient (`_gradient_op_type`). */
  readonly gradientTypes = new WeakMap<Node, string>();
  /** The conditional branch or loop that new nodes go to. */
  context: ControlFlowContext | null = null;
  /** Nodes that only one branch or iteration has: a run may not ask for them. */
  readonly unfetchable = new Set<Node>();
  readonly unfeedable = new Set<Tensor>();
  /** Where nodes made from now on are placed. */
  placing: Placing = ANYWHERE;
  /** Of nodes that are placed anywhere in particular. */
  readonly placements = new Map<Node, Placement>();
  /** The program itself asked for colocation; many nodes are colocated without that. */
  asksForColocation = false;
  /** Asks the device functions of the program about a node, where `placing` says that there are some. */
  askDevice: (node: Node) => string = () => '';
  /** By which ways gradients came about: for whoever asks why one has its value. */
  readonly trail = new GradientTrail();
  private controllers: Controller[] = [];
  private readonly byId: (Node | Tensor)[] = [];
  private readonly namesInUse = new Map<string, number>();
  /** Filled up to node `named` when somebody asks for a name: most programs never do. */
  private readonly byName = new Map<string, Node>();
  private named = 0;

  /** Makes a node; throws EngineError (with TensorFlow's words) when the inputs do not fit the op. */
  make<P extends Op>(request: NodeRequest<P>): Node<P> {
    const rule = ruleOf(request.op);
    for (const input of request.inputs) {
      if (input.node.graph !== this) {
        throw new EngineError(
          'ValueError',
          `Tensor ${input.name} must be from the same graph as the op "${request.op}" that uses it.`,
        );
      }
    }
    // TensorFlow takes the name before it looks at the shapes, so a refused op uses it up too.
    const wanted = request.name ?? request.op;
    const name = wanted.endsWith('/') ? wanted.slice(0, -1) : this.uniqueName(wanted);
    const { inputs } = request;
    let outputs: ReturnType<typeof rule.infer>;
    try {
      outputs = rule.infer(inputs, request.attributes, (i) => knownValue(inputs[i]!));
    } catch (error) {
      throw withName(error, name, request.op);
    }
    const control = this.controlInputsFor(request.inputs, request.controlInputs);
    const id = this.byId.length;
    const node = new Node(
      this, id, request.op, name, request.inputs, control, sparing(request.attributes), request.origin, outputs,
    );
    const general = node as unknown as Node;
    this.nodes.push(general);
    if (this.gradientOverrides.size > 0) {
      const gradientType = this.gradientOverrides.get(request.op);
      if (gradientType !== undefined) this.gradientTypes.set(general, gradientType);
    }
    for (const input of request.inputs) input.addConsumer(general);
    if (node.outputs.length === 0) this.byId.push(general);
    else for (const output of node.outputs) this.byId.push(output);
    const references = referencesOf(general, rule.writes);
    if (references.length === 0 && this.placing === ANYWHERE) this.intoContext(general);
    else this.placeNode(general, references);
    this.recordControlled(general);
    return node;
  }

  /** What the node's context makes for it stands beside the variables that the node is given. */
  private placeNode(node: Node, references: readonly Node[]): void {
    const { placing } = this;
    this.placing = references.reduce((now, owner) => besides(now, owner), placing);
    try {
      this.intoContext(node);
      const placement = place(node, this.placing, this.placements, this.askDevice);
      if (placement !== null) this.placements.set(node, placement);
    } finally {
      this.placing = placing;
    }
  }

  /** Runs `body`, whose nodes are placed as `placing` says. */
  placed<T>(placing: Placing, body: () => T): T {
    const before = this.placing;
    this.placing = placing;
    try {
      return body();
    } finally {
      this.placing = before;
    }
  }

  /** `with tf.colocate_with(node)` */
  beside<T>(node: Node | null, body: () => T, ignoresExisting = false): T {
    return this.placed(besides(this.placing, node, ignoresExisting), body);
  }

  /** Takes the node into the current branch or loop, which may replace its inputs. */
  private intoContext(node: Node): void {
    if (this.context === null && node.inputs.every((input) => input.node.context === null)) return;
    checkInputContexts(node);
    const { context, scope } = this;
    if (context === null) return;
    // What the context makes is named inside the node, except for constants: as in TensorFlow.
    if (node.op !== 'Const') this.scope = node.name;
    try {
      context.addNode(node);
    } finally {
      this.scope = scope;
    }
  }

  /** Makes `tensor` the input `index` of a node that exists. */
  updateInput(node: Node, index: number, tensor: Tensor): void {
    const before = node.inputs[index]!;
    before.removeConsumer(node);
    tensor.addConsumer(node);
    node.inputs = node.inputs.map((input, i) => (i === index ? tensor : input));
  }

  addControlInputs(node: Node, more: readonly Node[]): void {
    node.controlInputs = [...new Set([...node.controlInputs, ...more])];
  }

  /** `with tf.control_dependencies(waitFor)`; null begins anew, outside of every branch and loop. */
  pushControl(waitFor: readonly Node[] | null): void {
    const before = waitFor === null ? { stack: this.controllers, context: this.context } : null;
    if (before !== null) {
      this.controllers = [];
      this.context = null;
    }
    this.controllers.push({ waitFor: waitFor ?? [], seen: new Set(), before });
  }

  /** How many `pushControl` have not been taken back. */
  get controlDepth(): number {
    return this.controllers.length;
  }

  popControl(): void {
    const controller = this.controllers.pop();
    if (!controller?.before) return;
    this.controllers = controller.before.stack;
    this.context = controller.before.context;
  }

  /** Runs `body` with no control inputs, outside of every branch and loop. */
  withoutControl<T>(body: () => T): T {
    this.pushControl(null);
    try {
      return body();
    } finally {
      this.popControl();
    }
  }

  /**
   * What a node with these inputs must wait for. A node whose input waits already needs no more, as
   * in TensorFlow's _control_dependencies_for_inputs.
   */
  controlInputsFor(inputs: readonly Tensor[], own: readonly Node[] = []): readonly Node[] {
    if (this.controllers.length === 0 && own.length === 0) return NO_NODES;
    const found = new Set<Node>();
    const isInput = (node: Node) => inputs.some((input) => input.node === node);
    for (const { waitFor, seen } of this.controllers) {
      if (waitFor.length === 0 || inputs.some((input) => seen.has(input.node))) continue;
      for (const node of waitFor) if (!isInput(node)) found.add(node);
    }
    for (const node of own) if (!isInput(node)) found.add(node);
    return [...found];
  }

  /** Notes that the node waits for all that new nodes wait for. */
  recordControlled(node: Node): void {
    for (const { seen } of this.controllers) seen.add(node);
  }

  /** Ids of nodes and tensors are below this; 0 where they do not begin at 0 (eager execution), and maps by id hash. */
  get idCount(): number {
    return this.byId.length;
  }

  /** The id of the next node. */
  get nextId(): number {
    return this.byId.length;
  }

  /** The id under which the front-end may ask for `element` from now on. */
  expose(element: Tensor | Node): number {
    return element.id;
  }

  /** The tensor with this id. Throws RangeError when there is none: a broken caller, not a user error. */
  tensor(id: number): Tensor {
    const found = this.byId[id];
    if (found instanceof Tensor) return found;
    throw new RangeError(`No tensor ${id} in this graph of ${this.byId.length} ids.`);
  }

  /** The node with this id, or the node that makes the tensor with this id. */
  node(id: number): Node {
    const found = this.byId[id];
    if (found === undefined) throw new RangeError(`No node ${id} in this graph.`);
    return found instanceof Tensor ? found.node : found;
  }

  /** The node called `name`, or undefined. */
  nodeNamed(name: string): Node | undefined {
    for (; this.named < this.nodes.length; this.named++) {
      const node = this.nodes[this.named]!;
      this.byName.set(node.name, node);
    }
    return this.byName.get(name);
  }

  /** A name not yet used, as TensorFlow 1.15 makes them: case-insensitive, `_1`, `_2`, … */
  uniqueName(name: string, markAsUsed = true): string {
    const full = this.scope === '' ? name : `${this.scope}/${name}`;
    let key = full.toLowerCase();
    let count = this.namesInUse.get(key) ?? 0;
    if (markAsUsed) this.namesInUse.set(key, count + 1);
    if (count === 0) return full;
    const base = key;
    while (this.namesInUse.has(key)) key = `${base}_${count++}`;
    if (markAsUsed) this.namesInUse.set(key, 1);
    return `${full}_${count - 1}`;
  }
}

/** `attributes`, or the one empty object that stands for all of them. */
function sparing<A extends object>(attributes: A): A {
  for (const _ in attributes) return attributes;
  return NO_ATTRIBUTES as A;
}

/** A refusal of `infer` names the op type; the node's name takes its place. */
function withName(error: unknown, name: string, op: Op): unknown {
  if (!(error instanceof EngineError)) return error;
  const named = error.message.replace(`for '${op}' (op: '${op}')`, `for '${name}' (op: '${op}')`);
  return named === error.message ? error : new EngineError(error.kind, named, error.nodeId);
}
