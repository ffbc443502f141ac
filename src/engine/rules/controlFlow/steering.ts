/** @file Ops that steer what runs: the executor does what they say, so none of them has a kernel. */
import {
  enterDerivative, exitDerivative, mergeDerivative, nextIterationDerivative, switchDerivative,
} from '../../controlFlow/steeringGradients';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Bound, OutputSpec, Rule } from '../../rule';
import type { Shape } from '../../shape';
import type { NoAttributes } from '../array/attributes';
import type { EnterAttributes } from '../controlFlow';

const steered = {
  bind: (): Bound => {
    throw new Error('The executor steers; a control-flow op has no kernel.');
  },
  steers: true,
} as const;

function sameAs(input: Tensor, isRef: boolean): OutputSpec {
  return { dtype: input.dtype, shape: input.shape, isRef };
}

export function switchRule(isRef: boolean): Rule<NoAttributes> {
  return {
    ...steered,
    infer: ([data]) => [sameAs(data!, isRef), sameAs(data!, isRef)],
    acceptsUninitialized: true,
    derivative: switchDerivative,
  };
}

export function merge(isRef: boolean): Rule<NoAttributes> {
  return {
    ...steered,
    infer: (inputs) => [
      { dtype: inputs[0]!.dtype, shape: commonShape(inputs.map(({ shape }) => shape)), isRef },
      { dtype: 'int32', shape: [] },
    ],
    derivative: mergeDerivative,
  };
}

/** What is known of a tensor that is one of these: dimensions in which all agree. */
function commonShape(shapes: readonly Shape[]): Shape {
  return shapes.reduce((a, b) => {
    if (a === null || b === null || a.length !== b.length) return null;
    return a.map((dim, i) => (dim === b[i] ? dim : null));
  });
}

export function enter(isRef: boolean): Rule<EnterAttributes> {
  return {
    ...steered,
    infer: ([data], { isConstant }) => [
      { dtype: data!.dtype, shape: isConstant ? data!.shape : null, isRef },
    ],
    derivative: enterDerivative,
  };
}

export function nextIteration(isRef: boolean): Rule<NoAttributes> {
  return {
    ...steered,
    infer: ([data]) => [sameAs(data!, isRef)],
    derivative: nextIterationDerivative,
  };
}

export function exit(isRef: boolean): Rule<NoAttributes> {
  return {
    ...steered,
    infer: ([data]) => [sameAs(data!, isRef)],
    derivative: exitDerivative,
  };
}

export const loopCond: Rule<NoAttributes> = {
  ...steered,
  infer: ([condition]) => [sameAs(condition!, false)],
  derivative: none('the condition of a loop is a yes or no'),
};

export const controlTrigger: Rule<NoAttributes> = {
  ...steered,
  infer: () => [],
  derivative: none('it only orders the run'),
};

export const refIdentity: Rule<NoAttributes> = {
  ...steered,
  infer: ([data]) => [sameAs(data!, true)],
  acceptsUninitialized: true,
  derivative: ({ gradients }) => gradients,
};
