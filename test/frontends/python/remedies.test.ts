/** @file Every error that TensorFlow raises in the recordings has a sentence that says what to do. */
import assert from 'node:assert/strict';
import { remedyOf } from '../../../src/frontends/python/remedies';
import { readRecorded, readSnippets } from './tensorflow/snippets';

describe('the remedy of an error', () => {
  const recorded = readRecorded<readonly [string, string] | null>('errors');

  it('is there for every error that is recorded, but for those that the program raises itself', () => {
    const without = readSnippets('errors').flatMap(({ title, code }) => {
      const error = recorded[title];
      if (!error || /\braise\b/.test(code) || remedyOf(...error) !== null) return [];
      return [`${title}: ${error.join(': ')}`];
    });
    assert.deepEqual(without, []);
  });

  it('is one sentence, short enough for a tooltip, with every blank filled in', () => {
    for (const error of Object.values(recorded)) {
      const remedy = error === null ? null : remedyOf(error[0], error[1]);
      if (remedy === null) continue;
      assert.match(remedy, /^[^\n]{20,240}[.]$/, remedy);
      assert.doesNotMatch(remedy, /\$\d|undefined/, remedy);
    }
  });

  it('names what the message names', () => {
    const cast = remedyOf(
      'TypeError',
      "Input 'y' of 'Mul' Op has type float32 that does not match type int32 of argument 'x'.",
    );
    assert.match(cast!, /^Convert one of the two with tf\.cast\(…, tf\.float32\) or tf\.cast\(…, tf\.int32\)/);
    assert.match(cast!, /the input 'y' is float32/);
    const feed = remedyOf(
      'ValueError',
      "Cannot feed value of shape (1, 2) for Tensor 'x:0', which has shape '(?, 3)'",
    );
    assert.match(feed!, /Reshape the array to \(\?, 3\)/);
    assert.match(remedyOf('NameError', "name 'tf' is not defined")!, /import tensorflow as tf/);
    assert.match(remedyOf('NameError', "name 'loss' is not defined")!, /^Define loss above this line/);
  });

  it('knows the marks of a Python 2 file', () => {
    for (const [type, message] of [
      ['SyntaxError', "Missing parentheses in call to 'print'. Did you mean print(...)?"],
      ['NameError', "name 'xrange' is not defined. Did you mean: 'range'?"],
      ['AttributeError', "'dict' object has no attribute 'iteritems'. Did you mean: 'items'?"],
      ['TypeError', "'float' object cannot be interpreted as an integer"],
      ['TypeError', "'zip' object is not subscriptable"],
    ] as const) {
      assert.match(remedyOf(type, message) ?? '', /Python [23]/, message);
    }
  });

  it('tells nothing of TensorFlow that is not so, where the error is one of plain Python', () => {
    assert.equal(remedyOf('AttributeError', "'Layer' object has no attribute 'name'"), null);
    for (const [type, message] of [
      ['ValueError', 'not enough values to unpack (expected 2, got 1)'],
      ['TypeError', "f() got an unexpected keyword argument 'y'"],
      ['MemoryError', ''],
    ] as const) {
      const remedy = remedyOf(type, message) ?? '';
      assert.doesNotMatch(remedy, /TensorFlow 1\.15 does not|^Every element|the engine keeps/, message);
    }
  });

  it('is silent where nothing is known', () => {
    assert.equal(remedyOf('ZeroDivisionError', 'division by zero'), null);
  });
});
