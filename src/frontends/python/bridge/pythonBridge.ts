/** @file The engine as our Python packages see it: one flat table of functions on numbers and short texts. */
import { Execution } from '../../../engine/execution';
import type { Tensor } from '../../../engine/graph';
import type { ProgramHost } from '../../program';
import { BridgeState } from './bridgeState';
import { constantFunctions } from './constants';
import { controlFlowFunctions } from './controlFlowCalls';
import { describingFunctions } from './describeNodes';
import { EagerCalls } from './eagerCalls';
import { functionCalls } from './functionCalls';
import { gradientFunctions } from './gradientCalls';
import { makingFunctions, scopeFunctions } from './makeNodes';
import { placementFunctions } from './placementCalls';
import { PythonCalls } from './pythonCalls';
import { Recipes } from './recipes';
import { reportFunctions } from './reports';
import { BridgeSessions } from './runs';
import { variableFunctions } from './variableNodes';

export interface BridgeOptions {
  /** Polled between kernels; true ends a run with CancelledError. */
  readonly isCancelled: () => boolean;
  /** Number of the place in the file that is being run: the origin of nodes that are made now. */
  readonly here: () => number;
}

/**
 * The JavaScript module `_gradient_engine`. Functions take and return primitives only, so that no
 * object of ours is reachable from Python; a failure is −1 and the JSON of `error()`.
 */
export class PythonBridge {
  private readonly state: BridgeState;
  private readonly sessions: BridgeSessions;
  private readonly eager: EagerCalls;
  private readonly recipes: Recipes;
  private readonly table: Readonly<Record<string, Function>>;
  private seed = 0;

  constructor(
    private readonly host: ProgramHost,
    /** The interpreter's memory; asked at every use, because it is replaced when it grows. */
    private readonly heap: () => ArrayBufferLike,
    private readonly options: BridgeOptions,
  ) {
    this.state = new BridgeState(options.here);
    this.sessions = new BridgeSessions(this.state, host, heap, (graph, devices, store) =>
      new Execution(graph, { seed: this.seed, isCancelled: this.options.isCancelled, devices }, store),
    );
    this.eager = new EagerCalls(this.state, host, () => ({
      seed: this.seed, isCancelled: this.options.isCancelled,
    }));
    this.recipes = new Recipes(this.state);
    const watched = this.recipes.watched({
      error: () => this.state.takeError(),
      ...makingFunctions(this.state),
      ...variableFunctions(this.state),
      ...scopeFunctions(this.state),
      ...placementFunctions(this.state),
      ...controlFlowFunctions(this.state),
      ...constantFunctions(this.state, this.heap),
      ...describingFunctions(this.state),
      ...this.sessions.functions(),
      ...new PythonCalls(this.state, this.heap).functions(),
      ...this.eager.functions(),
      ...functionCalls(this.state),
      ...gradientFunctions(this.state, this.eager.tapeNumbered),
      ...reportFunctions(this.state, this.host),
    });
    this.table = { ...watched, ...this.recipes.functions() };
  }

  /** Forgets the run before. `seed` is for random ops that the program did not seed. */
  reset(seed: number): void {
    this.seed = seed;
    this.state.reset();
    this.sessions.reset();
    this.eager.reset();
    this.recipes.reset();
  }

  /** Seed of the present run for whatever the program did not seed. */
  get runSeed(): number {
    return this.seed;
  }

  /** The place of the innermost statement of the user's that runs. */
  here(): number {
    return this.state.here();
  }

  /** Where the node was made whose failure has this message; null when no node failed so. */
  originOfFailure(message: string): number | null {
    const failure = this.state.lastFailure;
    return failure?.message === message ? failure.origin : null;
  }

  /** The tensor with this id in graph number `graph`; null when it is gone (eager execution). */
  tensorOf(graph: number, id: number): Tensor | null {
    try {
      return this.state.graphs[graph]?.tensor(id) ?? null;
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  /** The functions by name; always the same objects, so that Python may bind them once. */
  functions(): Readonly<Record<string, Function>> {
    return this.table;
  }
}
