/** @file The error for an op that TensorFlow 1.15 registers no gradient for, in its words. */
import { EngineError } from '../errors';
import type { Node } from '../graph';

/** Unlike "no derivative" (a None gradient), this stops tf.gradients: the op lies on the path. */
export function noGradientDefined(node: Node): EngineError {
  return new EngineError(
    'LookupError',
    `No gradient defined for operation '${node.name}' (op type: ${node.op})`,
    node.id,
  );
}
