/** @file What a program has told about itself: gradients asked for, clips made, training ops; answers look-ups. */
import { loopOf } from '../engine/controlFlow/context';
import type { RunRequest } from '../engine/execution';
import { runKeyOf } from '../engine/execution';
import type { Node, Tensor } from '../engine/graph';
import { schedule } from '../engine/schedule';
import type {
  ClipCall, ComputeGradientsCall, ProgramGradient, ProgramVariable, TrainingOp,
} from '../frontends/program';
import { handWrittenStep } from './handWrittenSteps';

export interface ClipOfTensor {
  readonly call: ClipCall;
  readonly raw: Tensor;
}

export class ProgramFacts {
  readonly trainingOps: TrainingOp[] = [];
  private readonly calls: ComputeGradientsCall[] = [];
  private readonly clips = new Map<Tensor, ClipOfTensor>();
  private readonly opsOfRequest = new WeakMap<Node, Map<string, readonly TrainingOp[]>>();

  addCall(call: ComputeGradientsCall): void {
    this.calls.push(call);
  }

  addClip(call: ClipCall): void {
    for (const { raw, clipped } of call.pairs) this.clips.set(clipped, { call, raw });
  }

  addTrainingOp(op: TrainingOp): void {
    // Inside of a loop it runs many times in one run: that is no step.
    if (loopOf(op.node) !== null) return;
    this.trainingOps.push(op);
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

  /** The clip that made `tensor`, if one did. */
  clipOf(tensor: Tensor): ClipOfTensor | undefined {
    return this.clips.get(tensor);
  }

  /** The training ops that a run of `request` executes, in order of creation; else what it trains by hand. */
  executedBy(request: RunRequest): readonly TrainingOp[] {
    const first = request.targets[0] ?? request.fetches[0]?.node;
    if (first === undefined || this.trainingOps.length + this.calls.length === 0) return [];
    let cache = this.opsOfRequest.get(first);
    if (cache === undefined) this.opsOfRequest.set(first, (cache = new Map<string, readonly TrainingOp[]>()));
    const key = runKeyOf(request);
    let found = cache.get(key);
    if (found === undefined) {
      const fed = new Set(request.feeds.keys());
      const nodes = new Set(schedule(request.fetches, request.targets, fed));
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
    const above = applied.kind === 'none' ? null : ancestorsOf(tensorOf(applied));
    for (const call of [...this.calls].reverse()) {
      const pair = call.pairs.find((candidate) => candidate.variable.tensor === variable.tensor);
      if (pair === undefined) continue;
      const { gradient } = pair;
      if (above === null ? gradient.kind === 'none' : gradient.kind !== 'none' && above.has(tensorOf(gradient))) {
        return { call, gradient };
      }
    }
    return null;
  }
}

/** The tensor whose elements are the gradient's: its values when it is sparse. */
export function tensorOf(gradient: Exclude<ProgramGradient, { kind: 'none' }>): Tensor {
  return gradient.kind === 'dense' ? gradient.tensor : gradient.values;
}

/** Every tensor that `tensor` is computed from, and itself. */
export function ancestorsOf(tensor: Tensor): Set<Tensor> {
  const found = new Set<Tensor>();
  const stack = [tensor];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    stack.push(...next.node.inputs);
  }
  return found;
}
