/**
 * @file The gradients of what a tape recorded. Which op comes next, and with it the order of every sum, is
 * that of TensorFlow's eager tape (c/eager/tape.h): ops are differentiated in the order in which the last of
 * their outputs' uses was, and nothing is differentiated beyond a source.
 */
import { Builder } from '../builder';
import { zerosOutsideLoop } from '../controlFlow/controlFlowState';
import { isFloating } from '../dtypes';
import { valueError } from '../errors';
import { isNone } from '../gradientGates';
import type { Arrived, FunctionAnswer, GradientResult, GradientSteps, FunctionCall, Refusals } from '../gradients';
import { byRule } from '../gradients';
import { sumGradients } from '../gradientSums';
import type { Graph, Node, Origin } from '../graph';
import { Tensor } from '../graph';
import { derivativeOf } from '../registeredGradients';
import type { Registered } from '../registeredGradients';
import type { InputGradient } from '../rule';
import { isFullyKnown } from '../shape';
import type { PassTrail } from '../gradientTrail';
import type { Tape } from './tape';
import { whyUntaped } from './whyUntaped';

export interface TapeRequest {
  readonly graph: Graph;
  readonly tape: Tape;
  readonly targets: readonly Tensor[];
  readonly sources: readonly Tensor[];
  /** Per target what arrives at it; null for ones. */
  readonly outputGradients: readonly (Arrived | null)[];
  readonly registered: Registered;
  readonly origin: Origin;
}

/** One gradient per source; `none` with its reason where nothing recorded leads from it to a target. */
export function* tapeGradientSteps(request: TapeRequest): GradientSteps {
  const pass = new TapePass(request);
  pass.begin();
  yield* pass.run();
  return pass.results();
}

class TapePass {
  private readonly arrived = new Map<Tensor, Arrived[]>();
  private readonly refusals: Refusals = new Map();
  private readonly sources: ReadonlySet<Tensor>;
  /** Recorded nodes between the targets and the sources that are not differentiated yet. */
  private readonly between = new Set<Node>();
  /** How many uses of a tensor are not differentiated yet. */
  private readonly uses = new Map<Tensor, number>();
  /** How many followed tensors of a node still wait for gradients. */
  private readonly missing = new Map<Node, number>();
  private readonly ready: Node[] = [];
  private readonly trail: PassTrail;

  constructor(private readonly request: TapeRequest) {
    const { graph } = request;
    this.trail = graph.trail.beginPass(graph.nextId);
    this.sources = new Set(request.sources);
  }

  begin(): void {
    const { tape, targets } = this.request;
    const waiting = [...targets];
    for (let tensor = waiting.pop(); tensor !== undefined; tensor = waiting.pop()) {
      const node = tape.makerOf(tensor);
      if (node === null || this.between.has(node)) continue;
      this.between.add(node);
      for (const input of node.inputs) {
        const count = this.uses.get(input);
        this.uses.set(input, (count ?? 0) + 1);
        if (count === undefined && !this.sources.has(input)) waiting.push(input);
      }
    }
    for (const tensor of this.uses.keys()) {
      const node = tape.makerOf(tensor);
      if (node !== null) this.missing.set(node, (this.missing.get(node) ?? 0) + 1);
    }
    for (const node of this.between) if (!this.missing.has(node)) this.ready.push(node);
    targets.forEach((target, i) => this.seed(target, this.request.outputGradients[i] ?? null));
  }

  private seed(target: Tensor, given: Arrived | null): void {
    if (given !== null) {
      this.arrive(target, given);
      return;
    }
    if (this.request.tape.makerOf(target) === null && !this.sources.has(target)) return;
    const builder = new Builder(this.request.graph, this.request.origin);
    const ones = isFullyKnown(target.shape)
      ? builder.filled(target.dtype, target.shape, 1)
      : builder.make('OnesLike', [target], {});
    this.arrive(target, ones);
  }

  private arrive(tensor: Tensor, gradient: Arrived): void {
    const list = this.arrived.get(tensor);
    if (list === undefined) this.arrived.set(tensor, [gradient]);
    else list.push(gradient);
  }

  *run(): Generator<FunctionCall, void, FunctionAnswer> {
    for (const node of this.ready) {
      if (!this.between.delete(node)) continue;
      const gradients = yield* this.differentiate(node);
      node.inputs.forEach((input, i) => {
        const gradient = gradients?.[i];
        if (gradient !== undefined && !isNone(gradient)) {
          this.trail.arrived(input, tensorOf(gradient), node);
          this.arrive(input, gradient);
        }
        this.countDown(input);
      });
    }
  }

  /** One use of `input` is done; the last one lets the node that made it be differentiated. */
  private countDown(input: Tensor): void {
    const count = this.uses.get(input);
    if (count === undefined) return;
    this.uses.set(input, count - 1);
    if (count > 1) return;
    const node = this.request.tape.makerOf(input);
    const missing = node === null ? undefined : this.missing.get(node);
    if (node === null || missing === undefined) return;
    this.missing.set(node, missing - 1);
    if (missing === 1) this.ready.push(node);
  }

  private *differentiate(
    node: Node,
  ): Generator<FunctionCall, readonly InputGradient[] | null, FunctionAnswer> {
    const sums = node.outputs.map((output) => (this.arrived.has(output) ? this.sum(output) : null));
    if (sums.every((sum) => sum === null)) return null;
    const derivative = derivativeOf(node, this.request.registered);
    if (derivative.kind === 'none') {
      this.refusals.set(node, node.inputs.map(() => derivative));
      return null;
    }
    const incoming = node.outputs.map((output, i) =>
      sums[i] || !isFloating(output.dtype) ? (sums[i] ?? null) : zerosOutsideLoop(node, i),
    );
    const result =
      derivative.kind === 'function'
        ? yield { node, name: derivative.name, gradients: incoming }
        : byRule(derivative, node, incoming);
    if (result.length !== node.inputs.length) {
      throw valueError(
        `Num gradients ${result.length} generated for op ${node.name} do not match num inputs ${node.inputs.length}`,
      );
    }
    this.refusals.set(node, result.map((gradient) => (isNone(gradient) ? gradient : null)));
    return result;
  }

  private sum(tensor: Tensor): Arrived {
    const list = this.arrived.get(tensor)!;
    if (list.length > 1) {
      const builder = new Builder(this.request.graph, tensor.node.origin);
      const sum = sumGradients(builder, tensor, list, 0);
      this.trail.summed(tensor, tensorOf(sum));
      list.splice(0, list.length, sum);
    }
    return list[0]!;
  }

  results(): GradientResult[] {
    const results = this.request.sources.map((source) => this.result(source));
    this.trail.finish(this.request.graph.nextId);
    return results;
  }

  private result(source: Tensor): GradientResult {
    if (!this.arrived.has(source)) {
      const { tape, targets } = this.request;
      return whyUntaped(source, targets, tape, this.refusals);
    }
    const sum = this.sum(source);
    return sum instanceof Tensor ? { kind: 'dense', tensor: sum } : { kind: 'sparse', slices: sum };
  }
}

/** The tensor whose elements are the gradient's. */
function tensorOf(gradient: Arrived): Tensor {
  return gradient instanceof Tensor ? gradient : gradient.values;
}
