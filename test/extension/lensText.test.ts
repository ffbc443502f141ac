/** @file What stands above the lines of a step. */
import assert from 'node:assert/strict';
import { lensesOf, type Lens, type LensWords } from '../../src/extension/lensText';
import { ENGLISH } from '../../src/protocol/panelStrings';
import type { StepPlaces } from '../../src/protocol/placeValues';
import type { PlaceRecord, RowRecord, StageRecord } from '../../src/protocol/records';
import { notesState } from '../webview/notesProgram';

const WORDS: LensWords = {
  step: 'Step', runUntil: 'Run Until…', ofStep: 'step {0}', clipped: '{0} of {1} clipped',
  fired: '{0} fired for {1} of {2} variables', notFired: '{0} did not fire, variables: {1}', turned: 'turned by {0}°',
  elements: '{0} of {1} elements', noGradient: 'No gradient: {0}', cutAt: '{0}, {1}', line: 'line {0}', was: 'was {0}', awaited: '… {0}',
};

const at = (line: number, column = 1): PlaceRecord => ({ file: 'loss.py', line, column, endLine: line, endColumn: column + 9 });
const PLACES: StepPlaces = { loss: at(7), training: [{ place: at(15), madeAt: at(9) }], uses: [] };

function lenses(cursor: number, places: StepPlaces | null, change: (rows: readonly RowRecord[]) => readonly RowRecord[] = (rows) => rows): Lens[] {
  const state = notesState(cursor);
  const record = { ...state.record!, rows: change(state.record!.rows) };
  return lensesOf({ ...state, record }, record, places, WORDS, ENGLISH);
}

const told = (list: readonly Lens[]) => list.map(({ place, title, action }) => `${place.line} ${title} [${action.kind}]`);

function withStage(rows: readonly RowRecord[], change: Partial<StageRecord>): RowRecord[] {
  return rows.map((row) => ({ ...row, stages: row.stages.map((stage) => ({ ...stage, ...change })) }));
}

describe('lenses', () => {
  it('are of the loss, of each optimizer where it is made and where it trains, and of each clip', () => {
    // w: 10 clipped to 6; x: 5 is below 6. ‖(10, 5)‖ = √125, applied ‖(6, 5)‖ = √61.
    assert.deepEqual(told(lenses(0, PLACES)), [
      '7 Loss 50 [panel]', '7 Step [step]', '7 Run Until… [runUntil]',
      '9 GradientDescentOptimizer · ‖g‖ 11.1803 → 7.81025 · 1 of 2 clipped [panel]',
      '15 GradientDescentOptimizer · ‖g‖ 11.1803 → 7.81025 · 1 of 2 clipped [panel]',
      '14 clip_by_norm fired for 1 of 2 variables · ×0.6 · turned by 0° [row]',
    ]);
  });

  it('name the step and the change of the loss since the step before', () => {
    const [loss] = lenses(2, PLACES);
    // 9.5 · 4.4 = 41.8 after 50.
    assert.equal(loss?.title, 'Loss 41.8 (−8.2) · step 2');
  });

  it('are at most three on a line, and one where an optimizer is made and trains', () => {
    const oneLine = { ...PLACES, training: [{ place: at(15), madeAt: at(15, 3) }] };
    const perLine = new Map<number, number>();
    for (const { place } of lenses(0, oneLine)) perLine.set(place.line, (perLine.get(place.line) ?? 0) + 1);
    assert.deepEqual([...perLine], [[7, 3], [15, 1], [14, 1]]);
  });

  it('of a clip that let every gradient pass say so; of a clip by value tell how many elements it changed', () => {
    const clip = (change: Partial<StageRecord>) =>
      lenses(0, PLACES, (rows) => withStage(rows, change)).find(({ place }) => place.line === 14)?.title;
    assert.equal(clip({ fired: false }), 'clip_by_norm did not fire, variables: 2');
    assert.equal(
      clip({ op: 'clip_by_value', fired: true, factor: null, angleDegrees: 30, clippedElements: 1 }),
      'clip_by_value fired for 2 of 2 variables · 2 of 2 elements · turned by 30°',
    );
    // 0.5 of one variable and 0.25 of the other.
    let factor = 1;
    const halves = lenses(0, PLACES, (rows) => rows.flatMap((row) => withStage([row], { fired: true, factor: (factor /= 2) })));
    assert.match(halves.at(-1)?.title ?? '', /×0\.25…0\.5/);
  });

  it('of a variable without gradient say why, and lead to where its path is cut', () => {
    const none = { kind: 'none', reason: 'argmax picks an index', cutAt: { op: 'ArgMax', place: at(8) } } as const;
    const found = lenses(0, PLACES, ([w, ...others]) => [{ ...w!, gradient: none, stages: [], place: at(5) }, ...others])
      .filter(({ place }) => place.line === 5);
    assert.deepEqual(told(found), ['5 No gradient: argmax picks an index · ArgMax, line 8 [cut]']);
    const unused = { kind: 'none', reason: 'the loss does not depend on it', cutAt: null } as const;
    const other = lenses(0, PLACES, ([w, ...others]) => [{ ...w!, gradient: unused, stages: [], place: at(5) }, ...others])
      .filter(({ place }) => place.line === 5);
    assert.deepEqual(told(other), ['5 No gradient: the loss does not depend on it [row]']);
  });

  it('of a step that cannot be asked for its places stand at its training op', () => {
    const line = notesState(0).record!.place!.line;
    const list = lenses(0, null).filter(({ place }) => place.line === line);
    assert.deepEqual(list.map(({ action }) => action.kind), ['panel', 'step', 'runUntil', 'panel']);
  });
});
