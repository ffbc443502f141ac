/** @file Which drawn element shows which line of a table. */
import assert from 'node:assert/strict';
import { RowSlots } from '../../src/webview/model/rowSlots';

describe('the elements of drawn lines', () => {
  it('stay with the lines that stay; one that comes takes over that of one that went', () => {
    const slots = new RowSlots();
    assert.deepEqual(slots.assign(['a', 'b', 'c']), [0, 1, 2]);
    // Scrolled by one line: a goes, d comes.
    assert.deepEqual(slots.assign(['b', 'c', 'd']), [1, 2, 0]);
    // Another order of the same lines moves their elements and fills none anew.
    assert.deepEqual(slots.assign(['d', 'b', 'c']), [0, 1, 2]);
  });

  it('are all filled anew in their places when all lines are other ones', () => {
    const slots = new RowSlots();
    slots.assign(['a', 'b', 'c']);
    assert.deepEqual(slots.assign(['x', 'y', 'z']), [0, 1, 2]);
  });

  it('become fewer and more with the lines, and no two lines have one', () => {
    const slots = new RowSlots();
    slots.assign(['a', 'b', 'c', 'd']);
    assert.deepEqual(slots.assign(['c']), [2]);
    assert.deepEqual(slots.assign(['a', 'b', 'c', 'd']), [0, 1, 2, 3]);
  });
});
