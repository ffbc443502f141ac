/** @file The comparison itself: one unit off, a wrong sign of zero, a None too many are all told. */
import assert from 'node:assert/strict';
import { compareCase, newTally } from './compare';
import type { OracleCase, Replayed } from './recording';
import { distance, unitInLastPlace } from './units';
import type { Bound } from './units';

type Numbers = readonly (number | string)[];

function disagreements(
  expected: Numbers, got: Numbers, bound?: Bound, gradient: 'given' | 'none' = 'given',
): readonly string[] {
  const one: OracleCase = {
    op: 'op',
    name: 'case',
    ...(bound === undefined ? {} : { bound }),
    out: { float32: { y: [['float32', [expected.length], expected]], g: { a: ['float32', [], [1]] } } },
  };
  const y = [{ t: 'float32', s: [got.length], v: got }];
  const g = { a: gradient === 'none' ? null : { t: 'float32', s: [], v: [1] } };
  const line: Replayed = { case: 0, dtype: 'float32', answer: { y, g } };
  const tally = newTally('op');
  compareCase(tally, one, 'float32', line);
  return tally.disagreements;
}

describe('the comparison with TensorFlow', () => {
  // 1 + 2⁻²³ is the float32 after 1; 0.1 as the shortest decimal is the float32 0.1.
  const next = 1 + 2 ** -23;

  it('takes the same bits and nothing else where no bound is given', () => {
    assert.deepEqual(disagreements([1, 0.1, 'NaN', '-0'], [1, Math.fround(0.1), 'NaN', '-0']), []);
    assert.equal(disagreements([1], [next]).length, 1);
    assert.equal(disagreements([0], ['-0']).length, 1);
    assert.equal(disagreements(['Infinity'], ['NaN']).length, 1);
    assert.equal(disagreements([1, 2], [1]).length, 1);
  });

  it('counts units in the last place up to the bound', () => {
    const bound = { ulp: 2, reason: 'a test' };
    assert.deepEqual(disagreements([1], [1 + 2 * 2 ** -23], bound), []);
    assert.equal(disagreements([1], [1 + 3 * 2 ** -23], bound).length, 1);
    assert.equal(disagreements([1], ['NaN'], bound).length, 1);
  });

  it('takes None for None only, and an error for none', () => {
    assert.equal(disagreements([1], [1], undefined, 'none').length, 1);
    const tally = newTally('op');
    const one = { op: 'op', name: 'case', out: { float32: { y: [] } } };
    compareCase(tally, one, 'float32', { case: 0, dtype: 'float32', error: 'ValueError: no' });
    compareCase(tally, one, 'float32', undefined);
    assert.equal(tally.disagreements.length, 2);
  });

  it('knows the unit on both sides of a power of two and among the denormal numbers', () => {
    assert.equal(unitInLastPlace(1, 'float32'), 2 ** -23);
    assert.equal(unitInLastPlace(1 - 2 ** -24, 'float32'), 2 ** -24);
    assert.equal(unitInLastPlace(2 ** -130, 'float32'), 2 ** -149);
    assert.equal(unitInLastPlace(8, 'float64'), 2 ** -49);
    assert.equal(distance(2 ** -149, 0, 'float32'), 1);
  });
});
