/** @file A half-typed TypeScript file, live, in the real worker: as everyPrefix.test.ts, at every token of 60 lines. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PlaceValue } from '../../../src/protocol/placeValues';
import { LossFile } from '../loadedFile';
import { TypedFile } from './typedFile';

const TEXT = readFileSync(path.join(process.cwd(), 'test/runner/typing/spiral.ts'), 'utf8');

/** Of these lines every letter is a prefix of its own; of the others every token. */
const BY_LETTER = /^(?:enum|const LIMIT|  private readonly hidden|    const a =|  const scale|  for \(const name|const cost)/;

function prefixes(): number[] {
  const ends = new Set<number>();
  let start = 0;
  for (const line of TEXT.split('\n')) {
    const tokens = BY_LETTER.test(line) ? /[^]/g : /\s*(?:[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s])/gu;
    for (const { 0: token, index } of line.matchAll(tokens)) ends.add(start + index + token.length);
    start += line.length + 1;
    ends.add(Math.min(start, TEXT.length));
  }
  return [...ends].sort((a, b) => a - b);
}

/** What holds at every moment, whatever was typed and whatever runs. */
function check(file: TypedFile): void {
  const around = `…${JSON.stringify(file.text.slice(-60))}`;
  for (const hint of file.hints.hints()) {
    const { computed, now, isOfThisText } = file.tokens(hint);
    assert.equal(now, computed, `a hint on another token ${around}`);
    assert.ok(isOfThisText || hint.mark !== 'none', `${now}: a value of another text is none of this ${around}`);
  }
  const { state, status } = file.debugger.view;
  if (state?.record && file.versions.get(state.version) !== file.text) {
    assert.ok(['stale', 'running'].includes(status.kind), `${status.kind}: the panel has values of another text ${around}`);
  }
  assert.deepEqual(file.crashes, []);
}

function checkAtRest(file: TypedFile): void {
  check(file);
  const { error } = file.debugger.view;
  const lines = file.text.split('\n').length;
  // An error that has no place in the text is one of ours.
  if (error !== null) assert.ok(error.place !== null && error.place.line <= lines, `${JSON.stringify(error)} ${JSON.stringify(file.text.slice(-60))}`);
  if (file.debugger.isCurrent) assert.ok(file.hints.hints().every(({ mark }) => mark === 'none'));
}

describe('a half-typed script', () => {
  let file: TypedFile;
  beforeEach(() => {
    file = new TypedFile({ liveDelay: 0, changed: () => check(file), name: 'spiral.ts' });
  });
  afterEach(async () => {
    await file.dispose();
    assert.deepEqual(file.strange, []);
  });

  it('at every prefix of a file of 60 lines, and taken back from its end', async function () {
    this.timeout(400_000);
    await file.debugger.load();
    const ends = prefixes();
    assert.ok(ends.length > 600, `${ends.length} prefixes`);
    let [failed, from] = [0, 0];
    for (const end of ends) {
      file.edit(from, from, TEXT.slice(from, end));
      from = end;
      check(file);
      await file.settled();
      if (file.debugger.view.error !== null) failed++;
      checkAtRest(file);
    }
    assert.equal(file.text, TEXT);
    assert.ok(failed > 200, `${failed} failed`);
    assert.ok(file.debugger.isCurrent, JSON.stringify(file.debugger.view.error));
    const shown = file.hints.hints().map(({ found }) => found);
    assert.equal(shown.length, 12);
    // The hints are those that a worker tells that never saw another text.
    const fresh = new LossFile();
    try {
      const options = { seed: 0, drive: 'park', maxSteps: 1000, maxValues: 256, takesNotes: true } as const;
      await fresh.state({ kind: 'load', path: 'spiral.ts', text: TEXT, version: 1, options });
      const reply = await fresh.send({ kind: 'ask', question: { kind: 'placeValues', step: null, which: 'bound' } });
      assert.ok(reply.ok && reply.answer?.kind === 'placeValues');
      // `order` only says which of two came first: a worker that has run other texts counts on.
      const told = (places: readonly object[]) => places.map((place) => ({ ...place, order: null }));
      assert.deepEqual(told(shown), told(reply.answer.places));
    } finally {
      await fresh.dispose();
    }
    // With values on the screen: the last lines are taken away letter by letter, and marked where they are old.
    let marked = 0;
    for (let end = TEXT.length - 1; end > TEXT.indexOf('  const scale'); end--) {
      file.edit(end, end + 1, '');
      check(file);
      await file.settled();
      checkAtRest(file);
      marked += file.hints.hints().filter(({ mark }) => mark !== 'none').length;
    }
    assert.ok(marked > 100, `${marked} marked`);
  });
});
