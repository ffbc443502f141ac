/** @file Bridge functions of traced functions (tf.function): their variables, and the order of what they do. */
import { copyFunction } from '../../../engine/functionCopy';
import { branchEffects, impureTensors, orderEffects, refuseDraws } from '../../../engine/functionGraph';
import type { Tensor } from '../../../engine/graph';
import { variableBehind } from '../../../engine/resourceVariables';
import type { BridgeState } from './bridgeState';
import { packNode } from './bridgeState';
import { idsOf } from './makeNodes';

export function functionCalls(state: BridgeState) {
  return {
    /** In the current graph the handle of the variable behind the handle `id` of graph `outer`, packed. */
    functionHandle: (outer: number, id: number): number =>
      state.guard(() => {
        const { name, attributes, origin } = variableBehind(state.graphs[outer]!.tensor(id))!;
        const { graph } = state;
        return packNode(
          graph.make({ op: 'VarHandleOp', inputs: [], attributes: attributes as never, name: `${name}/`, origin }),
        );
      }),

    /** Orders what nodes from number `from` on do to variables and the world; ids of those that must run. */
    orderEffects: (from: number): string => orderEffects(state.graph, from).map(({ id }) => id).join(),

    /** The name of a node from `from` on that a conditional or loop would have to run; empty: there is none. */
    branchEffects: (from: number): string => branchEffects(state.graph, from)?.name ?? '',

    /**
     * In the current graph a call of the first `count` nodes of graph `number`; `given`: pairs of ids, of a
     * tensor of the function and of what is given for it. The node of the call, packed.
     */
    callFunction: (number: number, count: number, given: string, outputs: string, mustRun: string): number =>
      state.guard(() => {
        const { graph } = state;
        const inner = state.graphs[number]!;
        const ids = idsOf(given);
        const pairs = new Map<Tensor, Tensor>();
        for (let i = 0; i < ids.length; i += 2) pairs.set(inner.tensor(ids[i]!), graph.tensor(ids[i + 1]!));
        return packNode(copyFunction(graph, {
          nodes: inner.nodes.slice(0, count),
          given: pairs,
          outputs: idsOf(outputs).map((id) => inner.tensor(id)),
          mustRun: idsOf(mustRun).map((id) => inner.node(id)),
          origin: state.here(),
        }));
      }),

    /** 0; −1 and the error when the gradients of `outputs` would be of other numbers than were drawn for them. */
    refuseDraws: (outputs: string): number =>
      state.guard(() => {
        refuseDraws(idsOf(outputs).map((id) => state.graph.tensor(id)));
        return 0;
      }),

    /** Ids of tensors that another run of the same nodes would not give again. */
    impureTensors: (): string => impureTensors(state.graph).map(({ id }) => id).join(),
  };
}
