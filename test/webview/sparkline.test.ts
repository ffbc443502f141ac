/** @file The line over the steps: scale, gaps, marks, thinning. */
import assert from 'node:assert/strict';
import { ENGLISH } from '../../src/protocol/panelStrings';
import { runPath, sparkline, valueScale } from '../../src/webview/model/sparkline';
import { NormTracks } from '../../src/webview/model/normTrack';
import { historySentence } from '../../src/webview/parts/charts';
import type { HistoryEntry } from '../../src/protocol/messages';
import { toWire } from '../../src/protocol/wireNumber';

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
      'M1,2L3,4',
    );
    assert.equal(runPath([{ x: 5, y: 6 }]), 'M4,6h2');
    // Tenths of a pixel, on both sides of 0; a small negative one is no −0.
    assert.equal(runPath([{ x: 12.34, y: -0.26 }, { x: -0.04, y: 10.96 }]), 'M12.3,-0.3L0,11');
  });

  it('has a sentence that says the same', () => {
    const said = (...norms: (number | null)[]) =>
      historySentence(new NormTracks().of('w:0', norms.map((norm, i) => step(i + 1, { 'w:0': norm }))), ENGLISH);
    assert.equal(
      said(0.9, 0.1, NaN),
      'norm 0.9 at first, NaN at last, lowest 0.1, highest 0.9, over 3 steps, 1 of them not finite',
    );
    assert.equal(said(null, null), null);
  });
});

/** A step in which these variables had a row; null: with a gradient that was None. */
function step(index: number, norms: { readonly [variable: string]: number | null }): HistoryEntry {
  const wire = Object.entries(norms).map(([name, norm]) => [name, norm === null ? null : toWire(norm)] as const);
  return {
    index, trainingOp: 'train_op', loss: null, gradientNorm: 0, appliedNorm: 0, clipped: 0, rowCount: 1,
    findings: [], norms: Object.fromEntries(wire),
  };
}

describe('the norms of a variable over the steps', () => {
  it('are those of its own steps: a step of another training op is no gap', () => {
    const history = [step(1, { 'd:0': 4 }), step(2, { 'g:0': 1 }), step(3, { 'd:0': 2 }), step(4, { 'd:0': null })];
    const track = new NormTracks().of('d:0', history);
    assert.deepEqual([track.at, track.series], [[1, 3, 4], [4, 2, null]]);
    assert.deepEqual([track.first, track.last, track.span.lowest, track.span.highest], [4, 2, 2, 4]);
    const axis = { at: track.at, from: 1, to: 4 };
    // One run over step 2; step 3 is two thirds of the way from 1 to 4.
    assert.deepEqual(sparkline(track.series, 1, BOX, axis).runs.map((run) => run.map(({ x }) => x)), [[0, 40]]);
  });

  it('grow with the run, and begin anew with another one', () => {
    const tracks = new NormTracks();
    const first = [step(1, { w: 1 }), step(2, { w: 2 })];
    tracks.of('w', first);
    assert.deepEqual(tracks.of('w', [...first, step(3, { w: NaN })]).series, [1, 2, NaN]);
    // A step back keeps the journal; an edit makes other steps.
    assert.deepEqual(tracks.of('w', [step(1, { w: 7 }), step(2, { w: 8 }), step(3, { w: 9 })]).series, [7, 8, 9]);
    assert.deepEqual(tracks.of('w', [first[0]!]).series, [1]);
  });
});
