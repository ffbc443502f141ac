/** @file When two calls of a composite are equal: `keyOf`. */
import type { Graph, Tensor } from '../../../engine/graph';
import { knownValue } from '../../../engine/knownValue';

/** Integers that decide about shapes are few; a longer constant makes a call unlike any other. */
const FEW = 64;

/**
 * What makes two calls of a composite equal, besides its Python arguments: types and static shapes of the
 * tensors, integers that are known, for they decide about shapes, and what the graph is set to. Null
 * where no other call will be equal.
 */
export function keyOf(form: number, graph: Graph, inputs: readonly Tensor[]): string | null {
  let key = `${form}`;
  if (graph.scope === '') key += 'r';
  if (graph.context !== null) key += 'c';
  if (graph.seed !== null) key += `s${graph.seed}`;
  inputs.forEach((input, i) => {
    // One tensor twice is not two, nor are two outputs of one node.
    const twin = inputs.findIndex(({ node }) => node === input.node);
    if (twin < i) key += `@${twin}:${input.index - inputs[twin]!.index}`;
  });
  for (const input of inputs) {
    key += `;${input.dtype}${input.isRef ? '&' : ''}${input.shape === null ? '*' : `${input.shape.length}:${input.shape.join()}`}`;
    if (input.dtype !== 'int32' && input.dtype !== 'int64') continue;
    const known = knownValue(input);
    if (known === null) continue;
    if (known.data.length > FEW) return null;
    key += `=${known.data.join()}`;
  }
  return key;
}
