/** @file Printed text in pieces, as a program writes it, is kept as lines, bounded. */
import assert from 'node:assert/strict';
import type { PrintedRecord } from '../../src/protocol/records';
import { StepPrints } from '../../src/session/stepPrints';

/** What a step is given, each time that it is given something. */
function kept(work: (prints: StepPrints, begin: () => void) => void): PrintedRecord[] {
  const list: PrintedRecord[] = [];
  const prints = new StepPrints();
  const begin = () => {
    prints.begin();
    prints.madeIn({ notePrinted: (printed) => void list.push(printed) });
  };
  begin();
  work(prints, begin);
  return list;
}

const printed = (...texts: string[]) =>
  kept((prints) => {
    for (const text of texts) prints.add(text);
    prints.keep();
  })[0];

describe('the prints of a step', () => {
  it('join what one line was written in', () => {
    assert.deepEqual(printed('loss', ' 0.5\n', '\n', 'lr 1'), { lines: ['loss 0.5', '', 'lr 1'], omitted: 0 });
    assert.equal(printed(), undefined);
    assert.equal(printed(''), undefined);
  });

  it('cut a line that is too long, and count those after it', () => {
    // 8,192 characters are kept: 4 of the first line, 8,188 of the second, then the mark.
    const found = printed('step\n', `${'x'.repeat(9000)}\n`, 'a\n', 'b', 'c\n');
    assert.equal(found?.lines.length, 2);
    assert.equal(found.lines[1], `${'x'.repeat(8188)}…`);
    assert.equal(found.omitted, 2);
  });

  it('tell all of the step again when there is more, and begin anew with the next', () => {
    const given = kept((prints, begin) => {
      prints.add('a\n');
      prints.keep();
      prints.keep();
      prints.add('b\n');
      prints.keep();
      begin();
      prints.keep();
      prints.add('c');
      prints.keep();
    });
    assert.deepEqual(given.map(({ lines }) => lines), [['a'], ['a', 'b'], ['c']]);
  });
});
