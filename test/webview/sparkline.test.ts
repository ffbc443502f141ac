/** @file The line over the steps: scale, gaps, marks, thinning. */
import assert from 'node:assert/strict';
import { ENGLISH } from '../../src/protocol/panelStrings';
import { runPath, sparkline } from '../../src/webview/model/sparkline';
import { historySentence } from '../../src/webview/parts/charts';

const BOX = { width: 60, height: 20, insetX: 0, insetY: 0 };

describe('a sparkline', () => {
  it('spreads the steps over the width and the symlog values over the height', () => {
    // Unit 1: log(1+1) at the bottom, log(1+3) at the top; log(1+√8−1) half-way, since √(2·4) = √8.
    const line = sparkline([1, Math.sqrt(8) - 1, 3], 3, BOX);
    assert.deepEqual(
      line.runs[0]?.map(({ x }) => x),
      [0, 30, 60],
    );
    const heights = line.runs[0]?.map(({ y }) => Math.round(y * 1e9) / 1e9);
    assert.deepEqual(heights, [20, 10, 0]);
    assert.deepEqual(line.cursor, line.runs[0]?.[2]);
  });

  it('breaks where a gradient was None or not finite, and marks what was not finite', () => {
    const line = sparkline([1, null, 2, NaN, 3], 2, BOX);
    assert.equal(line.runs.length, 3);
    assert.deepEqual(line.marks, [45]);
    assert.equal(line.cursor, null);
  });

  it('keeps a spike that lasts one step of ten thousand', () => {
    const series = Array.from({ length: 10_000 }, (_, i) => (i === 4321 ? 1000 : 1));
    const line = sparkline(series, 1, BOX);
    assert.ok((line.runs[0]?.length ?? 0) <= 61);
    assert.equal(Math.min(...(line.runs[0] ?? []).map(({ y }) => y)), 0);
  });

  it('writes a path, and a dash for a single point', () => {
    assert.equal(
      runPath([
        { x: 1, y: 2 },
        { x: 3, y: 4.005 },
      ]),
      'M 1,2 L 3,4.01',
    );
    assert.equal(runPath([{ x: 5, y: 6 }]), 'M 4,6 h 2');
  });

  it('has a sentence that says the same', () => {
    assert.equal(
      historySentence([0.9, 0.1, NaN], ENGLISH),
      'norm 0.9 at first, NaN at last, lowest 0.1, highest 0.9, over 3 steps, 1 of them not finite',
    );
    assert.equal(historySentence([null, null], ENGLISH), null);
  });
});
