/**
 * @file Follow-the-regularized-leader: Ftrl and FtrlV2, whose gradient also shrinks the variable.
 */
import type { Data } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { Roots } from '../math/eigenRoots';
import { rootsOf } from '../math/eigenRoots';
import type { Round } from './applyRule';
import { checkRegularization, updateRule } from './applyRule';

interface Locking {
  readonly useLocking: boolean;
}

interface Scalars {
  readonly lr: number;
  readonly l1: number;
  readonly l2: number;
  readonly shrinkage: number;
  readonly power: number;
}

/** n^(−power); the usual power −0.5 takes a root. */
export function accumulatorPower(
  round: Round, n: number, power: number, roots: Roots, isPacked: boolean,
): number {
  return power === -0.5 ? roots.root(n, isPacked) : round(Math.pow(n, -power));
}

/**
 * n′ = n + g²; z′ = z + g̃ − (n′^(−p) − n^(−p))/lr·w with g̃ = g + 2·shrinkage·w;
 * w′ = (sign(z′)·l1 − z′)/(n′^(−p)/lr + 2·l2) where |z′| > l1, else 0.
 */
function ftrlLoop(
  round: Round,
  { lr, l1, l2, shrinkage, power }: Scalars,
  [w, accum, linear, g]: readonly Data[],
  [wOut, accumOut, linearOut]: readonly Data[],
): void {
  checkRegularization(lr, l1, l2);
  if (!(shrinkage >= 0)) {
    throw invalidArgument('l2 shrinkage regularization strength is not a non-negative scalar: []');
  }
  if (!(power <= 0)) throw invalidArgument('lr_power is not a non-positive scalar: []');
  const ridge = round(2 * l2);
  const pull = round(2 * shrinkage);
  const roots = rootsOf(round);
  const packed = roots.packed(wOut!.length);
  for (let i = 0; i < wOut!.length; i++) {
    const gi = g![i]!;
    const wi = w![i]!;
    const shrunkGradient = shrinkage > 0 ? round(gi + round(pull * wi)) : gi;
    const n = round(accum![i]! + round(gi * gi));
    const raised = accumulatorPower(round, n, power, roots, i < packed);
    const growth = round(raised - accumulatorPower(round, accum![i]!, power, roots, i < packed));
    const z = round(
      linear![i]! + round(shrunkGradient - round(round(growth / lr) * wi)),
    );
    accumOut![i] = n;
    linearOut![i] = z;
    // The sign has no packets, so neither has what is divided by.
    const again = accumulatorPower(round, n, power, roots, false);
    const bottom = round(round(again / lr) + ridge);
    const top = round(round(l1 * Math.sign(z)) - z);
    wOut![i] = Math.abs(z) > l1 ? top / bottom : 0;
  }
}

export const applyFtrl = updateRule<Locking>(
  'ApplyFtrl',
  (round) => (inputs, outputs) => {
    const [lr, l1, l2, power] = inputs.slice(4).map((data) => data[0]!);
    ftrlLoop(
      round, { lr: lr!, l1: l1!, l2: l2!, shrinkage: 0, power: power! }, inputs, outputs,
    );
  },
);

export const applyFtrlV2 = updateRule<Locking>(
  'ApplyFtrlV2',
  (round) => (inputs, outputs) => {
    const [lr, l1, l2, shrinkage, power] = inputs.slice(4).map((data) => data[0]!);
    ftrlLoop(
      round, { lr: lr!, l1: l1!, l2: l2!, shrinkage: shrinkage!, power: power! }, inputs, outputs,
    );
  },
);
