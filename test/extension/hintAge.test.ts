/** @file Hints that an editor still draws as they were: which, and where they stand after edits. */
import assert from 'node:assert/strict';
import { HintAge } from '../../src/extension/hintAge';
import type { Mark, PlaceHint } from '../../src/extension/shownPlaces';
import type { PlaceValue } from '../../src/protocol/placeValues';

const found = (): PlaceValue => ({}) as PlaceValue;
const hint = (of: PlaceValue, line: number, character: number, mark: Mark = 'none'): PlaceHint => ({ line, character, found: of, mark });
const edit = (startLine: number, startCharacter: number, endLine: number, endCharacter: number, text: string) => ({
  range: { startLine, startCharacter, endLine, endCharacter },
  text,
});

describe('the age of hints', () => {
  let age: HintAge;
  const [a, b] = [found(), found()];
  const where = () => age.old([]).map(({ line, character }) => `${line}:${character}`);

  beforeEach(() => {
    age = new HintAge();
    age.given([hint(a, 2, 4), hint(b, 5, 9)], 0, 20);
  });

  it('is none while the editor draws what there is', () => {
    assert.deepEqual(age.old([hint(a, 2, 4), hint(b, 5, 9)]), []);
    assert.ok(age.isDrawn([hint(a, 2, 4), hint(b, 5, 9)], 0, 20));
  });

  it('begins with another mark, another value, and for one that is gone', () => {
    assert.deepEqual(age.old([hint(a, 2, 4, 'awaited'), hint(b, 5, 9)]).map(({ line }) => line), [2]);
    assert.deepEqual(age.old([hint(found(), 2, 4), hint(b, 5, 9)]).map(({ line }) => line), [2]);
    assert.deepEqual(age.old([hint(b, 5, 9)]).map(({ line }) => line), [2]);
  });

  it('needs no second mark where the hint that is drawn says so itself', () => {
    age.given([hint(a, 2, 4, 'awaited'), hint(b, 5, 9, 'gone')], 0, 20);
    assert.deepEqual(age.old([hint(a, 2, 4), hint(b, 5, 9)]), []);
  });

  it('ends with what is given, on the lines that were asked for', () => {
    const now = [hint(a, 2, 4, 'gone'), hint(b, 5, 9, 'gone')];
    age.given([now[0]!], 0, 4);
    assert.deepEqual(age.old(now).map(({ line }) => line), [5]);
    assert.ok(age.isDrawn([now[0]!], 0, 4));
    assert.ok(!age.isDrawn(now, 0, 20));
  });

  it('is drawn no more when a hint is missing, or stands elsewhere', () => {
    assert.ok(!age.isDrawn([hint(a, 2, 4)], 0, 20));
    assert.ok(!age.isDrawn([hint(a, 2, 5), hint(b, 5, 9)], 0, 20));
    assert.ok(age.isDrawn([hint(a, 2, 4)], 0, 4));
  });

  for (const [what, edits, places] of [
    ['lines above', [edit(0, 3, 0, 3, '\n\n')], ['4:4', '7:9']],
    ['letters before it', [edit(2, 0, 2, 0, 'ab'), edit(5, 3, 5, 5, '')], ['2:6', '5:7']],
    ['letters at its place', [edit(2, 4, 2, 4, 'x')], ['2:5', '5:9']],
    ['letters behind it', [edit(2, 5, 2, 5, 'x'), edit(5, 10, 6, 0, '')], ['2:4', '5:9']],
    ['the end of a line before its letters', [edit(5, 2, 5, 2, 'x\r\n  y')], ['2:4', '6:10']],
    ['a line joined to the one before', [edit(4, 7, 5, 0, '')], ['2:4', '4:16']],
    ['its letters deleted', [edit(1, 1, 3, 2, 'q\n')], ['2:0', '4:9']],
    ['all of it at once', [edit(0, 0, 0, 0, 'x\n'), edit(2, 1, 2, 1, '_'), edit(4, 0, 5, 0, '')], ['3:5', '5:9']],
  ] as const) {
    it(`stands where the editor draws it after an edit: ${what}`, () => {
      age.edited(edits);
      assert.deepEqual(where(), places);
    });
  }
});
