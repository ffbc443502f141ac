/** @file What a program has told about itself: gradients asked for, clips made, training ops; answers look-ups. */
import { loopOf } from '../engine/controlFlow/context';
import { EagerGraph } from '../engine/eager/eagerGraph';
import type { RunRequest } from '../engine/execution';
import { runKeyOf } from '../engine/execution';
import type { Node, Tensor } from '../engine/graph';
import { neededFor } from '../engine/schedule';
import type {
  ClipCall, ComputeGradientsCall, ProgramGradient, ProgramVariable, TrainingOp,
} from '../frontends/program';
import { isComputedFrom } from './ancestry';
import { handWrittenStep, updateBy } from './handWrittenSteps';

export interface ClipOfTensor {
  readonly call: ClipCall;
  readonly raw: Tensor;
}

/** What a step without an optimizer is called. */
const HAND_WRITTEN = 'assign';

/** Calls of compute_gradients that eager execution may still apply. */
const MOST_PASSING = 32;

export class ProgramFacts {
  readonly trainingOps: TrainingOp[] = [];
  private readonly calls: ComputeGradientsCall[] = [];
  /** Those of eager execution: the last ones, for every step makes more. */
  private passing: ComputeGradientsCall[] = [];
  private readonly clips = new Map<Tensor, ClipOfTensor>();
  /** Clips of eager execution, for as long as what they made is held. */
  private readonly passingClips = new WeakMap<Tensor, ClipOfTensor>();
  private readonly expected = new Set<Node>();
  private readonly opsOfRequest = new WeakMap<Node, Map<string, readonly TrainingOp[]>>();

  addCall(call: ComputeGradientsCall): void {
    if (call.isPassing !== true) this.calls.push(call);
    else this.passing = [...this.passing.slice(1 - MOST_PASSING), call];
  }

  addClip(call: ClipCall): void {
    for (const { raw, clipped } of call.pairs) {
      const clips = clipped.node.graph instanceof EagerGraph ? this.passingClips : this.clips;
      clips.set(clipped, { call, raw });
    }
  }

  /** An op that should run beside the steps. */
  expectUpdate(node: Node): void {
    this.expected.add(node);
  }

  /** Ops that should run beside the steps and were in no run so far. */
  neverRun(): readonly Node[] {
    return [...this.expected];
  }

  addTrainingOp(op: TrainingOp): void {
    // Inside of a loop it runs many times in one run: that is no step.
    if (loopOf(op.node) !== null) return;
    if (op.site !== undefined && op.optimizer === HAND_WRITTEN) {
      const writer = op.updates[0]?.update ?? null;
      const update = writer === null ? null : updateBy(this, this.passing, writer);
      if (update === null) return;
      op = { ...op, updates: [update] };
    }
    const known = op.site === undefined ? undefined : this.trainingOps.find(({ site }) => site === op.site);
    if (known === undefined) this.trainingOps.push(op);
    else Object.assign(known, op);
  }

  /** Every call of a clip function. */
  clipCalls(): readonly ClipCall[] {
    return [...new Set([...this.clips.values()].map(({ call }) => call))];
  }

  /** Every gradient that compute_gradients or tf.gradients returned. */
  rawGradients(): ReadonlySet<Tensor> {
    const pairs = this.calls.flatMap((call) => call.pairs);
    return new Set(pairs.flatMap(({ gradient }) => (gradient.kind === 'none' ? [] : [tensorOf(gradient)])));
  }

  /** The call that returned a gradient from which `tensor` is computed; null when none is kept. */
  callOf(tensor: Tensor): ComputeGradientsCall | null {
    return [...this.calls, ...this.passing].find(({ pairs }) => {
      const gradients = new Set(pairs.flatMap(({ gradient }) => (gradient.kind === 'none' ? [] : [tensorOf(gradient)])));
      return isComputedFrom(tensor, (above) => gradients.has(above));
    }) ?? null;
  }

  /** What the program last asked the gradients of, with what it got. */
  lastPairs(): ComputeGradientsCall['pairs'] {
    return (this.calls.at(-1) ?? this.passing.at(-1))?.pairs ?? [];
  }

  /** The clip that made `tensor`, if one did. */
  clipOf(tensor: Tensor): ClipOfTensor | undefined {
    return this.clips.get(tensor) ?? this.passingClips.get(tensor);
  }

  /** The training ops that a run of `request` executes, in order of creation; else what it trains by hand. */
  executedBy(request: RunRequest): readonly TrainingOp[] {
    const first = request.targets[0] ?? request.fetches[0]?.node;
    if (first?.graph instanceof EagerGraph) {
      return this.trainingOps.filter(({ site, node }) => site !== undefined && node === first);
    }
    if (first === undefined || this.trainingOps.length + this.calls.length === 0) return [];
    let cache = this.opsOfRequest.get(first);
    if (cache === undefined) this.opsOfRequest.set(first, (cache = new Map<string, readonly TrainingOp[]>()));
    const key = runKeyOf(request);
    let found = cache.get(key);
    if (found === undefined) {
      const fed = new Set(request.feeds.keys());
      const nodes = neededFor(request.fetches, request.targets, fed);
      for (const node of this.expected) if (nodes.has(node)) this.expected.delete(node);
      found = this.trainingOps.filter((op) => (op.targets ?? [op.node]).every((node) => nodes.has(node)));
      if (found.length === 0) {
        const step = handWrittenStep(this, this.calls, request);
        if (step !== null) this.trainingOps.push(step);
        found = step === null ? [] : [step];
      }
      cache.set(key, found);
    }
    return found;
  }

  /** The last call of compute_gradients whose gradient of `variable` leads to `applied`. */
  callFor(variable: ProgramVariable, applied: ProgramGradient): {
    call: ComputeGradientsCall;
    gradient: ProgramGradient;
  } | null {
    const isOf = (gradient: ProgramGradient) => {
      if (applied.kind === 'none' || gradient.kind === 'none') return applied.kind === gradient.kind;
      const wanted = tensorOf(gradient);
      return isComputedFrom(tensorOf(applied), (above) => above === wanted);
    };
    for (const call of [...this.calls, ...this.passing].reverse()) {
      const pair = call.pairs.find((candidate) => candidate.variable.tensor === variable.tensor);
      if (pair === undefined) continue;
      if (isOf(pair.gradient)) return { call, gradient: pair.gradient };
    }
    return null;
  }
}

/** The tensor whose elements are the gradient's: its values when it is sparse. */
export function tensorOf(gradient: Exclude<ProgramGradient, { kind: 'none' }>): Tensor {
  return gradient.kind === 'dense' ? gradient.tensor : gradient.values;
}
