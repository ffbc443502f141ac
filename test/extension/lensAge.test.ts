/** @file Lenses that an editor still draws as they were: which lines, through edits, until it draws the new ones. */
import assert from 'node:assert/strict';
import { LensAge, type GivenLens } from '../../src/extension/lensAge';
import type { AskedStep } from '../../src/extension/placeHints';
import type { Mark } from '../../src/extension/shownPlaces';
import type { SessionState } from '../../src/protocol/messages';

const step = (): SessionState => ({}) as SessionState;
const asked = (state: SessionState, mark: Mark): AskedStep => ({ state, places: null, mark });
const insertion = (line: number, character: number, text: string) => ({
  range: { startLine: line, startCharacter: character, endLine: line, endCharacter: character },
  text,
});

describe('the age of lenses', () => {
  let age: LensAge;
  let state: SessionState;

  /** Given and drawn, as an editor at rest has them. */
  function draw(lines: readonly number[], of: SessionState, mark: Mark): GivenLens[] {
    const lenses = lines.map((): GivenLens => ({ state: of }));
    age.given(lenses.map((lens, i) => ({ lens, line: lines[i]! })));
    for (const lens of lenses) age.drew(lens, mark);
    return lenses;
  }

  beforeEach(() => {
    age = new LensAge();
    state = step();
    draw([4, 4, 6], state, 'none');
  });

  it('is none while the editor draws what is shown', () => {
    assert.deepEqual(age.oldLines(asked(state, 'none')), []);
  });

  it('begins with the mark of another text, with another step, with no step at all', () => {
    assert.deepEqual(age.oldLines(asked(state, 'awaited')), [4, 6]);
    assert.deepEqual(age.oldLines(asked(step(), 'none')), [4, 6]);
    assert.deepEqual(age.oldLines(null), [4, 6]);
  });

  it('ends line by line as the new ones are drawn, not when they are given', () => {
    const next = step();
    const [first, second] = [{ state: next }, { state: next }];
    age.given([{ lens: first, line: 4 }, { lens: second, line: 6 }]);
    assert.deepEqual(age.oldLines(asked(next, 'none')), [4, 6]);
    age.drew(first, 'none');
    assert.deepEqual(age.oldLines(asked(next, 'none')), [6]);
    age.drew(second, 'none');
    assert.deepEqual(age.oldLines(asked(next, 'none')), []);
  });

  it('goes from one mark to the other and back with the same step', () => {
    draw([4, 6], state, 'gone');
    assert.deepEqual(age.oldLines(asked(state, 'gone')), []);
    assert.deepEqual(age.oldLines(asked(state, 'none')), [4, 6]);
    draw([4, 6], state, 'none');
    assert.deepEqual(age.oldLines(asked(state, 'none')), []);
  });

  it('is that of what is drawn when a lens was given and never drawn', () => {
    const next = step();
    const skipped = { state: next };
    age.given([{ lens: skipped, line: 4 }, { lens: { state: next }, line: 6 }]);
    draw([4, 6], next, 'none');
    age.drew(skipped, 'awaited');
    assert.deepEqual(age.oldLines(asked(next, 'none')), []);
  });

  it('knows the lines that have a lens, drawn or only given', () => {
    age.given([{ lens: { state }, line: 6 }, { lens: { state }, line: 9 }]);
    assert.deepEqual([4, 6, 9, 10].map((line) => age.hasLens(line)), [false, true, true, false]);
  });

  it('is forgotten with a line that has no lens any more', () => {
    age.given([{ lens: { state }, line: 6 }]);
    assert.deepEqual(age.oldLines(null), [6]);
    age.given([]);
    assert.deepEqual(age.oldLines(null), []);
  });

  it('moves with its line: below an edit, not above one, to its beginning inside of one', () => {
    age.edited([insertion(0, 3, '\n\n')]);
    assert.deepEqual(age.oldLines(null), [6, 8]);
    age.edited([insertion(8, 9, '\nx = 1')]);
    assert.deepEqual(age.oldLines(null), [6, 8]);
    // A line put above another at its first letter.
    age.edited([insertion(8, 0, 'x = 1\n')]);
    assert.deepEqual(age.oldLines(null), [6, 9]);
    age.edited([{ range: { startLine: 5, startCharacter: 2, endLine: 8, endCharacter: 1 }, text: '' }]);
    assert.deepEqual(age.oldLines(null), [5, 6]);
  });

  it('moves by several edits at once, ranges of the text before all of them', () => {
    age.edited([insertion(0, 0, 'a\n'), insertion(5, 0, 'b\n')]);
    assert.deepEqual(age.oldLines(null), [5, 8]);
  });
});
