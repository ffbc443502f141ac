/** @file Values at their places while the text is edited: carried along, marked, or gone; one question at a time. */
import assert from 'node:assert/strict';
import { EditTrail } from '../../src/extension/editTrail';
import type { Answered } from '../../src/extension/lossSession';
import { PlaceHints } from '../../src/extension/placeHints';
import type { PlaceValue } from '../../src/protocol/placeValues';
import { notesState } from '../webview/notesProgram';

const HEALTH = {
  nan: 0, negativeInfinity: 0, positiveInfinity: 0, negative: 0, zero: 0, positive: 1, min: 2, max: 2, mean: 2, std: 0, norm: 2,
};

const PLACES = { loss: null, training: [], uses: [], modules: [], groups: [] };

function placeAt(line: number, file = 'loss.py'): PlaceValue {
  const place = { file, line, column: 1, endLine: line, endColumn: 6 };
  const value = { dtype: 'float32', shape: [], size: 1, value: 2, health: HEALTH };
  return {
    kind: 'assigned', place, within: place, after: { line, column: 6 }, name: `x${line}`, visits: 1, op: 'Mul', node: 'mul', order: 0, isOfStep: true, isMaker: null,
    value, gradient: null, rows: [],
  };
}

function start(places: readonly PlaceValue[]) {
  const trail = new EditTrail();
  const of = {
    view: { state: notesState(0) } as never,
    isCurrent: true,
    isAwaited: false,
    asked: 0,
    refuses: false,
    gate: Promise.resolve(),
    async askShown(): Promise<Answered | undefined> {
      of.asked++;
      await of.gate;
      if (!of.isCurrent) return undefined;
      if (of.refuses) return { kind: 'refused', error: { type: 'ValueError', message: '', place: null, madeAt: null, remedy: null } };
      return { kind: 'answer', version: trail.version, answer: { kind: 'placeValues', step: 1, places, ...PLACES } };
    },
    show() {
      of.view = { state: notesState(1) } as never;
    },
    edit(line: number, text: string) {
      of.isCurrent = false;
      trail.note([{ range: { startLine: line, startCharacter: 0, endLine: line, endCharacter: 0 }, text }]);
      return hints.update(true);
    },
  };
  let changes = 0;
  const hints = new PlaceHints(of, trail, () => changes++);
  const told = () => hints.hints().map(({ line, mark, found }) => `${found.name} ${line}${mark === 'none' ? '' : ' was'}`);
  return { of, hints, told, changes: () => changes };
}

describe('values at their places', () => {
  it('of the last text are not taken for those of the new one while their question waits', async () => {
    const { of, hints } = start([placeAt(1), placeAt(3)]);
    await hints.update(true);
    await of.edit(1, 'new\n');
    of.isCurrent = true;
    of.show();
    let open: () => void = () => undefined;
    of.gate = new Promise((resolve) => (open = resolve));
    const asked = hints.update(true);
    assert.deepEqual(hints.hints().map(({ line, mark }) => [line, mark]), [[0, 'gone'], [3, 'gone']]);
    open();
    await asked;
    assert.deepEqual(hints.hints().map(({ line, mark }) => [line, mark]), [[0, 'none'], [2, 'none']]);
    hints.dispose();
  });

  it('are asked once for what is shown, and again when it is another', async () => {
    const { of, hints, told, changes } = start([placeAt(1), placeAt(3)]);
    await hints.update(true);
    await hints.update(true);
    assert.equal(of.asked, 1);
    assert.equal(changes(), 1);
    assert.deepEqual(told(), ['x1 0', 'x3 2']);
    of.show();
    await hints.update(true);
    assert.equal(of.asked, 2);
    assert.equal(changes(), 2);
  });

  it('are marked and carried along by edits, gone where they were touched, and there again when all is taken back', async () => {
    const { of, hints, told } = start([placeAt(1), placeAt(3)]);
    await hints.update(true);
    await of.edit(1, 'new\n');
    assert.deepEqual(told(), ['x1 0 was', 'x3 3 was']);
    await of.edit(0, '#');
    assert.deepEqual(told(), ['x3 3 was']);
    of.isCurrent = true;
    assert.deepEqual(told(), ['x1 0', 'x3 2']);
  });

  it('are not asked of a text that is edited, and of a step that refuses there are none', async () => {
    const { of, hints, told } = start([placeAt(1)]);
    of.isCurrent = false;
    await hints.update(true);
    assert.equal(of.asked, 0);
    of.isCurrent = true;
    of.refuses = true;
    await hints.update(true);
    assert.deepEqual(told(), []);
  });

  it('of a step that was passed while the question waited are asked for once more, not once per step', async () => {
    const { of, hints } = start([placeAt(1)]);
    let open: () => void = () => undefined;
    of.gate = new Promise((resolve) => (open = resolve));
    const first = hints.update(true);
    for (let i = 0; i < 5; i++) {
      of.show();
      await hints.update(true);
    }
    open();
    await first;
    assert.equal(of.asked, 2);
  });

  it('go when they are not wanted, and come back', async () => {
    const { of, hints, told, changes } = start([placeAt(1)]);
    await hints.update(true);
    await hints.update(false);
    assert.deepEqual(told(), []);
    assert.equal(changes(), 2);
    await hints.update(true);
    assert.deepEqual(told(), ['x1 0']);
    assert.equal(of.asked, 2);
  });

  it('at a position are those known before once the text is another; nothing where nothing is known', async () => {
    const { of, hints } = start([placeAt(1), placeAt(3)]);
    await hints.update(true);
    await of.edit(1, 'new\n');
    const known = async (line: number) => {
      const value = await hints.valueAt(line, 2);
      return value && `${value.found.name} ${value.range?.startLine} ${value.isStale}`;
    };
    assert.deepEqual([await known(0), await known(3)], ['x1 0 true', 'x3 3 true']);
    // Between them there is only what was typed.
    assert.deepEqual([await known(1), await known(2)], [null, null]);
    assert.equal(hints.step()?.mark, 'gone');
    assert.deepEqual(hints.rowsAt(1), []);
  });

  it('of a step that refuses leave its record to be shown; of what is not wanted nothing is kept', async () => {
    const { of, hints } = start([placeAt(1)]);
    of.refuses = true;
    await hints.update(true);
    assert.equal(hints.step()?.places, null);
    assert.ok(hints.step()?.state.record);
    await hints.update(false);
    assert.equal(hints.step(), null);
  });

  it('are marked with the first key; what the next keys do changes nothing that is seen, until there are others', async () => {
    const { of, hints, told, changes } = start([placeAt(1)]);
    const marks = () => hints.hints().map(({ mark }) => mark);
    await hints.update(true);
    of.isAwaited = true;
    await of.edit(5, 'x');
    assert.deepEqual(marks(), ['awaited']);
    assert.equal(hints.step()?.mark, 'awaited');
    assert.equal(changes(), 2);
    for (let i = 0; i < 5; i++) await of.edit(5, 'y');
    assert.equal(changes(), 2);
    of.isCurrent = true;
    of.isAwaited = false;
    await hints.update(true);
    assert.deepEqual(told(), ['x1 0']);
    assert.deepEqual(marks(), ['none']);
    assert.equal(changes(), 3);
    hints.dispose();
  });

  it('are said to be gone when the run that was awaited fails, and stay so while the next one runs', async () => {
    const { of, hints, changes } = start([placeAt(1)]);
    await hints.update(true);
    of.isAwaited = true;
    await of.edit(5, 'x');
    of.isAwaited = false;
    await hints.update(true);
    assert.equal(hints.hints()[0]?.mark, 'gone');
    assert.equal(changes(), 3);
    of.isAwaited = true;
    await of.edit(5, 'y');
    assert.equal(hints.hints()[0]?.mark, 'gone');
    assert.equal(changes(), 3);
    hints.dispose();
  });

  it('of a step that is left are marked while the values of the next one are on their way, and told of when that takes long', async () => {
    const { of, hints, changes } = start([placeAt(1)]);
    await hints.update(true);
    let open: () => void = () => undefined;
    of.gate = new Promise((resolve) => (open = resolve));
    of.show();
    const asked = hints.update(true);
    assert.equal(hints.hints()[0]?.mark, 'awaited');
    assert.equal(changes(), 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(changes(), 2);
    open();
    await asked;
    assert.equal(hints.hints()[0]?.mark, 'none');
    assert.equal(changes(), 3);
  });

  it('of a file beside the loss file are not written into the loss file', async () => {
    const { hints, told } = start([placeAt(1, './model.py')]);
    await hints.update(true);
    assert.deepEqual(told(), []);
  });
});
