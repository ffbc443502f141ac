/** @file Symbolic reverse-mode differentiation: builds the nodes that compute d(Σ ys)/dx, as tf.gradients does. */
import { withWaiting } from './afterGradient';
import { Builder } from './builder';
import { ControlFlowState, getsZeros, zerosOutsideLoop } from './controlFlow/controlFlowState';
import { isLoopExit, isLoopSwitch } from './controlFlow/nodeKinds';
import { isNothing } from './controlFlow/steeringGradients';
import { isFloating } from './dtypes';
import { valueError } from './errors';
import type { Aggregation } from './gradientSums';
import { gate, isNone } from './gradientGates';
import { reachedFrom, refuseInitialValue } from './gradientReach';
import { seed } from './gradientSeeds';
import { sumGradients } from './gradientSums';
import type { PassTrail } from './gradientTrail';
import type { Graph, Node, Origin, Tensor } from './graph';
import { Tensor as TensorClass } from './graph';
import { IdMap, IdSet } from './idMap';
import { whyNone } from './noneReason';
import { besides } from './placement';
import { derivativeOf } from './registeredGradients';
import type { Registered } from './registeredGradients';
import { standInFor } from './rowStandIns';
import type { InputGradient, NoDerivative, Slices } from './rule';
import { shapeText } from './shape';

export interface GradientsRequest {
  readonly graph: Graph;
  readonly ys: readonly Tensor[];
  readonly xs: readonly Tensor[];
  /** Incoming gradient per y; null means ones of y's shape. */
  readonly gradYs?: readonly (Arrived | null)[];
  /** Tensors through whose ops nothing is differentiated. */
  readonly stopGradients?: readonly Tensor[];
  /** GATE_OP: every op's input gradients wait for each other. */
  readonly gateGradients?: boolean;
  /** Every node of the gradients stands beside the node that it differentiates. */
  readonly colocates?: boolean;
  readonly aggregation?: Aggregation;
  /** What the program registered itself; absent: nothing. */
  readonly registered?: Registered;
  /** Name scope, `gradients` when absent. */
  readonly name?: string;
  readonly origin: Origin;
}

export type GradientResult =
  | { readonly kind: 'dense'; readonly tensor: Tensor }
  | { readonly kind: 'sparse'; readonly slices: Slices }
  | { readonly kind: 'none'; readonly reason: string; readonly cutBy: Node | null };

/** What has arrived for one tensor: several terms, then their sum. */
export type Arrived = Tensor | Slices;

/** Why a derivative handed nothing back, per node and input; read by `whyNone`. */
export type Refusals = Map<Node, readonly (NoDerivative | null)[]>;

/** A gradient function of the program: the front-end calls it and answers with its results. */
export interface FunctionCall {
  readonly node: Node;
  /** Name under which the program registered it. */
  readonly name: string;
  /** One per output of the node; null where nothing arrived at an output that carries no gradient. */
  readonly gradients: readonly (Arrived | null)[];
}

/** Results of a gradient function, one per input of its node. */
export type FunctionAnswer = readonly InputGradient[];

/** As `gradients`, and stops at every gradient function of the program until it is answered. */
export type GradientSteps = Generator<FunctionCall, GradientResult[], FunctionAnswer>;

/**
 * One gradient per x, in order; `none` with its reason where no differentiable path leads from x to
 * a y. Follows TensorFlow 1.15's gradients_util.py, node for node and in its order, because op
 * seeds and names depend on the number of nodes. Throws LookupError for an op without derivative
 * rule, ValueError when lengths or shapes do not fit.
 */
export function gradients(request: GradientsRequest): GradientResult[] {
  const { value, done } = gradientSteps(request).next();
  if (done === true) return value;
  throw new Error(`The gradient function ${value.name} belongs to the front-end: use gradientSteps.`);
}

export function* gradientSteps(request: GradientsRequest): GradientSteps {
  const { graph, ys, xs } = request;
  const gradYs = request.gradYs ?? ys.map(() => null);
  if (gradYs.length !== ys.length) {
    throw valueError(`Passed ${gradYs.length} grad_ys for ${ys.length} ys`);
  }
  const { scope: outer, context, placing, nextId: firstId } = graph;
  if (request.colocates === true) graph.asksForColocation = true;
  graph.scope = scopeNamed(graph, request.name ?? 'gradients');
  try {
    graph.uniqueName('uid');
    const builder = new Builder(graph, request.origin);
    const seeds = ys.map((y, i) => {
      const own = () => seed(builder, y, gradYs[i] ?? null, i);
      return request.colocates === true ? graph.beside(y.node, own) : own();
    });
    const pass = new BackwardPass(request, firstId);
    ys.forEach((y, i) => pass.arrive(y, seeds[i]!));
    pass.begin();
    yield* pass.run();
    const results = xs.map((x) => pass.result(x));
    graph.scope = around(outer, graph.scope);
    pass.finish();
    return results;
  } finally {
    graph.scope = outer;
    graph.context = context;
    graph.placing = placing;
  }
}

/** The scope outside of `own`, which the front-end may have entered already. */
function around(outer: string, own: string): string {
  return outer === own ? own.slice(0, Math.max(own.lastIndexOf('/'), 0)) : outer;
}

function scopeNamed(graph: Graph, name: string): string {
  return name.endsWith('/') ? name.slice(0, -1) : graph.uniqueName(name);
}

class BackwardPass {
  private readonly arrived: IdMap<Tensor, Arrived[]>;
  private readonly refusals: Refusals = new Map();
  private readonly pending: IdMap<Node, number>;
  private readonly stopNodes = new Set<Node>();
  private readonly queue: Node[] = [];
  private readonly trail: PassTrail;
  /** There when a loop lies between the ys and the xs. */
  private loops: ControlFlowState | null = null;

  constructor(private readonly request: GradientsRequest, firstId: number) {
    const { graph } = request;
    this.trail = graph.trail.beginPass(firstId);
    this.arrived = new IdMap(graph.idCount);
    this.pending = new IdMap(graph.idCount);
  }

  /** Finds what lies between the ys and the xs; the gradients of the ys have arrived. */
  begin(): void {
    const { request } = this;
    const toNodes = unique(request.ys.map((y) => y.node));
    const fromNodes = request.xs.map((x) => x.node);
    const reached = reachedFrom(fromNodes, toNodes, request.graph.idCount);
    const reachable = new Set(toNodes.filter((node) => reached.has(node)));
    this.countPending(request.ys.map((y) => y.node), reached);
    for (const node of toNodes) {
      if (reachable.has(node) && !this.pending.get(node)) this.queue.push(node);
    }
    if (this.loops !== null) this.addUnusedExits(this.loops, new Set(this.queue));
    for (const node of fromNodes) {
      if (!node.inputs.some((input) => (this.pending.get(input.node) ?? 0) > 0)) {
        this.stopNodes.add(node);
      }
    }
    for (const tensor of request.stopGradients ?? []) this.stopNodes.add(tensor.node);
  }

  arrive(tensor: Tensor, gradient: Arrived): void {
    const list = this.arrived.get(tensor);
    if (list === undefined) this.arrived.set(tensor, [gradient]);
    else list.push(gradient);
  }

  *run(): Generator<FunctionCall, void, FunctionAnswer> {
    const { graph, colocates } = this.request;
    const { placing } = graph;
    for (let at = 0; at < this.queue.length; at++) {
      const node = this.queue[at]!;
      if (colocates === true) graph.placing = besides(placing, node);
      const inputGradients = yield* this.differentiate(node);
      node.inputs.forEach((input, i) => {
        const gradient = inputGradients?.[i];
        if (gradient === undefined || isNone(gradient)) return;
        if (gradient instanceof TensorClass) refine(gradient, node, i);
        this.arrive(input, gradient);
        this.trail.arrived(input, tensorOf(gradient), node);
      });
      this.loops?.stateOf(node, false)?.gradContext.exit();
      graph.placing = placing;
      for (const input of node.inputs) this.countDown(input);
    }
  }

  /** What the loops' gradients still lack is made outside of the scope, as in TensorFlow. */
  finish(): void {
    this.loops?.finish();
    this.trail.finish(this.request.graph.nextId);
  }

  /** One consumer of `input` has been visited; the last one lets its node be visited. */
  private countDown(input: Tensor): void {
    const { node } = input;
    const count = (this.pending.get(node) ?? 0) - 1;
    this.pending.set(node, count);
    // The Switch of a loop variable is visited from the Exit, and again from the body.
    if (count !== 0 && !(count > 0 && this.loops !== null && isLoopSwitch(node))) return;
    if (this.loops !== null && isLoopExit(node)) this.exitReached(this.loops, input);
    else this.queue.push(node);
  }

  /** The exits of one loop are visited together: its variables have one gradient loop. */
  private exitReached(loops: ControlFlowState, exit: Tensor): void {
    const state = loops.stateOf(exit.node, false)!;
    state.deferredExits.push(exit);
    state.pendingExits--;
    if (state.pendingExits > 0) return;
    let hasGradient = false;
    for (const other of state.deferredExits) {
      if (other.node.outputs.some((output) => this.arrived.has(output))) {
        hasGradient = true;
        this.queue.push(other.node);
      } else {
        state.unusedExits.push(other);
      }
    }
    for (const other of state.unusedExits) {
      if (hasGradient && isFloating(other.dtype)) this.arrive(other, loops.zerosForExit(other));
      this.queue.push(other.node);
    }
  }

  private addUnusedExits(loops: ControlFlowState, toNodes: ReadonlySet<Node>): void {
    for (const exit of loops.unusedExits(this.pending, toNodes)) {
      if (!isFloating(exit.dtype)) continue;
      this.arrive(exit, loops.zerosForExit(exit));
      this.queue.push(exit.node);
    }
  }

  result(x: Tensor): GradientResult {
    const list = this.arrived.get(x);
    if (list === undefined) {
      return whyNone(x, this.request.ys, this.refusals, this.request.stopGradients ?? []);
    }
    const sum = this.sum(x);
    return sum instanceof TensorClass
      ? { kind: 'dense', tensor: sum }
      : { kind: 'sparse', slices: sum };
  }

  /** The gradient of each input of `node`, or null when nothing flows through it. */
  private *differentiate(
    node: Node,
  ): Generator<FunctionCall, readonly InputGradient[] | null, FunctionAnswer> {
    const { loops } = this;
    const outerLoop = loops?.stateOf(node, true)?.gradContext;
    outerLoop?.enter();
    const sums = node.outputs.map((output) =>
      this.arrived.has(output) ? this.sum(output) : null,
    );
    outerLoop?.exit();
    loops?.stateOf(node, false)?.gradContext.enter();
    refuseInitialValue(node, this.request.xs);
    if (this.stopNodes.has(node) || sums.every((sum) => sum === null)) return null;
    const derivative = derivativeOf(node, this.request.registered);
    if (derivative.kind === 'none') {
      this.refusals.set(node, node.inputs.map(() => derivative));
      return null;
    }
    const { graph } = this.request;
    const builder = new Builder(graph, node.origin);
    const incoming = node.outputs.map((output, i) => {
      if (sums[i] || !getsZeros(node, output)) return sums[i] ?? null;
      return loops === null ? zerosOutsideLoop(node, i) : loops.zerosLike(node, i);
    });
    const outer = graph.scope;
    graph.scope = graph.uniqueName(`${node.name}_grad`);
    let result: readonly InputGradient[];
    try {
      result =
        derivative.kind === 'function'
          ? yield { node, name: derivative.name, gradients: incoming }
          : byRule(derivative, node, incoming);
      if (result.length !== node.inputs.length) {
        throw valueError(
          `Num gradients ${result.length} generated for op ${node.name} do not match num inputs ` +
            `${node.inputs.length}`,
        );
      }
      if (this.request.gateGradients) {
        result = graph.placed({ ...graph.placing, device: '', asks: false, beside: [] }, () => gate(builder, result));
      }
    } finally {
      graph.scope = outer;
    }
    if (result.some(isRefusal)) {
      this.refusals.set(node, result.map((gradient) => (isRefusal(gradient) ? gradient : null)));
    }
    return result;
  }

  private sum(tensor: Tensor): Arrived {
    const list = this.arrived.get(tensor)!;
    if (list.length > 1) {
      const builder = new Builder(this.request.graph, tensor.node.origin);
      const sum = sumGradients(builder, tensor, list, this.request.aggregation ?? 0);
      list.splice(0, list.length, sum);
      this.trail.summed(tensor, tensorOf(sum));
    }
    return list[0]!;
  }

  /** Counts, for each node between the ys and the xs, how many of its consumers lie between too. */
  private countPending(toNodes: readonly Node[], reached: IdSet<Node>): void {
    const between = new IdSet<Node>(this.request.graph.idCount);
    const queue = [...toNodes];
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at]!;
      if (between.has(node) || !reached.has(node)) continue;
      between.add(node);
      for (const input of node.inputs) if (!between.has(input.node)) queue.push(input.node);
    }
    // All exits of a loop count; the list grows while it is walked.
    for (const node of between.list) {
      if (!isLoopExit(node)) continue;
      const { graph, origin, colocates } = this.request;
      const loops = (this.loops ??= new ControlFlowState(graph, origin));
      const exits = () => loops.addLoop(node);
      for (const exit of colocates === true ? graph.beside(node, exits) : exits()) between.add(exit.node);
    }
    for (const node of between.list) {
      for (const input of node.inputs) {
        if (between.has(input.node)) {
          this.pending.set(input.node, (this.pending.get(input.node) ?? 0) + 1);
        }
      }
    }
  }
}

function isRefusal(gradient: InputGradient): gradient is NoDerivative {
  return isNone(gradient) && !isNothing(gradient);
}

/** The gradients of a node's inputs by the engine's own rule. */
export function byRule(
  { derive, passesSlices }: Extract<ReturnType<typeof derivativeOf>, { kind: 'rule' }>,
  node: Node,
  incoming: readonly (Arrived | null)[],
): readonly InputGradient[] {
  const [first] = incoming;
  if (passesSlices && first && !(first instanceof TensorClass)) return [first];
  let rows: Map<Tensor, Slices> | undefined;
  const gradients: Tensor[] = [];
  incoming.forEach((gradient, i) => {
    if (gradient === null) return;
    const tensor = gradient instanceof TensorClass ? gradient : standInFor(gradient);
    if (!(gradient instanceof TensorClass)) (rows ??= new Map<Tensor, Slices>()).set(tensor, gradient);
    gradients[i] = tensor;
  });
  const { attributes, inputs, outputs } = node;
  const build = new Builder(node.graph, node.origin, rows);
  const back = { node, attributes, inputs, outputs, gradients, incoming, build };
  const result = withWaiting(node.op, back, () => derive(back));
  const made = rows;
  if (made === undefined) return result;
  return result.map((gradient) =>
    gradient instanceof TensorClass ? (made.get(gradient) ?? gradient) : gradient,
  );
}

/** The gradient has the shape of the input: what is known of that is known of it. */
export function refine(gradient: Tensor, node: Node, index: number): void {
  const { shape, dtype } = node.inputs[index]!;
  // The gradient of a handle is that of the variable behind it.
  if (dtype === 'resource') return;
  const known = gradient.shape;
  const fits =
    shape === null ||
    known === null ||
    (shape.length === known.length &&
      shape.every((dim, i) => dim === null || known[i] === null || dim === known[i]));
  if (!fits) {
    throw valueError(
      `Incompatible shapes between op input and calculated input gradient.  Forward operation: ` +
        `${node.name}.  Input index: ${index}. Original input shape: ${shapeText(shape)}.  ` +
        `Calculated input gradient shape: ${shapeText(known)}`,
    );
  }
  gradient.refineShape(shape);
}

/** The gradient's elements: of rows their values. */
function tensorOf(gradient: Arrived): Tensor {
  return gradient instanceof TensorClass ? gradient : gradient.values;
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
