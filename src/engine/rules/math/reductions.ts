/** @file Rules of Sum, Mean, Prod, Max, Min, All and Any: (input, axes) to fewer elements. */
import { none } from '../../rule';
import type { Derivative, Rule, RuleTable } from '../../rule';
import type { ReductionOp } from './folds';
import { ALLOWED, checkAllowed, checkExpected } from './operands';
import { productGradient } from './productGradient';
import { reducedShape, reductionOf } from './reductionAxes';
import type { ReductionAttributes } from './reductionGradients';
import { axesHaveNone, extremumGradient, meanGradient, sumGradient } from './reductionGradients';
import { reductionKernel } from './reductionKernels';

function reduction(
  op: ReductionOp,
  derivative: Derivative<ReductionAttributes>,
): Rule<ReductionAttributes> {
  const isLogical = op === 'All' || op === 'Any';
  return {
    infer: (inputs, { keepDims }, known) => {
      const [input, axes] = [inputs[0]!, inputs[1]!];
      if (isLogical) checkExpected(input, 'input', op, 'bool');
      else checkAllowed(input, 'input', ALLOWED.numbers);
      return [{ dtype: input.dtype, shape: reducedShape(op, input, axes, known(1), keepDims) }];
    },
    needs: [1],
    bind: (inputs, { keepDims }, values) => {
      const plan = reductionOf(inputs[0]!.dims, values[1]!, keepDims);
      return { outputs: [plan.outputDims], run: reductionKernel(op, inputs[0]!.dtype, plan) };
    },
    derivative,
  };
}

const logicHasNone = none('logic works on true and false, which have no slope');

export const reductionRules: RuleTable<Record<ReductionOp, ReductionAttributes>> = {
  Sum: reduction('Sum', (back) => [sumGradient(back), axesHaveNone]),
  Mean: reduction('Mean', (back) => [meanGradient(back), axesHaveNone]),
  Prod: reduction('Prod', productGradient),
  Max: reduction('Max', extremumGradient),
  Min: reduction('Min', extremumGradient),
  All: reduction('All', logicHasNone),
  Any: reduction('Any', logicHasNone),
};
