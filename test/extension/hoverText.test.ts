/** @file All about a value under the pointer. */
import assert from 'node:assert/strict';
import { hoverLines, type HoverWords } from '../../src/extension/hoverText';
import { HINT_WORDS } from './hintWords';
import type { Contribution, PlaceDetails, ValueDigest } from '../../src/protocol/placeValues';

const WORDS: HoverWords = {
  ...HINT_WORDS, contributions: 'Came:', through: 'through {0}: {1}', line: 'line {0}', moreUses: 'and {0} more',
};
const PLACE = { file: 'loss.py', line: 6, column: 1, endLine: 6, endColumn: 2 };
const HEALTH = {
  nan: 0, negativeInfinity: 0, positiveInfinity: 0, negative: 0, zero: 0, positive: 1, min: 2, max: 2, mean: 2, std: 0, norm: 2,
};
const DIGEST: ValueDigest = { dtype: 'float32', shape: [], size: 1, value: 2, health: HEALTH };

function details(contributions: readonly Contribution[]): PlaceDetails {
  return {
    kind: 'expression', place: PLACE, within: PLACE, after: null, name: null, visits: 1, op: 'Mul', node: 'mul', order: 0, isOfStep: true, isMaker: null, value: DIGEST,
    gradient: DIGEST, rows: [], histogram: null, gradientHistogram: { from: 0, to: 1, counts: [1, 0, 2] }, contributions,
  };
}

function use(share: Contribution['share'], change: Partial<Contribution> = {}): Contribution {
  return { op: 'Square', name: null, place: PLACE, gradient: { shape: [], norm: 2, value: -2 }, share, ...change };
}

describe('a hover', () => {
  it('tells value, gradient, how it is spread, and through which lines it came: the largest part first', () => {
    const lines = hoverLines(details([use(0.2, { name: 'a*b' }), use(0.8)]), WORDS, false);
    assert.deepEqual(lines, [
      '`float32 []` · Mul `mul`', 'Value: **2**', 'Gradient: **2**', 'Gradient: `0 ▄ █ 1`',
      'Came:\n- through Square, line 6: 80 %\n- through Square (a\\*b), line 6: 20 %',
    ]);
  });

  it('tells the part itself where there is no share, and how many uses it leaves out', () => {
    const beside = use(null, { place: { ...PLACE, file: './model.py' } });
    const many = hoverLines(details([beside, ...Array.from({ length: 7 }, () => use(null))]), WORDS, true);
    const came = many.at(-1)!.split('\n');
    assert.equal(came[1], '- through Square, model\\.py line 6: −2');
    assert.deepEqual([came.length, came.at(-1)], [8, '- and 2 more']);
    assert.ok(many.includes('$(warning) stale'));
  });
});
