/** @file Which lines belong to which rows, both ways. */
import assert from 'node:assert/strict';
import { pathPlaces, placesOfRow, rowsByLine, rowsMadeAt } from '../../src/extension/rowPlaces';
import type { WhyBranch } from '../../src/protocol/explanations';
import type { PlaceValue } from '../../src/protocol/placeValues';
import type { PlaceRecord } from '../../src/protocol/records';
import { notesState } from '../webview/notesProgram';

const at = (line: number, file = 'loss.py'): PlaceRecord => ({ file, line, column: 1, endLine: line, endColumn: 9 });

function way(line: number | null, ...branches: WhyBranch[]): WhyBranch {
  const contribution = { shape: [], norm: 1, value: 1 };
  const place = line === null ? null : at(line);
  return { op: 'Mul', node: 'mul', name: null, place, contribution, share: 1, upstream: null, derivative: null, branches, stopped: null };
}

describe('the places of a row', () => {
  it('are its declaration, its uses and its clips, each once and only those of one file', () => {
    const row = notesState(0).record!.rows[0]!;
    const uses = [{ variable: row.variable, places: [at(7), at(7), at(3, './model.py')] }, { variable: 'other:0', places: [at(8)] }];
    const found = (file: string | null) => placesOfRow(row, uses, file).map(({ part, place }) => `${part} ${place.line}`);
    assert.deepEqual(found('./model.py'), ['use 3']);
    assert.deepEqual(found('./other.py'), []);
    assert.deepEqual(found(null), [`declaration ${row.place!.line}`, 'use 7', 'clip 14']);
  });

  it('light their rows: an expression that is a gradient, a line that uses the variable', () => {
    const uses = [{ variable: 'w:0', places: [{ ...at(7), endLine: 9 }] }, { variable: 'x:0', places: [at(8), at(2, './model.py')] }];
    const values = [{ place: at(12), rows: ['w:0', 'x:0'] }, { place: at(2, './model.py'), rows: ['w:0'] }] as unknown as PlaceValue[];
    const rows = (line: number) => rowsByLine(null, line, uses, values);
    assert.deepEqual([rows(7), rows(8), rows(12), rows(2), rows(1)], [['w:0'], ['w:0', 'x:0'], ['w:0', 'x:0'], [], []]);
    assert.deepEqual(rowsByLine('./model.py', 2, uses, values), ['w:0', 'x:0']);
  });

  it('are made on a line of one file', () => {
    const row = notesState(0).record!.rows[0]!;
    const beside = { ...row, variable: 'm:0', place: at(row.place!.line, './model.py') };
    const rows = (file: string | null, line: number) => rowsMadeAt(file, line, [row, beside]);
    assert.deepEqual([rows(null, row.place!.line), rows('./model.py', row.place!.line)], [[row.variable], ['m:0']]);
    assert.deepEqual([rows(null, 14), rows('./model.py', 14), rows(null, 1)], [[row.variable, 'm:0'], [], []]);
  });

  it('on the way to the loss come in order, each once, without what has no line', () => {
    const tree = [way(7, way(9, way(10))), way(8, way(null, way(9)))];
    assert.deepEqual(pathPlaces(at(5), tree, at(10)).map(({ line }) => line), [5, 7, 9, 10, 8]);
    assert.deepEqual(pathPlaces(null, [], null), []);
  });
});
