/** @file The derivative of what has one in TensorFlow that this engine does not build. */
import { EngineError } from '../../errors';
import type { Backward } from '../../rule';

/** Throws, naming what is not evaluated. */
export function notYet(what: string): (back: Backward<unknown>) => never {
  return ({ node }) => {
    throw new EngineError(
      'NotImplementedError',
      `The gradient of ${what} is not evaluated by this engine (op '${node.name}', type ${node.op})`,
      node.id,
    );
  };
}
