/** @file Values that can be computed while the graph is built: constants and arithmetic on static shapes. */
import { allocate } from './dtypes';
import type { Tensor } from './graph';
import { isOp, ruleOf } from './ops';
import { isFullyKnown, sizeOf } from './shape';
import type { Value } from './value';

/** Larger results are not folded while building: shapes, axes and permutations are short. */
const LONGEST = 1024;

const folded = (): never => {
  throw new Error('A random op was folded: its rule lacks `random: true`.');
};
const noRandom = { reserve: folded, recall: folded, remember: folded };

const cache = new WeakMap<Tensor, Value | null>();

/** The value of `tensor` if it depends on constants and static shapes only, else null. */
export function knownValue(tensor: Tensor): Value | null {
  if (tensor.value !== null) return tensor.value;
  // Not remembered: a weak map's entries cost the garbage collector more than this look.
  if (isOp(tensor.node, 'Const')) return tensor.node.attributes.value;
  const found = cache.get(tensor);
  if (found !== undefined) return found;
  const value = compute(tensor);
  // A static shape may still be refined, so only what is known is remembered.
  if (value !== null) cache.set(tensor, value);
  return value;
}

/** What TensorFlow's Python evaluates while it builds (tensor_util.constant_value). */
const FOLDED_BY_PYTHON: ReadonlySet<string> = new Set([
  'Const', 'Shape', 'Size', 'Rank', 'Range', 'Cast', 'ConcatV2', 'Pack', 'Fill', 'Equal', 'NotEqual',
]);

/**
 * As `knownValue`, but only where TensorFlow's Python knows it: which nodes a derivative builds
 * depends on this, while shape inference, which is C++, evaluates every op.
 */
export function constantValue(tensor: Tensor): Value | null {
  return isFoldedByPython(tensor) ? knownValue(tensor) : null;
}

function isFoldedByPython(tensor: Tensor): boolean {
  const { node } = tensor;
  if (tensor.value !== null) return true;
  if (!FOLDED_BY_PYTHON.has(node.op)) return false;
  if (node.op === 'Rank') return true;
  if (node.op === 'Shape' || node.op === 'Size') return isFullyKnown(node.inputs[0]!.shape);
  return node.inputs.every(isFoldedByPython);
}

function compute(tensor: Tensor): Value | null {
  const { node } = tensor;
  if (isOp(node, 'Const')) return node.attributes.value;
  if (isOp(node, 'Shape') || isOp(node, 'Size') || isOp(node, 'Rank')) {
    let { shape } = node.inputs[0]!;
    // Not told by the shape alone, perhaps by the value: how many different ids a constant has.
    if (!isFullyKnown(shape) && !node.inputs[0]!.isRef) {
      shape = knownValue(node.inputs[0]!)?.dims ?? shape;
    }
    if (shape === null) return null;
    if (isOp(node, 'Rank')) return { dtype: 'int32', dims: [], data: Int32Array.of(shape.length) };
    if (!isFullyKnown(shape)) return null;
    const data = allocate(tensor.dtype, isOp(node, 'Size') ? 1 : shape.length);
    if (isOp(node, 'Size')) data[0] = sizeOf(shape);
    else shape.forEach((dim, i) => (data[i] = dim));
    return { dtype: tensor.dtype, dims: isOp(node, 'Size') ? [] : [shape.length], data };
  }
  // What a run may be fed instead is known to nobody.
  if (isOp(node, 'PlaceholderWithDefault')) return null;
  const rule = ruleOf(node.op);
  if (rule.bindsInRun || rule.steers || rule.onObjects || rule.random || rule.writes || node.inputs.length === 0 || tensor.isRef) return null;
  const inputs: Value[] = [];
  for (const input of node.inputs) {
    const value = input.isRef ? null : knownValue(input);
    if (value === null || value.data.length > LONGEST) return null;
    inputs.push(value);
  }
  const bound = rule.bind(inputs, node.attributes, inputs);
  const dims = bound.outputs[tensor.index]!;
  if (sizeOf(dims) > LONGEST) return null;
  if (rule.alias !== undefined) return { dtype: tensor.dtype, dims, data: inputs[rule.alias]!.data };
  const outputs = bound.outputs.map((d, i) => allocate(node.outputs[i]!.dtype, sizeOf(d)));
  bound.run(inputs.map((value) => value.data), outputs, noRandom);
  return { dtype: tensor.dtype, dims, data: outputs[tensor.index]! };
}
