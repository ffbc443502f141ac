/** @file The line over the steps: scale, gaps, marks, thinning. */
import assert from 'node:assert/strict';
import { ENGLISH } from '../../src/protocol/panelStrings';
import { runPath, sparkline, valueScale } from '../../src/webview/model/sparkline';
import { historySentence } from '../../src/webview/parts/charts';

const BOX = { width: 60, height: 20, insetX: 0, insetY: 0 };

describe('a sparkline', () => {
  it('spreads the steps over the width and the values over the height', () => {
    // Less than a factor of 10: as they are. 2 is half-way from 1 to 3.
    const line = sparkline([1, 2, 3], 3, BOX);
    assert.deepEqual(
      line.runs[0]?.map(({ x }) => x),
      [0, 30, 60],
    );
    const heights = line.runs[0]?.map(({ y }) => Math.round(y * 1e9) / 1e9);
    assert.deepEqual(heights, [20, 10, 0]);
    assert.deepEqual(line.cursor, line.runs[0]?.[2]);
  });

  it('has a logarithmic scale from a factor of 10 on, on both sides of 0 from 100 on, else a linear one', () => {
    const kind = (...series: (number | null)[]) => valueScale(series).kind;
    assert.deepEqual([kind(1, 9.9), kind(1, 10), kind(null, 1, NaN, 10)], ['linear', 'log', 'log']);
    assert.deepEqual([kind(-1, 99), kind(-1, 100), kind(0, 5), kind(-3, -30)], ['linear', 'symlog', 'linear', 'linear']);
    assert.deepEqual([kind(), kind(0), kind(null, NaN)], ['linear', 'linear', 'linear']);
    // log: 10 is half-way from 1 to 100.
    assert.deepEqual(sparkline([1, 10, 100], 1, BOX).runs[0]?.map(({ y }) => Math.round(y * 1e9) / 1e9), [20, 10, 0]);
    // symlog with unit 1: log(1+1) below 0 as far as above; log(1+99) at the top.
    const { level } = valueScale([-1, 0.5, 99]);
    assert.equal(level(-1), -level(1));
    assert.equal(level(0), 0);
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
