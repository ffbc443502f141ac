/** @file Bridge function that makes the three nodes of tf.Variable at once. */
import type { BridgeState } from './bridgeState';
import { packNode } from './bridgeState';
import { readsVariable } from './describeNodes';

/** What `newVariable` returns when the variable needs more than its three nodes. */
const NOT_PLAIN = -2;

export function variableFunctions(state: BridgeState) {
  return {
    /**
     * A reference variable called `name`, with the initial value `initial` (a tensor); inside its scope,
     * which is entered, the Assign that initializes it and its read. Their ids follow the variable's.
     * The variable belongs to the group `group` (`loc:@w`, empty for none); the read stands beside it, or
     * with `isReadApart` where the scopes around say. −2, and nothing made, when the initial value is not
     * of a known shape, comes out of a branch or a loop, or reads a variable.
     */
    newVariable: (initial: number, name: string, group: string, isReadApart: boolean): number => {
      const { graph } = state;
      const value = graph.tensor(initial);
      const { shape, dtype } = value;
      if (shape === null || shape.includes(null) || value.node.context !== null) return NOT_PLAIN;
      if (graph.context !== null || readsVariable(value)) return NOT_PLAIN;
      return state.guard(() => {
        const origin = state.here();
        const attributes = { shape, dtype, container: '', sharedName: '' };
        const make = () =>
          graph.make({ op: 'VariableV2', inputs: [], attributes, name: `${name}/`, origin });
        const variable = group === '' ? make() : graph.placed({ ...graph.placing, group }, make);
        const reference = variable.outputs[0]!;
        graph.make({
          op: 'Assign',
          inputs: [reference, value],
          attributes: { validateShape: true, useLocking: true },
          origin,
        });
        const read = () =>
          graph.make({ op: 'Identity', inputs: [reference], attributes: {}, name: 'read', origin });
        if (isReadApart) read();
        else graph.beside(reference.node, read);
        return packNode(reference.node);
      });
    },
  };
}
