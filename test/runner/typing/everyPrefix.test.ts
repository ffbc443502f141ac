/** @file Half-typed code, live, in the real worker: no lost worker, no value without its mark, no hint on a wrong token. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LossFile } from '../loadedFile';
import { inText } from '../../../src/extension/shownPlaces';
import { TypedFile } from './typedFile';

const SLOPE = readFileSync(path.join(process.cwd(), 'test/runner/typing/slope.py'), 'utf8');
const TEXT = readFileSync(path.join(process.cwd(), 'test/runner/typing/spiral.py'), 'utf8');

/** Of these every letter is a prefix of its own; of the others every token. */
const BY_LETTER = [
  'STEPS, RATE', 'LIMIT =', 'def dense', '        w = tf.get', '    return z', '        total +=', 'labels =', 'weights =',
  'clipped, norm', '        _, value',
];

const LINES = TEXT.split('\n');

function startOf(line: number): number {
  return LINES.slice(0, line).join('\n').length + (line > 0 ? 1 : 0);
}

/** The ends of all prefixes, in their order. */
function prefixes(): number[] {
  const ends = [...TEXT.matchAll(/[ \n]*(?:[\p{L}\p{N}_]+|[^\p{L}\p{N}_ \n]|$)/gu)].map(({ 0: token, index }) => index + token.length);
  for (const begin of BY_LETTER) {
    const line = LINES.findIndex((known) => known.startsWith(begin));
    assert.ok(line >= 0, begin);
    let at = startOf(line);
    for (const letter of LINES[line]!) ends.push((at += letter.length));
  }
  return [...new Set(ends)].sort((a, b) => a - b);
}

/** What holds at every moment, whatever was typed and whatever runs. */
function check(file: TypedFile): void {
  const around = `…${JSON.stringify(file.text.slice(-60))}`;
  for (const hint of file.hints.hints()) {
    const { computed, now, isOfThisText } = file.tokens(hint);
    assert.equal(now, computed, `a hint on another token ${around}`);
    assert.ok(isOfThisText || hint.mark !== 'none', `${now}: a value of another text is none of this ${around}`);
    assert.ok(hint.mark !== 'awaited' || file.isBusy, `${now}: nothing is on its way ${around}`);
  }
  const { state, status } = file.debugger.view;
  if (state?.record && file.versions.get(state.version) !== file.text) {
    assert.ok(['stale', 'running'].includes(status.kind), `${status.kind}: the panel has values of another text ${around}`);
  }
  assert.deepEqual(file.crashes, []);
}

/** The same at rest: what runs is over. Whether there are values of this very text. */
function checkAtRest(file: TypedFile): boolean {
  check(file);
  const { error, status } = file.debugger.view;
  // An error that has no place in the text is one of ours.
  if (error !== null) assert.ok(error.place !== null && error.place.line <= file.text.split('\n').length, JSON.stringify(error));
  assert.notEqual(status.kind, 'running');
  if (file.debugger.isCurrent) {
    assert.ok(file.hints.hints().every(({ mark }) => mark === 'none'));
  }
  return file.debugger.isCurrent;
}

describe('half-typed code', () => {
  let file: TypedFile;
  let fresh: LossFile;
  before(() => {
    fresh = new LossFile();
  });
  beforeEach(() => {
    file = new TypedFile({ liveDelay: 0, changed: () => check(file) });
  });
  afterEach(async () => {
    await file.dispose();
    assert.deepEqual(file.strange, []);
  });
  after(() => fresh.dispose());

  /** Types the ends of a text one after the other; resolves to how many failed, and how many had values. */
  async function typeAll(text: string, ends: readonly number[]): Promise<{ readonly failed: number; readonly current: number }> {
    let [failed, current, from] = [0, 0, 0];
    for (const end of ends) {
      file.edit(from, from, text.slice(from, end));
      from = end;
      check(file);
      await file.settled();
      if (file.debugger.view.error !== null) failed++;
      if (!checkAtRest(file)) continue;
      current++;
      if (text[end] === '\n') await checkValues(0);
    }
    assert.equal(file.text, text);
    return { failed, current };
  }

  /** The hints are those that a worker tells that never saw another text. */
  async function checkValues(steps: number): Promise<void> {
    const options = { seed: 0, drive: 'park', maxSteps: 1000, maxValues: 256, takesNotes: true } as const;
    await fresh.state({ kind: 'load', path: 'spiral.py', text: file.text, version: 1, options });
    for (let i = 0; i < steps; i++) await fresh.step();
    const reply = await fresh.send({ kind: 'ask', question: { kind: 'placeValues', step: null, which: 'bound' } });
    assert.ok(reply.ok && reply.answer?.kind === 'placeValues');
    const { places, groups } = reply.answer;
    assert.deepEqual(file.hints.hints().map(({ found }) => found), [...places, ...groups].sort(inText));
  }

  it('at every prefix of a file of 60 lines', async function () {
    this.timeout(400_000);
    await file.debugger.load();
    const ends = prefixes();
    assert.ok(ends.length > 800, `${ends.length} prefixes`);
    const { failed, current } = await typeAll(TEXT, ends);
    // Both kinds of prefix were there: those that fail, and those that have values.
    assert.ok(failed > 200 && current >= 5, `${failed} failed, ${current} had values`);
    assert.equal(file.hints.hints().length, 24);
  });

  it('at every letter of a file whose step is there from its seventh line on', async function () {
    this.timeout(600_000);
    await file.debugger.load();
    const { length } = SLOPE;
    // A letter of two units is never half.
    const ends = Array.from({ length }, (_, i) => i + 1).filter((end) => !/[\uD800-\uDBFF]/.test(SLOPE[end - 1]!));
    const { failed, current } = await typeAll(SLOPE, ends);
    const withStep = length - SLOPE.indexOf('\n\n# From here on');
    assert.ok(current > 0.6 * withStep && failed > 100, `${current} of ${withStep} had values, ${failed} failed`);
    assert.equal(file.hints.hints().length, 25);
  });

  it('in the middle of a file that has values', async function () {
    this.timeout(200_000);
    file.edit(0, 0, TEXT);
    await file.debugger.load();
    await file.debugger.step(3);
    await file.debugger.step(2);
    let marked = 0;
    for (const begin of ['        total +=', 'data_loss =', 'clipped, norm']) {
      const line = LINES.findIndex((known) => known.startsWith(begin));
      const [start, text] = [startOf(line), LINES[line]!];
      file.edit(start, start + text.length, '');
      let at = start;
      for (const letter of ['', ...text]) {
        file.edit(at, at, letter);
        at += letter.length;
        check(file);
        await file.settled();
        checkAtRest(file);
        marked += file.hints.hints().filter(({ mark }) => mark !== 'none').length;
      }
      assert.equal(file.text, TEXT);
      assert.equal(checkAtRest(file), true);
      assert.equal(file.hints.hints().length, 24);
    }
    assert.ok(marked > 100, `${marked} marked`);
    // Half-typed lines failed at earlier steps: the way back is to where it was all the same.
    assert.equal(file.debugger.view.state?.cursor, 5);
    await checkValues(5);
  });

  for (const step of [0, 2]) {
    it(`at full speed, with second thoughts, at step ${step}: whatever the next key interrupts`, async function () {
      this.timeout(200_000);
      file.edit(0, 0, TEXT);
      await file.debugger.load();
      if (step > 0) await file.debugger.step(step);
      // A small generator of Park and Miller: the same keys in every run.
      let seed = 11 + step;
      const chance = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
      let now = 0;
      for (let burst = 0; burst < 6; burst++) {
        const line = chance(LINES.length - 1);
        const at = startOf(line) + chance(LINES[line]!.length + 1);
        const typed = ['#', 'tf.', '1', ' ', '(', 'x = tf.constant(3.0)\n', '\n', "'", '0'][chance(9)]!;
        for (const letter of typed) {
          file.edit(at + now, at + now, letter);
          now++;
          check(file);
          await new Promise((resolve) => setTimeout(resolve, chance(45)));
          check(file);
        }
        for (; now > 0; now--) {
          file.edit(at + now - 1, at + now, '');
          check(file);
          await new Promise((resolve) => setTimeout(resolve, chance(3) === 0 ? chance(60) : 0));
        }
        assert.equal(file.text, TEXT);
      }
      await file.settled();
      await file.settled();
      assert.equal(checkAtRest(file), true, JSON.stringify(file.debugger.view.status));
      assert.equal(file.debugger.view.state?.cursor, step);
      await checkValues(step);
    });
  }
});
