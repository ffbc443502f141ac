/** @file Symbolic reverse-mode differentiation: builds the nodes that compute d(Σ ys)/dx, as tf.gradients does. */
import { Builder } from './builder';
import { isFloating } from './dtypes';
import { EngineError, valueError } from './errors';
import type { Aggregation } from './gradientSums';
import { densify, sumGradients } from './gradientSums';
import type { Graph, Node, Origin, Tensor } from './graph';
import { Tensor as TensorClass } from './graph';
import { whyNone } from './noneReason';
import { ruleOf } from './ops';
import type { InputGradient, NoDerivative, Slices } from './rule';

export interface GradientsRequest {
  readonly graph: Graph;
  readonly ys: readonly Tensor[];
  readonly xs: readonly Tensor[];
  /** Incoming gradient per y; null means ones of y's shape. */
  readonly gradYs?: readonly (Tensor | null)[];
  /** Tensors through whose ops nothing is differentiated. */
  readonly stopGradients?: readonly Tensor[];
  /** GATE_OP: every op's input gradients wait for each other. */
  readonly gateGradients?: boolean;
  readonly aggregation?: Aggregation;
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

/**
 * One gradient per x, in order; `none` with its reason where no differentiable path leads from x to
 * a y. Follows TensorFlow 1.15's gradients_util.py, node for node and in its order, because op
 * seeds and names depend on the number of nodes. Throws LookupError for an op without derivative
 * rule, ValueError when lengths or shapes do not fit.
 */
export function gradients(request: GradientsRequest): GradientResult[] {
  const { graph, ys, xs } = request;
  const gradYs = request.gradYs ?? ys.map(() => null);
  if (gradYs.length !== ys.length) {
    throw valueError(`Passed ${gradYs.length} grad_ys for ${ys.length} ys`);
  }
  const builder = new Builder(graph, request.origin);
  return builder.inScope(request.name ?? 'gradients', () => {
    const pass = new BackwardPass(request, builder);
    ys.forEach((y, i) => pass.arrive(y, gradYs[i] ?? onesLike(builder, y, i)));
    pass.run();
    return xs.map((x) => pass.result(x));
  });
}

function onesLike(builder: Builder, y: Tensor, index: number): Tensor {
  const shape = builder.shapeOf(y);
  const one = builder.scalar(y.dtype, 1, `grad_ys_${index}`);
  return builder.make('Fill', [shape, one], {});
}

class BackwardPass {
  private readonly arrived = new Map<Tensor, Arrived[]>();
  private readonly refusals: Refusals = new Map();
  private readonly pending = new Map<Node, number>();
  private readonly stopNodes = new Set<Node>();
  private readonly queue: Node[] = [];

  constructor(
    private readonly request: GradientsRequest,
    private readonly builder: Builder,
  ) {
    const toNodes = unique(request.ys.map((y) => y.node));
    const fromNodes = request.xs.map((x) => x.node);
    const reached = reachedFrom(fromNodes);
    const reachable = new Set(toNodes.filter((node) => reached.has(node)));
    this.countPending(request.ys.map((y) => y.node), reached);
    for (const node of toNodes) {
      if (reachable.has(node) && !this.pending.get(node)) this.queue.push(node);
    }
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

  run(): void {
    for (let at = 0; at < this.queue.length; at++) {
      const node = this.queue[at]!;
      const inputGradients = this.differentiate(node);
      node.inputs.forEach((input, i) => {
        const gradient = inputGradients?.[i];
        if (gradient === undefined || isNone(gradient)) return;
        if (gradient instanceof TensorClass) gradient.refineShape(refinable(gradient, input, node));
        this.arrive(input, gradient);
      });
      for (const input of node.inputs) {
        const count = (this.pending.get(input.node) ?? 0) - 1;
        this.pending.set(input.node, count);
        if (count === 0) this.queue.push(input.node);
      }
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
  private differentiate(node: Node): readonly InputGradient[] | null {
    const sums = node.outputs.map((output) =>
      this.arrived.has(output) ? this.sum(output) : null,
    );
    if (this.stopNodes.has(node) || sums.every((sum) => sum === null)) return null;
    const rule = ruleOf(node.op);
    if (typeof rule.derivative !== 'function') {
      const refusal = rule.derivative;
      this.refusals.set(node, node.inputs.map(() => refusal));
      return null;
    }
    const derivative = rule.derivative;
    const [first] = sums;
    const builder = new Builder(this.request.graph, node.origin);
    const incoming = (): Tensor[] => {
      const list: Tensor[] = [];
      node.outputs.forEach((output, i) => {
        const sum = sums[i];
        if (sum instanceof TensorClass) list[i] = sum;
        else if (sum !== null && sum !== undefined) list[i] = densify(builder, sum);
        else if (isFloating(output.dtype)) list[i] = builder.zerosLike(output, 'zeros_like');
      });
      return list;
    };
    let result: readonly InputGradient[];
    if (rule.passesSlices && first && !(first instanceof TensorClass)) {
      result = [first];
    } else {
      const gradientsIn = incoming();
      result = builder.inScope(`${node.name}_grad`, () => {
        const built = derivative({
          node,
          attributes: node.attributes,
          inputs: node.inputs,
          outputs: node.outputs,
          gradients: gradientsIn,
          build: builder,
        });
        if (built.length !== node.inputs.length) {
          throw valueError(
            `Num gradients ${built.length} generated for op ${node.name} do not match num inputs ` +
              `${node.inputs.length}`,
          );
        }
        return this.request.gateGradients ? gate(builder, built) : built;
      });
    }
    this.refusals.set(node, result.map((gradient) => (isNone(gradient) ? gradient : null)));
    return result;
  }

  private sum(tensor: Tensor): Arrived {
    const list = this.arrived.get(tensor)!;
    if (list.length > 1) {
      const builder = new Builder(this.request.graph, tensor.node.origin);
      const sum = sumGradients(builder, tensor, list, this.request.aggregation ?? 0);
      list.splice(0, list.length, sum);
    }
    return list[0]!;
  }

  /** Counts, for each node between the ys and the xs, how many of its consumers lie between too. */
  private countPending(toNodes: readonly Node[], reached: Set<Node>): void {
    const between = new Set<Node>();
    const queue = [...toNodes];
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at]!;
      if (between.has(node) || !reached.has(node)) continue;
      between.add(node);
      for (const input of node.inputs) queue.push(input.node);
    }
    for (const node of between) {
      for (const input of node.inputs) {
        if (between.has(input.node)) {
          this.pending.set(input.node, (this.pending.get(input.node) ?? 0) + 1);
        }
      }
    }
  }
}

/** Nodes that a change of `from` can reach through tensors that carry gradients. */
function reachedFrom(from: readonly Node[]): Set<Node> {
  const reached = new Set<Node>();
  const queue = [...from];
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at]!;
    if (reached.has(node)) continue;
    reached.add(node);
    for (const output of node.outputs) {
      if (isFloating(output.dtype)) queue.push(...output.consumers);
    }
  }
  return reached;
}

/** GATE_OP: with more than one gradient, each waits for all of them (`tf.tuple`). */
function gate(builder: Builder, list: readonly InputGradient[]): readonly InputGradient[] {
  const present = list.filter((gradient) => !isNone(gradient));
  return present.length > 1 ? tupleOf(builder, list) : list;
}

/** `tf.tuple`: identities of all gradients that run after all of them; None stays None. */
export function tupleOf(
  builder: Builder,
  list: readonly InputGradient[],
): readonly InputGradient[] {
  return builder.inScope('tuple', () => {
    const waitFor = list.flatMap((gradient) =>
      isNone(gradient) ? [] : [gradient instanceof TensorClass ? gradient.node : gradient.values.node],
    );
    const graph = builder.graph;
    const { origin } = builder;
    const all = graph.make({
      op: 'NoOp', inputs: [], attributes: {}, name: 'group_deps', controlInputs: waitFor, origin,
    });
    const after = (tensor: Tensor) =>
      graph.make({
        op: 'Identity', inputs: [tensor], attributes: {}, name: 'control_dependency',
        controlInputs: [graph.node(all.id)], origin,
      }).outputs[0]!;
    return list.map((gradient) => {
      if (isNone(gradient)) return gradient;
      if (gradient instanceof TensorClass) return after(gradient);
      return { ...gradient, values: after(gradient.values) };
    });
  });
}

function refinable(gradient: Tensor, input: Tensor, node: Node): Tensor['shape'] {
  const { shape } = input;
  if (shape === null || gradient.shape === null) return shape;
  const fits =
    shape.length === gradient.shape.length &&
    shape.every((dim, i) => dim === null || gradient.shape![i] === null || dim === gradient.shape![i]);
  if (fits) return shape;
  throw new EngineError(
    'ValueError',
    `Incompatible shapes between op input and calculated input gradient. Forward operation: ` +
      `${node.name}. Input: ${input.name} has shape ${JSON.stringify(shape)}, its gradient ` +
      `${gradient.name} has shape ${JSON.stringify(gradient.shape)}.`,
    node.id,
  );
}

export function isNone(gradient: InputGradient): gradient is NoDerivative {
  return !(gradient instanceof TensorClass) && gradient.kind === 'none';
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
