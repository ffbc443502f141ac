/** @file Variables as references, and the ops that replace or change a whole variable. */
import type { DType } from '../../dtypes';
import { EngineError, invalidArgument, typeError } from '../../errors';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import type { Shape } from '../../shape';
import { bracketText, sameDims } from '../../shape';
import type { NoAttributes } from '../array/attributes';
import { mergeEqual } from '../array/staticShape';
import { insideInt64 } from '../int64Range';

interface VariableAttributes {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly container: string;
  readonly sharedName: string;
}

export const variableV2: Rule<VariableAttributes> = {
  infer: (_inputs, { dtype, shape }) => [{ dtype, shape, isRef: true }],
  bind: () => {
    throw new Error('The executor supplies the value of a VariableV2; its kernel never runs.');
  },
  derivative: none('a variable has no inputs'),
};

/** Throws TypeError when an input of an op on a reference has another dtype. */
export function checkSameType(op: string, ref: Tensor, input: Tensor, name: string): void {
  if (input.dtype === ref.dtype) return;
  throw typeError(
    `Input '${name}' of '${op}' Op has type ${input.dtype} that does not match type ` +
      `${ref.dtype} of argument 'ref'.`,
  );
}

const writesNoGradient = none('an assignment changes a variable; no gradient flows through it');

export const assign: Rule<{ readonly validateShape: boolean; readonly useLocking: boolean }> = {
  infer: ([ref, value], { validateShape }) => {
    checkSameType('Assign', ref!, value!, 'value');
    const shape = validateShape ? mergeEqual(ref!.shape, value!.shape) : value!.shape;
    return [{ dtype: ref!.dtype, shape, isRef: true }];
  },
  bind: ([ref, value], { validateShape }, values) => {
    if (validateShape && values[0] !== undefined && !sameDims(ref!.dims, value!.dims)) {
      throw invalidArgument(
        'Assign requires shapes of both tensors to match. ' +
          `lhs shape= ${bracketText(ref!.dims)} rhs shape= ${bracketText(value!.dims)}`,
      );
    }
    return { outputs: [value!.dims], run: ([, source], [out]) => out!.set(source!) };
  },
  writes: [0],
  acceptsUninitialized: true,
  derivative: writesNoGradient,
};

interface Locking {
  readonly useLocking: boolean;
}

function changes(op: 'AssignAdd' | 'AssignSub', sign: 1 | -1): Rule<Locking> {
  return {
    infer: ([ref, value]) => {
      checkSameType(op, ref!, value!, 'value');
      return [{ dtype: ref!.dtype, shape: mergeEqual(ref!.shape, value!.shape), isRef: true }];
    },
    bind: ([ref, value]) => {
      if (!sameDims(ref!.dims, value!.dims)) {
        throw invalidArgument('Parameters and update must be the same size');
      }
      return {
        outputs: [ref!.dims],
        run: insideInt64(ref!.dtype, ([before, delta], [after]) => {
          if (sign === 1) {
            for (let i = 0; i < after!.length; i++) after![i] = before![i]! + delta![i]!;
          } else {
            for (let i = 0; i < after!.length; i++) after![i] = before![i]! - delta![i]!;
          }
        }),
      };
    },
    writes: [0],
    derivative: writesNoGradient,
  };
}

export const assignAdd = changes('AssignAdd', 1);
export const assignSub = changes('AssignSub', -1);

/** The counter before it goes up by one; OutOfRangeError when it has reached the limit. */
export const countUpTo: Rule<{ readonly limit: number }> = {
  infer: ([ref]) => [{ dtype: ref!.dtype, shape: ref!.shape }],
  bind: ([ref], { limit }) => ({
    outputs: [ref!.dims],
    run: ([before], [after]) => {
      if (before![0]! >= limit) {
        throw new EngineError('OutOfRangeError', `Reached limit of ${limit}`);
      }
      after![0] = before![0]! + 1;
    },
  }),
  writes: [0],
  givesBefore: true,
  derivative: none('a counter is a whole number'),
};

export const isVariableInitialized: Rule<NoAttributes> = {
  infer: () => [{ dtype: 'bool', shape: [] }],
  bind: () => {
    throw new Error('The executor answers IsVariableInitialized; its kernel never runs.');
  },
  acceptsUninitialized: true,
  derivative: none('it answers yes or no'),
};
