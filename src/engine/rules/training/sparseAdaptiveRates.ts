/**
 * @file Updates of some rows with a rate per element: Adagrad, ProximalAdagrad, AdagradDA,
 * Adadelta, RMSProp.
 */
import { checkRegularization } from './applyRule';
import { shrunk } from './descents';
import { sparseUpdateRule } from './sparseApplyRule';
import { proximalStep } from './sparseDescents';

interface Locking {
  readonly useLocking: boolean;
}

/** A′ = A + g²; w′ = w − lr·g·(1/√A′), rows of one element w′ = w − lr·g/√A′ */
export const sparseApplyAdagrad = sparseUpdateRule<Locking & { readonly updateSlots: boolean }>(
  'SparseApplyAdagrad',
  (round, { updateSlots }, isNarrow) =>
    ({ scalars: [lr], written: [w, accum], gradient, roots }) =>
      (to, from, isPacked) => {
        const g = gradient[from]!;
        const sum = updateSlots ? round(accum![to]! + round(g * g)) : accum![to]!;
        accum![to] = sum;
        const scaled = round(lr! * g);
        w![to]! -= isNarrow
          ? round(scaled / roots.root(sum, false))
          : round(scaled * roots.inverse(sum, isPacked));
      },
);

/** A′ = A + g²; e = lr·(1/√A′), rows of one element e = lr/√A′; a proximal step with rate e. */
export const sparseApplyProximalAdagrad = sparseUpdateRule<Locking>(
  'SparseApplyProximalAdagrad',
  (round, _, isNarrow) =>
    ({ scalars: [lr, l1, l2], written: [w, accum], gradient, roots }) => {
      checkRegularization(lr!, l1!, l2!);
      const step = proximalStep(round, isNarrow, l1!, l2!);
      const rate = (sum: number, isPacked: boolean) =>
        isNarrow ? round(lr! / roots.root(sum, false)) : round(lr! * roots.inverse(sum, isPacked));
      return (to, from, isPacked) => {
        const g = gradient[from]!;
        const sum = round(accum![to]! + round(g * g));
        accum![to] = sum;
        const moved = round(w![to]! - round(g * rate(sum, isPacked)));
        // The sign of the shrinking step has no packets: there the rate is reckoned again.
        w![to] = step(moved, rate(sum, isPacked && !(l1! > 0)));
      };
    },
);

/**
 * G′ = G + g; Q′ = Q + g²; w′ = −sign(G′)·max(|G′|/t − l1, 0)/(l2 + √Q′/(t·lr)): the dense update
 * with both sides divided by t·lr. Rows of one element take the dense form, in float64 all along.
 */
export const sparseApplyAdagradDA = sparseUpdateRule<Locking>(
  'SparseApplyAdagradDA',
  (round, _, isNarrow) =>
    ({ scalars: [lr, l1, l2, step], written: [w, gradients, squares], gradient, roots }) => {
      if (isNarrow) {
        const threshold = step! * l1!;
        const strength = step! * l2! * lr!;
        return (to, from) => {
          const g = gradient[from]!;
          const sum = round(gradients![to]! + g);
          // g² is not rounded on its own here.
          const square = round(squares![to]! + g * g);
          gradients![to] = sum;
          squares![to] = square;
          const bottom = strength + roots.root(square, false);
          // The sign is an integer there: it has no −0.
          const top = l1! > 0
            ? (Math.sign(-sum) + 0) * lr! * Math.max(Math.abs(sum) - threshold, 0)
            : -sum * lr!;
          w![to] = top / bottom;
        };
      }
      const t = round(step!);
      const scale = round(t * lr!);
      return (to, from, isPacked) => {
        const g = gradient[from]!;
        const sum = round(gradients![to]! + g);
        const square = round(squares![to]! + round(g * g));
        gradients![to] = sum;
        squares![to] = square;
        const bottom = round(l2! + round(roots.root(square, isPacked && !(l1! > 0)) / scale));
        const mean = round(sum / t);
        w![to] = -(l1! > 0 ? shrunk(round, mean, l1!) : mean) / bottom;
      };
    },
);

/** A′ = A·ρ + g²(1 − ρ); d = √(U + ε)·(1/√(A′ + ε))·g; w′ = w − d·lr; U′ = U·ρ + d²(1 − ρ) */
export const sparseApplyAdadelta = sparseUpdateRule<Locking>(
  'SparseApplyAdadelta',
  (round) =>
    ({ scalars: [lr, rho, epsilon], written: [w, accum, updates], gradient, roots }) => {
      const rest = round(1 - rho!);
      return (to, from, isPacked) => {
        const g = gradient[from]!;
        const a = round(round(accum![to]! * rho!) + round(round(g * g) * rest));
        accum![to] = a;
        const top = roots.root(round(updates![to]! + epsilon!), isPacked);
        const inverse = roots.inverse(round(a + epsilon!), isPacked);
        const d = round(round(top * inverse) * g);
        w![to]! -= round(d * lr!);
        updates![to] = round(updates![to]! * rho!) + round(round(d * d) * rest);
      };
    },
);

/** s′ = s·ρ + g²(1 − ρ); q′ = q·momentum + (1/√(s′ + ε))·lr·g; w′ = w − q′ */
export const sparseApplyRMSProp = sparseUpdateRule<Locking>(
  'SparseApplyRMSProp',
  (round) =>
    ({ scalars: [lr, rho, momentum, epsilon], written: [w, ms, mom], gradient, roots }) => {
      const rest = round(1 - rho!);
      return (to, from, isPacked) => {
        const g = gradient[from]!;
        const s = round(round(ms![to]! * rho!) + round(round(g * g) * rest));
        const inverse = roots.inverse(round(s + epsilon!), isPacked);
        const q = round(round(mom![to]! * momentum!) + round(round(inverse * lr!) * g));
        ms![to] = s;
        mom![to] = q;
        w![to]! -= q;
      };
    },
);

/** As RMSProp with c′ = c·ρ + g(1 − ρ) and √((s′ + ε) − c′²), NaN where that is negative. */
export const sparseApplyCenteredRMSProp = sparseUpdateRule<Locking>(
  'SparseApplyCenteredRMSProp',
  (round) =>
    ({ scalars: [lr, rho, momentum, epsilon], written: [w, mg, ms, mom], gradient, roots }) => {
      const rest = round(1 - rho!);
      return (to, from, isPacked) => {
        const g = gradient[from]!;
        const s = round(round(ms![to]! * rho!) + round(round(g * g) * rest));
        const c = round(round(mg![to]! * rho!) + round(g * rest));
        const spread = round(round(s + epsilon!) - round(c * c));
        const inverse = roots.inverse(spread, isPacked);
        const q = round(round(mom![to]! * momentum!) + round(round(inverse * lr!) * g));
        ms![to] = s;
        mg![to] = c;
        mom![to] = q;
        w![to]! -= q;
      };
    },
);
