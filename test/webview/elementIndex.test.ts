/** @file An element as people type it. */
import assert from 'node:assert/strict';
import { elementOf } from '../../src/webview/model/elementIndex';

describe('the index of an element', () => {
  it('is read in every common way of writing it', () => {
    // [2, 0] of [3,2] is element 2·2 + 0.
    for (const text of ['[2, 0]', '[2,0]', '2, 0', '2,0', '2 0', '(2, 0)', '[2][0]', ' [ 2 , 0 ] ']) {
      assert.equal(elementOf(text, [3, 2]), 4, text);
    }
    assert.equal(elementOf('[1]', [3]), 1);
  });

  it('is refused outside the shape, with another number of axes, and as anything but numbers', () => {
    for (const text of ['3 0', '[2]', '[2, 0, 0]', '-1, 0', 'a', '1.5, 0', '']) {
      assert.equal(elementOf(text, [3, 2]), undefined, text);
    }
  });
});
