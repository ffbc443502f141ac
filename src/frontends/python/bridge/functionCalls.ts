/** @file Bridge functions of traced functions (tf.function): their variables, and the order of what they do. */
import { branchEffects, impureTensors, orderEffects } from '../../../engine/functionGraph';
import { variableBehind } from '../../../engine/resourceVariables';
import type { BridgeState } from './bridgeState';
import { packNode } from './bridgeState';

export function functionCalls(state: BridgeState) {
  return {
    /** In the current graph the handle of the variable behind the eager handle `id`, packed. */
    functionHandle: (id: number): number =>
      state.guard(() => {
        const { name, attributes, origin } = variableBehind(state.eager!.tensor(id))!;
        const { graph } = state;
        return packNode(
          graph.make({ op: 'VarHandleOp', inputs: [], attributes: attributes as never, name: `${name}/`, origin }),
        );
      }),

    /** Orders what nodes from number `from` on do to variables and the world; ids of those that must run. */
    orderEffects: (from: number): string => orderEffects(state.graph, from).map(({ id }) => id).join(),

    /** The name of a node from `from` on that a conditional or loop would have to run; empty: there is none. */
    branchEffects: (from: number): string => branchEffects(state.graph, from)?.name ?? '',

    /** Ids of tensors that another run of the same nodes would not give again. */
    impureTensors: (): string => impureTensors(state.graph).map(({ id }) => id).join(),
  };
}
