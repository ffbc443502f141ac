/** @file Runs a training op with everything observed. */
import type { Changes, RunRequest, State } from '../engine/execution';
import { ruleOf } from '../engine/ops';
import { rootVariable } from '../engine/planVariables';
import { isVariableTensor } from '../engine/resourceVariables';
import type { Node, Tensor } from '../engine/graph';
import { ledgerInputs } from '../engine/updateLedger';
import type { Value } from '../engine/value';
import type { Dialect } from '../frontends/dialect';
import type { ProgramGradient, TrainingOp } from '../frontends/program';
import type { StepRecord } from '../protocol/records';
import { blurredVariables } from './blurredWrites';
import { gradientChain } from './gradientChain';
import { placementOf } from './placementRecord';
import type { ProgramFacts } from './programFacts';
import { tensorOf } from './programFacts';
import { PackedStep, StepLayout } from './packedStep';
import type { Naming, Observed, ObservedUpdate, RowFacts } from './recordMaker';
import { isInLoop, namesOf, RecordMaker } from './recordMaker';
import { RunNodes } from './runNodes';
import type { StepRun } from './stepRun';
import { TensorRecorder } from './tensorRecord';
import { writeChain } from './writeChain';

export interface ObservedRun {
  /** Values of the request's own fetches. */
  readonly values: readonly Value[];
  readonly changes: Changes;
  /** The step as it is recorded: of small tensors as their numbers, from which its record is made when it is asked for. */
  readonly recorded: StepRecord | PackedStep;
  /** The record lacks ledgers and slots: whoever shows it runs the step again. */
  readonly isBrief: boolean;
  /** What the run took from queues and data sets. */
  readonly taken: ReadonlyMap<Tensor, Value>;
}

/** The record of the run. */
export function madeOf({ recorded }: ObservedRun): StepRecord {
  return recorded instanceof PackedStep ? recorded.make() : recorded;
}

/** The rows of a step and the loss behind them, as they stand in the graph. */
export interface StepRows {
  readonly loss: Tensor | null;
  /** A clause that says why there is no loss; empty when there is. */
  readonly whyNoLoss: string;
  readonly rows: readonly ObservedUpdate[];
  /** Whether a tensor can be computed beside the step without a change of what the step does. */
  readonly canWatch: (tensor: Tensor) => boolean;
}

/** Tensors to observe beside a run. */
interface Watched extends RowFacts {
  /** What the run takes from queues and data sets. */
  readonly takes: readonly Tensor[];
  /** All of them, each once. */
  readonly wanted: readonly Tensor[];
}

/** What was watched in one of the last runs. */
interface RecentlyWatched {
  readonly request: RunRequest;
  readonly isApplied: boolean;
  readonly nodeCount: number;
  readonly observed: readonly Observed[];
  readonly watched: Watched;
  /** Where the numbers of such a step lie; null before its first record, and where they are too many. */
  layout: StepLayout | null;
}

/** As many training ops take turns, or nearly. */
const MOST_RECENT = 4;

/** Elements that a step writes, from which on its ledgers cost more than a frame when it is run again for them. */
const LARGE = 16_384;

function isLarge(written: State['variables']): boolean {
  let elements = 0;
  for (const { data } of written.values()) elements += data.length;
  return elements >= LARGE;
}

const NOTHING_TAKEN: ReadonlyMap<Tensor, Value> = new Map();

/** Whether the same is fetched, run and fed, be it with other numbers. */
function isSameRun(a: RunRequest, b: RunRequest): boolean {
  if (a === b) return true;
  return isSameList(a.fetches, b.fetches) && isSameList(a.targets, b.targets)
    && (a.feeds === b.feeds || (a.feeds.size === b.feeds.size && isSameList([...a.feeds.keys()], [...b.feeds.keys()])));
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((one, i) => one === b[i]));
}

export class StepObserver {
  private readonly observed = new Map<TrainingOp, Observed>();
  private readonly runNodes = new RunNodes();
  private readonly recorder: TensorRecorder;
  private recent: readonly RecentlyWatched[] = [];

  constructor(
    private readonly facts: ProgramFacts,
    private readonly naming: Naming,
    private readonly maxValues: number,
    /** `w:0`: no other row is of interest. */
    private readonly only: string | null = null,
  ) {
    this.recorder = new TensorRecorder(maxValues);
  }

  /** The words of the program's framework. */
  get dialect(): Dialect {
    return this.naming.dialect;
  }

  /**
   * Evaluates `run.request` with the pairs, clips, updates and loss of its training ops observed;
   * commits nothing. From `state` when it is not the present one. `phase` 'computed' leaves out what the update would write.
   * `isPassed`: a longer run passes the step by, and it can be run again when somebody looks at it.
   */
  observe(
    run: StepRun,
    index: number,
    phase: StepRecord['phase'],
    driver: StepRecord['driver'],
    state: State = run.execution.state,
    isPassed = false,
  ): ObservedRun {
    const isApplied = phase === 'applied';
    const own = isApplied ? run.request : { fetches: [], targets: [], feeds: run.request.feeds };
    const last = this.watchedBy(run, isApplied, own);
    const { takes, wanted } = last.watched;
    const { fetches, targets, feeds } = own;
    // All of it is read here, before anything else runs.
    const result = run.execution.evaluate({ fetches, targets, feeds, observed: wanted, isObservedInPlace: true }, state);
    const { values, changes, observed: seen } = result;
    const taken = takes.length === 0 ? NOTHING_TAKEN : new Map(takes.flatMap((tensor) => {
      const value = seen[wanted.indexOf(tensor)];
      return value == null ? [] : [[tensor, { ...value, data: value.data.slice() }] as const];
    }));
    const numbers = isApplied ? (last.layout?.pack(seen, state.variables, changes.variables) ?? null) : null;
    if (last.layout !== null && numbers !== null) {
      return { values, changes, recorded: new PackedStep(last.layout, numbers, index, driver), isBrief: false, taken };
    }
    const byTensor = new Map<Tensor, Value>();
    wanted.forEach((tensor, i) => {
      const value = seen[i];
      if (value) byTensor.set(tensor, value);
    });
    const { observed, watched } = last;
    const written = isApplied ? changes.variables : null;
    const isBrief = isPassed && written !== null && isLarge(written);
    const record = this.recordOf(observed, watched, state.variables, written, byTensor, index, phase, driver, isBrief);
    // Names and places were asked for now: the records of the steps after it can wait.
    last.layout = written === null ? null : StepLayout.of(
      observed, wanted, seen, state.variables, written, this.maxValues, record.trainingOp,
      (step, at, by) => this.recordOf(observed, watched, step.before, step.written, step.values, at, 'applied', by),
    );
    return { values, changes, recorded: record, isBrief, taken };
  }

  private recordOf(
    observed: readonly Observed[],
    about: RowFacts,
    before: State['variables'],
    written: State['variables'] | null,
    values: ReadonlyMap<Tensor, Value>,
    index: number,
    phase: StepRecord['phase'],
    driver: StepRecord['driver'],
    isBrief = false,
  ): StepRecord {
    this.recorder.begin(isBrief);
    return new RecordMaker(this.naming, this.recorder, before, written, values, about, isBrief)
      .make(observed, index, phase, driver);
  }

  /** What is watched; once more when it was lately: of a thousand rows it is a long list. */
  private watchedBy(run: StepRun, isApplied: boolean, own: RunRequest): RecentlyWatched {
    const { nodes } = run.execution.graph;
    for (const last of this.recent) {
      if (
        last.isApplied === isApplied && last.nodeCount === nodes.length && isSameRun(last.request, run.request) &&
        run.ops.length === last.observed.length && run.ops.every((op, i) => this.observed.get(op) === last.observed[i])
      ) return last;
    }
    const observed = run.ops.map((op) => this.observedOf(op));
    const starts = isApplied ? this.startsOf(observed, run.request) : new Map<Tensor, Tensor>();
    const tensors = observed
      .flatMap((item) => this.tensorsOf(item, run, isApplied))
      .filter((tensor) => !isInLoop(tensor));
    const takes = isApplied ? this.runNodes.takenBy(run.request) : [];
    const wanted = [...new Set([...tensors, ...starts.values(), ...takes])];
    const updates = observed.flatMap((item) => item.updates);
    const names = namesOf(updates.map(({ update }) => update.variable), this.naming);
    const placements = new Map(updates.flatMap((update) => {
      const placement = placementOf(update.update.variable.tensor, update.start);
      return placement === null ? [] : [[update, placement] as const];
    }));
    const watched = { starts, takes, wanted, names, placements, blurred: blurredVariables(updates, own) };
    const made = { request: run.request, isApplied, nodeCount: nodes.length, observed, watched, layout: null };
    this.recent = [made, ...this.recent.slice(0, MOST_RECENT - 1)];
    return made;
  }

  rowsOf(run: StepRun): StepRows {
    const observed = run.ops.map((op) => this.observedOf(op));
    const loss = observed[0]?.loss ?? null;
    const rows = observed.flatMap(({ updates }) => updates);
    const canWatch = (tensor: Tensor) => this.runNodes.canWatch(tensor, run.request);
    if (loss === null) return { loss, whyNoLoss: 'the program made its gradient by hand', rows, canWatch };
    if (canWatch(loss)) return { loss, whyNoLoss: '', rows, canWatch };
    const whyNoLoss =
      'the step itself does not compute the loss, which lacks a feed, checks values or draws random numbers';
    return { loss: null, whyNoLoss, rows, canWatch };
  }

  /** Variables that the same run writes before their update (a clip of weights), with that write. */
  private startsOf(observed: readonly Observed[], request: RunRequest): Map<Tensor, Tensor> {
    const starts = new Map<Tensor, Tensor>();
    const seen = new Set<Tensor>();
    for (const { update, chain: [first] } of observed.flatMap(({ updates }) => updates)) {
      const { tensor } = update.variable;
      // A second update of a variable begins where the first one left it.
      if (first === undefined || seen.has(tensor)) continue;
      seen.add(tensor);
      const earlier = this.runNodes.writeBefore(tensor, first, request);
      const start = earlier?.outputs[0];
      if (start !== undefined) starts.set(tensor, start);
    }
    return starts;
  }

  private observedOf(op: TrainingOp): Observed {
    let found = this.observed.get(op);
    if (found === undefined) {
      let loss: Tensor | null = null;
      const wanted = op.updates.filter(({ variable }) => this.only === null || variable.tensor.name === this.only);
      const updates = wanted.map((update): ObservedUpdate => {
        const source = this.facts.callFor(update.variable, update.applied);
        loss ??= source?.call.loss ?? null;
        const raw = source?.gradient ?? update.applied;
        const { tensor } = update.variable;
        const writer = update.update === null ? null : writerOf(update.update, tensor);
        const chain =
          writer === null ? [] : writeChain(writer, update.update!, tensor, this.facts.trainingOps);
        const written = { update, writer, chain, raw, seed: source?.call.seed ?? null };
        if (update.applied.kind === 'none') return { ...written, start: null, stages: [] };
        const known = source !== null && source.gradient.kind !== 'none' ? tensorOf(source.gradient) : null;
        const { start, stages } = gradientChain(this.facts, known, tensorOf(update.applied));
        const byHand: ProgramGradient =
          update.applied.kind === 'sparse'
            ? { ...update.applied, values: start }
            : { kind: 'dense', tensor: start };
        return { ...written, raw: known === null ? byHand : raw, start, stages };
      });
      found = { op, loss, updates };
      // Of eager execution the next step has other nodes.
      if (op.site === undefined) this.observed.set(op, found);
    }
    return found;
  }

  private tensorsOf(item: Observed, run: StepRun, isApplied: boolean): Tensor[] {
    const list: Tensor[] = [];
    const { loss } = item;
    if (loss !== null && this.runNodes.canWatch(loss, run.request)) list.push(loss);
    for (const { update, writer, chain, raw, start, stages } of item.updates) {
      if (start !== null) list.push(start);
      if (raw.kind === 'sparse') list.push(raw.indices);
      if (update.applied.kind !== 'none') list.push(tensorOf(update.applied));
      for (const { clip, input, output } of stages) {
        list.push(input, output, ...(clip?.thresholds ?? []));
        if (clip?.norm) list.push(clip.norm);
      }
      if (writer !== null && isApplied) {
        const wanted = chain.flatMap((node) => ledgerInputs(node) ?? []);
        list.push(
          ...wanted.filter((input) => !isVariableTensor(input)), ...writer.outputs.slice(0, 1),
        );
      }
    }
    return list;
  }
}

/**
 * The node that leaves `variable` as the update wants it: `update` itself, or of a group (Adam's
 * sparse update is one) the last node that writes the variable. The group when it holds none.
 */
function writerOf(update: Node, variable: Tensor): Node {
  const writes = (node: Node) =>
    ruleOf(node.op).writes !== undefined && rootVariable(node.inputs[0]!) === variable.node;
  if (update.outputs.length > 0 || writes(update)) return update;
  // A group of Keras waits for reads, each of which waits for its write.
  const awaited = update.controlInputs.flatMap((node) =>
    node.op === 'ReadVariableOp' ? [node, ...node.controlInputs] : [node],
  );
  return awaited.filter(writes).at(-1) ?? update;
}
