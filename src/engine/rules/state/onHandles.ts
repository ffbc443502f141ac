/** @file Makes the rule of an op on handles from the rule of the op on references: one kernel for both. */
import { valueBehind } from '../../resourceVariables';
import type { Rule } from '../../rule';

/** Same checks and same kernel; what is written is the variable behind the handle, and no output. */
export function onHandles<A>(rule: Rule<A>): Rule<A> {
  return {
    ...rule,
    infer: (inputs, attributes, known) => {
      rule.infer(inputs.map(valueBehind), attributes, known);
      return [];
    },
  };
}
