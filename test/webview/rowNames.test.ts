/** @file Rows that a user calls the same are told apart by TensorFlow's names. */
import assert from 'node:assert/strict';
import { rowNames } from '../../src/protocol/rowNames';
import { notesState } from './notesProgram';

describe('the names of rows', () => {
  const rows = notesState(1).record?.rows ?? [];

  it('are the user’s where they differ', () => {
    assert.deepEqual([...rowNames(rows).values()], ['w', 'x']);
  });

  it('are TensorFlow’s where a function made several of one name', () => {
    const same = ['hidden1/w:0', 'hidden2/w:0', 'scale:0'].map((variable, i) => ({
      ...rows[0]!,
      variable,
      name: i < 2 ? 'w' : 'scale',
    }));
    assert.deepEqual([...rowNames(same).values()], ['hidden1/w', 'hidden2/w', 'scale']);
  });
});
