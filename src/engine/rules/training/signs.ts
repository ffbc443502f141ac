/** @file Updates by the agreement of the gradient's sign with its moving mean's: AddSign, PowerSign. */
import { updateRule } from './applyRule';

interface Locking {
  readonly useLocking: boolean;
}

/** Eigen's sign: −1, 0 or 1, and 0 of NaN. */
function signOf(x: number): number {
  return (x > 0 ? 1 : 0) - (x < 0 ? 1 : 0);
}

/** m′ = m·β + g·(1 − β); w′ = w − lr·(α + d·sign(g)·sign(m′))·g */
export const applyAddSign = updateRule<Locking>(
  'ApplyAddSign',
  (round) =>
    ([w, m, rate, alpha, decay, b, g], [wOut, mOut]) => {
      const beta = b![0]!;
      const rest = round(1 - beta);
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const mi = round(round(m![i]! * beta) + round(gi * rest));
        mOut![i] = mi;
        const scale = round(alpha![0]! + round(decay![0]! * (signOf(gi) * signOf(mi))));
        wOut![i] = w![i]! - round(round(rate![0]! * scale) * gi);
      }
    },
);

/** m′ = m·β + g·(1 − β); w′ = w − lr·e^(log b·d·sign(g)·sign(m′))·g */
export const applyPowerSign = updateRule<Locking>(
  'ApplyPowerSign',
  (round) =>
    ([w, m, rate, logBase, decay, b, g], [wOut, mOut]) => {
      const beta = b![0]!;
      const rest = round(1 - beta);
      const power = round(logBase![0]! * decay![0]!);
      for (let i = 0; i < wOut!.length; i++) {
        const gi = g![i]!;
        const mi = round(round(m![i]! * beta) + round(gi * rest));
        mOut![i] = mi;
        const scale = round(Math.exp(round(power * (signOf(gi) * signOf(mi)))));
        wOut![i] = w![i]! - round(round(rate![0]! * scale) * gi);
      }
    },
);
