/** @file The filter's language: what each word means, and what is said of a word that is not known. */
import assert from 'node:assert/strict';
import { ENGLISH } from '../../src/protocol/panelStrings';
import type { RowRecord } from '../../src/protocol/records';
import { countText, problemText } from '../../src/webview/model/filterTexts';
import { matches, parseFilter } from '../../src/webview/model/rowFilter';
import { tensorOf } from './computedTensor';
import { notesState } from './notesProgram';

const [clipped, free] = notesState(1).record?.rows ?? [];
assert.ok(clipped && free);

function rowOf(changes: Partial<RowRecord>): RowRecord {
  return { ...(free as RowRecord), ...changes };
}
const dense = (values: readonly number[], shape: readonly number[] = [values.length]) =>
  rowOf({
    variable: 'conv1/kernel:0',
    name: 'kernel',
    shape,
    gradient: { kind: 'dense', tensor: tensorOf(values, shape) },
  });
const none = rowOf({ gradient: { kind: 'none', reason: 'unused', cutAt: null }, stages: [] });

const fits = (text: string, row: RowRecord) => {
  const filter = parseFilter(text);
  assert.deepEqual(filter.problems, []);
  return matches(filter, row, row.name);
};
const problems = (text: string) => parseFilter(text).problems;

describe('the filter of the rows', () => {
  it('takes every row while it is empty', () => {
    assert.equal(fits('', none), true);
    assert.equal(fits('   ', none), true);
  });

  it('looks for a bare word in names and ops', () => {
    assert.equal(fits('conv', dense([1])), true);
    assert.equal(fits('KERN', dense([1])), true);
    assert.equal(fits('clip_by_norm', clipped), true);
    assert.equal(fits('bias', dense([1])), false);
    // TensorFlow's own way to write a variable is a name, not a key.
    assert.equal(fits('kernel:0', dense([1])), true);
  });

  it('knows the facts of a row', () => {
    assert.equal(fits('clipped', clipped), true);
    assert.equal(fits('clipped', free), false);
    assert.equal(fits('none', none), true);
    assert.equal(fits('nan', dense([1, NaN])), true);
    assert.equal(fits('inf', dense([1, -Infinity])), true);
    assert.equal(fits('finite', dense([1, -Infinity])), false);
    assert.equal(fits('zero', dense([0, -0])), true);
    assert.equal(fits('zero', dense([0, 1])), false);
  });

  it('compares figures: norm 5 of [3, 4]', () => {
    assert.equal(fits('norm>4.9', dense([3, 4])), true);
    assert.equal(fits('norm > 5', dense([3, 4])), false);
    assert.equal(fits('norm>=5 norm<=5 norm=5', dense([3, 4])), true);
    assert.equal(fits('max=4 min=3 mean=3.5 size=2', dense([3, 4])), true);
    assert.equal(fits('norm<inf', dense([1, Infinity])), false);
    // x is 10 before and 9.5 after: ratio 0.05.
    assert.equal(fits('ratio<1e-1 ratio>1e-3', free), true);
    // w: 10 clipped to 6.
    assert.equal(fits('factor<0.61 factor>0.59 angle=0', clipped), true);
    assert.equal(fits('factor<1', free), false);
  });

  it('compares no NaN and no absent figure', () => {
    assert.equal(fits('norm>1', dense([NaN])), false);
    assert.equal(fits('norm<1', dense([NaN])), false);
    assert.equal(fits('norm>0', none), false);
  });

  it('knows shape, dtype, scope and name', () => {
    assert.equal(fits('shape:[2,3]', dense([1, 2, 3, 4, 5, 6], [2, 3])), true);
    assert.equal(fits('shape:2x?', dense([1, 2, 3, 4, 5, 6], [2, 3])), true);
    assert.equal(fits('shape:[3,2]', dense([1, 2, 3, 4, 5, 6], [2, 3])), false);
    assert.equal(fits('shape:scalar', free), true);
    assert.equal(fits('dtype:float32 scope:conv name:ker', dense([1])), true);
    assert.equal(fits('dtype:float16', dense([1])), false);
  });

  it('turns a word round with - or !, and joins words by “and”', () => {
    assert.equal(fits('-clipped', clipped), false);
    assert.equal(fits('!clipped name:x', free), true);
    assert.equal(fits('-norm>4', dense([3, 4])), false);
  });

  it('keeps blanks between quotation marks, and a quoted word is a text', () => {
    assert.equal(fits('"nan"', rowOf({ name: 'nanny' })), true);
    assert.equal(fits('name:"a b"', rowOf({ name: 'a b' })), true);
    assert.equal(fits('name:"a b"', rowOf({ name: 'a c' })), false);
  });

  it('names each word that it does not understand, and applies the others', () => {
    const filter = parseFilter('nrom>1 foo:bar norm>x shape:[a] name: clipped "open');
    assert.deepEqual(filter.problems, [
      { kind: 'quantity', word: 'nrom>1' },
      { kind: 'key', word: 'foo:bar' },
      { kind: 'number', word: 'norm>x' },
      { kind: 'shape', word: 'shape:[a]' },
      { kind: 'empty', word: 'name:' },
      { kind: 'quote', word: '"open' },
    ]);
    assert.equal(matches(filter, clipped, 'w'), true);
    assert.equal(matches(filter, free, 'x'), false);
    assert.deepEqual(problems('norm>'), [{ kind: 'number', word: 'norm>' }]);
  });

  it('says what would be understood', () => {
    const [problem] = problems('foo:bar');
    assert.ok(problem);
    assert.equal(
      problemText(problem, ENGLISH),
      '“foo:bar”: before a colon stands one of name, scope, dtype, shape, op.',
    );
  });

  it('counts, and does not hide that hidden rows are not finite', () => {
    assert.equal(countText(3, 3, 0, ENGLISH), '3 rows');
    assert.equal(countText(3, 7, 0, ENGLISH), '3 of 7 rows');
    assert.equal(countText(3, 7, 2, ENGLISH), '3 of 7 rows · 2 hidden rows are not finite');
  });
});
