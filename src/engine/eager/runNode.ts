/** @file One node evaluated on values that are there already: the kernel of its rule, run at once. */
import { allocate } from '../dtypes';
import { EngineError } from '../errors';
import type { Node, Tensor } from '../graph';
import { isOp, ruleOf } from '../ops';
import type { RandomSource } from '../random';
import { uninitialized, variableBehind } from '../resourceVariables';
import type { Rule } from '../rule';
import type { RunObjects } from '../runObjects';
import { bracketText, sameDims, sizeOf } from '../shape';
import type { Value } from '../value';
import { scalar } from '../value';

/** Where a node finds the values it works on, and where it leaves those of variables. */
export interface Frame {
  valueOf(tensor: Tensor): Value;
  variable(key: string): Value | undefined;
  write(key: string, value: Value): void;
  /** The random stream of a node. */
  random(node: Node): RandomSource;
  readonly objects: RunObjects;
}

/** What stands for the value of a handle: only the node that it comes from says which variable it is. */
const HANDLE: Value = scalar('resource', 0);

const noRandom: RandomSource = {
  reserve(): never {
    throw new Error('A random op ran without a stream: its rule lacks `random: true`.');
  },
  recall: () => undefined,
  remember: () => undefined,
};

/** The values of the node's outputs. Throws EngineError in the words of TensorFlow's kernel. */
export function runNode(node: Node, frame: Frame): readonly Value[] {
  if (isOp(node, 'Const')) return [node.attributes.value];
  if (isOp(node, 'VarHandleOp')) return [HANDLE];
  if (isOp(node, 'VarIsInitializedOp')) {
    const key = variableBehind(node.inputs[0]!)!.name;
    return [scalar('bool', frame.variable(key) === undefined ? 0 : 1)];
  }
  const rule = ruleOf(node.op);
  if (node.inputs.length === 0 && node.outputs.length === 0 && !rule.bindsInRun) return [];
  if (rule.steers) {
    throw new EngineError('NotImplementedError', `${node.op} in eager execution is not evaluated by this engine`);
  }
  const inputs = node.inputs.map((input) => inputValue(node, input, rule, frame));
  if (rule.onObjects) {
    return rule.onObjects(inputs as Value[], node.attributes, frame.objects, node.name);
  }
  if (rule.writes) return written(node, rule, inputs, frame);
  const values = inputs as Value[];
  const bound = rule.bind(values, node.attributes, values);
  if (rule.alias !== undefined) {
    const { dtype, data } = values[rule.alias]!;
    return [{ dtype, dims: bound.outputs[0]!, data }];
  }
  const stores = bound.outputs.map((dims, i) => allocate(node.outputs[i]!.dtype, sizeOf(dims)));
  const random = rule.random || rule.bindsInRun ? frame.random(node) : noRandom;
  bound.run(values.map(({ data }) => data), stores, random);
  return stores.map((data, i) => ({ dtype: node.outputs[i]!.dtype, dims: bound.outputs[i]!, data }));
}

/** The value of an input; of a handle that of its variable, undefined when that has none and need not. */
function inputValue(
  node: Node, input: Tensor, rule: Rule<unknown>, frame: Frame,
): Value | undefined {
  if (input.dtype !== 'resource') return frame.valueOf(input);
  const variable = variableBehind(input);
  if (variable === null) return frame.valueOf(input);
  const value = frame.variable(variable.name);
  if (value === undefined && !rule.acceptsUninitialized) throw uninitialized(variable.name, node, false);
  return value;
}

/** Writes the new values of variables into fresh stores, so that whoever read the old ones keeps them. */
function written(
  node: Node, rule: Rule<unknown>, inputs: readonly (Value | undefined)[], frame: Frame,
): readonly Value[] {
  const specs = inputs.map((value, i) => value ?? { dtype: node.inputs[i]!.dtype, dims: [] });
  const bound = rule.bind(specs, node.attributes, inputs);
  const targets = rule.writes!.map((index, i) => {
    const dims = bound.outputs[i]!;
    const before = inputs[index];
    if (before !== undefined && !sameDims(before.dims, dims) && node.op !== 'AssignVariableOp') {
      throw new EngineError(
        'InvalidArgumentError',
        `${node.op}: the new value has shape ${bracketText(dims)}, the variable ${bracketText(before.dims)}`,
      );
    }
    const { name, attributes } = variableBehind(node.inputs[index]!)!;
    const { dtype } = attributes as { readonly dtype: Value['dtype'] };
    return { key: name, value: { dtype, dims, data: allocate(dtype, sizeOf(dims)) } };
  });
  const stores = targets.map(({ value }) => value.data);
  const data = inputs.map((value, i) => value?.data ?? allocate(node.inputs[i]!.dtype, 0));
  bound.run(data, stores, frame.random(node));
  for (const { key, value } of targets) frame.write(key, value);
  return [];
}
