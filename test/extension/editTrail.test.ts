/** @file Ranges carried through edits: the same token at every time, or none. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EditTrail, movedBy, type TextEdit, type TextRange } from '../../src/extension/editTrail';

const LINE_END = /\r\n|\r|\n/;

function range(startLine: number, startCharacter: number, endLine: number, endCharacter: number): TextRange {
  return { startLine, startCharacter, endLine, endCharacter };
}

/** Index in `text` of a line and character; characters end with the line. */
function offset(text: string, line: number, character: number): number {
  const ends = [...text.matchAll(/\r\n|\r|\n/g)];
  const start = line === 0 ? 0 : ends[line - 1]!.index + ends[line - 1]![0].length;
  const end = ends[line]?.index ?? text.length;
  return Math.min(end, start + character);
}

function position(text: string, at: number): readonly [number, number] {
  const lines = text.slice(0, at).split(LINE_END);
  return [lines.length - 1, lines.at(-1)!.length];
}

function applied(text: string, { range: gone, text: put }: TextEdit): string {
  return text.slice(0, offset(text, gone.startLine, gone.startCharacter)) + put + text.slice(offset(text, gone.endLine, gone.endCharacter));
}

const slice = (text: string, r: TextRange) =>
  text.slice(offset(text, r.startLine, r.startCharacter), offset(text, r.endLine, r.endCharacter));

describe('a range of a text that is edited', () => {
  const at = range(2, 4, 2, 9);

  it('stays when lines behind it change, and moves with lines before it', () => {
    assert.deepEqual(movedBy(at, { range: range(3, 0, 5, 1), text: 'x' }), at);
    assert.deepEqual(movedBy(at, { range: range(0, 3, 1, 2), text: 'a\nb\nc\n' }), range(4, 4, 4, 9));
    assert.deepEqual(movedBy(at, { range: range(0, 0, 1, 0), text: '' }), range(1, 4, 1, 9));
  });

  it('stays when Enter is pressed at its end or a line is put before it', () => {
    assert.deepEqual(movedBy(at, { range: range(2, 9, 2, 9), text: '\n    ' }), at);
    assert.deepEqual(movedBy(at, { range: range(2, 12, 2, 12), text: '  \r\n' }), at);
    assert.deepEqual(movedBy(at, { range: range(2, 0, 2, 0), text: 'y = 1\n' }), range(3, 4, 3, 9));
  });

  it('is lost when its line is touched, before it, in it or behind it', () => {
    for (const character of [0, 2, 4, 6, 9, 12]) {
      assert.equal(movedBy(at, { range: range(2, character, 2, character), text: '#' }), null, String(character));
    }
    assert.equal(movedBy(at, { range: range(1, 3, 2, 0), text: '' }), null, 'joined with the line before');
    assert.equal(movedBy(at, { range: range(2, 9, 3, 0), text: '' }), null, 'joined with the line behind');
  });

  it('covers the same token at every time, or is lost: any text, any edits', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '_', '1', ' ', '(', '#', '"', '=', 'é', '𝒳', '\n', '\r\n', '\t') });
    const edits = fc.array(fc.record({ from: fc.nat(200), length: fc.oneof(fc.constant(0), fc.nat(30)), text: letters }), { maxLength: 6 });
    let kept = 0;
    fc.assert(
      fc.property(letters, fc.nat(200), edits, (text, pick, list) => {
        const tokens = [...text.matchAll(/[\wé𝒳]+/gu)];
        const token = tokens[pick % Math.max(1, tokens.length)];
        if (token === undefined) return;
        const [startLine, startCharacter] = position(text, token.index);
        const [endLine, endCharacter] = position(text, token.index + token[0].length);
        const trail = new EditTrail();
        const first = range(startLine, startCharacter, endLine, endCharacter);
        const before = text.split(LINE_END)[startLine]!.slice(0, startCharacter);
        let now = text;
        list.forEach(({ from, length, text: put }) => {
          const start = Math.min(from, now.length);
          const end = Math.min(start + length, now.length);
          // Editors have no position inside of a line end or a pair of surrogates.
          if (/\r$/.test(now.slice(0, start)) || /\r$/.test(now.slice(0, end)) || /[\ud800-\udbff]$/.test(now.slice(0, start)) || /[\ud800-\udbff]$/.test(now.slice(0, end))) return;
          const edit = { range: range(...position(now, start), ...position(now, end)), text: put };
          now = applied(now, edit);
          trail.note([edit]);
        });
        const moved = trail.moved(first, 1);
        if (moved === null) return;
        kept++;
        assert.equal(slice(now, moved), token[0]);
        const line = now.split(LINE_END)[moved.startLine]!;
        // No comment sign came before it, no letter stuck to it.
        assert.equal(line.slice(0, moved.startCharacter), before);
        assert.doesNotMatch(line.slice(moved.endCharacter), /^[\wé𝒳]/u);
      }),
      { numRuns: 3000 },
    );
    assert.ok(kept > 200, `${kept} ranges were kept`);
  });

  it('counts the edits since a version only', () => {
    const trail = new EditTrail();
    trail.note([{ range: range(0, 0, 0, 0), text: 'a\n' }]);
    trail.note([{ range: range(0, 0, 0, 0), text: 'b\n' }]);
    assert.equal(trail.version, 3);
    assert.equal(trail.moved(at, 1)?.startLine, 4);
    assert.equal(trail.moved(at, 2)?.startLine, 3);
    trail.forgetBefore(2);
    assert.equal(trail.moved(at, 2)?.startLine, 3);
    assert.equal(trail.moved(at, 3)?.startLine, 2);
    trail.noteUnknown();
    assert.equal(trail.moved(at, 3), null);
  });

  it('takes edits of one moment by where they were before all of them', () => {
    const trail = new EditTrail();
    // The second is on line 4 of the text as it was, behind the range, whatever the first puts above.
    trail.note([{ range: range(0, 0, 0, 0), text: '\n\n\n' }, { range: range(4, 0, 4, 1), text: 'x' }]);
    assert.equal(trail.moved(at, 1)?.startLine, 5);
  });
});
