/** @file When the columns of a long table are measured again. */
import assert from 'node:assert/strict';
import { ENGLISH } from '../../src/protocol/panelStrings';
import { LongestTexts } from '../../src/webview/model/columnNeeds';
import { pairRow, type PairRow } from '../../src/webview/model/pairRow';
import { regressionState } from './regressionProgram';

describe('the columns of a long table', () => {
  const pairs = regressionState(3, 3).record!.rows.map((row) => pairRow(row, [], ENGLISH));

  it('are wide enough for a row that has been seen, whatever its kind', () => {
    const longest = new LongestTexts();
    assert.equal(pairs.map((pair) => longest.isLonger(pair)).includes(true), true);
    assert.deepEqual(pairs.map((pair) => longest.isLonger(pair)), pairs.map(() => false));
  });

  it('are measured again for a longer text in any of them, once', () => {
    const [pair] = pairs as [PairRow];
    const changes: readonly Partial<PairRow>[] = [
      { name: 'a/very/long/name/of/a/variable' },
      { shape: '[1024,1024,3,3]' },
      { gradient: { kind: 'scalar', text: '−1.23456e−12' } },
      { norm: '1.234e−123' },
      { clip: { kind: 'fired', factor: '×1.23e−12', elements: null, angle: '0', applied: '−1.234e−12' } },
      { change: { kind: 'unchanged', text: '1.2345678901234567', isMean: true } },
      { ratio: '1.23e−100' },
    ];
    for (const change of changes) {
      const longest = new LongestTexts();
      longest.isLonger(pair);
      assert.deepEqual([{ ...pair, ...change }, { ...pair, ...change }].map((one) => longest.isLonger(one)), [true, false], JSON.stringify(change));
    }
  });
});
