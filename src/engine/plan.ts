/** @file A plan: the kernel calls that answer one question (fetches, targets, feed shapes), bound once, run often. */
import { allocate } from './dtypes';
import { EngineError } from './errors';
import type { MaybeLife } from './controlFlow/lives';
import { BlockStep } from './blocks/blockStep';
import { Residence } from './blocks/residence';
import type { RunRequest, RunResult, State } from './execution';
import type { Node, Tensor } from './graph';
import { located } from './located';
import type { Cell, PlanContext, Step } from './planSteps';
import { FixedStep, WriteStep } from './planSteps';
import { uninitialized } from './resourceVariables';
import { RunObjects } from './runObjects';
import { RunRandom, type RandomState } from './runRandom';
import type { Value } from './value';
import type { VariableStore } from './variableStore';

interface CommonInputs {
  readonly feeds: ReadonlyMap<Tensor, Value>;
  readonly seed: number;
  readonly isCancelled: () => boolean;
}

export interface PlanInputs extends CommonInputs {
  /** What the run begins from. */
  readonly state: State;
  /** Observed values may lie in buffers of the plan. */
  readonly isObservedInPlace: boolean;
}

export interface OverwritingInputs extends CommonInputs {
  readonly random: RandomState;
  /** Whose values the run changes. */
  readonly store: VariableStore;
}

/** A plan is made once more, to run faster, when its runs have taken about as long as that takes: at least and at most so many. */
export const OFTEN = { least: 32, most: 300 };
/** What that takes for a step of it, and what a run takes for a step and for an element, about; ns. */
const COST = { compiled: 150_000, step: 500, element: 1 };

/** Kernels between two looks at the cancellation flag. */
const CANCEL_INTERVAL = 16;

export interface VariableInput {
  readonly key: string;
  readonly cell: Cell;
  /** A node that reads the value; null when only Assign and its kin touch the variable. */
  reader: Node | null;
}

/** Where a result lies, and whether it is there at all. */
export interface PlanResult {
  readonly cell: Cell;
  readonly life: MaybeLife;
  /** Inside of a loop: how often it was evaluated in the last run. */
  readonly turns?: number;
}

/** A compiled plan. `execute` changes nothing outside: what a run writes is returned as `changes`. */
export class Plan {
  private isRunning = false;
  /** Undefined: nobody asked yet. */
  private residence: Residence | null | undefined;
  private keepsStores: boolean | undefined;

  constructor(
    private readonly steps: readonly Step[],
    private readonly variables: readonly VariableInput[],
    private readonly feeds: readonly { readonly tensor: Tensor; readonly cell: Cell }[],
    private readonly fetches: readonly PlanResult[],
    private readonly observed: readonly PlanResult[],
  ) {}

  /** True while a run of this very plan is on the stack (a py_func that runs the session again). */
  get busy(): boolean {
    return this.isRunning;
  }

  /** Steps of a run that no compiled block has taken. */
  get kernelCalls(): number {
    return this.steps.filter((step) => !(step instanceof BlockStep)).length;
  }

  /** After how many runs it pays to make it once more, of compiled blocks. */
  get often(): number {
    const elements = this.steps.reduce((sum, step) => sum + (step instanceof FixedStep ? step.elements : 0), 0);
    const run = 1 + COST.step * this.steps.length + COST.element * elements;
    return Math.min(OFTEN.most, Math.max(OFTEN.least, Math.ceil((COST.compiled * this.steps.length) / run)));
  }

  execute(inputs: PlanInputs): RunResult {
    const { isCancelled, isObservedInPlace } = inputs;
    const changes = new Map<string, Value>();
    const random = new RunRandom(inputs.seed, inputs.state);
    const context: PlanContext = { random, changes, store: allocate, objects: new RunObjects(), isCancelled };
    this.isRunning = true;
    try {
      this.fill(inputs.state.variables, inputs.feeds);
      this.runSteps(context, isCancelled);
      const values = this.fetched();
      const observed = this.observed.map(({ cell, life }) =>
        life?.isDead ? null : isObservedInPlace ? cell.value() : cell.snapshot());
      const { positions, memories } = random;
      const turns = this.observed.map((result) => result.turns ?? null);
      return { values, observed, turns, changes: { variables: changes, random: positions, memories } };
    } finally {
      this.isRunning = false;
    }
  }

  /**
   * As `execute` of a request without feeds and observed tensors, and the changes are made, but the variables stay in
   * this plan's memory until `store` is asked for them. Null where that is not possible: nothing has happened then.
   */
  runInPlace(request: RunRequest, store: VariableStore, isCancelled: () => boolean): readonly Value[] | null {
    if (this.residence === undefined) this.residence = Residence.of(this.steps, this.variables, this.fetches);
    const { residence } = this;
    if (residence === null || request.feeds.size > 0 || this.observed.length > 0) return null;
    if (!store.isHome(residence) && !residence.begin(store.variables)) return null;
    if (isCancelled()) throw interrupted();
    store.moveInto(residence);
    residence.run();
    return this.fetches.map(({ cell }) => cell.snapshot());
  }

  /**
   * As `execute`, and the variables are changed, in stores that later runs write over again. Null where somebody might
   * keep one of these: nothing has happened then.
   */
  runOverwriting({ feeds, seed, isCancelled, random: from, store }: OverwritingInputs): Pick<RunResult, 'values' | 'changes'> | null {
    this.keepsStores ??= this.observed.length > 0 || keepsStores(this.steps, this.fetches);
    if (this.keepsStores) return null;
    const { unseen, own } = store;
    const changes = new Map<string, Value>();
    const random = new RunRandom(seed, from);
    const context: PlanContext = { random, changes, store: own.take, objects: new RunObjects(), isCancelled };
    this.isRunning = true;
    try {
      this.fill(unseen, feeds);
      this.runSteps(context, isCancelled);
      const values = this.fetched();
      own.commit(unseen, changes);
      return { values, changes: { variables: NO_VARIABLES, random: random.positions, memories: random.memories } };
    } finally {
      own.discard();
      this.isRunning = false;
    }
  }

  private fetched(): Value[] {
    return this.fetches.map(({ cell, life }, i) => {
      if (life?.isDead) {
        throw new EngineError('InvalidArgumentError', `Retval[${i}] does not have value`);
      }
      return cell.snapshot();
    });
  }

  private fill(variables: ReadonlyMap<string, Value>, feeds: PlanInputs['feeds']): void {
    for (const { key, cell, reader } of this.variables) {
      const value = variables.get(key);
      if (value === undefined && reader !== null) {
        throw uninitialized(key, reader, variables.size === 0);
      }
      cell.isInitialized = value !== undefined;
      cell.give(value?.data ?? allocate(cell.dtype, 0), value?.dims ?? cell.dims);
    }
    for (const { tensor, cell } of this.feeds) {
      const value = feeds.get(tensor)!;
      cell.give(value.data, value.dims);
    }
  }

  private runSteps(context: PlanContext, isCancelled: () => boolean): void {
    const { steps } = this;
    let at = 0;
    try {
      for (; at < steps.length; at++) {
        if (at % CANCEL_INTERVAL === 0 && isCancelled()) {
          throw interrupted();
        }
        steps[at]!.execute(context);
      }
    } catch (error) {
      throw located(error, steps[at]?.node);
    }
  }
}

const NO_VARIABLES: ReadonlyMap<string, Value> = new Map();

/** Whether a step or a result may keep a store beyond the run. */
function keepsStores(steps: readonly Step[], fetches: readonly PlanResult[]): boolean {
  return fetches.some(({ cell, life }) => life !== null || !(cell.isReused || cell.isConstant)) ||
    steps.some((step) => !(step instanceof FixedStep || step instanceof BlockStep || step instanceof WriteStep));
}

function interrupted(): EngineError {
  return new EngineError('CancelledError', 'The run was interrupted.');
}
