/** @file Printed text in pieces, as a program writes it, is kept as lines, bounded. */
import assert from 'node:assert/strict';
import { StepPrints } from '../../src/session/stepPrints';

const printed = (...texts: string[]) => {
  const prints = new StepPrints();
  prints.begin();
  for (const text of texts) prints.add(text);
  return prints.news();
};

describe('the prints of a step', () => {
  it('join what one line was written in', () => {
    assert.deepEqual(printed('loss', ' 0.5\n', '\n', 'lr 1'), { lines: ['loss 0.5', '', 'lr 1'], omitted: 0 });
    assert.equal(printed(), null);
    assert.equal(printed(''), null);
  });

  it('cut a line that is too long, and count those after it', () => {
    // 8,192 characters are kept: 4 of the first line, 8,188 of the second, then the mark.
    const found = printed('step\n', `${'x'.repeat(9000)}\n`, 'a\n', 'b', 'c\n');
    assert.equal(found?.lines.length, 2);
    assert.equal(found.lines[1], `${'x'.repeat(8188)}…`);
    assert.equal(found.omitted, 2);
  });

  it('tell all of the step again when there is more, and begin anew with the next', () => {
    const prints = new StepPrints();
    prints.begin();
    prints.add('a\n');
    assert.deepEqual(prints.news()?.lines, ['a']);
    assert.equal(prints.news(), null);
    prints.add('b\n');
    assert.deepEqual(prints.news()?.lines, ['a', 'b']);
    prints.begin();
    assert.equal(prints.news(), null);
  });
});
