/** @file A plan: the kernel calls that answer one question (fetches, targets, feed shapes), bound once, run often. */
import { allocate } from './dtypes';
import { EngineError } from './errors';
import type { MaybeLife } from './controlFlow/lives';
import type { RunResult } from './execution';
import type { Node, Tensor } from './graph';
import { located } from './located';
import type { Cell, PlanContext, Step } from './planSteps';
import { uninitialized } from './resourceVariables';
import { RunObjects } from './runObjects';
import { RunRandom } from './runRandom';
import type { Value } from './value';

export interface PlanInputs {
  readonly variable: (key: string) => Value | undefined;
  readonly randomPosition: (key: string) => number;
  readonly memory: (key: string) => Int32Array | undefined;
  /** No variable has a value yet. */
  readonly isBlank: boolean;
  readonly feeds: ReadonlyMap<Tensor, Value>;
  /** Observed values may lie in buffers of the plan. */
  readonly isObservedInPlace: boolean;
  readonly seed: number;
  /** Added to the seed of every random op. */
  readonly reseed: number;
  readonly isCancelled: () => boolean;
}

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
}

/** A compiled plan. `execute` changes nothing outside: what a run writes is returned as `changes`. */
export class Plan {
  private isRunning = false;

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

  execute(inputs: PlanInputs): RunResult {
    const changes = new Map<string, Value>();
    const random = new RunRandom(inputs.seed, inputs.randomPosition, inputs.memory, inputs.reseed);
    const { isCancelled } = inputs;
    const context: PlanContext = { random, changes, objects: new RunObjects(), isCancelled };
    this.isRunning = true;
    try {
      this.fill(inputs);
      this.runSteps(context, isCancelled);
      const values = this.fetches.map(({ cell, life }, i) => {
        if (life?.isDead) {
          throw new EngineError('InvalidArgumentError', `Retval[${i}] does not have value`);
        }
        return cell.snapshot();
      });
      const { isObservedInPlace } = inputs;
      const observed = this.observed.map(({ cell, life }) =>
        life?.isDead ? null : isObservedInPlace ? cell.value() : cell.snapshot());
      const { positions, memories } = random;
      return { values, observed, changes: { variables: changes, random: positions, memories } };
    } finally {
      this.isRunning = false;
    }
  }

  private fill(inputs: PlanInputs): void {
    for (const { key, cell, reader } of this.variables) {
      const value = inputs.variable(key);
      if (value === undefined && reader !== null) {
        throw uninitialized(key, reader, inputs.isBlank);
      }
      cell.isInitialized = value !== undefined;
      cell.give(value?.data ?? allocate(cell.dtype, 0), value?.dims ?? cell.dims);
    }
    for (const { tensor, cell } of this.feeds) {
      const value = inputs.feeds.get(tensor)!;
      cell.give(value.data, value.dims);
    }
  }

  private runSteps(context: PlanContext, isCancelled: () => boolean): void {
    const { steps } = this;
    let at = 0;
    try {
      for (; at < steps.length; at++) {
        if (at % CANCEL_INTERVAL === 0 && isCancelled()) {
          throw new EngineError('CancelledError', 'The run was interrupted.');
        }
        steps[at]!.execute(context);
      }
    } catch (error) {
      throw located(error, steps[at]?.node);
    }
  }
}
