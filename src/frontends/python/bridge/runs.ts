/** @file Bridge functions of sessions: state per session, feeds, a run through the host, its results. */
import type { SessionDevices } from '../../../engine/devices';
import { deviceNames } from '../../../engine/devices';
import type { Execution } from '../../../engine/execution';
import type { Graph, Tensor } from '../../../engine/graph';
import type { Value } from '../../../engine/value';
import type { VariableStore } from '../../../engine/variableStore';
import type { ProgramHost } from '../../program';
import type { BridgeState } from './bridgeState';
import { DTYPE_ORDER, packNode } from './bridgeState';
import { dtypeNumbered } from './constants';
import type { HeapLayout } from './heapValues';
import { dimsOf, LAYOUT_OF, readHeap, writeHeap } from './heapValues';
import { idsOf } from './makeNodes';

/** Makes the execution of one `tf.Session`, or of a function, whose variables are those of `store`. */
export type NewExecution = (graph: Graph, devices: SessionDevices, store?: VariableStore) => Execution;

/** One `tf.Session`: which graph it runs, and its state. */
interface BridgeSession {
  readonly graph: Graph;
  readonly execution: Execution;
}

export class BridgeSessions {
  private sessions: BridgeSession[] = [];
  private feeds = new Map<Tensor, Value>();
  private results: readonly Value[] = [];

  constructor(
    private readonly state: BridgeState,
    private readonly host: ProgramHost,
    private readonly heap: () => ArrayBufferLike,
    private readonly newExecution: NewExecution,
  ) {}

  reset(): void {
    this.sessions = [];
    this.feeds = new Map();
    this.results = [];
  }

  functions() {
    const { state } = this;
    return {
      /** Opens a session on the current graph and returns its number; `soft`: allow_soft_placement. */
      openSession: (soft: boolean, cpus: number): number =>
        state.guard(() => {
          const { graph } = state;
          return this.sessions.push({ graph, execution: this.newExecution(graph, { soft, cpus }) }) - 1;
        }),

      /** As `openSession`, for the graph of a function that eager execution calls. */
      openFunction: (): number =>
        state.guard(() => {
          const { graph, eager } = state;
          const execution = this.newExecution(graph, { soft: false, cpus: 1 }, eager!.execution.store);
          return this.sessions.push({ graph, execution }) - 1;
        }),

      /** Feeds a tensor with the value of an eager one. */
      feedEager: (session: number, id: number, eagerId: number): number =>
        state.guard(() => {
          const value = state.eager!.execution.now.valueOf(state.eager!.tensor(eagerId));
          this.feeds.set(this.session(session).graph.tensor(id), value);
          return 0;
        }),

      /** Result `index` as an eager tensor, packed. */
      eagerResult: (index: number): number =>
        state.guard(() => {
          return packNode(state.eager!.given(this.result(index), state.here()));
        }),

      /** Names of the devices of a session with `cpus` CPUs, with commas. */
      deviceNames: (cpus: number): string => deviceNames({ soft: false, cpus }).join(),

      /** Feeds a tensor of session `session` for the next run; its elements lie in the heap. */
      feed: (
        session: number,
        id: number,
        layout: HeapLayout,
        dtype: number,
        dims: string,
        address: number,
      ): number =>
        state.guard(() => {
          const value = readHeap(this.heap(), address, layout, dtypeNumbered(dtype), dimsOf(dims));
          this.feeds.set(this.session(session).graph.tensor(id), value);
          return 0;
        }),

      /** Feeds one number. */
      feedScalar: (session: number, id: number, dtype: number, number: number): number =>
        state.guard(() => {
          const type = dtypeNumbered(dtype);
          const value = readHeap(Float64Array.of(number).buffer, 0, 'd', type, []);
          this.feeds.set(this.session(session).graph.tensor(id), value);
          return 0;
        }),

      /** Drops the feeds given so far, when one of them turned out to be wrong. */
      dropFeeds: (): void => {
        this.feeds = new Map();
      },

      /**
       * Runs the tensors `fetches` and the nodes `targets` (ids, comma separated) with the feeds given
       * before. 0, or −1 and an error; StopScript when the program must unwind.
       */
      run: (session: number, fetches: string, targets: string): number => {
        const feeds = this.feeds;
        this.feeds = new Map();
        const { graph, execution } = this.session(session);
        return state.guard(() => {
          this.results = this.host.run(execution, {
            fetches: idsOf(fetches).map((id) => graph.tensor(id)),
            targets: idsOf(targets).map((id) => graph.node(id)),
            feeds,
          });
          return 0;
        }, graph);
      },

      /** Makes the value of an eager tensor result 0; it may stand in a step that is not made yet. */
      look: (id: number): number =>
        state.guard(() => {
          const { eager } = state;
          this.results = [eager!.execution.now.valueOf(eager!.tensor(id))];
          return 0;
        }),

      /** Shape of result `index`, `2,3`; empty for a scalar. */
      resultDims: (index: number): string => this.result(index).dims.join(),
      resultType: (index: number): number => DTYPE_ORDER.indexOf(this.result(index).dtype),
      /** Layout that `copyResult` writes: a type code of Python's `array`. */
      resultLayout: (index: number): string => LAYOUT_OF[this.result(index).dtype],
      /** The number of a scalar result. */
      resultScalar: (index: number): number => this.result(index).data[0]!,
      /** Writes the elements of result `index` to the heap at `address`. */
      copyResult: (index: number, address: number): number =>
        state.guard(() => {
          writeHeap(this.heap(), address, this.result(index));
          return 0;
        }),
      /** Lets go of the results' memory. */
      dropResults: (): void => {
        this.results = [];
      },
    };
  }

  private session(index: number): BridgeSession {
    const session = this.sessions[index];
    if (session === undefined) throw new RangeError(`No session ${index}.`);
    return session;
  }

  private result(index: number): Value {
    const value = this.results[index];
    if (value === undefined) throw new RangeError(`No result ${index}.`);
    return value;
  }
}
