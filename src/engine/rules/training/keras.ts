/**
 * @file The updates that only tf.keras.optimizers use: momentum that keeps the step instead of the
 * gradient, Adagrad with ε, Adam with AMSGrad.
 */
import { rootsOf } from '../math/eigenRoots';
import { updateRule } from './applyRule';
import { sparseUpdateRule } from './sparseApplyRule';

interface Locking {
  readonly useLocking: boolean;
}

type Nesterov = Locking & { readonly useNesterov: boolean };
type Slots = Locking & { readonly updateSlots: boolean };

/** a′ = a·momentum − g·lr; w′ = w + a′, or with Nesterov w′ = w + (a′·momentum − g·lr) */
export const applyKerasMomentum = updateRule<Nesterov>(
  'ApplyKerasMomentum',
  (round, { useNesterov }) =>
    ([w, a, rate, g, mu], [wOut, aOut]) => {
      const lr = rate![0]!;
      const momentum = mu![0]!;
      for (let i = 0; i < wOut!.length; i++) {
        const down = round(g![i]! * lr);
        const next = round(round(a![i]! * momentum) - down);
        aOut![i] = next;
        wOut![i] = w![i]! + (useNesterov ? round(round(next * momentum) - down) : next);
      }
    },
);

/** A′ = A + g²; w′ = w − g·lr/(√A′ + ε) */
export const applyAdagradV2 = updateRule<Slots>(
  'ApplyAdagradV2',
  (round, { updateSlots }) =>
    ([w, accum, rate, eps, g], [wOut, accumOut]) => {
      const lr = rate![0]!;
      const epsilon = eps![0]!;
      const roots = rootsOf(round);
      const packed = roots.packed(wOut!.length);
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const sum = updateSlots ? round(accum![i]! + round(gi * gi)) : accum![i]!;
        accumOut![i] = sum;
        wOut![i] = w![i]! - round(round(gi * lr) / round(roots.root(sum, i < packed) + epsilon));
      }
    },
);

/** As Adam with v̂′ = max(v̂, v′) in the place of v′ under the root. */
export const applyAdamWithAmsgrad = updateRule<Locking>(
  'ApplyAdamWithAmsgrad',
  (round) =>
    ([w, m, v, vhat, power1, power2, rate, b1, b2, eps, g], [wOut, mOut, vOut, vhatOut]) => {
      const rest1 = round(1 - b1![0]!);
      const rest2 = round(1 - b2![0]!);
      const epsilon = eps![0]!;
      const root = round(Math.sqrt(round(1 - power2![0]!)));
      const lrT = round(round(rate![0]! * root) / round(1 - power1![0]!));
      const roots = rootsOf(round);
      const packed = roots.packed(wOut!.length);
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const mi = round(m![i]! + round(round(gi - m![i]!) * rest1));
        const vi = round(v![i]! + round(round(round(gi * gi) - v![i]!) * rest2));
        const before = vhat![i]!;
        const largest = before < vi ? vi : before;
        mOut![i] = mi;
        vOut![i] = vi;
        vhatOut![i] = largest;
        wOut![i] = w![i]! - round(round(mi * lrT) / round(roots.root(largest, i < packed) + epsilon));
      }
    },
);

/** As the dense update. */
export const sparseApplyKerasMomentum = sparseUpdateRule<Nesterov>(
  'SparseApplyKerasMomentum',
  (round, { useNesterov }) =>
    ({ scalars: [lr, momentum], written: [w, a], gradient }) =>
      (to, from) => {
        const down = round(gradient[from]! * lr!);
        const next = round(round(a![to]! * momentum!) - down);
        a![to] = next;
        w![to]! += useNesterov ? round(round(next * momentum!) - down) : next;
      },
);

/** As the dense update. */
export const sparseApplyAdagradV2 = sparseUpdateRule<Slots>(
  'SparseApplyAdagradV2',
  (round, { updateSlots }) =>
    ({ scalars: [lr, epsilon], written: [w, accum], gradient, roots }) =>
      (to, from, isPacked) => {
        const g = gradient[from]!;
        const sum = updateSlots ? round(accum![to]! + round(g * g)) : accum![to]!;
        accum![to] = sum;
        w![to]! -= round(round(lr! * g) / round(roots.root(sum, isPacked) + epsilon!));
      },
);
