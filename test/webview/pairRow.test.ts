/** @file Rows, summary and details of worked programs as the panel puts them into words. */
import assert from 'node:assert/strict';
import { ENGLISH } from '../../src/protocol/panelStrings';
import type { RowRecord, StepRecord } from '../../src/protocol/records';
import { elementTable, valueText } from '../../src/webview/model/elements';
import { cellCopy, pairRow } from '../../src/webview/model/pairRow';
import { spokenStep, summaryOf } from '../../src/protocol/summary';
import { indexText } from '../../src/protocol/tensorText';
import { clipFactor, isChangedOnTheWay, isClipped } from '../../src/protocol/rowFacts';
import { nameParts } from '../../src/webview/model/nameParts';
import { bars } from '../../src/webview/model/bars';
import { tensorOf } from './computedTensor';
import { notesState, place } from './notesProgram';
import { regressionState } from './regressionProgram';

function rowsOf(record: StepRecord | null): readonly RowRecord[] {
  assert.ok(record);
  return record.rows;
}

function rowAt(record: StepRecord | null, index: number): RowRecord {
  const row = rowsOf(record)[index];
  assert.ok(row);
  return row;
}

describe('a clip whose norm is not finite', () => {
  const { record } = regressionState(40, 36, 34);

  it('is not said to have clipped anything', () => {
    const row = rowAt(record, 0);
    assert.deepEqual(pairRow(row, [], ENGLISH).clip, { kind: 'broken', op: 'clip_by_global_norm', norm: 'NaN' });
    assert.deepEqual([isClipped(row), clipFactor(row)], [false, null]);
    // TensorFlow's clip writes NaN everywhere: that is a change, and no limit.
    const stages = row.stages.map((stage) => ({ ...stage, clippedElements: stage.output.size }));
    assert.deepEqual([isClipped({ ...row, stages }), isChangedOnTheWay({ ...row, stages })], [false, true]);
  });

  it('is said in the first glance', () => {
    const summary = summaryOf(regressionState(40, 36, 34), record!, ENGLISH);
    assert.deepEqual([summary.clipped, summary.hasBrokenClips], [0, true]);
  });
});

describe('a long name', () => {
  it('breaks after / and _ and before a capital letter, and is whole', () => {
    const name = 'generator/dense_1/kernelWeights_2';
    assert.deepEqual(nameParts(name), ['generator/', 'dense_', '1/', 'kernel', 'Weights_', '2']);
    assert.equal(nameParts(name).join(''), name);
    assert.deepEqual(nameParts('w'), ['w']);
  });
});

describe('a row of the notes’ program', () => {
  it('before the step: gradient 10, clipped ×0.6 to 6, before 5, no after yet', () => {
    const row = pairRow(rowAt(notesState(0).record, 0), [], ENGLISH);
    assert.equal(row.name, 'w');
    assert.deepEqual(row.gradient, { kind: 'scalar', text: '10' });
    // clip_by_norm(10, 6): 10·0.6 = 6; a norm clip keeps the direction, 0°.
    const clip = { kind: 'fired', factor: '×0.6', elements: null, angle: '0', applied: '6' };
    assert.deepEqual(row.clip, clip);
    assert.deepEqual(row.change, { kind: 'pending', before: '5', isMean: false });
    assert.deepEqual(row.flags, []);
  });

  it('after the step: 5 → 4.4, and Δ/‖v‖ = 0.6/5', () => {
    const row = pairRow(rowAt(notesState(1).record, 0), [], ENGLISH);
    assert.deepEqual(row.change, {
      kind: 'changed',
      change: { before: '5', after: '4.4', changedFrom: 0 },
      isMean: false,
    });
    assert.equal(row.ratio, '0.12');
  });

  it('of x: the clip did not fire', () => {
    const row = pairRow(rowAt(notesState(1).record, 1), [], ENGLISH);
    assert.deepEqual(row.clip, { kind: 'notFired' });
    assert.equal(row.change.kind === 'changed' && row.change.change.after, '9.5');
  });

  it('is copied exactly: what was applied, before and after', () => {
    const row = rowAt(notesState(1).record, 0);
    assert.equal(cellCopy(row, 'clip', 'None'), '6');
    assert.equal(cellCopy(row, 'change', 'None'), '5\t4.4');
    assert.equal(cellCopy(row, 'variable', 'None'), 'Variable_1:0');
  });
});

describe('a row of tensors', () => {
  const base = rowAt(notesState(1).record, 0);

  it('says why there is no gradient, with the op and its line', () => {
    const row = pairRow(rowAt(regressionState(3, 3).record, 3), [], ENGLISH);
    assert.equal(row.gradient.kind, 'none');
    assert.deepEqual(
      row.flags.map(({ text, place }) => [text, place?.line]),
      [['cut by ArgMax', 18]],
    );
    assert.equal(row.change.kind, 'unchanged');
  });

  it('shows a value clip with its share of elements and the angle it turned', () => {
    // [12, −0.8] clipped to ±1 is [1, −0.8]; cos = (12 + 0.64)/(√144.64·√1.64) = 0.8207, 34.8°.
    const row: RowRecord = {
      ...base,
      shape: [2],
      gradient: { kind: 'dense', tensor: tensorOf([12, -0.8], [2]) },
      stages: [
        {
          op: 'clip_by_value',
          isClip: true,
          place: place(7),
          thresholds: [-1, 1],
          norm: null,
          factor: null,
          angleDegrees: (Math.acos(12.64 / Math.sqrt(144.64 * 1.64)) * 180) / Math.PI,
          clippedElements: 1,
          fired: true,
          output: tensorOf([1, -0.8], [2]),
        },
      ],
      applied: tensorOf([1, -0.8], [2]),
      before: tensorOf([3, -0.2], [2]),
      after: tensorOf([2.9, -0.12], [2]),
    };
    const { clip } = pairRow(row, [], ENGLISH);
    assert.deepEqual(clip, {
      kind: 'fired',
      factor: null,
      elements: '1 of 2 elements',
      angle: '34.8',
      applied: null,
    });
    const { lines } = elementTable(row, 8);
    assert.deepEqual(
      lines.map((line) => line.isClipped),
      [true, false],
    );
    assert.deepEqual(lines[0]?.after, { before: '3', after: '2.9', changedFrom: 0 });
  });

  it('does not call a change "no clip" when it is no clip that is known', () => {
    const [stage] = base.stages;
    assert.ok(stage);
    const row: RowRecord = {
      ...base,
      stages: [{ ...stage, op: 'Mul', isClip: false, factor: null }],
    };
    assert.deepEqual(pairRow(row, [], ENGLISH).clip, { kind: 'changed', op: 'Mul', applied: '6' });
  });

  it('puts the elements of a sparse gradient beside the rows that they update', () => {
    // Rows 2 and 0 of a [3,2] variable: elements 4, 5, 0, 1.
    const variable = tensorOf([1, 2, 3, 4, 5, 6], [3, 2]);
    const row: RowRecord = {
      ...base,
      shape: [3, 2],
      gradient: {
        kind: 'sparse',
        tensor: tensorOf([10, 20, 30, 40], [2, 2]),
        indices: tensorOf([2, 0], [2], 'int32'),
      },
      applied: tensorOf([10, 20, 30, 40], [2, 2]),
      before: variable,
      after: variable,
    };
    const lines = elementTable(row, 8).lines.map(({ index, raw, before }) => [index, raw, before]);
    assert.deepEqual(lines, [
      ['[2, 0]', '10', '5'],
      ['[2, 1]', '20', '6'],
      ['[0, 0]', '30', '1'],
      ['[0, 1]', '40', '2'],
    ]);
    assert.equal(pairRow(row, [], ENGLISH).gradient.kind, 'tensor');
  });

  it('flags the first tensor on the way that is not finite', () => {
    const bad = tensorOf([NaN, 1, Infinity], [3]);
    const row: RowRecord = {
      ...base,
      shape: [3],
      gradient: { kind: 'dense', tensor: bad },
      applied: bad,
    };
    const [flag] = pairRow(row, [], ENGLISH).flags;
    assert.equal(flag?.level, 'error');
    assert.equal(flag?.text, '1 NaN in the gradient');
  });

  it('does not call a tensor unchanged when one of its elements changed', () => {
    const row: RowRecord = { ...base, before: tensorOf([1, 2], [2]), after: tensorOf([2, 1], [2]) };
    // The means are both 1.5.
    assert.equal(pairRow(row, [], ENGLISH).change.kind, 'changed');
  });

  it('draws bars of either sign, NaN and ∞', () => {
    assert.deepEqual(
      bars([1, -1, 0, 'NaN', '-Infinity'], 8).map(({ kind, height }) => [kind, height]),
      [
        ['positive', 1],
        ['negative', 1],
        ['zero', 0],
        ['nan', 1],
        ['infinite', -1],
      ],
    );
    assert.equal(bars([1, 2, 3], 2).length, 2);
  });

  it('counts what is not finite beside the mean of what is', () => {
    assert.equal(valueText(tensorOf([1, 3, NaN, -Infinity], [4]), ENGLISH), 'μ 2, 1 NaN, 1 −∞');
    assert.equal(valueText(tensorOf([NaN, NaN], [2]), ENGLISH), '2 NaN');
  });

  it('numbers elements in row-major order', () => {
    assert.equal(indexText(4, [2, 3]), '[1, 1]');
    assert.equal(indexText(0, []), '[]');
  });
});

describe('the first glance', () => {
  it('at step 1 of the notes’ program: loss 50, norm √125 → √61, 1 of 2 clipped, all finite', () => {
    const state = notesState(1);
    assert.ok(state.record);
    const summary = summaryOf(state, state.record, ENGLISH);
    assert.equal(summary.loss, '50');
    assert.equal(summary.lossChange, null);
    assert.equal(summary.gradientNorm, '11.1803');
    assert.equal(summary.appliedNorm, '7.81025');
    assert.deepEqual([summary.clipped, summary.rowCount], [1, 2]);
    assert.equal(summary.verdict, 'good');
  });

  it('at step 2: the loss fell from 50 to 4.4·9.5 = 41.8', () => {
    const state = notesState(2);
    assert.ok(state.record);
    assert.deepEqual(summaryOf(state, state.record, ENGLISH).lossChange, {
      text: '−8.2',
      direction: 'down',
    });
    assert.equal(
      spokenStep(state, state.record, ENGLISH),
      'Step 2 of 2. Loss 41.8. 1 of 2 variables clipped.',
    );
  });

  it('names what is not finite before it names what has no gradient', () => {
    const broken = regressionState(5, 5, 4);
    const fine = regressionState(5, 3);
    assert.ok(broken.record && fine.record);
    const summary = summaryOf(broken, broken.record, ENGLISH);
    assert.equal(summary.verdict, 'bad');
    assert.equal(summary.healthDetail, 'the loss, dense/kernel, dense/output +1');
    assert.deepEqual(
      [
        summaryOf(fine, fine.record, ENGLISH).verdict,
        summaryOf(fine, fine.record, ENGLISH).healthDetail,
      ],
      ['notice', 'gate'],
    );
  });
});
