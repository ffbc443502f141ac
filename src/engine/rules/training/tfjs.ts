/**
 * @file The updates of TensorFlow.js's optimizers: its formulas (tfjs-core 4.22, optimizers/), one rounding after each
 * of its ops. `rest…` is 1 − a rate, taken in float64 there before it becomes a number of the tensors' type.
 */
import { updateRule } from './applyRule';

interface Locking {
  readonly useLocking: boolean;
}

/** a′ = momentum·a + g; w′ = (−lr)·(g + a′·momentum) + w */
export const applyTfjsNesterov = updateRule<Locking>(
  'ApplyTfjsNesterov',
  (round) =>
    ([w, a, rate, mu, g], [wOut, aOut]) => {
      const lr = rate![0]!;
      const momentum = mu![0]!;
      for (let i = 0; i < wOut!.length; i++) {
        const next = round(round(momentum * a![i]!) + g![i]!);
        aOut![i] = next;
        wOut![i] = w![i]! - round(lr * round(g![i]! + round(next * momentum)));
      }
    },
);

/** A′ = A + g²; w′ = (g/√(A′ + ε))·(−lr) + w */
export const applyTfjsAdagrad = updateRule<Locking>(
  'ApplyTfjsAdagrad',
  (round) =>
    ([w, a, rate, eps, g], [wOut, aOut]) => {
      const lr = rate![0]!;
      for (let i = 0; i < wOut!.length; i++) {
        const next = round(a![i]! + round(g![i]! * g![i]!));
        aOut![i] = next;
        wOut![i] = w![i]! - round(round(g![i]! / root(round, next + eps![0]!)) * lr);
      }
    },
);

/** u = √(U + ε)/√(A + ε)·g with A before its update; A′ = ρA + (1−ρ)g²; U′ = ρU + (1−ρ)u²; w′ = u·(−lr) + w */
export const applyTfjsAdadelta = updateRule<Locking>(
  'ApplyTfjsAdadelta',
  (round) =>
    ([w, a, u, rate, rho, rest, eps, g], [wOut, aOut, uOut]) => {
      const keep = rho![0]!;
      const share = rest![0]!;
      for (let i = 0; i < wOut!.length; i++) {
        const ratio = round(root(round, u![i]! + eps![0]!) / root(round, a![i]! + eps![0]!));
        const update = round(ratio * g![i]!);
        aOut![i] = round(a![i]! * keep) + round(round(g![i]! * g![i]!) * share);
        uOut![i] = round(u![i]! * keep) + round(round(update * update) * share);
        wOut![i] = w![i]! - round(update * rate![0]!);
      }
    },
);

/** m̂ = m′/(1−β₁ᵗ), v̂ = v′/(1−β₂ᵗ); w′ = (m̂/(√v̂ + ε))·(−lr) + w */
export const applyTfjsAdam = updateRule<Locking>(
  'ApplyTfjsAdam',
  (round) =>
    ([w, m, v, power1, power2, rate, b1, b2, rest1, rest2, eps, g], [wOut, mOut, vOut]) => {
      const correction1 = round(1 - power1![0]!);
      const correction2 = round(1 - power2![0]!);
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const nextM = round(round(m![i]! * b1![0]!) + round(gi * rest1![0]!));
        const nextV = round(round(v![i]! * b2![0]!) + round(round(gi * gi) * rest2![0]!));
        mOut![i] = nextM;
        vOut![i] = nextV;
        const bottom = round(root(round, nextV / correction2) + eps![0]!);
        wOut![i] = w![i]! - round(round(round(nextM / correction1) / bottom) * rate![0]!);
      }
    },
);

/** v′ = max(β₂v, |g|); w′ = (−lr/(t·decay + 1)/(1−β₁ᵗ))·(m′/(v′ + ε)) + w */
export const applyTfjsAdamax = updateRule<Locking>(
  'ApplyTfjsAdamax',
  (round) =>
    ([w, m, v, power1, iteration, decay, rate, b1, b2, rest1, eps, g], [wOut, mOut, vOut]) => {
      const lr = round(rate![0]! / round(round(iteration![0]! * decay![0]!) + 1));
      const factor = round(lr / round(1 - power1![0]!));
      for (let i = 0; i < wOut!.length; i++) {
        const nextM = round(round(m![i]! * b1![0]!) + round(g![i]! * rest1![0]!));
        const nextV = Math.max(round(v![i]! * b2![0]!), Math.abs(g![i]!));
        mOut![i] = nextM;
        vOut![i] = nextV;
        wOut![i] = w![i]! - round(factor * round(nextM / round(nextV + eps![0]!)));
      }
    },
);

/** q′ = ρq + (1−ρ)g²; a′ = momentum·a + g·lr/√(q′ + ε); w′ = w − a′ */
export const applyTfjsRMSProp = updateRule<Locking>(
  'ApplyTfjsRMSProp',
  (round) =>
    ([w, q, a, rate, rho, rest, mu, eps, g], [wOut, qOut, aOut]) => {
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const square = round(round(q![i]! * rho![0]!) + round(round(gi * gi) * rest![0]!));
        const moved = round(round(gi * rate![0]!) / root(round, square + eps![0]!));
        const next = round(round(a![i]! * mu![0]!) + moved);
        qOut![i] = square;
        aOut![i] = next;
        wOut![i] = w![i]! - next;
      }
    },
);

/** As RMSProp with √(q′ − (h′² + ε)), h′ = ρh + (1−ρ)g */
export const applyTfjsCenteredRMSProp = updateRule<Locking>(
  'ApplyTfjsCenteredRMSProp',
  (round) =>
    ([w, h, q, a, rate, rho, rest, mu, eps, g], [wOut, hOut, qOut, aOut]) => {
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const square = round(round(q![i]! * rho![0]!) + round(round(gi * gi) * rest![0]!));
        const average = round(round(h![i]! * rho![0]!) + round(gi * rest![0]!));
        const spread = square - round(round(average * average) + eps![0]!);
        const next = round(round(a![i]! * mu![0]!) + round(round(gi * rate![0]!) / root(round, spread)));
        hOut![i] = average;
        qOut![i] = square;
        aOut![i] = next;
        wOut![i] = w![i]! - next;
      }
    },
);

function root(round: (x: number) => number, x: number): number {
  return round(Math.sqrt(round(x)));
}
