/** @file What can be said of a shape vector while the graph is built, dimension by dimension. */
import { valueError } from '../../errors';
import type { Node, Tensor } from '../../graph';
import { knownValue } from '../../knownValue';
import type { Attributes, Op } from '../../ops';
import type { Shape } from '../../shape';
import type { Value } from '../../value';
import type { Dim } from './staticShape';
import { unknown } from './staticShape';

function is<P extends Op>(node: Node, op: P): node is Node & { attributes: Attributes[P] } {
  return node.op === op;
}

/**
 * Entries of a vector of sizes, null where an entry is not known: TensorFlow's
 * constant_value_as_shape. Follows Shape, ShapeN, Pack, ConcatV2, StridedSlice and Identity, and a
 * Cast of what is known whole; −1 is unknown as well. null when not even the length is known. Throws ValueError for entries below −1.
 */
export function partialShape(tensor: Tensor, known: Value | null): Shape {
  // Of a vector made of static shapes TensorFlow asks no value, even where it could tell one.
  const entries = entriesOf(tensor) ?? (known === null ? null : Array.from(known.data, Number));
  if (entries === null) return null;
  return entries.map((entry) => {
    if (entry !== null && entry < -1) {
      throw valueError(`Invalid value in tensor used for shape: ${entry}`);
    }
    return entry === -1 ? null : entry;
  });
}

function entriesOf(tensor: Tensor): readonly Dim[] | null {
  const { node, value } = tensor;
  if (value !== null) return Array.from(value.data, Number);
  if (is(node, 'Shape')) return node.inputs[0]!.shape;
  if (is(node, 'ShapeN')) return node.inputs[tensor.index]!.shape;
  if (is(node, 'Identity')) return ofVectorsBehind(node.inputs[0]!);
  const known = valueHere(tensor);
  if (is(node, 'Cast')) {
    if (known !== null) return Array.from(known.data, Number);
    const entries = ofVectorsBehind(node.inputs[0]!);
    return entries?.includes(null) === true ? unknown(entries.length) : entries;
  }
  if (is(node, 'Pack')) return node.inputs.map(scalarOf);
  if (is(node, 'ConcatV2')) {
    const parts = node.inputs.slice(0, -1).map(entriesOf);
    return parts.every((part) => part !== null) ? parts.flat() : null;
  }
  if (is(node, 'StridedSlice') && tensor.shape?.length === 1) {
    const slice = sliceOf(node);
    if (slice !== null) return slice;
  }
  if (known !== null) return Array.from(known.data, Number);
  const { shape } = tensor;
  return shape !== null && shape.length === 1 && shape[0] !== null ? unknown(shape[0]!) : null;
}

/**
 * The value of a tensor that was brought into a loop, too: TensorFlow evaluates it as long as no
 * other op of the loop stands between.
 */
function valueHere(tensor: Tensor): Value | null {
  return knownValue(is(tensor.node, 'Enter') ? tensor.node.inputs[0]! : tensor);
}

/** As `entriesOf`, of what another op hands on. */
function ofVectorsBehind(tensor: Tensor): readonly Dim[] | null {
  if (!is(tensor.node, 'Enter')) return entriesOf(tensor);
  const { shape } = tensor;
  return shape !== null && shape.length === 1 && shape[0] !== null ? unknown(shape[0]!) : null;
}

/** A scalar's value if it is a constant or one entry of a partly known vector. */
function scalarOf(tensor: Tensor): Dim {
  const { node } = tensor;
  const known = valueHere(tensor);
  if (known !== null) return Number(known.data[0]);
  if (is(node, 'Identity') || is(node, 'Cast')) {
    return is(node.inputs[0]!.node, 'Enter') ? null : scalarOf(node.inputs[0]!);
  }
  if (!is(node, 'StridedSlice') || node.attributes.shrinkAxisMask !== 1) return null;
  // TensorFlow evaluates no ShapeN while it builds.
  if (is(node.inputs[0]!.node, 'ShapeN')) return null;
  const vector = ofVectorsBehind(node.inputs[0]!);
  const at = scalarOf(node.inputs[1]!);
  // TensorFlow evaluates the entry, which it can only when the whole vector is known.
  if (vector === null || at === null || vector.includes(null)) return null;
  return vector[at < 0 ? at + vector.length : at] ?? null;
}

/** A plain one-dimensional slice `v[begin:end]` with step 1. */
function sliceOf(node: Node & { attributes: Attributes['StridedSlice'] }): readonly Dim[] | null {
  const vector = entriesOf(node.inputs[0]!);
  const { beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = node.attributes;
  if (vector === null || (ellipsisMask | newAxisMask | shrinkAxisMask) !== 0) return null;
  const begin = beginMask === 1 ? 0 : scalarOf(node.inputs[1]!);
  const end = endMask === 1 ? vector.length : scalarOf(node.inputs[2]!);
  if (begin === null || end === null || scalarOf(node.inputs[3]!) !== 1) return null;
  return vector.slice(begin, end);
}
