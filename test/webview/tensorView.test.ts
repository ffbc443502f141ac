/** @file The models of the tensor view: slices, blocks of a heat map, bins, texts for the clipboard. */
import assert from 'node:assert/strict';
import { heatMap, intensity } from '../../src/webview/model/heatMap';
import { histogram } from '../../src/webview/model/histogram';
import { tensorAs } from '../../src/webview/model/tensorCopies';
import { changeOf } from '../../src/webview/model/tensorParts';
import { leadingSizes, sliceOf } from '../../src/webview/model/tensorSlice';
import { tensorOf } from './computedTensor';

describe('a slice of a tensor', () => {
  it('is the matrix itself for rank 2', () => {
    const slice = sliceOf([2, 3], []);
    assert.deepEqual([slice.rows, slice.columns, slice.flat(1, 2)], [2, 3, 5]);
  });

  it('takes the last two dimensions at the chosen indices of the others', () => {
    // [4,2,3,5] at [3,1]: (3·2 + 1)·15 elements before it.
    const slice = sliceOf([4, 2, 3, 5], [3, 1]);
    assert.deepEqual(leadingSizes([4, 2, 3, 5]), [4, 2]);
    assert.deepEqual([slice.rows, slice.columns, slice.flat(0, 0)], [3, 5, 105]);
    assert.equal(slice.flat(2, 4), 119);
  });

  it('wraps a long vector to lines of 64 and ends where it ends', () => {
    const slice = sliceOf([100], []);
    assert.deepEqual([slice.rows, slice.columns], [2, 64]);
    assert.deepEqual([slice.flat(1, 35), slice.flat(1, 36)], [99, null]);
    assert.deepEqual([sliceOf([], []).rows, sliceOf([], []).columns], [1, 1]);
  });
});

describe('a heat map', () => {
  it('shows every element of a small matrix, and which have not travelled', () => {
    const map = heatMap(sliceOf([2, 2], []), [1, -3, 0]);
    assert.deepEqual(
      map.cells.map((cell) => cell?.value),
      [1, -3, 0, undefined],
    );
    assert.deepEqual([map.blockRows, map.blockColumns, map.largest], [1, 1, 3]);
  });

  it('shows of a block NaN before ∞ before the largest magnitude: nothing bad is averaged away', () => {
    // 300 columns: blocks of 3; the 4th block holds 9, 10, 11.
    const values = Array.from({ length: 300 }, (_, i) => (i === 10 ? -Infinity : i));
    const map = heatMap({ rows: 1, columns: 300, flat: (_, column) => column }, values);
    assert.deepEqual([map.columns, map.blockColumns], [100, 3]);
    assert.deepEqual(map.cells[3], { flat: 10, value: -Infinity });
    assert.deepEqual(map.cells[4], { flat: 14, value: 14 });
    values[9] = NaN;
    assert.equal(heatMap({ rows: 1, columns: 300, flat: (_, c) => c }, values).cells[3]?.flat, 9);
    assert.equal(map.largest, 299);
  });

  it('is centred on 0, and keeps small values in sight on the symlog scale', () => {
    assert.equal(intensity(0, 5, 'symlog'), 0);
    assert.equal(intensity(-5, 5, 'symlog'), -1);
    assert.equal(intensity(2.5, 5, 'linear'), 0.5);
    // log(1 + 100·0.01) / log(101) = 0.150
    assert.ok(Math.abs(intensity(0.05, 5, 'symlog') - Math.log(2) / Math.log(101)) < 1e-12);
  });
});

describe('a histogram', () => {
  it('counts every element: in a bin, or as NaN, ∞, −∞', () => {
    const counted = histogram([0, 1, 1, 32, NaN, Infinity, -Infinity, NaN]);
    assert.equal(counted.counts.length, 32);
    assert.deepEqual([counted.counts[0], counted.counts[1], counted.counts[31]], [1, 2, 1]);
    assert.deepEqual(
      [counted.finite, counted.nan, counted.positiveInfinity, counted.negativeInfinity],
      [4, 2, 1, 1],
    );
  });

  it('has one bin for equal values, none for none, and no overflow between ±max', () => {
    assert.deepEqual(histogram([7, 7]).counts, [2]);
    assert.deepEqual(histogram([NaN]).counts, []);
    const wide = histogram([-Number.MAX_VALUE, 0, Number.MAX_VALUE]);
    assert.deepEqual([wide.counts[0], wide.counts[16], wide.counts[31]], [1, 1, 1]);
  });
});

describe('a tensor on the clipboard', () => {
  const tensor = tensorOf([1, Math.fround(0.1), NaN, -Infinity, -0, 2], [2, 3]);

  it('is Python that gives the same values', () => {
    assert.equal(
      tensorAs('python', tensor),
      "[[1, 0.1, float('nan')], [float('-inf'), -0.0, 2]]",
    );
    assert.equal(tensorAs('python', tensorOf([4], [])), '4');
  });

  it('is a NumPy array of the same dtype', () => {
    assert.equal(
      tensorAs('numpy', tensor),
      'np.array([[1, 0.1, np.nan], [-np.inf, -0.0, 2]], dtype=np.float32)',
    );
    assert.equal(
      tensorAs('numpy', tensorOf([], [0, 3])),
      'np.array([], dtype=np.float32).reshape((0, 3))',
    );
  });

  it('is a table of tab-separated values; a blank line stands between the matrices of a cube', () => {
    assert.equal(tensorAs('tsv', tensor), '1\t0.1\tnan\n-inf\t-0.0\t2');
    assert.equal(tensorAs('tsv', tensorOf([1, 2, 3, 4], [2, 1, 2])), '1\t2\n\n3\t4');
  });

  it('says when it is only a part', () => {
    const part = { ...tensor, values: tensor.values.slice(0, 2) };
    assert.equal(tensorAs('python', part), '# the first 2 of 6, shape [2, 3]\n[1, 0.1]');
  });
});

describe('the change of a variable', () => {
  it('is the exact difference in float64', () => {
    const change = changeOf(tensorOf([Math.fround(0.3)], [1]), tensorOf([Math.fround(0.1)], [1]));
    assert.deepEqual(change.values, [Math.fround(0.1) - Math.fround(0.3)]);
    assert.equal(change.dtype, 'float64');
  });
});
