/** @file Follow-the-regularized-leader on some rows: SparseApplyFtrl and SparseApplyFtrlV2. */
import { invalidArgument } from '../../errors';
import type { Round } from './applyRule';
import { checkRegularization } from './applyRule';
import { accumulatorPower } from './ftrls';
import type { ElementStep, SparseInputs } from './sparseApplyRule';
import { sparseUpdateRule } from './sparseApplyRule';

interface Locking {
  readonly useLocking: boolean;
}

/**
 * n′ = n + g²; z′ = z + g̃ − (n′^(−p) − n^(−p))/lr·w with g̃ = g + 2·shrinkage·w;
 * w′ = (min(max(z′, −l1), l1) − z′)/(n′^(−p)/lr + 2·l2). Rows of one element add g̃ to z first.
 */
function ftrlStep(
  round: Round,
  isNarrow: boolean,
  shrinkage: number,
  power: number,
  { scalars: [lr, l1, l2], written: [w, accum, linear], gradient, roots }: SparseInputs,
): ElementStep {
  checkRegularization(lr!, l1!, l2!);
  if (!(power <= 0)) throw invalidArgument('lr_power is not a non-positive scalar: []');
  if (!(shrinkage >= 0)) {
    throw invalidArgument('l2 shrinkage regularization strength is not a non-negative scalar: []');
  }
  const ridge = round(2 * l2!);
  const pull = round(2 * shrinkage);
  return (to, from, isPacked) => {
    const g = gradient[from]!;
    const wi = w![to]!;
    const shrunkGradient = shrinkage > 0 ? round(g + round(pull * wi)) : g;
    const n = round(accum![to]! + round(g * g));
    const raised = accumulatorPower(round, n, power, roots, isPacked);
    const growth = round(raised - accumulatorPower(round, accum![to]!, power, roots, isPacked));
    const moved = round(round(growth / lr!) * wi);
    const z = isNarrow
      ? round(round(linear![to]! + shrunkGradient) - moved)
      : round(linear![to]! + round(shrunkGradient - moved));
    accum![to] = n;
    linear![to] = z;
    const kept = Math.max(Math.min(z, l1!), -l1!);
    w![to] = round(kept - z) / round(round(raised / lr!) + ridge);
  };
}

export const sparseApplyFtrl = sparseUpdateRule<Locking>(
  'SparseApplyFtrl',
  (round, _, isNarrow) => (inputs) =>
    ftrlStep(round, isNarrow, 0, inputs.scalars[3]!, inputs),
);

export const sparseApplyFtrlV2 = sparseUpdateRule<Locking>(
  'SparseApplyFtrlV2',
  (round, _, isNarrow) => (inputs) =>
    ftrlStep(round, isNarrow, inputs.scalars[3]!, inputs.scalars[4]!, inputs),
);
