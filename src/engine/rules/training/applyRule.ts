/**
 * @file Makes the rule of a fused optimizer op from its layout and its loop: the checks they all
 * share.
 */
import type { Data, DType } from '../../dtypes';
import { isFloating } from '../../dtypes';
import { invalidArgument, typeError } from '../../errors';
import type { Tensor } from '../../graph';
import { roundingOf } from '../../roundings';
import { none } from '../../rule';
import type { Rule, Spec } from '../../rule';
import { bracketText, sameDims } from '../../shape';
import { mergeEqual, withRank } from '../array/staticShape';
import type { UpdateInput, UpdateOp } from './layouts';
import { UPDATE_LAYOUTS } from './layouts';

/** Rounds to the variable's dtype; float64 needs none. */
export type Round = (x: number) => number;

/**
 * Reads the inputs in the op's order and writes the new values of the variable and its slots, in
 * the order of the layout. One rounding after each operation, in the order of TensorFlow's
 * training_ops.cc.
 */
export type UpdateLoop<A> = (
  round: Round,
  attributes: A,
) => (inputs: readonly Data[], outputs: readonly Data[]) => void;

/** The rule of `op`, checked by its layout. */
export function updateRule<A>(op: UpdateOp, loop: UpdateLoop<A>): Rule<A> {
  const layout: readonly UpdateInput[] = UPDATE_LAYOUTS[op];
  const isWritten = ({ role }: UpdateInput) => role === 'variable' || role === 'slot';
  const writes = layout.flatMap((input, i) => (isWritten(input) ? [i] : []));
  return {
    infer: (inputs) => {
      checkTypes(op, layout, inputs);
      let { shape } = inputs[0]!;
      layout.forEach(({ role }, i) => {
        const input = inputs[i]!.shape;
        if (role === 'scalar' || role === 'step') withRank(input, 0);
        else if (role !== 'variable') shape = mergeEqual(shape, input);
      });
      return [{ dtype: inputs[0]!.dtype, shape, isRef: true }];
    },
    bind: (inputs, attributes) => {
      checkShapes(layout, inputs);
      const { dtype, dims } = inputs[0]!;
      const run = loop(roundingOf(dtype), attributes);
      return { outputs: writes.map(() => dims), run };
    },
    writes,
    derivative: none('an optimizer update changes variables; no gradient flows through it'),
  };
}

function checkTypes(op: string, layout: readonly UpdateInput[], inputs: readonly Tensor[]): void {
  const { dtype } = inputs[0]!;
  if (!isFloating(dtype)) {
    throw typeError(
      `${op} updates variables of real numbers; ${inputs[0]!.name} has dtype ${dtype}.`,
    );
  }
  layout.forEach(({ name, role }, i) => {
    const wanted: DType = role === 'step' ? 'int64' : dtype;
    if (inputs[i]!.dtype === wanted) return;
    throw typeError(
      `Input '${name}' of '${op}' Op has type ${inputs[i]!.dtype} that does not match type ` +
        `${wanted} of argument 'var'.`,
    );
  });
}

function checkShapes(layout: readonly UpdateInput[], inputs: readonly Spec[]): void {
  const { dims } = inputs[0]!;
  layout.forEach(({ name, role }, i) => {
    const input = inputs[i]!.dims;
    if (role === 'scalar' || role === 'step') {
      if (input.length !== 0) {
        throw invalidArgument(`${name} is not a scalar: ${bracketText(input)}`);
      }
    } else if (!sameDims(dims, input)) {
      throw invalidArgument(
        `var and ${name} do not have the same shape${bracketText(dims)} ${bracketText(input)}`,
      );
    }
  });
}

/** Checks of Ftrl and ProximalAdagrad on their scalars, with TensorFlow's words. */
export function checkRegularization(lr: number, l1: number, l2: number): void {
  if (!(lr > 0)) throw invalidArgument('lr is not a positive scalar: []');
  if (!(l1 >= 0)) {
    throw invalidArgument('l1 regularization strength is not a non-negative scalar: []');
  }
  if (!(l2 >= 0)) {
    throw invalidArgument('l2 regularization strength is not a non-negative scalar: []');
  }
}
