/** @file Bridge functions of eager execution: its graph, what Python lets go of, tapes, and steps. */
import { EagerGraph } from '../../../engine/eager/eagerGraph';
import { Tape } from '../../../engine/eager/tape';
import type { ExecutionOptions } from '../../../engine/execution';
import type { Graph, Tensor } from '../../../engine/graph';
import type { ProgramHost } from '../../program';
import type { BridgeState } from './bridgeState';
import { idsOf } from './makeNodes';

export class EagerCalls {
  private tapes = new Map<number, Tape>();
  private nextTape = 0;
  /** Of a tape in graph mode that is recording: which nodes it will have recorded. */
  private readonly starts = new Map<Tape, { readonly graph: Graph; readonly at: number }>();
  private readonly trainable = new WeakSet<Tensor>();
  private readonly isTrainable = (handle: Tensor) => this.trainable.has(handle);
  /** Sets of recording tapes that were taken off, the last one last. */
  private suspended: (readonly Tape[])[] = [];

  constructor(
    private readonly state: BridgeState,
    private readonly host: ProgramHost,
    private readonly options: () => ExecutionOptions,
  ) {}

  reset(): void {
    this.tapes = new Map();
    this.suspended = [];
    this.starts.clear();
  }

  readonly tapeNumbered = (number: number): Tape => {
    const tape = this.tapes.get(number);
    if (tape === undefined) throw new RangeError(`No tape ${number}.`);
    return tape;
  };

  functions() {
    const { state, tapeNumbered } = this;
    return {
      /** Makes a graph whose nodes are evaluated when they are made, and returns its number. */
      newEagerGraph: (): number => {
        state.eager = new EagerGraph(this.options());
        return state.graphs.push(state.eager) - 1;
      },

      /** The id of the next node. */
      nextEagerId: (): number => this.graph.nextId,

      /** Python holds the tensors `ids` (`12,15`) once less. */
      release: (ids: string): void => {
        const graph = state.eager;
        if (graph !== null) for (const id of idsOf(ids)) graph.release(id);
      },

      /** How many tensors Python holds, and how many nodes have been made. */
      eagerCounts: (): string => `${this.graph.exposedCount},${this.graph.made}`,

      /** tf.set_random_seed. */
      forgetRandom: (): void => this.graph.execution.forgetRandom(),

      /** Tapes that watch what is accessed watch the variable behind this handle. */
      setTrainable: (handle: number): void => {
        const { graph } = state;
        if (graph instanceof EagerGraph) graph.setTrainable(graph.tensor(handle));
        else this.trainable.add(graph.tensor(handle));
      },

      /** The variable behind the handle is not held any more; `run` is the graph that it was made in. */
      forgetVariable: (key: string): void => state.eager?.execution.forgetVariable(key),

      openTape: (watchesAccessed: boolean): number => {
        const { graph } = state;
        const tape = graph instanceof EagerGraph ? graph.openTape(watchesAccessed) : new Tape(watchesAccessed);
        this.tapes.set(this.nextTape, tape);
        return this.nextTape++;
      },
      pushTape: (number: number): void => {
        const tape = tapeNumbered(number);
        const { graph } = state;
        if (graph instanceof EagerGraph) graph.pushTape(tape);
        else this.starts.set(tape, { graph, at: graph.nodes.length });
      },
      /** In graph mode the tape records now what was made since it was pushed. */
      popTape: (number: number): void => {
        const tape = tapeNumbered(number);
        const start = this.starts.get(tape);
        this.starts.delete(tape);
        if (start === undefined) state.eager?.popTape(tape);
        else for (const node of start.graph.nodes.slice(start.at)) tape.record(node, this.isTrainable);
      },
      closeTape: (number: number): void => {
        const tape = this.tapes.get(number);
        if (tape !== undefined) state.eager?.closeTape(tape);
        this.tapes.delete(number);
      },
      watch: (tape: number, id: number): void => tapeNumbered(tape).watch(state.graph.tensor(id)),
      watchVariable: (tape: number, id: number): void =>
        tapeNumbered(tape).watchVariable(state.graph.tensor(id)),
      /** 1 when the tape follows the tensor, else 0. */
      follows: (tape: number, id: number): number => (tapeNumbered(tape).follows(state.graph.tensor(id)) ? 1 : 0),
      /** Ids of the handles of watched variables, in order of construction. */
      watchedVariables: (tape: number): string =>
        tapeNumbered(tape).watchedVariables().map(({ id }) => id).join(),
      /** Every recording tape watches the variable, if it watches what is accessed. */
      suspendTapes: (): void => void this.suspended.push(this.graph.swapTapes([])),
      resumeTapes: (): void => void this.graph.swapTapes(this.suspended.pop() ?? []),

      /** 1 when the tensor is a gradient or was made of one, else 0. */
      isDerived: (id: number): number => (this.graph.isDerived(this.graph.tensor(id)) ? 1 : 0),

      /** From now on nodes belong to one step, which `runStep` makes. */
      beginStep: (): void => this.graph.beginStep(),
      endStep: (node: number, site: string): void => this.graph.endStep(this.graph.node(node), site),
      abandonStep: (): void => this.graph.abandonStep(),
      /** Makes the step of `node`; the debugger may wait before it. 0, or −1 and an error. */
      runStep: (id: number): number => {
        const { graph } = this;
        return state.guard(() => {
          const node = graph.node(id);
          this.host.run(graph.execution, { fetches: [], targets: [node], feeds: new Map() });
          graph.execution.settle(node);
          return 0;
        }, graph);
      },
    };
  }

  private get graph(): EagerGraph {
    const graph = this.state.eager;
    if (graph === null) throw new RangeError('The program does not execute eagerly.');
    return graph;
  }
}
