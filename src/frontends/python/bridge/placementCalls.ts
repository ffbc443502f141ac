/** @file Bridge functions of tf.device and tf.colocate_with: what is in force for nodes to come, and where a node is. */
import { EngineError } from '../../../engine/errors';
import type { Graph } from '../../../engine/graph';
import type { Placing } from '../../../engine/placement';
import { besides } from '../../../engine/placement';
import type { BridgeState } from './bridgeState';
import { idsOf } from './makeNodes';

/** Runs the device functions of the program: takes graph and node, gives `=/cpu:0`, or '' when one raised. */
interface DeviceAsker {
  (graph: number, node: number): unknown;
  /** Pyodide lets go of an argument when the call ends; a copy stays. */
  copy(): DeviceAsker;
}

export function placementFunctions(state: BridgeState) {
  let asker: DeviceAsker | null = null;
  const left = new WeakMap<Graph, Placing[]>();

  const enter = (placing: Placing): void => {
    const { graph } = state;
    const before = left.get(graph) ?? [];
    before.push(graph.placing);
    left.set(graph, before);
    graph.placing = placing;
    graph.askDevice = (node) => {
      const answer = String(asker?.(state.graphs.indexOf(graph), node.id) ?? '');
      if (answer === '') throw new EngineError('RuntimeError', 'A device function failed.');
      return answer.slice(1);
    };
  };

  return {
    /** Takes the function that is asked for devices; only the first one ever given counts. */
    setDeviceAsker: (given: DeviceAsker): void => {
      asker ??= given.copy();
    },

    /** Nodes from now on have the device `device`; `asks`: device functions of the program tell it. */
    enterDevice: (device: string, asks: boolean): void =>
      enter({ ...state.graph.placing, device, asks }),

    /** Nodes from now on stand beside node `id`, −1 for none; `ignores`: beside no other. */
    enterColocation: (id: number, ignores: boolean): void =>
      enter(besides(state.graph.placing, id < 0 ? null : state.graph.node(id), ignores)),

    /** The program has asked for colocation. */
    askForColocation: (): void => {
      state.graph.asksForColocation = true;
    },

    /** Nodes from now on belong to the group `group` unless they stand beside a node. */
    enterGroup: (group: string): void => enter({ ...state.graph.placing, group }),

    /** Takes the last of these back. */
    leavePlacing: (): void => {
      const before = left.get(state.graph)?.pop();
      if (before !== undefined) state.graph.placing = before;
    },

    nodeDevice: (id: number): string => state.graph.placements.get(state.graph.node(id))?.device ?? '',

    /** 1 when none of the nodes `ids` is on a device that was asked for, else 0. */
    areUnplaced: (ids: string): number => {
      const { graph } = state;
      return idsOf(ids).every((id) => !graph.placements.get(graph.node(id))?.device) ? 1 : 0;
    },

    /** The node's `_class`, comma separated; empty when it has none. */
    nodeGroups: (id: number): string =>
      (state.graph.placements.get(state.graph.node(id))?.groups ?? []).join(),

    /** `op._set_device` */
    setNodeDevice: (id: number, device: string): void => {
      const { graph } = state;
      const node = graph.node(id);
      graph.placements.set(node, { groups: graph.placements.get(node)?.groups ?? [], device });
    },
  };
}
