/** @file One TensorFlow session's worth of state, and runs over it; plans are made once per question. */
import type { SessionDevices } from './devices';
import { checkPlacement } from './devices';
import type { Graph, Node, Tensor } from './graph';
import type { Plan } from './plan';
import { compilePlan } from './planCompiler';
import type { Value } from './value';
import { VariableStore } from './variableStore';

/** What to compute, and what is given. */
export interface RunRequest {
  /**
   * What the program asks for. A fetch that is a variable, or only renames or reshapes one, has the
   * variable's value at the end of the run, as in TensorFlow, where it shares the variable's memory.
   */
  readonly fetches: readonly Tensor[];
  /** What the debugger wants to see besides: each value as it was when it was computed. */
  readonly observed?: readonly Tensor[];
  /** True: what is observed is read before the next run and may lie where that one writes; else it is copied. */
  readonly isObservedInPlace?: boolean;
  /** Nodes to run for their effect. */
  readonly targets: readonly Node[];
  readonly feeds: ReadonlyMap<Tensor, Value>;
}

/**
 * Everything that outlives a run, by op name: variables, how far each random op has drawn, what ops
 * remember (a learned sampler its counts).
 */
export interface State {
  readonly variables: ReadonlyMap<string, Value>;
  readonly random: ReadonlyMap<string, number>;
  readonly memories: ReadonlyMap<string, Int32Array>;
  /** Added to the seed of every random op: 0 or absent for the program's own draws. */
  readonly reseed?: number;
}

/** What a run changed, by op name. Applying it is the caller's choice. */
export interface Changes {
  readonly variables: ReadonlyMap<string, Value>;
  readonly random: ReadonlyMap<string, number>;
  readonly memories: ReadonlyMap<string, Int32Array>;
}

export interface RunResult {
  /** Values of the fetches, in order. */
  readonly values: readonly Value[];
  /**
   * Values of the observed tensors, in order; null where a conditional did not choose the tensor. Inside of a loop what
   * it had when it was evaluated last; inside of a loop that computes gradients first, which is of the same iteration.
   */
  readonly observed: readonly (Value | null)[];
  /** How often each of them was evaluated inside of a loop; null outside. */
  readonly turns?: readonly (number | null)[];
  readonly changes: Changes;
}

export interface ExecutionOptions {
  /** Seeds ops that have no seed of their own, so that a run can be repeated. */
  readonly seed: number;
  /** Polled between kernels; true ends the run with CancelledError. */
  readonly isCancelled: () => boolean;
  /** One CPU, and no other device asked for in vain, when absent. */
  readonly devices?: SessionDevices;
}

/** Plans own buffers: a script whose feeds change shape in every run must not keep all of them. */
const MOST_PLANS = 64;

/** Questions that are found again without their key. */
const MOST_RECENT = 4;

/** A question that was asked, and its plan. */
interface Asked {
  readonly request: RunRequest;
  readonly entry: Entry;
}

interface Entry {
  plan: Plan;
  runs: number;
  /** At which of them it is made once more, of compiled blocks. */
  readonly often: number;
}

const ONE_CPU: SessionDevices = { soft: false, cpus: 1 };

/** State and compiled plans for one graph. */
export class Execution {
  protected random = new Map<string, number>();
  protected memories = new Map<string, Int32Array>();
  protected reseed = 0;
  private readonly plans = new Map<string, Entry>();
  private recent: readonly Asked[] = [];
  private compiled = 0;
  /** How many nodes had a device when they were last looked at. */
  private placed = 0;

  constructor(
    readonly graph: Graph,
    protected readonly options: ExecutionOptions,
    /** Shared with other executions where one variable is used by several graphs. */
    readonly store: VariableStore = new VariableStore(),
  ) {}

  protected get variables(): Map<string, Value> {
    return this.store.variables;
  }

  protected set variables(variables: Map<string, Value>) {
    this.store.variables = variables;
  }

  /** Whether a run can be evaluated again from a state of the past; what Python did at once cannot. */
  get isRepeatable(): boolean {
    return true;
  }

  get state(): State {
    return {
      variables: new Map(this.variables),
      random: copyOf(this.random),
      memories: copyOf(this.memories),
      reseed: this.reseed,
    };
  }

  /** The current value of the variable with this op name, or undefined when it has none yet. */
  variable(key: string): Value | undefined {
    return this.variables.get(key);
  }

  /** Goes back (or on) to `state`, exactly. */
  restore(state: State): void {
    this.variables = new Map(state.variables);
    this.random = new Map(state.random);
    this.memories = new Map(state.memories);
    this.reseed = state.reseed ?? 0;
  }

  /** Makes `changes` part of the state. */
  commit(changes: Changes): void {
    for (const [key, value] of changes.variables) this.variables.set(key, value);
    for (const [key, position] of changes.random) this.random.set(key, position);
    for (const [key, numbers] of changes.memories) this.memories.set(key, numbers);
  }

  /**
   * Computes without changing the state; from another `state` than the present one if it is given.
   * Throws EngineError with the failing node's id.
   */
  evaluate(request: RunRequest, state?: State): RunResult {
    this.checkPlaces();
    return this.executed(this.plan(request), request, state ?? this.present);
  }

  private executed(plan: Plan, request: RunRequest, state: State): RunResult {
    return plan.execute({
      state,
      feeds: request.feeds,
      isObservedInPlace: request.isObservedInPlace === true,
      seed: this.options.seed,
      isCancelled: this.options.isCancelled,
    });
  }

  private checkPlaces(): void {
    const { placements } = this.graph;
    if (placements.size === this.placed) return;
    checkPlacement(this.graph, this.options.devices ?? ONE_CPU);
    this.placed = placements.size;
  }

  /** As `state`, of maps that go on changing. */
  private get present(): State {
    const { variables, random, memories, reseed } = this;
    return { variables, random, memories, reseed };
  }

  /** Computes and commits: `Session.run`. */
  run(request: RunRequest): readonly Value[] {
    this.checkPlaces();
    const plan = this.plan(request);
    const inPlace = plan.runInPlace(request, this.store, this.options.isCancelled);
    if (inPlace !== null) return inPlace;
    const { random, memories, reseed, store } = this;
    const { seed, isCancelled } = this.options;
    const { values, changes } =
      plan.runOverwriting({ feeds: request.feeds, seed, isCancelled, random: { random, memories, reseed }, store }) ??
      this.executed(plan, request, this.present);
    this.commit(changes);
    return values;
  }

  /** How many plans have been compiled: a second identical run compiles nothing. */
  get planCount(): number {
    return this.compiled;
  }

  private plan(request: RunRequest): Plan {
    const entry = this.recentEntry(request) ?? this.entryOf(request);
    if (entry.plan.busy) return compilePlan(request);
    if (++entry.runs === entry.often) entry.plan = compilePlan(request, true);
    return entry.plan;
  }

  /** Whoever asks in a loop mostly asks with the same lists. */
  private recentEntry({ fetches, targets, observed, feeds }: RunRequest): Entry | null {
    if (feeds.size > 0) return null;
    for (const { request, entry } of this.recent) {
      if (request.fetches === fetches && request.targets === targets && request.observed === observed) return entry;
    }
    return null;
  }

  private entryOf(request: RunRequest): Entry {
    const key = planKeyOf(request);
    let entry = this.plans.get(key);
    if (entry === undefined) {
      const plan = compilePlan(request);
      entry = { plan, runs: 0, often: plan.often };
      this.compiled++;
      const [oldest] = this.plans.keys();
      if (this.plans.size >= MOST_PLANS && oldest !== undefined) this.plans.delete(oldest);
      this.plans.set(key, entry);
    }
    if (request.feeds.size === 0) this.recent = [{ request, entry }, ...this.recent.slice(0, MOST_RECENT - 1)];
    return entry;
  }
}

/** Plans differ by what is observed and by the shapes that are fed, too. */
function planKeyOf(request: RunRequest): string {
  const shapes = [...request.feeds.values()].map(({ dims }) => dims.join()).join(';');
  return `${runKeyOf(request)}|${observedKeyOf(request.observed ?? NOTHING)}|${shapes}`;
}

const NOTHING: readonly Tensor[] = [];

/** Most programs draw no numbers: of a step every state would have two maps more. */
const EMPTY: ReadonlyMap<string, never> = new Map<string, never>();

function copyOf<T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return map.size === 0 ? EMPTY : new Map(map);
}

/** Of a list that is observed in every step: of a thousand variables it is a long one. */
const OBSERVED_KEYS = new WeakMap<readonly Tensor[], string>();

function observedKeyOf(observed: readonly Tensor[]): string {
  const known = OBSERVED_KEYS.get(observed);
  if (known !== undefined) return known;
  const key = idsOf(observed);
  OBSERVED_KEYS.set(observed, key);
  return key;
}

/** Tells the runs of one graph apart: what is fetched, run and fed. Ids count per graph. */
export function runKeyOf({ fetches, targets, feeds }: RunRequest): string {
  return `${idsOf(fetches)}|${idsOf(targets)}|${idsOf([...feeds.keys()])}`;
}

function idsOf(list: readonly { readonly id: number }[]): string {
  return list.map(({ id }) => id).join();
}
