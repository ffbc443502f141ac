/** @file The state of eager execution: variables and random streams, and steps that are run as a whole. */
import type { Changes, ExecutionOptions, RunRequest, RunResult } from '../execution';
import { Execution } from '../execution';
import type { Node, Tensor } from '../graph';
import { located } from '../located';
import type { RandomSource } from '../random';
import { RunObjects } from '../runObjects';
import { RunRandom, type RandomState } from '../runRandom';
import type { Value } from '../value';
import type { EagerGraph } from './eagerGraph';
import { named } from './eagerGraph';
import type { Frame } from './runNode';
import { runNode } from './runNode';

/** The random ops of eager execution share a stream when their kernel would be the same one. */
export function kernelKey(node: Node): string {
  return `${node.op} ${JSON.stringify(node.attributes)}`;
}

export class EagerExecution extends Execution {
  private readonly objects = new RunObjects();
  private forgotten: string[] = [];

  /** What is done now and stays done. */
  readonly now: Frame = {
    valueOf: (tensor) => this.known(tensor),
    variable: (key) => this.variables.get(key),
    write: (key, value) => void this.variables.set(key, value),
    random: (node) => this.streamOf(node),
    objects: this.objects,
  };

  /** What the last evaluation computed, until it is settled. */
  private last: StepFrame | null = null;

  constructor(
    private readonly eager: EagerGraph,
    options: ExecutionOptions,
  ) {
    super(eager, options);
  }

  override get isRepeatable(): boolean {
    return false;
  }

  /** The step of `target` is made: its tensors have the values that the last evaluation gave them. */
  settle(target: Node): void {
    for (const node of this.eager.nodesOfStep(target)) {
      for (const output of node.outputs) output.value = this.last!.valueOf(output);
    }
    this.last = null;
    this.eager.finishStep(target);
  }

  /** tf.set_random_seed: every kernel begins its stream anew. */
  forgetRandom(): void {
    this.random.clear();
    this.memories.clear();
  }

  /**
   * A variable that the program has let go of: its value goes when the program goes on. One that has
   * ended lets go of all, and its last step may still be repeated.
   */
  forgetVariable(key: string): void {
    this.forgotten.push(key);
  }

  /** The program goes on. */
  forget(): void {
    if (this.forgotten.length === 0) return;
    for (const key of this.forgotten) this.variables.delete(key);
    this.forgotten = [];
  }

  override run(request: RunRequest): readonly Value[] {
    const { values, changes } = this.evaluate(request);
    this.commit(changes);
    return values;
  }

  /** Runs the steps that belong to the targets, or repeats them; a look at values runs nothing else. */
  override evaluate(request: RunRequest): RunResult {
    const { fetches, targets, observed = [], feeds } = request;
    const frame = new StepFrame(this, this.options.seed, this.reseed, this.objects, feeds);
    for (const target of targets) frame.run(this.eager.nodesOfStep(target));
    for (const tensor of [...fetches, ...observed]) {
      if (!frame.knows(tensor)) frame.run(this.eager.nodesAbove(tensor));
    }
    this.last = frame;
    return {
      values: fetches.map((tensor) => frame.valueOf(tensor)),
      observed: observed.map((tensor) => frame.valueOf(tensor)),
      changes: frame.changes(),
    };
  }

  private known(tensor: Tensor): Value {
    if (tensor.value !== null) return tensor.value;
    // A constraint, or a callable of an optimizer, looks at a value in the middle of an update.
    return this.evaluate({ fetches: [tensor], targets: [], feeds: new Map() }).values[0]!;
  }

  private streamOf(node: Node): RandomSource {
    const key = kernelKey(node);
    const random = new RunRandom(this.options.seed, this.drawn).enter(key);
    return {
      reserve: (seed, seed2, blocks) => {
        const philox = random.reserve(seed, seed2, blocks);
        this.random.set(key, random.positions.get(key)!);
        return philox;
      },
      recall: () => this.memories.get(key),
      remember: (numbers) => void this.memories.set(key, numbers),
    };
  }

  /** The random streams and memories as they are now. */
  get drawn(): RandomState {
    const { random, memories, reseed } = this;
    return { random, memories, reseed };
  }
}

/** Values of one step that is not committed yet, over those that are there. */
class StepFrame implements Frame {
  private readonly values = new Map<Tensor, Value>();
  private readonly written = new Map<string, Value>();
  private readonly streams: RunRandom;

  constructor(
    private readonly execution: EagerExecution,
    seed: number,
    reseed: number,
    readonly objects: RunObjects,
    /** Tensors that have these values whatever their ops compute. */
    private readonly fed: ReadonlyMap<Tensor, Value>,
  ) {
    this.streams = new RunRandom(seed, { ...execution.drawn, reseed });
  }

  run(nodes: readonly Node[]): void {
    for (const node of nodes) {
      try {
        runNode(node, this).forEach((value, i) => this.values.set(node.outputs[i]!, value));
      } catch (error) {
        throw named(located(error, node), node.op, undefined);
      }
    }
  }

  knows(tensor: Tensor): boolean {
    return this.fed.has(tensor) || this.values.has(tensor) || tensor.value !== null;
  }

  valueOf(tensor: Tensor): Value {
    return this.fed.get(tensor) ?? this.values.get(tensor) ?? tensor.value!;
  }

  variable(key: string): Value | undefined {
    return this.written.get(key) ?? this.execution.variable(key);
  }

  write(key: string, value: Value): void {
    this.written.set(key, value);
  }

  random(node: Node): RandomSource {
    return this.streams.enter(kernelKey(node));
  }

  changes(): Changes {
    const { positions, memories } = this.streams;
    return { variables: this.written, random: positions, memories };
  }
}
