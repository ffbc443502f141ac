/** @file Steps that the debugger makes itself, once the script has ended or never ran its training op. */
import { EngineError } from '../engine/errors';
import { Execution } from '../engine/execution';
import type { RunRequest } from '../engine/execution';
import type { Graph, Tensor } from '../engine/graph';
import { byReference, isVariableTensor } from '../engine/resourceVariables';
import type { Value } from '../engine/value';
import type { TrainingOp } from '../frontends/program';
import type { ProgramFacts } from './programFacts';
import type { StepRun } from './stepRun';

/** Remembers how the script ran things, so that the debugger can run its training ops the same way. */
export class DebuggerDriver {
  private readonly executions = new Map<Graph, Execution>();
  private readonly feeds = new Map<Graph, Map<Tensor, Value>>();
  /** Training ops the script ran itself, with the request of the last time. */
  private readonly requests = new Map<TrainingOp, StepRun>();
  private last: TrainingOp | null = null;

  constructor(
    private readonly facts: ProgramFacts,
    private readonly seed: number,
    private readonly isCancelled: () => boolean,
    /** True when the user may mean this op by this name. */
    private readonly answersTo: (op: TrainingOp, name: string) => boolean,
  ) {}

  /** Notes a run of the script: its session is the one to go on with, its feeds the ones to use. */
  remember(execution: Execution, request: RunRequest): void {
    this.executions.set(execution.graph, execution);
    let feeds = this.feeds.get(execution.graph);
    if (feeds === undefined) this.feeds.set(execution.graph, (feeds = new Map<Tensor, Value>()));
    for (const [tensor, value] of request.feeds) feeds.set(tensor, value);
  }

  /** Notes that `step` was made. Only what the script ran itself says which ops are in use. */
  made(step: StepRun, by: 'script' | 'debugger'): void {
    if (by === 'script') for (const op of step.ops) this.requests.set(op, step);
    this.last = step.ops.at(-1) ?? this.last;
  }

  /**
   * The next step: `name`d, else the op after the last one among those in use. It runs the op alone,
   * with the last feeds. Throws when the file has no training op, or none of that name.
   */
  nextStep(name: string | null, log: (text: string) => void): StepRun {
    const op = this.choose(name);
    const { graph } = op.node;
    const before = this.requests.get(op);
    const execution = before?.execution ?? this.executions.get(graph) ?? this.begin(graph, log);
    if (!execution.isRepeatable && op.optimizer === 'assign') {
      throw new EngineError(
        'ValueError',
        'An assignment of eager execution cannot be repeated after the file has ended: what the program computed ' +
          'outside of the tape for it is gone. Let its loop make more steps.',
      );
    }
    this.executions.set(graph, execution);
    const feeds = before?.request.feeds ?? this.feedsFor(op);
    return { execution, request: { fetches: [], targets: op.targets ?? [op.node], feeds }, ops: [op] };
  }

  private choose(name: string | null): TrainingOp {
    const { trainingOps } = this.facts;
    if (trainingOps.length === 0) {
      throw new EngineError(
        'ValueError',
        'This file makes no training op: call optimizer.minimize(loss), or apply_gradients on the ' +
          'pairs of compute_gradients.',
      );
    }
    if (name !== null) {
      const named = trainingOps.find((op) => this.answersTo(op, name));
      if (named !== undefined) return named;
      const known = trainingOps.map((op) => op.node.name).join(', ');
      throw new EngineError('ValueError', `No training op is called ${name}; there are: ${known}.`);
    }
    const inUse = trainingOps.filter((op) => this.requests.has(op));
    const candidates = inUse.length > 0 ? inUse : trainingOps;
    const at = this.last === null ? -1 : candidates.indexOf(this.last);
    return candidates[(at + 1) % candidates.length]!;
  }

  private feedsFor(op: TrainingOp): ReadonlyMap<Tensor, Value> {
    return this.feeds.get(op.node.graph) ?? new Map<Tensor, Value>();
  }

  /** The file never ran its graph: a session of ours, with every variable initialized in order. */
  private begin(graph: Graph, log: (text: string) => void): Execution {
    const execution = new Execution(graph, { seed: this.seed, isCancelled: this.isCancelled });
    let count = 0;
    for (const node of graph.nodes) {
      const [variable] = node.outputs;
      if (variable === undefined || !isVariableTensor(variable)) continue;
      const initializer = variable.consumers.find(({ op }) => byReference(op) === 'Assign');
      if (initializer === undefined) continue;
      execution.run({ fetches: [], targets: [initializer], feeds: new Map() });
      count++;
    }
    log(`The file runs no session: the debugger made one and initialized its ${count === 1 ? 'variable' : `${count} variables`}.`);
    return execution;
  }
}
