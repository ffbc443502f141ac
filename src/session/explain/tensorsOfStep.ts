/** @file Reads many tensors of a step by one run of it: values, and gradients where a backward pass came by. */
import { isOfGradientLoop, isOfIteration } from '../../engine/controlFlow/loopWatch';
import { EngineError } from '../../engine/errors';
import type { Arrival, Arrivals } from '../../engine/gradientTrail';
import type { Node, Tensor } from '../../engine/graph';
import { isVariableTensor } from '../../engine/resourceVariables';
import type { Value } from '../../engine/value';
import type { ValueDigest } from '../../protocol/placeValues';
import { toWire } from '../../protocol/wireNumber';
import { ancestorsOf } from '../ancestry';
import { tensorOf } from '../programFacts';
import { healthOf } from '../tensorHealth';
import type { ReadTensors, StepReader } from './stepReader';

/** Elements of these are no numbers. */
const NO_NUMBERS: ReadonlySet<string> = new Set(['string', 'resource', 'variant']);

export interface LookedAt {
  readonly value: Value;
  readonly gradient: Value | undefined;
  readonly arrivals: Arrivals | null;
  /** Inside of a loop: how many iterations evaluated it; value and gradient are of the last. */
  readonly turns: number | undefined;
}

export class TensorsOfStep {
  readonly executed: ReadonlySet<Node>;
  private readonly passes: readonly Arrivals[];
  private readonly rows: ReadonlyMap<Tensor, readonly string[]>;
  /** What depends on a variable of the step. */
  private readonly trained: ReadonlySet<Tensor>;
  private readonly digests = new Map<Value, ValueDigest>();
  private behindLoss: ReadonlySet<Tensor> | null = null;

  constructor(private readonly reader: StepReader) {
    this.passes = passesOf(reader);
    this.rows = rowsByTensor(reader);
    this.trained = dependents(reader);
    this.executed = reader.executed();
  }

  /** What is known of the tensors; those that the step has no numbers of are left out. */
  look(tensors: Iterable<Tensor>): ReadonlyMap<Tensor, LookedAt> {
    const { graph } = this.reader.run.execution;
    const mine = [...new Set(tensors)].filter((tensor) => tensor.node.graph === graph && !isOpaque(tensor));
    const forward = mine.filter((tensor) => !isVariableTensor(tensor));
    const gradients = mine.flatMap((tensor) => this.gradientOf(tensor)?.gradient ?? []);
    const { values, turns } = this.read([...new Set([...forward, ...gradients])]);
    const found = new Map<Tensor, LookedAt>();
    for (const tensor of mine) {
      const value = isVariableTensor(tensor) ? this.reader.variableBehind(tensor) : values.get(tensor);
      if (value === undefined || NO_NUMBERS.has(value.dtype)) continue;
      const arrived = this.gradientOf(tensor);
      const gradient = arrived === null ? undefined : values.get(arrived.gradient);
      found.set(tensor, { value, gradient, arrivals: arrived?.arrivals ?? null, turns: turns.get(tensor) });
    }
    return found;
  }

  /** Many places have the same tensor: it is measured once. */
  digest(value: Value): ValueDigest {
    let found = this.digests.get(value);
    if (found === undefined) {
      const { dtype, dims, data } = value;
      const number = data.length === 1 ? toWire(data[0]!) : null;
      found = { dtype, shape: [...dims], size: data.length, value: number, health: healthOf(value) };
      this.digests.set(value, found);
    }
    return found;
  }

  /** The rows whose variable, gradient or clipped gradient the tensor is. */
  rowsOf(tensor: Tensor): readonly string[] {
    return this.rows.get(tensor) ?? [];
  }

  /** What was computed beside the step is looked at too, unless that fails. */
  private read(tensors: readonly Tensor[]): ReadTensors {
    const wanted = tensors.filter((tensor) => this.reader.canRead(tensor) || this.isIterated(tensor));
    try {
      return this.reader.readAll(wanted);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      return this.reader.readAll(wanted.filter(({ node }) => this.executed.has(node)));
    }
  }

  /** Inside of a loop that the step runs, which evaluates it. */
  private isIterated(tensor: Tensor): boolean {
    return isOfIteration(tensor) && this.executed.has(tensor.node) && !tensor.isRef;
  }

  /** All that arrived at `tensor` in the backward pass of the step's loss; null when a part may be missing. */
  private gradientOf(tensor: Tensor): { readonly gradient: Tensor; readonly arrivals: Arrivals } | null {
    for (const arrivals of this.passes) {
      const terms = arrivals.terms.get(tensor) ?? [];
      const gradient = arrivals.sums.get(tensor) ?? (terms.length === 1 ? terms[0]!.gradient : undefined);
      if (gradient === undefined || !this.isWhole(tensor, terms)) continue;
      // What is of one iteration has the gradient of that iteration, or none.
      if (isOfIteration(tensor) === isOfGradientLoop(gradient)) return { gradient, arrivals };
    }
    return null;
  }

  /** A pass goes only where variables are: of a tensor that depends on none it may have seen some uses and not others. */
  private isWhole(tensor: Tensor, terms: readonly Arrival[]): boolean {
    const { reader } = this;
    if (this.trained.has(tensor)) return true;
    if (reader.loss === null) return false;
    const behind = (this.behindLoss ??= ancestorsOf(reader.loss));
    const seen = new Set(terms.map(({ via }) => via));
    return reader.consumersOf(tensor).every((node) => seen.has(node) || !node.outputs.some((output) => behind.has(output)));
  }
}

function dependents(reader: StepReader): ReadonlySet<Tensor> {
  const stack = reader.rows.map(({ update }) => update.variable.tensor);
  const found = new Set(stack);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    for (const { outputs } of reader.consumersOf(next)) {
      for (const output of outputs) {
        if (found.has(output)) continue;
        found.add(output);
        stack.push(output);
      }
    }
  }
  return found;
}

function passesOf({ rows }: StepReader): readonly Arrivals[] {
  const passes = rows.flatMap(({ update, start }) => {
    const { tensor } = update.variable;
    return start === null ? [] : (tensor.node.graph.trail.behind(tensor, start) ?? []);
  });
  return [...new Set(passes)];
}

function rowsByTensor({ rows }: StepReader): ReadonlyMap<Tensor, readonly string[]> {
  const found = new Map<Tensor, string[]>();
  const note = (tensor: Tensor, row: string) => {
    const list = found.get(tensor) ?? [];
    found.set(tensor, list.includes(row) ? list : [...list, row]);
  };
  for (const { update, start, stages } of rows) {
    const { name } = update.variable.tensor;
    note(update.variable.tensor, name);
    if (start !== null) note(start, name);
    for (const { output } of stages) note(output, name);
    if (update.applied.kind !== 'none') note(tensorOf(update.applied), name);
  }
  return found;
}

function isOpaque(tensor: Tensor): boolean {
  return NO_NUMBERS.has(tensor.dtype) && !isVariableTensor(tensor);
}

