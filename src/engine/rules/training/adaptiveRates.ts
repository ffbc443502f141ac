/**
 * @file Updates with a rate per element: Adagrad, ProximalAdagrad, AdagradDA, Adadelta, RMSProp.
 */
import { rootsOf } from '../math/eigenRoots';
import { checkRegularization, updateRule } from './applyRule';
import { shrunk } from './descents';

interface Locking {
  readonly useLocking: boolean;
}

/** A′ = A + g²; w′ = w − g·lr·(1/√A′). No ε: a positive start keeps A′ above 0. */
export const applyAdagrad = updateRule<Locking & { readonly updateSlots: boolean }>(
  'ApplyAdagrad',
  (round, { updateSlots }) =>
    ([w, accum, rate, g], [wOut, accumOut]) => {
      const lr = rate![0]!;
      const roots = rootsOf(round);
      const packed = roots.packed(wOut!.length);
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const sum = updateSlots ? round(accum![i]! + round(gi * gi)) : accum![i]!;
        accumOut![i] = sum;
        const inverse = roots.inverse(sum, i < packed);
        wOut![i] = w![i]! - round(round(gi * lr) * inverse);
      }
    },
);

/** A′ = A + g²; e = (1/√A′)·lr; then a proximal step with the rate e of the element. */
export const applyProximalAdagrad = updateRule<Locking>(
  'ApplyProximalAdagrad',
  (round) =>
    ([w, accum, rate, one, two, g], [wOut, accumOut]) => {
      const lr = rate![0]!;
      const l1 = one![0]!;
      const l2 = two![0]!;
      checkRegularization(lr, l1, l2);
      const roots = rootsOf(round);
      const packed = roots.packed(wOut!.length);
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const sum = round(accum![i]! + round(gi * gi));
        accumOut![i] = sum;
        const p = round(w![i]! - round(gi * round(roots.inverse(sum, i < packed) * lr)));
        // The sign of the shrinking step has no packets: there the rate is reckoned again.
        const e = round(roots.inverse(sum, i < packed && !(l1 > 0)) * lr);
        const bottom = round(1 + round(e * l2));
        wOut![i] = l1 > 0 ? shrunk(round, p, round(e * l1)) / bottom : p / bottom;
      }
    },
);

/**
 * G′ = G + g; Q′ = Q + g²; w′ = −lr·sign(G′)·max(|G′| − t·l1, 0)/(l2·(t·lr) + √Q′), with l1 = 0
 * w′ = −G′·lr/(…). The old w is not read.
 */
export const applyAdagradDA = updateRule<Locking>(
  'ApplyAdagradDA',
  (round) =>
    ([, gradients, squares, g, rate, one, two, time], [wOut, gradientsOut, squaresOut]) => {
      const lr = rate![0]!;
      const l1 = one![0]!;
      const t = round(time![0]!);
      const threshold = round(t * l1);
      const strength = round(two![0]! * round(t * lr));
      const roots = rootsOf(round);
      const packed = roots.packed(wOut!.length);
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const sum = round(gradients![i]! + gi);
        const square = round(squares![i]! + round(gi * gi));
        gradientsOut![i] = sum;
        squaresOut![i] = square;
        const bottom = round(strength + roots.root(square, i < packed && !(l1 > 0)));
        const top = l1 > 0 ? -shrunk(round, sum, threshold) : -sum;
        wOut![i] = round(top * lr) / bottom;
      }
    },
);

/** A′ = A·ρ + g²(1 − ρ); d = √(U + ε)·(1/√(A′ + ε))·g; w′ = w − d·lr; U′ = U·ρ + d²(1 − ρ) */
export const applyAdadelta = updateRule<Locking>(
  'ApplyAdadelta',
  (round) =>
    ([w, accum, updates, rate, decay, eps, g], [wOut, accumOut, updatesOut]) => {
      const lr = rate![0]!;
      const rho = decay![0]!;
      const rest = round(1 - rho);
      const epsilon = eps![0]!;
      const roots = rootsOf(round);
      const packed = roots.packed(wOut!.length);
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const a = round(round(accum![i]! * rho) + round(round(gi * gi) * rest));
        const inverse = roots.inverse(round(a + epsilon), i < packed);
        const d = round(round(roots.root(round(updates![i]! + epsilon), i < packed) * inverse) * gi);
        accumOut![i] = a;
        updatesOut![i] = round(updates![i]! * rho) + round(round(d * d) * rest);
        wOut![i] = w![i]! - round(d * lr);
      }
    },
);

/** s′ = s + (g² − s)(1 − ρ); q′ = q·momentum + g·lr/√(s′ + ε); w′ = w − q′. ε inside the root. */
export const applyRMSProp = updateRule<Locking>(
  'ApplyRMSProp',
  (round) =>
    ([w, ms, mom, rate, decay, mu, eps, g], [wOut, msOut, momOut]) => {
      const lr = rate![0]!;
      const rest = round(1 - decay![0]!);
      const momentum = mu![0]!;
      const epsilon = eps![0]!;
      const roots = rootsOf(round);
      const packed = roots.packed(wOut!.length);
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const s = round(ms![i]! + round(round(round(gi * gi) - ms![i]!) * rest));
        const root = roots.root(round(s + epsilon), i < packed);
        const q = round(round(mom![i]! * momentum) + round(round(gi * lr) / root));
        msOut![i] = s;
        momOut![i] = q;
        wOut![i] = w![i]! - q;
      }
    },
);

/**
 * As RMSProp with c′ = c + (g − c)(1 − ρ) and √((s′ − c′²) + ε), NaN when rounding makes that
 * negative.
 */
export const applyCenteredRMSProp = updateRule<Locking>(
  'ApplyCenteredRMSProp',
  (round) =>
    ([w, mg, ms, mom, rate, decay, mu, eps, g], [wOut, mgOut, msOut, momOut]) => {
      const lr = rate![0]!;
      const rest = round(1 - decay![0]!);
      const momentum = mu![0]!;
      const epsilon = eps![0]!;
      const roots = rootsOf(round);
      const packed = roots.packed(wOut!.length);
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const s = round(ms![i]! + round(round(round(gi * gi) - ms![i]!) * rest));
        const c = round(mg![i]! + round(round(gi - mg![i]!) * rest));
        const spread = round(round(s - round(c * c)) + epsilon);
        const root = roots.root(spread, i < packed);
        const q = round(round(mom![i]! * momentum) + round(round(gi * lr) / root));
        mgOut![i] = c;
        msOut![i] = s;
        momOut![i] = q;
        wOut![i] = w![i]! - q;
      }
    },
);
