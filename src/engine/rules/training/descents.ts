/**
 * @file Updates along the gradient: GradientDescent, Momentum and its Nesterov form, proximal
 * descent.
 */
import { updateRule } from './applyRule';

interface Locking {
  readonly useLocking: boolean;
}

/** w′ = w − g·lr */
export const applyGradientDescent = updateRule<Locking>(
  'ApplyGradientDescent',
  (round) =>
    ([w, alpha, g], [out]) => {
      const lr = alpha![0]!;
      for (let i = 0; i < out!.length; i++) out![i] = w![i]! - round(g![i]! * lr);
    },
);

/** a′ = a·momentum + g; w′ = w − a′·lr, or with Nesterov w′ = w − (g·lr + a′·momentum·lr) */
export const applyMomentum = updateRule<Locking & { readonly useNesterov: boolean }>(
  'ApplyMomentum',
  (round, { useNesterov }) =>
    ([w, a, rate, g, mu], [wOut, aOut]) => {
      const lr = rate![0]!;
      const momentum = mu![0]!;
      for (let i = 0; i < wOut!.length; i++) {
        const next = round(round(a![i]! * momentum) + g![i]!);
        aOut![i] = next;
        const step = useNesterov
          ? round(round(g![i]! * lr) + round(round(next * momentum) * lr))
          : round(next * lr);
        wOut![i] = w![i]! - step;
      }
    },
);

/** p = w − g·lr; w′ = sign(p)·max(|p| − lr·l1, 0)/(1 + l2·lr), without the shrinkage when l1 = 0 */
export const applyProximalGradientDescent = updateRule<Locking>(
  'ApplyProximalGradientDescent',
  (round) =>
    ([w, alpha, one, two, g], [out]) => {
      const lr = alpha![0]!;
      const l1 = one![0]!;
      const threshold = round(lr * l1);
      const bottom = round(1 + round(two![0]! * lr));
      for (let i = 0; i < out!.length; i++) {
        const p = round(w![i]! - round(g![i]! * lr));
        out![i] = l1 > 0 ? shrunk(round, p, threshold) / bottom : p / bottom;
      }
    },
);

/** sign(p)·max(|p| − threshold, 0); NaN stays NaN. */
export function shrunk(round: (x: number) => number, p: number, threshold: number): number {
  const rest = round(Math.abs(p) - threshold);
  return Math.sign(p) * (rest < 0 ? 0 : rest);
}
