/** @file Values in the editor of a module: of the text that ran, carried along and marked while it has another. */
import assert from 'node:assert/strict';
import { ModuleHints } from '../../src/extension/moduleHints';
import type { PlaceHints } from '../../src/extension/placeHints';
import type { Mark, PlaceHint } from '../../src/extension/shownPlaces';
import type { PlaceDetails, PlaceValue } from '../../src/protocol/placeValues';
import { textDigest } from '../../src/protocol/textDigest';

const RAN = 'def f(x):\n  y = x\n  return y\n';

function start(text = RAN) {
  const place = (line: number) => ({ file: './m.py', line, column: 7, endLine: line, endColumn: 8 });
  const value = (line: number) =>
    ({ place: place(line), within: { ...place(line), column: 3 }, after: { line, column: 8 }, node: `n${line}` }) as unknown as PlaceValue;
  const beside = { places: [value(2), value(3)], mark: 'none' as Mark, digest: textDigest(RAN) };
  const asked: string[] = [];
  const values = {
    beside: () => beside,
    details: async () => ({}) as PlaceDetails,
    valueIn: async (file: string, line: number, character: number) => {
      asked.push(`${file} ${line}:${character}`);
      return null;
    },
  } as unknown as PlaceHints;
  const document = { version: 1, text, getText: () => document.text };
  const hints = new ModuleHints(values, './m.py', document);
  const edit = (line: number, character: number, typed: string) => {
    const lines = document.text.split('\n');
    lines[line] = lines[line]!.slice(0, character) + typed + lines[line]!.slice(character);
    document.text = lines.join('\n');
    document.version++;
    hints.edited([{ range: { startLine: line, startCharacter: character, endLine: line, endCharacter: character }, text: typed }]);
  };
  const told = () => hints.hints().map(({ line, character, mark }: PlaceHint) => `${line}:${character} ${mark}`);
  return { hints, beside, document, edit, told, asked };
}

describe('the values of a module', () => {
  it('stand at their places, marked as those of the loss file are', () => {
    const { told, beside } = start();
    assert.deepEqual(told(), ['1:7 none', '2:7 none']);
    beside.mark = 'awaited';
    assert.deepEqual(told(), ['1:7 awaited', '2:7 awaited']);
  });

  it('are carried through edits and marked, lost where they are touched, and there again when all is taken back', () => {
    const { told, edit, document, hints } = start();
    told();
    edit(0, 0, '# new\n');
    assert.deepEqual(told(), ['2:7 gone', '3:7 gone']);
    edit(2, 6, '2 * ');
    assert.deepEqual(told(), ['3:7 gone']);
    Object.assign(document, { text: RAN, version: 10 });
    hints.edited([]);
    assert.deepEqual(told(), ['1:7 none', '2:7 none']);
  });

  it('are of the text with other line ends too', () => {
    assert.deepEqual(start(RAN.replaceAll('\n', '\r\n')).told(), ['1:7 none', '2:7 none']);
  });

  it('are none while the editor never had the text that ran', () => {
    const { told, beside, document } = start(`${RAN}#`);
    assert.deepEqual(told(), []);
    beside.digest = textDigest(document.text);
    assert.deepEqual(told(), ['1:7 none', '2:7 none']);
  });

  it('are asked for under the pointer in the text that ran; in another only what was known is told', async () => {
    const { hints, edit, asked } = start();
    await hints.valueAt(1, 6);
    assert.deepEqual(asked, ['./m.py 1:6']);
    assert.notEqual(await hints.details(hints.hints()[0]!), null);
    const [hint] = hints.hints();
    edit(0, 0, '\n');
    const known = await hints.valueAt(2, 6);
    assert.deepEqual([known?.isStale, known?.range?.startLine, asked.length], [true, 2, 1]);
    assert.equal(await hints.valueAt(0, 0), null);
    assert.equal(await hints.details(hint!), null);
  });
});

describe('the digest of a text', () => {
  it('is another for a letter more, less, or elsewhere, and the same however lines end', () => {
    const texts = ['', 'a', 'b', 'ab', 'ba', 'a\nb', 'a b', 'a\n\nb', 'ｱ', 'x = 1', 'x = 2', 'x = 12', 'x = 21'];
    assert.equal(new Set(texts.map(textDigest)).size, texts.length);
    assert.equal(textDigest('a\r\nb\rc'), textDigest('a\nb\nc'));
  });
});
