/** @file The few characters of a value behind its line. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hintLabel, hintLines, histogramText, LONGEST_HINT } from '../../src/extension/hintText';
import type { PlaceValue, ValueDigest } from '../../src/protocol/placeValues';
import { toWire } from '../../src/protocol/wireNumber';
import { HINT_WORDS as WORDS } from './hintWords';
import { tensorRecord } from '../../src/session/tensorRecord';

const PLACE = { file: 'loss.py', line: 1, column: 1, endLine: 1, endColumn: 2 };

function digest(shape: readonly number[], numbers: readonly number[]): ValueDigest {
  const { health } = tensorRecord({ dtype: 'float64', dims: shape, data: Float64Array.from(numbers) } as never, 0);
  return { dtype: 'float64', shape, size: numbers.length, value: numbers.length === 1 ? toWire(numbers[0]!) : null, health };
}

function found(value: ValueDigest, gradient: ValueDigest | null = null): PlaceValue {
  return {
    kind: 'assigned', place: PLACE, within: PLACE, after: { line: 1, column: 2 }, name: 'x', visits: 1, op: 'Mul', node: 'mul', order: 0, isOfStep: true, isMaker: null,
    value, gradient, rows: [],
  };
}

const label = (value: ValueDigest, gradient: ValueDigest | null = null, isStale = false) =>
  hintLabel(found(value, gradient), WORDS, isStale ? 'gone' : 'none', true);

describe('a value behind its line', () => {
  it('is the number with the gradient of the loss; of several elements the mean and the norm', () => {
    assert.equal(label(digest([], [0.73102]), digest([], [-0.20413])), '= 0.731  ∂ −0.2041');
    assert.equal(label(digest([], [2])), '= 2');
    assert.equal(label(digest([2, 2], [1, 2, 3, 4]), digest([2, 2], [3, 4, 0, 0])), '[2,2] μ 2.5 ∂‖·‖ 5');
    assert.equal(hintLabel(found(digest([], [2]), digest([], [3])), WORDS, 'none', false), '= 2');
  });

  it('says of a text that is gone that it was', () => {
    assert.equal(label(digest([], [2]), digest([], [3]), true), 'was 2  ∂ 3');
    assert.equal(label(digest([2], [1, 3]), null, true), 'was [2] μ 2');
  });

  it('says at once of a text that runs that it was of another one, and moves nothing', () => {
    const [now, then] = (['none', 'awaited'] as const).map((mark) =>
      hintLabel(found(digest([], [2]), digest([], [3])), WORDS, mark, true));
    assert.deepEqual([now, then], ['= 2  ∂ 3', '… 2  ∂ 3']);
    assert.equal(hintLabel(found(digest([2], [1, 3]), null), WORDS, 'awaited', true), '… [2] μ 2');
  });

  it('says of what is inside of a loop how many iterations there were, whatever else has no room', () => {
    const turned = (value: ValueDigest, turns: number, mark: 'none' | 'gone' = 'none') =>
      hintLabel({ ...found(value, digest([], [-0.20413])), turns }, WORDS, mark, true);
    assert.equal(turned(digest([], [0.73102]), 3), '= 0.731  ∂ −0.2041 ↻3');
    assert.equal(turned(digest([], [2]), 3, 'gone'), 'was 2  ∂ −0.2041 ↻3');
    const long = { ...digest([2], [1e-20, 3e-20]), shape: [123456789, 123456789, 1234567] };
    assert.match(turned(long, 1000), /… ↻1000$/);
    assert.equal([...turned(long, 1000)].length, LONGEST_HINT);
    assert.ok(hintLines({ ...found(digest([], [2])), turns: 4 }, WORDS, false).includes('turn 4'));
  });

  it('shows what is not finite before any mean, and −0', () => {
    assert.equal(label(digest([3], [NaN, Infinity, 1])), '[3] NaN×1 +∞×1');
    assert.equal(label(digest([], [NaN])), '= NaN');
    assert.equal(label(digest([], [-0])), '= −0');
    assert.equal(label(digest([0], [])), '[0]');
  });

  it('is at most 30 characters of any value of any shape', () => {
    const dims = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(dims, fc.infiniteStream(fc.double()), fc.boolean(), fc.nat(1e9), (shape, stream, isStale, large) => {
        const size = shape.reduce((product, dim) => product * dim, 1);
        const numbers = (): number[] => Array.from({ length: size }, () => stream.next().value as number);
        const value = { ...digest(shape, numbers()), shape: shape.map((dim) => dim * (large % 7 === 0 ? large : 1)) };
        const text = label(value, digest(shape, numbers()), isStale);
        assert.ok([...text].length <= LONGEST_HINT, text);
        assert.equal(text.startsWith('was '), isStale, text);
      }),
    );
  });

  it('has all of it in its tooltip: what made it, health, how often the place was evaluated', () => {
    const lines = hintLines({ ...found(digest([3], [1, -1, 0])), visits: 3 }, WORDS, true);
    assert.deepEqual(lines, [
      '**x** · `float64 [3]` · Mul `mul`', '$(warning) stale', 'last of 3',
      'Value: μ 0 · σ 0.8165 · min −1 · max 1 · ‖·‖ 1.4142', '$(pass) −×1 0×1 +×1 · all 3 finite', 'none',
    ]);
  });

  it('draws how elements are spread: one element is seen, none is a blank', () => {
    assert.equal(histogramText({ from: -1, to: 2, counts: [1, 0, 100, 50] }), '−1 ▁ █▄ 2');
  });
});
