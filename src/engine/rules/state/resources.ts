/** @file Resource variables: the handle, reads at their point of the run, and writes through the handle. */
import type { DType } from '../../dtypes';
import { valueBehind } from '../../resourceVariables';
import { none } from '../../rule';
import type { Backward, Rule, Slices } from '../../rule';
import type { Shape } from '../../shape';
import { isFullyKnown } from '../../shape';
import type { NoAttributes } from '../array/attributes';
import { gather } from '../array/gathers';
import { concat, expandDims, reshape, sizeTensor, sliceVector } from '../array/gradientPieces';
import { mergeEqual } from '../array/staticShape';
import { onHandles } from './onHandles';
import {
  scatterAdd, scatterDiv, scatterMax, scatterMin, scatterMul, scatterSub, scatterUpdate,
} from './scatters';
import { assign, assignAdd, assignSub } from './variables';

interface HandleAttributes {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly container: string;
  readonly sharedName: string;
}

/** Element type of what is read, as TensorFlow notes it on the op. */
export interface ReadAttributes {
  readonly dtype: DType;
}

export const varHandleOp: Rule<HandleAttributes> = {
  infer: () => [{ dtype: 'resource', shape: [] }],
  bind: () => {
    throw new Error('The executor supplies the handle of a variable; its kernel never runs.');
  },
  derivative: none('a variable has no inputs'),
};

export const readVariableOp: Rule<ReadAttributes> = {
  infer: ([handle], { dtype }) => [{ dtype, shape: valueBehind(handle!).shape }],
  bind: ([variable]) => ({
    outputs: [variable!.dims],
    run: ([source], [out]) => out!.set(source!),
  }),
  passesSlices: true,
  derivative: ({ gradients }) => [gradients[0]!],
};

export const varIsInitializedOp: Rule<NoAttributes> = {
  infer: () => [{ dtype: 'bool', shape: [] }],
  bind: () => {
    throw new Error('The executor answers VarIsInitializedOp; its kernel never runs.');
  },
  acceptsUninitialized: true,
  derivative: none('it answers yes or no'),
};

export const variableShape: Rule<{ readonly outType: 'int32' | 'int64' }> = {
  infer: ([handle], { outType }) => {
    const { shape } = valueBehind(handle!);
    return [{ dtype: outType, shape: [shape === null ? null : shape.length] }];
  },
  bind: ([variable]) => {
    const { dims } = variable!;
    return { outputs: [[dims.length]], run: (_inputs, [out]) => out!.set(dims) };
  },
  derivative: none('a shape is made of integers'),
};

const writesNoGradient = none('an assignment changes a variable; no gradient flows through it');

/** Assign refuses another shape; so does TensorFlow when it knows the variable's. */
const assignByReference: Rule<NoAttributes> = {
  infer: ([ref, value]) => [{ dtype: ref!.dtype, shape: mergeEqual(ref!.shape, value!.shape) }],
  bind: (inputs, _attributes, values) =>
    assign.bind(inputs, { validateShape: false, useLocking: false }, values),
  writes: [0],
  acceptsUninitialized: true,
  derivative: writesNoGradient,
};

const unlocked = { useLocking: false };

/** The rule of an op without attributes from the one that may lock: locking changes no number. */
function lockFree(rule: Rule<{ readonly useLocking: boolean }>): Rule<NoAttributes> {
  return onHandles<NoAttributes>({
    infer: (inputs, _attributes, known) => rule.infer(inputs, unlocked, known),
    bind: (inputs, _attributes, values) => rule.bind(inputs, unlocked, values),
    writes: [0],
    derivative: writesNoGradient,
  });
}

export const assignVariableOp = onHandles(assignByReference);
export const assignAddVariableOp = lockFree(assignAdd);
export const assignSubVariableOp = lockFree(assignSub);
export const resourceScatterAdd = lockFree(scatterAdd);
export const resourceScatterSub = lockFree(scatterSub);
export const resourceScatterMul = lockFree(scatterMul);
export const resourceScatterDiv = lockFree(scatterDiv);
export const resourceScatterMin = lockFree(scatterMin);
export const resourceScatterMax = lockFree(scatterMax);
export const resourceScatterUpdate = lockFree(scatterUpdate);

/** Rows of the variable; its gradient is rows too (resource_variable_ops._GatherGrad). */
export const resourceGather: Rule<ReadAttributes> = {
  infer: ([handle, indices], { dtype }, known) => {
    const [picked] = gather.infer([valueBehind(handle!), indices!], {}, known);
    return [{ dtype, shape: picked!.shape }];
  },
  bind: (inputs, _attributes, values) => gather.bind(inputs, {}, values),
  derivative: (back) => [rows(back), none('gather takes integer indices')],
};

function rows({ inputs, gradients, build }: Backward<ReadAttributes>): Slices {
  const [handle, indices] = inputs;
  const { shape } = valueBehind(handle!);
  const denseShape = isFullyKnown(shape)
    ? build.integers([...shape], 'Const')
    : build.make('VariableShape', [handle!], { outType: 'int32' });
  const count = expandDims(build, sizeTensor(build, indices!), 0);
  const valuesShape = concat(build, [count, sliceVector(build, denseShape, 1, null)], 0);
  return {
    kind: 'slices',
    values: reshape(build, gradients[0]!, valuesShape),
    indices: reshape(build, indices!, count),
    denseShape,
  };
}
