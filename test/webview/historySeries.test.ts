/** @file The chart's numbers: a scale that all lines share, zoom that stays within the steps; a long way in fewer entries. */
import assert from 'node:assert/strict';
import type { HistoryEntry } from '../../src/protocol/messages';
import { thinned } from '../../src/protocol/stepHistory';
import { chartLines, chartScale, isBad, zoomed } from '../../src/webview/model/historySeries';

const entry = (index: number, changes: Partial<HistoryEntry> = {}): HistoryEntry => ({
  index,
  trainingOp: 'op',
  loss: 1,
  gradientNorm: 1,
  appliedNorm: 1,
  norms: { 'w:0': index },
  clipped: 0,
  rowCount: 1,
  findings: [],
  ...changes,
});

describe('the chart of the steps', () => {
  it('draws the loss, both norms, or one variable’s norm; None is a gap, NaN is kept', () => {
    const entries = [entry(1), entry(2, { loss: 'NaN', norms: { 'w:0': null } })];
    assert.deepEqual(chartLines(entries, 'loss')[0]?.series, [1, NaN]);
    assert.deepEqual(chartLines(entries, 'variable w:0')[0]?.series, [1, null]);
    assert.deepEqual(
      chartLines(entries, 'norms').map(({ name }) => name),
      ['raw', 'applied'],
    );
    assert.deepEqual(entries.map(isBad), [false, true]);
  });

  it('draws the update ratios: the largest, or one variable’s', () => {
    const entries = [
      entry(1, { ratios: { 'w:0': 0.5, 'b:0': 2 } }),
      entry(2, { ratios: { 'w:0': 'NaN', 'b:0': 1 } }),
      entry(3, { ratios: { 'w:0': null } }),
    ];
    assert.deepEqual(chartLines(entries, 'ratios')[0]?.series, [2, NaN, null]);
    assert.deepEqual(chartLines(entries, 'ratio w:0')[0]?.series, [0.5, NaN, null]);
  });

  it('draws the losses of two training ops as two lines', () => {
    const entries = [entry(1, { trainingOp: 'd', loss: 3 }), entry(2, { trainingOp: 'g', loss: 7 }), entry(3, { trainingOp: 'd', loss: 2 })];
    assert.deepEqual(
      chartLines(entries, 'loss').map(({ name, series }) => [name, series]),
      [['loss d', [3, null, 2]], ['loss g', [null, 7, null]]],
    );
  });

  it('has one scale: the lowest value at the bottom, the highest at the top, ticks between', () => {
    const lines = chartLines([entry(1, { gradientNorm: 1000 }), entry(2, { appliedNorm: 0.1 })], 'norms');
    const scale = chartScale(lines);
    assert.ok(scale);
    assert.equal(scale.kind, 'log');
    assert.deepEqual([scale.level(0.1), scale.level(1000)], [0, 1]);
    assert.deepEqual([scale.ticks[0]?.value, scale.ticks.at(-1)?.value], [0.1, 1000]);
    const middle = scale.ticks[2];
    assert.ok(middle && Math.abs(scale.level(middle.value) - 0.5) < 1e-9);
    assert.ok(middle.value < 100, 'a logarithm, not a line');
  });

  it('has one tick for a line that never changes, and no scale without a finite value', () => {
    assert.deepEqual(chartScale(chartLines([entry(1), entry(2)], 'loss'))?.ticks, [{ value: 1, level: 0.5 }]);
    assert.equal(chartScale(chartLines([entry(1, { loss: 'NaN' })], 'loss')), null);
  });

  it('zooms around the step that is shown and never beyond the steps', () => {
    const all = { from: 1, to: 101 };
    assert.deepEqual(zoomed(all, all, 51, true), { from: 26, to: 76 });
    assert.deepEqual(zoomed({ from: 26, to: 76 }, all, 26, true), { from: 14, to: 39 });
    assert.deepEqual(zoomed({ from: 1, to: 51 }, all, 1, false), all);
    assert.deepEqual(zoomed({ from: 1, to: 5 }, all, 1, true), { from: 1, to: 5 });
  });
});

describe('a long way in fewer entries', () => {
  const way = Array.from({ length: 1000 }, (_, i) => entry(i + 1));

  it('is whole while it is short', () => {
    assert.equal(thinned(way.slice(0, 100), 100).length, 100);
  });

  it('keeps the newest quarter whole, and of each stretch before it what says most', () => {
    const told = way.map((one) =>
      one.index === 17 ? entry(17, { gradientNorm: 'NaN' }) : one.index === 40 ? entry(40, { clipped: 1 })
        : one.index === 60 ? entry(60, { findings: ['vector-loss'] }) : one,
    );
    const kept = thinned(told, 100);
    assert.ok(kept.length <= 100, String(kept.length));
    assert.deepEqual(kept.slice(-25).map(({ index }) => index), Array.from({ length: 25 }, (_, i) => 976 + i));
    assert.ok(kept.some(({ index }) => index === 17), 'the NaN');
    assert.ok(kept.some(({ index }) => index === 40), 'the clip');
    assert.ok(kept.some(({ index }) => index === 60), 'the finding');
    const order = kept.map(({ index }) => index);
    assert.deepEqual(order, [...order].sort((a, b) => a - b));
  });
});
