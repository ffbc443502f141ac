/**
 * @file Updates of some rows along the gradient: Momentum and its Nesterov form, proximal descent.
 */
import type { Round } from './applyRule';
import { shrunk } from './descents';
import { sparseUpdateRule } from './sparseApplyRule';

interface Locking {
  readonly useLocking: boolean;
}

/**
 * a′ = a·momentum + g; w′ = w − lr·a′, or with Nesterov w′ = w − (lr·g + (lr·momentum)·a′): the
 * factors of the last term are taken in another order than in the dense update.
 */
export const sparseApplyMomentum = sparseUpdateRule<Locking & { readonly useNesterov: boolean }>(
  'SparseApplyMomentum',
  (round, { useNesterov }) =>
    ({ scalars: [lr, momentum], written: [w, a], gradient }) => {
      const ahead = round(lr! * momentum!);
      return (to, from) => {
        const g = gradient[from]!;
        const next = round(round(a![to]! * momentum!) + g);
        a![to] = next;
        const step = useNesterov
          ? round(round(lr! * g) + round(ahead * next))
          : round(lr! * next);
        w![to]! -= step;
      };
    },
);

/** As the dense update; rows of one element are divided by a float64 1 + l2·lr. */
export const sparseApplyProximalGradientDescent = sparseUpdateRule<Locking>(
  'SparseApplyProximalGradientDescent',
  (round, _, isNarrow) =>
    ({ scalars: [lr, l1, l2], written: [w], gradient }) => {
      const step = proximalStep(round, isNarrow, l1!, l2!);
      return (to, from) => {
        w![to] = step(round(w![to]! - round(gradient[from]! * lr!)), lr!);
      };
    },
);

/** sign(p)·max(|p| − e·l1, 0)/(1 + l2·e), without the shrinkage when l1 = 0 */
export function proximalStep(
  round: Round,
  isNarrow: boolean,
  l1: number,
  l2: number,
): (p: number, e: number) => number {
  return (p, e) => {
    const sum = 1 + round(l2 * e);
    const bottom = isNarrow ? sum : round(sum);
    return (l1 > 0 ? shrunk(round, p, round(e * l1)) : p) / bottom;
  };
}
