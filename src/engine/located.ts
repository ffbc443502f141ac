/** @file An error with the node at which it happened. */
import { EngineError } from './errors';
import type { Node } from './graph';
import { shapeText } from './shape';

/** The same error with the node it happened at, unless it knows one already. */
export function located(error: unknown, node: Node | undefined): unknown {
  if (node === undefined) return error;
  if (error instanceof EngineError) {
    if (error.nodeId < 0) error.nodeId = node.id;
    if (error.nodeId === node.id) error.origin = node.origin;
    return error;
  }
  if (error instanceof RangeError) {
    // Either memory ("Array buffer allocation failed", "Invalid typed array length") or int64 range.
    const kind = /int64/.test(error.message) ? 'InvalidArgumentError' : 'ResourceExhaustedError';
    const shape = node.outputs[0] ? ` of shape ${shapeText(node.outputs[0].shape)}` : '';
    const made = new EngineError(
      kind,
      kind === 'ResourceExhaustedError'
        ? `OOM when allocating the result${shape} of ${node.name} (${error.message})`
        : error.message,
      node.id,
    );
    made.origin = node.origin;
    return made;
  }
  return error;
}
