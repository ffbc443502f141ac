/** @file Runs a training op with everything observed and turns the values into a StepRecord. */
import type { Execution, RunRequest, RunResult, State } from '../engine/execution';
import { isOp } from '../engine/ops';
import type { Node, Origin, Tensor } from '../engine/graph';
import { schedule } from '../engine/schedule';
import { hasLedger, updateLedger } from '../engine/updateLedger';
import type { Value } from '../engine/value';
import type { ProgramGradient, TrainingOp } from '../frontends/program';
import type {
  GradientRecord, PlaceRecord, RowRecord, SlotRecord, StageRecord, StepRecord, TensorRecord,
} from '../protocol/records';
import { toWire } from '../protocol/wireNumber';
import { clipEntry } from './clipLedger';
import type { ChainStage } from './gradientChain';
import { gradientChain } from './gradientChain';
import type { ProgramFacts } from './programFacts';
import { tensorOf } from './programFacts';
import { jointNorm, tensorRecord } from './tensorRecord';

/** What the observer needs to name things: places of origins, names the user gave. */
export interface Naming {
  place(origin: Origin): PlaceRecord | null;
  boundName(origin: Origin): string | null;
  trainingOpName(op: TrainingOp): string;
}

type Update = TrainingOp['updates'][number];

/** One row's tensors to fetch, found once per training op. */
interface ObservedUpdate {
  readonly update: Update;
  readonly raw: ProgramGradient;
  /** The raw gradient's tensor; the chain's start when the program made its gradient by hand. */
  readonly start: Tensor | null;
  readonly stages: readonly ChainStage[];
}

interface Observed {
  readonly op: TrainingOp;
  readonly loss: Tensor | null;
  readonly updates: readonly ObservedUpdate[];
}

export interface StepRun {
  readonly execution: Execution;
  readonly request: RunRequest;
  readonly ops: readonly TrainingOp[];
}

export interface ObservedRun {
  /** Values of the request's own fetches. */
  readonly values: readonly Value[];
  readonly result: RunResult;
  readonly record: StepRecord;
}

export class StepObserver {
  private readonly observed = new Map<TrainingOp, Observed>();

  constructor(
    private readonly facts: ProgramFacts,
    private readonly naming: Naming,
    private readonly maxValues: number,
  ) {}

  /**
   * Evaluates `run.request` with the pairs, clips, updates and loss of its training ops observed;
   * commits nothing. `phase` 'computed' leaves out what the update would write.
   */
  observe(
    run: StepRun,
    index: number,
    phase: StepRecord['phase'],
    driver: StepRecord['driver'],
  ): ObservedRun {
    const observed = run.ops.map((op) => this.observedOf(op));
    const isApplied = phase === 'applied';
    const own = isApplied ? run.request : { fetches: [], targets: [], feeds: run.request.feeds };
    const wanted = [...new Set(observed.flatMap((item) => this.tensorsOf(item, run, isApplied)))];
    const result = run.execution.evaluate({ ...own, observed: wanted });
    const byTensor = new Map(wanted.map((tensor, i) => [tensor, result.observed[i]!]));
    const record = new RecordMaker(
      this.naming, this.maxValues, run.execution.state, isApplied ? result.changes.variables : null, byTensor,
    ).make(observed, index, phase, driver);
    return { values: result.values, result, record };
  }

  private observedOf(op: TrainingOp): Observed {
    let found = this.observed.get(op);
    if (found === undefined) {
      let loss: Tensor | null = null;
      const updates = op.updates.map((update): ObservedUpdate => {
        const source = this.facts.callFor(update.variable, update.applied);
        loss ??= source?.call.loss ?? null;
        const raw = source?.gradient ?? update.applied;
        if (update.applied.kind === 'none') return { update, raw, start: null, stages: [] };
        const known = source !== null && source.gradient.kind !== 'none' ? tensorOf(source.gradient) : null;
        const { start, stages } = gradientChain(this.facts, known, tensorOf(update.applied));
        const byHand: ProgramGradient =
          update.applied.kind === 'sparse'
            ? { ...update.applied, values: start }
            : { kind: 'dense', tensor: start };
        return { update, raw: known === null ? byHand : raw, start, stages };
      });
      found = { op, loss, updates };
      this.observed.set(op, found);
    }
    return found;
  }

  private tensorsOf(item: Observed, run: StepRun, isApplied: boolean): Tensor[] {
    const list: Tensor[] = [];
    const { loss } = item;
    if (loss !== null && canCompute(loss, run.request)) list.push(loss);
    for (const { update, raw, start, stages } of item.updates) {
      if (start !== null) list.push(start);
      if (raw.kind === 'sparse') list.push(raw.indices);
      if (update.applied.kind !== 'none') list.push(tensorOf(update.applied));
      for (const { clip, input, output } of stages) {
        list.push(input, output, ...(clip?.thresholds ?? []));
        if (clip?.norm) list.push(clip.norm);
      }
      if (update.update !== null && isApplied) {
        list.push(...update.update.inputs.filter((input) => !input.isRef));
        list.push(...update.update.outputs.slice(0, 1));
      }
    }
    return list;
  }
}

/** False when a placeholder that the run does not feed stands above `tensor`. */
function canCompute(tensor: Tensor, request: RunRequest): boolean {
  const fed = new Set(request.feeds.keys());
  return schedule([tensor], [], fed).every(
    (node) => !isOp(node, 'Placeholder') || fed.has(node.outputs[0]!),
  );
}

/** Makes the record of one evaluated step; lives for one record. */
class RecordMaker {
  /** Values of variables as this step's updates leave them, for a variable updated twice. */
  private readonly latest = new Map<string, Value>();
  private readonly rawValues: Value[] = [];
  private readonly appliedValues: Value[] = [];

  constructor(
    private readonly naming: Naming,
    private readonly maxValues: number,
    private readonly before: State,
    private readonly written: ReadonlyMap<string, Value> | null,
    private readonly values: ReadonlyMap<Tensor, Value>,
  ) {}

  make(
    observed: readonly Observed[],
    index: number,
    phase: StepRecord['phase'],
    driver: StepRecord['driver'],
  ): StepRecord {
    const [first] = observed;
    if (first === undefined) throw new Error('A step needs at least one training op.');
    const rows = observed.flatMap((item) => item.updates.map((update) => this.row(update)));
    const loss = first.loss === null ? undefined : this.values.get(first.loss);
    const step = first.op.globalStep;
    const globalStep =
      step === null ? undefined : (this.written?.get(step) ?? this.before.variables.get(step));
    return {
      index,
      phase,
      driver,
      trainingOp: observed.map(({ op }) => this.naming.trainingOpName(op)).join(' + '),
      optimizer: observed.map(({ op }) => op.optimizer).join(' + '),
      place: this.naming.place(first.op.origin),
      loss: loss === undefined ? null : this.tensor(loss),
      globalStep: globalStep === undefined ? null : toWire(globalStep.data[0]!),
      gradientNorm: toWire(jointNorm(this.rawValues)),
      appliedNorm: toWire(jointNorm(this.appliedValues)),
      rows,
    };
  }

  private row({ update, raw, start, stages }: ObservedUpdate): RowRecord {
    const { variable, applied } = update;
    const { tensor } = variable;
    const before = this.latest.get(variable.key) ?? this.before.variables.get(variable.key);
    const after = this.afterOf(update, before);
    if (start !== null) this.rawValues.push(this.values.get(start)!);
    const appliedValue = applied.kind === 'none' ? null : this.values.get(tensorOf(applied))!;
    if (appliedValue !== null) this.appliedValues.push(appliedValue);
    const beforeNorm = before === undefined ? 0 : jointNorm([before]);
    return {
      variable: tensor.name,
      name: this.naming.boundName(variable.origin) ?? tensor.node.name,
      place: this.naming.place(variable.origin),
      dtype: tensor.dtype,
      shape: before === undefined ? [] : [...before.dims],
      gradient: this.gradient(raw, start),
      stages: stages.map((stage) => this.stage(stage)),
      applied: appliedValue === null ? null : this.tensor(appliedValue),
      before: before === undefined ? null : this.tensor(before),
      after: after === null ? null : this.tensor(after),
      updateRatio:
        after === null || before === undefined || beforeNorm === 0
          ? null
          : toWire(jointNorm([difference(after, before)]) / beforeNorm),
      slots: update.slots.map(({ name, key }) => this.slot(name, key)),
      ...this.ledger(update.update, after),
    };
  }

  /** The variable after this very update; unchanged when it has none; null while only computed. */
  private afterOf({ update, variable }: Update, before: Value | undefined): Value | null {
    if (this.written === null) return null;
    const [output] = update?.outputs ?? [];
    // Sparse updates are groups without an output: what the run wrote is what they left.
    const written = update === null ? undefined : this.written.get(variable.key);
    const after = output === undefined ? (written ?? before) : this.values.get(output);
    if (after !== undefined) this.latest.set(variable.key, after);
    return after ?? null;
  }

  private ledger(
    update: Node | null,
    after: Value | null,
  ): Pick<RowRecord, 'formula' | 'terms' | 'residual'> {
    if (update === null || after === null || !hasLedger(update.op)) {
      return { formula: null, terms: [], residual: null };
    }
    const inputs = update.inputs.map((input) =>
      input.isRef ? this.before.variables.get(input.node.name)! : this.values.get(input)!,
    );
    const ledger = updateLedger(update, inputs, after);
    return {
      formula: ledger.formula,
      terms: ledger.terms.map(({ name, value }) => ({ name, tensor: this.tensor(value) })),
      residual: toWire(ledger.residual),
    };
  }

  private gradient(raw: ProgramGradient, start: Tensor | null): GradientRecord {
    if (raw.kind === 'none' || start === null) {
      const cutBy = raw.kind === 'none' ? raw.cutBy : null;
      return {
        kind: 'none',
        reason: raw.kind === 'none' ? raw.reason : 'the program passed None',
        cutAt: cutBy === null ? null : { op: cutBy.op, place: this.naming.place(cutBy.origin) },
      };
    }
    const tensor = this.tensor(this.values.get(start)!);
    if (raw.kind === 'dense') return { kind: 'dense', tensor };
    return { kind: 'sparse', tensor, indices: this.tensor(this.values.get(raw.indices)!) };
  }

  private stage({ clip, name, origin, input, output }: ChainStage): StageRecord {
    const before = this.values.get(input)!;
    const after = this.values.get(output)!;
    const thresholds = (clip?.thresholds ?? []).map((tensor) => this.values.get(tensor)!.data[0]!);
    const globalNorm = clip?.norm ? this.values.get(clip.norm)!.data[0]! : null;
    const entry = clipEntry(clip?.op ?? null, before, after, thresholds, globalNorm);
    return {
      op: name,
      isClip: clip !== null,
      place: this.naming.place(origin),
      thresholds: thresholds.map(toWire),
      norm: entry.norm === null ? null : toWire(entry.norm),
      factor: entry.factor === null ? null : toWire(entry.factor),
      angleDegrees: entry.angleDegrees,
      clippedElements: entry.clippedElements,
      fired: entry.fired,
      output: this.tensor(after),
    };
  }

  private slot(name: string, key: string): SlotRecord {
    const before = this.before.variables.get(key);
    const after = this.written === null ? undefined : (this.written.get(key) ?? before);
    return {
      name,
      variable: `${key}:0`,
      before: before === undefined ? null : this.tensor(before),
      after: after === undefined ? null : this.tensor(after),
    };
  }

  private tensor(value: Value): TensorRecord {
    return tensorRecord(value, this.maxValues);
  }
}

/** after − before in float64. */
function difference(after: Value, before: Value): Value {
  const data = Float64Array.from(after.data, (x, i) => x - before.data[i]!);
  return { dtype: 'float64', dims: after.dims, data };
}
