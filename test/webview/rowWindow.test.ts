/** @file Which rows of a long table are drawn. */
import assert from 'node:assert/strict';
import { rowTops, rowWindow, WHOLE } from '../../src/webview/model/rowWindow';

const rows = (count: number, height: (row: number) => number = () => 30) => rowTops(count, height);

describe('the drawn part of a table', () => {
  it('is all of a short one', () => {
    const whole = { first: 0, end: WHOLE, above: 0, below: 0 };
    assert.deepEqual(rowWindow(rows(WHOLE), 500, 600), whole);
  });

  it('is what is seen of a long one and 8 rows more on either side', () => {
    // 3000 to 3600 px are rows 100 to 119.
    const { first, end, above, below } = rowWindow(rows(300), 3000, 3600);
    assert.deepEqual([first, end], [92, 128]);
    assert.deepEqual([above, below], [92 * 30, (300 - 128) * 30]);
  });

  it('ends with the table, above and below it', () => {
    assert.equal(rowWindow(rows(300), -400, 200).first, 0);
    const last = rowWindow(rows(300), 20_000, 21_000);
    assert.deepEqual([last.end, last.below], [300, 0]);
    assert.ok(last.first < 300);
  });

  it('counts an open row with its own height', () => {
    const tops = rows(300, (row) => (row === 0 ? 630 : 30));
    // Row 1 begins at 630 px instead of 30.
    assert.equal(tops[1], 630);
    assert.equal(rowWindow(tops, 3600, 3630).first, 100 - 8);
  });
});
