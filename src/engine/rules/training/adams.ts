/** @file Updates with two moments: Adam, its Nesterov form, AdaMax. */
import { rootsOf } from '../math/eigenRoots';
import { eigenVectors, FEW } from '../math/eigenVectors';
import { sharedAdam } from '../math/sharedAdam';
import { updateRule } from './applyRule';

interface Locking {
  readonly useLocking: boolean;
}

/**
 * lr_t = lr·√(1 − β₂ᵗ)/(1 − β₁ᵗ); m′ = m + (g − m)(1 − β₁); v′ = v + (g² − v)(1 − β₂);
 * w′ = w − m′·lr_t/(√v′ + ε). ε stands outside the root and is not bias-corrected.
 */
export const applyAdam = updateRule<Locking & { readonly useNesterov: boolean }>(
  'ApplyAdam',
  (round, { useNesterov }) => {
    const roots = rootsOf(round);
    return (inputs, outputs) => {
      const [w, m, v, power1, power2, rate, b1, b2, eps, g] = inputs;
      const [wOut, mOut, vOut] = outputs;
      const beta1 = b1![0]!;
      const rest1 = round(1 - beta1);
      const rest2 = round(1 - b2![0]!);
      const epsilon = eps![0]!;
      const root = round(Math.sqrt(round(1 - power2![0]!)));
      const lrT = round(round(rate![0]! * root) / round(1 - power1![0]!));
      const packed = roots.packed(wOut!.length);
      const plain = (from: number, to: number): void => {
        for (let i = from; i < to; i++) {
          const gi = g![i]!;
          const mi = round(m![i]! + round(round(gi - m![i]!) * rest1));
          const vi = round(v![i]! + round(round(round(gi * gi) - v![i]!) * rest2));
          mOut![i] = mi;
          vOut![i] = vi;
          const direction = useNesterov ? round(round(gi * rest1) + round(beta1 * mi)) : mi;
          const bottom = round(roots.root(vi, i < packed) + epsilon);
          wOut![i] = w![i]! - round(round(direction * lrT) / bottom);
        }
      };
      const vectors = round === Math.fround && !useNesterov && packed >= FEW ? eigenVectors() : null;
      if (vectors === null) return plain(0, wOut!.length);
      const run = sharedAdam(packed) ?? vectors.adam;
      run([w!, m!, v!, g!], outputs, 0, packed, [rest1, rest2, epsilon, lrT], plain);
      plain(packed, wOut!.length);
    };
  },
);

/** m′ = m + (g − m)(1 − β₁); v′ = max(β₂·v, |g|); w′ = w − lr/(1 − β₁ᵗ)·(m′/(v′ + ε)) */
export const applyAdaMax = updateRule<Locking>(
  'ApplyAdaMax',
  (round) =>
    ([w, m, v, power1, rate, b1, b2, eps, g], [wOut, mOut, vOut]) => {
      const rest1 = round(1 - b1![0]!);
      const beta2 = b2![0]!;
      const epsilon = eps![0]!;
      const lrT = round(rate![0]! / round(1 - power1![0]!));
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const mi = round(m![i]! + round(round(gi - m![i]!) * rest1));
        const decayed = round(beta2 * v![i]!);
        const size = Math.abs(gi);
        const vi = decayed < size ? size : decayed;
        mOut![i] = mi;
        vOut![i] = vi;
        wOut![i] = w![i]! - round(lrT * round(mi / round(vi + epsilon)));
      }
    },
);
