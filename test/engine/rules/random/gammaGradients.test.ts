/** @file The derivative of a gamma draw by its shape parameter against differences of P(α, z). */
import assert from 'node:assert/strict';
import { lowerGamma } from '../../../../src/engine/rules/math/incompleteFunctions';
import { ruleOf } from '../../../../src/engine/ops';

/** RandomGammaGrad of one shape parameter and one sample. */
function slope(alpha: number, sample: number): number {
  const spec = { dtype: 'float64', dims: [] } as const;
  const out = new Float64Array(1);
  const bound = ruleOf('RandomGammaGrad').bind([spec, spec], {}, []);
  const draws = () => assert.fail('a derivative draws nothing');
  const noRandom = { reserve: draws, recall: draws, remember: draws };
  bound.run([Float64Array.of(alpha), Float64Array.of(sample)], [out], noRandom);
  return out[0]!;
}

/** The z with P(α, z) = share, by halving. */
function quantile(alpha: number, share: number): number {
  let [low, high] = [0, 1000];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (lowerGamma(alpha, middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

describe('the derivative of a gamma draw', () => {
  // A draw is z(α) with P(α, z) fixed, so its derivative is that of the quantile.
  for (const alpha of [0.3, 0.9, 1, 2.5, 12]) {
    for (const share of [0.02, 0.3, 0.5, 0.9]) {
      it(`is that of the ${share} quantile for α = ${alpha}`, () => {
        const h = 1e-4;
        const numeric = (quantile(alpha + h, share) - quantile(alpha - h, share)) / (2 * h);
        const analytic = slope(alpha, quantile(alpha, share));
        assert.ok(
          Math.abs(analytic - numeric) < 1e-5 * Math.max(1, Math.abs(numeric)),
          `${analytic} is not ${numeric}`,
        );
      });
    }
  }

  it('is 0 for a draw of 0, NaN where there is no distribution', () => {
    assert.equal(slope(2, 0), 0);
    assert.ok(Number.isNaN(slope(-1, 1)));
    assert.ok(Number.isNaN(slope(1, -1)));
  });
});
