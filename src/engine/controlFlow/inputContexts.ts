/** @file Which tensors a node may use: none out of a loop except through its Exit. */
import { valueError } from '../errors';
import type { Node } from '../graph';
import { isWithin, outputContext } from './context';
import { isLoopEnter, isSwitch } from './nodeKinds';

/** Throws ValueError when an input of `node` is inside of a loop that the node is not in. */
export function checkInputContexts(node: Node): void {
  for (const input of node.inputs) if (input.node.context !== null) check(node, input.node);
}

function check(node: Node, input: Node): void {
  const from = outputContext(input);
  if (from === null || node.context === from) return;
  const loop = node.context?.loop ?? null;
  const inputLoop = from.loop;
  if (loop === null) {
    if (inputLoop === null || isLoopEnter(node) || isSwitch(node)) return;
    throw valueError(
      `Cannot use '${input.name}' as input to '${node.name}' because '${input.name}' is in a while ` +
        'loop. See info log for more details.',
    );
  }
  if (isWithin(loop, inputLoop)) return;
  const forward = loop.gradState?.forwardContext;
  if (forward && (isWithin(forward, inputLoop) || inputLoop?.outer === forward)) return;
  const inputForward = inputLoop?.gradState?.forwardContext;
  if (inputForward === loop) return;
  if (inputForward?.gradState?.forwardContext === loop) return;
  throw valueError(
    `Cannot use '${input.name}' as input to '${node.name}' because they are in different while ` +
      'loops. See info log for more details.',
  );
}
