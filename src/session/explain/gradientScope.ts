/** @file Which nodes are derivatives. */
import type { Node } from '../../engine/graph';

/** Derivatives are in a scope of their own, `gradients`, or one that the program named itself after `_grad`. */
export function isOfGradients({ name }: Node): boolean {
  return /(^|\/)gradients(_\d+)?\/|_grad\//.test(name);
}
