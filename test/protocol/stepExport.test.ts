/** @file Steps as JSON, CSV and TSV; tensors as .npy: exact, and readable by what they are made for. */
import assert from 'node:assert/strict';
import type { StepRecord } from '../../src/protocol/records';
import { npyFile } from '../../src/protocol/npyFile';
import { historyTable, stepsJson, stepsTable } from '../../src/protocol/stepExport';
import { notesState } from '../webview/notesProgram';
import { regressionState } from '../webview/regressionProgram';

const record = (cursor: number) => notesState(cursor).record as StepRecord;

describe('a step as a table', () => {
  it('has a line per row of every step, every number exact', () => {
    const [head, ...lines] = stepsTable([record(1), record(2)], 'tsv').trimEnd().split('\n');
    const columns = head?.split('\t') ?? [];
    const cells = lines.map((line) =>
      Object.fromEntries(line.split('\t').map((cell, i) => [columns[i], cell])),
    );
    assert.equal(cells.length, 4);
    const { step, name, loss, gradient_norm: norm, clipped, before_mean: before, after_mean: after } =
      cells[2] ?? {};
    assert.deepEqual([step, name, loss, norm, clipped], ['2', 'w', '41.8', '9.5', '1']);
    // float32 in the fewest digits: 4.4, not 4.400000095.
    assert.deepEqual([before, after], ['4.4', '3.8000002']);
  });

  it('says None with its reason, quoted where CSV needs it', () => {
    const state = regressionState(2, 2);
    const table = stepsTable([state.record as StepRecord], 'csv');
    assert.match(table, /,None: ArgMax picks an index: it has no derivative\.,/);
    assert.match(table, /,"\[6, 4\]",24,dense,/);
    assert.ok(table.endsWith('\r\n'));
  });

  it('has a line per step for the history, with NaN as it is', () => {
    const table = historyTable(regressionState(36, 36, 34).history, 'csv');
    const lines = table.trimEnd().split('\r\n');
    assert.equal(lines.length, 37);
    assert.match(lines[0] ?? '', /^step,training_op,loss,gradient_norm,applied_norm,clipped,rows,norm dense/);
    assert.match(lines[36] ?? '', /^36,train_op,nan,nan,nan,/);
  });

  it('is its record as JSON', () => {
    assert.deepEqual(JSON.parse(stepsJson([record(1)])), record(1));
    assert.equal(JSON.parse(stepsJson([record(1), record(2)])).length, 2);
  });
});

describe('a tensor as .npy', () => {
  const headerOf = (bytes: Uint8Array) => {
    assert.deepEqual([...bytes.slice(0, 8)], [0x93, ...Buffer.from('NUMPY'), 1, 0]);
    const length = new DataView(bytes.buffer).getUint16(8, true);
    assert.equal((10 + length) % 64, 0, 'the elements are aligned');
    const text = Buffer.from(bytes.slice(10, 10 + length)).toString('latin1');
    assert.ok(text.endsWith('\n'));
    return { text: text.trimEnd(), start: 10 + length };
  };

  it('has NumPy’s header and the elements, little-endian', () => {
    const bytes = npyFile([1, -0.5, NaN, Infinity, -0, 3], [2, 3], 'float32');
    const { text, start } = headerOf(bytes);
    assert.equal(text, "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }");
    const elements = new Float32Array(bytes.slice(start).buffer);
    assert.ok(Object.is(elements[4], -0));
    assert.deepEqual([...elements], [1, -0.5, NaN, Infinity, -0, 3]);
  });

  it('writes shapes as Python tuples', () => {
    assert.match(headerOf(npyFile([1], [], 'float64')).text, /'shape': \(\), /);
    assert.match(headerOf(npyFile([1, 2], [2], 'int64')).text, /'<i8'.*'shape': \(2,\), /);
    assert.match(headerOf(npyFile([], [0, 3], 'bool')).text, /'\|b1'.*'shape': \(0, 3\), /);
  });

  it('writes halves bit for bit: 1, the smallest, the largest, 1/3 rounded, overflow', () => {
    const bytes = npyFile([1, 2 ** -24, 65504, 1 / 3, 70000, -0, 2 ** -14], [7], 'float16');
    const { start } = headerOf(bytes);
    assert.deepEqual(
      [...new Uint16Array(bytes.slice(start).buffer)],
      [0x3c00, 0x0001, 0x7bff, 0x3555, 0x7c00, 0x8000, 0x0400],
    );
  });

  it('says by name what NumPy cannot hold', () => {
    assert.throws(() => npyFile([], [0], 'string'), /A tensor of string cannot be written as \.npy/);
  });
});
