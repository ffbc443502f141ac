/** @file The stacks in which a forward loop remembers values for its gradient. */
import type { DType } from '../../dtypes';
import { none } from '../../rule';
import type { Bound, Rule } from '../../rule';
import { Stack } from '../../runObjects';

export const onObjects = {
  bind: (): Bound => {
    throw new Error('An op on objects of the run has no kernel that could be bound.');
  },
} as const;

export const stack: Rule<{ readonly elemType: DType; readonly stackName: string }> = {
  ...onObjects,
  infer: () => [{ dtype: 'resource', shape: [2] }],
  onObjects: (_inputs, _attributes, objects) => [objects.add(new Stack())],
  derivative: none('a stack has no gradient'),
};

export const stackPush: Rule<{ readonly swapMemory: boolean }> = {
  ...onObjects,
  infer: ([, value]) => [{ dtype: value!.dtype, shape: value!.shape }],
  onObjects: ([handle, value], _attributes, objects) => {
    objects.stack(handle!).push(value!);
    return [value!];
  },
  keeps: [1],
  derivative: none('a value on a stack is only remembered'),
};

export const stackPop: Rule<{ readonly elemType: DType }> = {
  ...onObjects,
  infer: (_inputs, { elemType }) => [{ dtype: elemType, shape: null }],
  onObjects: ([handle], _attributes, objects, name) => [objects.stack(handle!).pop(name)],
  derivative: none('a value on a stack is only remembered'),
};
