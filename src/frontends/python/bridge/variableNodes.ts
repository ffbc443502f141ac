/** @file Bridge functions that make the nodes of a variable at once: three of a reference, four of a resource. */
import type { Tensor } from '../../../engine/graph';
import type { BridgeState } from './bridgeState';
import { packNode } from './bridgeState';
import { readsVariable } from './describeNodes';

/** What these return when the variable needs more than its own nodes. */
const NOT_PLAIN = -2;

/** Whether a variable that begins as `value` needs no more than its own nodes. */
function isMadeAsItStands(value: Tensor): boolean {
  const { shape, node } = value;
  if (shape === null || shape.includes(null) || node.context !== null) return false;
  return node.graph.context === null && !readsVariable(value);
}

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
      if (!isMadeAsItStands(value)) return NOT_PLAIN;
      const { shape, dtype } = value;
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

    /**
     * A resource variable called `name`, which is the current scope, with the initial value `initial`; inside of
     * it the question whether it has a value, the AssignVariableOp that initializes it and its read, each in a
     * scope of its own. Their ids follow the handle's. The handle belongs to the variable's own group. −2, and
     * nothing made, as for `newVariable`.
     */
    newResource: (initial: number, name: string): number => {
      const { graph } = state;
      const value = graph.tensor(initial);
      if (!isMadeAsItStands(value)) return NOT_PLAIN;
      const { shape, dtype } = value;
      const within = <T>(scope: string, body: (own: string) => T): T => {
        graph.scope = graph.uniqueName(scope);
        try {
          return body(`${graph.scope}/`);
        } finally {
          graph.scope = name;
        }
      };
      return state.guard(() => {
        const origin = state.here();
        const attributes = { shape, dtype, container: '', sharedName: name };
        const made = graph.placed({ ...graph.placing, group: `loc:@${name}` }, () =>
          graph.make({ op: 'VarHandleOp', inputs: [], attributes, name: `${name}/`, origin }),
        );
        const handle = made.outputs[0]!;
        within('IsInitialized', () =>
          graph.make({ op: 'VarIsInitializedOp', inputs: [handle], attributes: {}, origin }),
        );
        within('Assign', (own) =>
          graph.make({ op: 'AssignVariableOp', inputs: [handle, value], attributes: {}, name: own, origin }),
        );
        within('Read', () =>
          graph.make({ op: 'ReadVariableOp', inputs: [handle], attributes: { dtype }, origin }),
        );
        return packNode(handle.node);
      });
    },
  };
}
