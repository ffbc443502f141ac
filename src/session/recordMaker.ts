/** @file Turns the values of one evaluated step into its StepRecord. */
import { outputContext } from '../engine/controlFlow/context';
import type { Node, Origin, Tensor } from '../engine/graph';
import { isVariableTensor, valueBehind } from '../engine/resourceVariables';
import type { Write } from '../engine/updateLedger';
import { chainLedger, ledgerInputs } from '../engine/updateLedger';
import type { Value } from '../engine/value';
import type { Dialect } from '../frontends/dialect';
import type { ProgramGradient, ProgramVariable, TrainingOp } from '../frontends/program';
import type {
  GradientRecord, PlacementRecord, PlaceRecord, RowRecord, SlotRecord, StageRecord, StepRecord, TensorRecord,
} from '../protocol/records';
import type { WireNumber } from '../protocol/wireNumber';
import { toWire } from '../protocol/wireNumber';
import type { Sized } from './clipLedger';
import { clipEntry } from './clipLedger';
import { BRANCH_NOT_TAKEN } from './findings/noneGradient';
import type { ChainStage } from './gradientChain';
import { tensorOf } from './programFacts';
import type { TensorRecorder } from './tensorRecord';

/** What the observer needs to name things: places of origins, names the user gave. */
export interface Naming {
  readonly dialect: Dialect;
  place(origin: Origin): PlaceRecord | null;
  boundName(origin: Origin): string | null;
  trainingOpName(op: TrainingOp): string;
}

/** One list for all rows that have none: a step of a thousand is kept with what it holds. */
const NONE: readonly never[] = [];
const NO_LEDGER = { formula: null, terms: NONE, residual: null };

type Update = TrainingOp['updates'][number];

/** One row's tensors to fetch, found once per training op. */
export interface ObservedUpdate {
  readonly update: Update;
  /** The node that writes the variable: the update, or the one of a group that does. */
  readonly writer: Node | null;
  /** All that write the variable for this update, first to last; `writer` is the last. */
  readonly chain: readonly Node[];
  readonly raw: ProgramGradient;
  /** The raw gradient's tensor; the chain's start when the program made its gradient by hand. */
  readonly start: Tensor | null;
  /** grad_loss of the call that computed the gradient; null: ones. */
  readonly seed: Tensor | null;
  readonly stages: readonly ChainStage[];
}

export interface Observed {
  readonly op: TrainingOp;
  readonly loss: Tensor | null;
  readonly updates: readonly ObservedUpdate[];
}

/** What the graph says of the rows, whatever their values are. */
export interface RowFacts {
  /** `namesOf` their variables. */
  readonly names: ReadonlyMap<Tensor, string>;
  /** Of variables that the run writes before their update: the tensor with the value it began from. */
  readonly starts: ReadonlyMap<Tensor, Tensor>;
  /** Variables of which a single write cannot be seen. */
  readonly blurred: ReadonlySet<Tensor>;
  /** Of those that the program placed. */
  readonly placements: ReadonlyMap<ObservedUpdate, PlacementRecord>;
}

/** Whether the tensor has another value in every iteration of a loop. */
export function isInLoop(tensor: Tensor): boolean {
  return (outputContext(tensor.node)?.loop ?? null) !== null;
}

/** The user's names of variables; TensorFlow's where two share the user's (a layer's kernel and bias). */
export function namesOf(variables: readonly ProgramVariable[], naming: Naming): ReadonlyMap<Tensor, string> {
  /** The variable that has the name alone; null where several share it. */
  const owners = new Map<string, Tensor | null>();
  const bound = ({ origin }: ProgramVariable) => naming.boundName(origin) ?? '';
  for (const variable of variables) {
    const name = bound(variable);
    const owner = owners.get(name);
    owners.set(name, owner === undefined || owner === variable.tensor ? variable.tensor : null);
  }
  const names = new Map<Tensor, string>();
  for (const variable of variables) {
    const { tensor } = variable;
    const name = bound(variable);
    names.set(tensor, name !== '' && owners.get(name) === tensor ? name : tensor.node.name);
  }
  return names;
}

/** Makes the record of one evaluated step; lives for one record. */
export class RecordMaker {
  /** Values of variables as this step's updates leave them, for a variable updated twice. */
  private readonly latest = new Map<string, Value>();
  /** Σx² over all raw gradients, and over all applied ones. */
  private rawSquares = 0;
  private appliedSquares = 0;

  constructor(
    private readonly naming: Naming,
    private readonly recorder: TensorRecorder,
    /** Values of variables before the step. */
    private readonly before: ReadonlyMap<string, Value>,
    private readonly written: ReadonlyMap<string, Value> | null,
    private readonly values: ReadonlyMap<Tensor, Value>,
    private readonly about: RowFacts,
    /** Without what only a reader of the step wants: its ledgers and slots. */
    private readonly isBrief = false,
  ) {}

  make(
    observed: readonly Observed[],
    index: number,
    phase: StepRecord['phase'],
    driver: StepRecord['driver'],
  ): StepRecord {
    const [first] = observed;
    if (first === undefined) throw new Error('A step needs at least one training op.');
    const ops = observed.map(({ op, updates: { length } }) => ({
      name: this.naming.trainingOpName(op),
      optimizer: op.optimizer,
      rowCount: length,
    }));
    const updates = observed.flatMap((item) => item.updates);
    const rows = updates.map((update) => {
      try {
        return this.row(update);
      } finally {
        this.recorder.scratch.release();
      }
    });
    const loss = first.loss === null ? undefined : this.values.get(first.loss);
    const step = first.op.globalStep;
    const globalStep =
      step === null ? undefined : (this.written?.get(step) ?? this.before.get(step));
    return {
      index,
      phase,
      driver,
      trainingOp: ops.map(({ name }) => name).join(' + '),
      optimizer: ops.map(({ optimizer }) => optimizer).join(' + '),
      ops,
      place: this.naming.place(first.op.origin),
      loss: loss === undefined ? null : this.tensor(loss),
      globalStep: globalStep === undefined ? null : toWire(globalStep.data[0]!),
      gradientNorm: toWire(Math.sqrt(this.rawSquares)),
      appliedNorm: toWire(Math.sqrt(this.appliedSquares)),
      rows,
    };
  }

  private row(observed: ObservedUpdate): RowRecord {
    const { update, writer, chain, raw, start, stages } = observed;
    const { variable, applied } = update;
    const { tensor } = variable;
    const isBlurred = this.about.blurred.has(tensor);
    const latest = isBlurred ? undefined : this.latest.get(variable.key);
    const before = latest ?? this.valueAtStart(tensor, variable.key);
    const after = this.afterOf(variable.key, writer, before);
    const rawValue = start === null ? undefined : this.values.get(start);
    const appliedValue = applied.kind === 'none' ? null : (this.values.get(tensorOf(applied)) ?? null);
    const updateRatio = after === null || before === undefined ? null : this.updateRatio(before, after);
    if (this.isBrief && rawValue !== undefined && appliedValue !== null) this.recorder.measure(rawValue, appliedValue);
    const left = after ?? before;
    if (left !== undefined) this.keepState(variable.key, left);
    const { formula, terms, residual } = this.ledger(isBlurred || this.isBrief ? NONE : chain, before, after, rawValue);
    if (rawValue !== undefined) this.rawSquares += this.recorder.squares(rawValue);
    if (appliedValue !== null) this.appliedSquares += this.recorder.squares(appliedValue);
    const row: RowRecord = {
      variable: tensor.name,
      name: this.about.names.get(tensor)!,
      place: this.naming.place(variable.origin),
      dtype: valueBehind(tensor).dtype,
      shape: before === undefined ? NONE : before.dims,
      gradient: this.gradient(raw, start),
      stages: stages.length === 0 ? NONE : stages.flatMap((stage) => this.stage(stage) ?? []),
      applied: appliedValue === null ? null : this.tensor(appliedValue),
      before: before === undefined ? null : this.tensor(before),
      after: after === null ? null : this.tensor(after),
      updateRatio,
      slots: this.isBrief || update.slots.length === 0 ? NONE : update.slots.map(({ name, key }) => this.slot(name, key)),
      formula,
      terms,
      residual,
    };
    const placement = this.about.placements.get(observed);
    return placement === undefined ? row : { ...row, placement };
  }

  private updateRatio(before: Value, after: Value): WireNumber | null {
    const distance = this.recorder.distance(after, before);
    const norm = Math.sqrt(this.recorder.squares(before));
    return norm === 0 ? null : toWire(distance / norm);
  }

  private valueAtStart(variable: Tensor, key: string): Value | undefined {
    const start = this.about.starts.get(variable);
    return start === undefined ? this.before.get(key) : this.values.get(start);
  }

  /** The variable after this very update; unchanged when it has none; null while only computed. */
  private afterOf(key: string, writer: Node | null, before: Value | undefined): Value | null {
    if (this.written === null) return null;
    const [output] = writer?.outputs ?? [];
    // A group that writes the variable by other ways: what the run wrote is what it left.
    const written = writer === null ? undefined : this.written.get(key);
    // An update in a branch that was not taken leaves the variable as it was.
    const after = output === undefined ? (written ?? before) : (this.values.get(output) ?? before);
    if (after !== undefined) this.latest.set(key, after);
    return after ?? null;
  }

  private ledger(
    chain: readonly Node[],
    before: Value | undefined,
    after: Value | null,
    gradient: Value | undefined,
  ): Pick<RowRecord, 'formula' | 'terms' | 'residual'> {
    if (chain.length === 0 || before === undefined || after === null) return NO_LEDGER;
    const writes: Write[] = [];
    for (const node of chain) {
      const inputs = this.ledgerInputs(node, before);
      if (inputs === null) return NO_LEDGER;
      writes.push({ node, inputs });
    }
    const { formula, terms, residual } = chainLedger(writes, after, this.recorder.scratch);
    const tensors = this.recorder.passing(terms.map(({ value }) => value), gradient);
    return {
      formula,
      terms: terms.map(({ name }, i) => ({ name, tensor: tensors[i]! })),
      residual: toWire(residual),
    };
  }

  /** Null when the run did not compute one of them. */
  private ledgerInputs(node: Node, before: Value): Value[] | null {
    const wanted = ledgerInputs(node);
    if (wanted === null) return null;
    const inputs = [before];
    for (let i = 1; i < wanted.length; i++) {
      const input = wanted[i]!;
      const slot = isVariableTensor(input) ? this.before.get(input.node.name) : undefined;
      const value = slot ?? this.values.get(input);
      if (value === undefined) return null;
      inputs.push(value);
    }
    return inputs;
  }

  private gradient(raw: ProgramGradient, start: Tensor | null): GradientRecord {
    if (raw.kind === 'none' || start === null) {
      const cutBy = raw.kind === 'none' ? raw.cutBy : null;
      return {
        kind: 'none',
        reason: raw.kind === 'none' ? raw.reason : `the program passed ${this.naming.dialect.noValue}`,
        cutAt: cutBy === null ? null : { op: cutBy.op, place: this.naming.place(cutBy.origin) },
      };
    }
    const value = this.values.get(start);
    if (value === undefined) {
      const reason = isInLoop(start)
        ? 'it is computed inside of tf.while_loop, anew in every iteration'
        : BRANCH_NOT_TAKEN;
      const { op, origin } = start.node;
      return { kind: 'none', reason, cutAt: { op, place: this.naming.place(origin) } };
    }
    const tensor = this.tensor(value);
    const indices = raw.kind === 'dense' ? undefined : this.values.get(raw.indices);
    if (indices === undefined) return { kind: 'dense', tensor };
    return { kind: 'sparse', tensor, indices: this.tensor(indices) };
  }

  /** Null when the stage is in a branch that this run did not take: nothing happened there. */
  private stage({ clip, name, origin, input, output }: ChainStage): StageRecord | null {
    const before = this.values.get(input);
    const after = this.values.get(output);
    if (before === undefined || after === undefined) return null;
    const thresholds = (clip?.thresholds ?? []).flatMap(
      (tensor) => this.values.get(tensor)?.data[0] ?? [],
    );
    const globalNorm = clip?.norm ? (this.values.get(clip.norm)?.data[0] ?? null) : null;
    const entry = clipEntry(clip?.op ?? null, this.sized(before), this.sized(after), thresholds, globalNorm);
    return {
      op: clip === null ? name : this.naming.dialect.clips[clip.op],
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

  private sized(value: Value): Sized {
    return { value, norm: Math.sqrt(this.recorder.squares(value)) };
  }

  private slot(name: string, key: string): SlotRecord {
    const before = this.before.get(key);
    const after = this.written === null ? undefined : (this.written.get(key) ?? before);
    const left = after ?? before;
    if (left !== undefined) this.recorder.keep(left);
    return {
      name,
      variable: `${key}:0`,
      before: before === undefined ? null : this.tensor(before),
      after: after === undefined ? null : this.tensor(after),
    };
  }

  /** The step before has made the record of the state already, and the next one wants that of what is left. */
  private keepState(key: string, value: Value): void {
    const { data } = value;
    const isState = data === this.before.get(key)?.data || data === this.written?.get(key)?.data;
    if (isState) this.recorder.keep(value);
  }

  private tensor(value: Value): TensorRecord {
    return this.recorder.record(value);
  }
}
