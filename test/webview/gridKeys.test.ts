/** @file Keys in the grid of pairs, after the ARIA practices. */
import assert from 'node:assert/strict';
import { gridAction } from '../../src/webview/model/gridKeys';

const SIZE = { rows: 25, columns: 5, page: 10 };
const press = (key: string, row: number, column: number, isModified = false) =>
  gridAction({ key, isModified }, { row, column }, SIZE);
const to = (row: number, column: number) => ({ kind: 'move', to: { row, column } });

describe('a key in the grid', () => {
  it('moves by one cell and stops at the edges', () => {
    assert.deepEqual(press('ArrowDown', 3, 2), to(4, 2));
    // Row −1 is the header; arrows reach it, jumps do not.
    assert.deepEqual(press('ArrowUp', 0, 2), to(-1, 2));
    assert.deepEqual(press('ArrowUp', -1, 2), to(-1, 2));
    assert.deepEqual(press('ArrowRight', -1, 2), to(-1, 3));
    assert.deepEqual(press('ArrowDown', -1, 2), to(0, 2));
    assert.deepEqual(press('PageUp', -1, 2), to(0, 2));
    assert.deepEqual(press('ArrowRight', 3, 4), to(3, 4));
    assert.deepEqual(press('ArrowLeft', 3, 4), to(3, 3));
  });

  it('moves to the ends of the row, with Ctrl of the table', () => {
    assert.deepEqual(press('Home', 7, 3), to(7, 0));
    assert.deepEqual(press('End', 7, 3), to(7, 4));
    assert.deepEqual(press('Home', 7, 3, true), to(0, 0));
    assert.deepEqual(press('End', 7, 3, true), to(24, 4));
  });

  it('moves by pages', () => {
    assert.deepEqual(press('PageDown', 3, 1), to(13, 1));
    assert.deepEqual(press('PageDown', 20, 1), to(24, 1));
    assert.deepEqual(press('PageUp', 3, 1), to(0, 1));
  });

  it('reveals with Enter, opens with Space, copies with Ctrl+C, and leaves other keys alone', () => {
    assert.deepEqual(press('Enter', 3, 1), { kind: 'reveal' });
    assert.deepEqual(press(' ', 3, 1), { kind: 'toggle' });
    assert.deepEqual(press('c', 3, 1, true), { kind: 'copy' });
    assert.deepEqual(press('/', 3, 1), { kind: 'filter' });
    assert.deepEqual(press('f', 3, 1, true), { kind: 'filter' });
    assert.equal(press('c', 3, 1), null);
    assert.equal(press('Tab', 3, 1), null);
  });
});
