/** @file The journal's budget: old steps lose values and states, never their statistics or scalars. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Journal } from '../../src/session/journal';
import type { NewEntry } from '../../src/session/journalEntry';
import { isWhole } from '../../src/session/shrunkRecord';
import { tensorRecord } from '../../src/session/tensorRecord';
import { valueOf } from '../../src/engine/value';
import { TestProgram } from '../engine/buildProgram';
import type { StepRecord } from '../../src/protocol/records';

function record(index: number): StepRecord {
  const vector = tensorRecord(valueOf('float32', [3], [index, 2, 3]), 16);
  const scalar = tensorRecord(valueOf('float32', [], [index]), 16);
  return {
    index, phase: 'applied', driver: 'debugger', trainingOp: 'op', optimizer: 'Adam', place: null,
    ops: [{ name: 'op', optimizer: 'Adam', rowCount: 1 }],
    loss: scalar, globalStep: null, gradientNorm: index, appliedNorm: index,
    rows: [{
      variable: 'w:0', name: 'w', place: null, dtype: 'float32', shape: [3],
      gradient: { kind: 'dense', tensor: vector }, stages: [], applied: vector, before: vector, after: vector,
      updateRatio: 0, slots: [], formula: null, terms: [], residual: 0,
    }],
  };
}

describe('the journal', () => {
  const execution = new TestProgram().start();
  const add = (journal: Journal, index: number, bytes: number) => {
    const { state } = execution;
    journal.append({ recorded: record(index), run: { execution, request: { fetches: [], targets: [], feeds: new Map() }, ops: [] }, leads: [], before: state, after: state, isOnce: false, found: null }, bytes);
  };

  it('forgets states and values of the oldest steps beyond its budget, and keeps what was counted', () => {
    const journal = new Journal(100_000);
    for (let index = 1; index <= 4; index++) add(journal, index, 40_000);
    // Steps of about 42 kB each: two fit.
    const [old, recent] = [journal.at(1)!, journal.at(4)!];
    assert.equal(old.before, null);
    assert.deepEqual(old.record.rows[0]!.before!.values, [1]);
    assert.equal(old.record.rows[0]!.before!.size, 3);
    assert.equal(old.record.rows[0]!.before!.health.max, 3);
    assert.deepEqual(old.record.loss?.values, [1]);
    assert.notEqual(recent.before, null);
    assert.deepEqual(recent.record.rows[0]!.before!.values, [4, 2, 3]);
  });

  it('always keeps the newest step whole, however large it is', () => {
    const journal = new Journal(10);
    add(journal, 1, 1_000_000);
    assert.notEqual(journal.at(1)!.after, null);
  });

  describe('of a long run with many variables', () => {
    const ROWS = 300;
    const base = record(1);
    const [row] = base.rows;
    // The same rows in every step: what grows is the history alone.
    const rows = Array.from({ length: ROWS }, (_, i) => ({ ...row!, variable: `v${i}:0` }));
    const { state } = execution;
    const step = (index: number): NewEntry => ({
      recorded: { ...base, index, rows, gradientNorm: index === 700 ? 'NaN' : 1 },
      run: { execution, request: { fetches: [], targets: [], feeds: new Map() }, ops: [] },
      leads: [], before: state, after: state, isOnce: false, found: null,
    });
    const grown = (steps: number, budget: number) => {
      const journal = new Journal(budget);
      for (let index = 1; index <= steps; index++) journal.append(step(index), 0);
      return journal;
    };

    it('keeps the norms of what is shown and looked back on, and no others', () => {
      // 300 norms and 300 ratios of 64 bytes: 38 kB a step, 77 MB for 2,000 steps.
      const journal = grown(2000, 40e6);
      assert.equal(journal.history().length, 200);
      const shown = journal.overview();
      // An overview has 100,000 norms: 333 entries.
      assert.ok(shown.length > 250 && shown.length <= 334, `${shown.length} entries`);
      for (const { norms, ratios } of [...shown, ...journal.history()]) {
        assert.equal(Object.keys(norms).length, ROWS);
        assert.equal(Object.keys(ratios!).length, ROWS);
      }
      assert.equal(shown[0]!.index < 20, true);
      assert.ok(shown.some(({ index }) => index === 700), 'the step that says most stays');
      // It was the norms that gave way, not the states.
      assert.notEqual(journal.at(2)!.after, null);
    });

    it('counts the norms: what has no room for them gives up states', () => {
      assert.notEqual(grown(100, 5e6).at(3)!.after, null);
      assert.equal(grown(140, 5e6).at(3)!.after, null);
    });

    it('takes no more of the heap than its budget', () => {
      setFlagsFromString('--expose-gc');
      const collect = runInNewContext('gc') as () => void;
      collect();
      const before = process.memoryUsage().heapUsed;
      const journal = grown(4000, 32e6);
      collect();
      const taken = process.memoryUsage().heapUsed - before;
      assert.equal(journal.length, 4000);
      assert.ok(taken < 32e6, `${taken} bytes`);
    });
  });

  describe('of a run so long that nothing else is left to give up', () => {
    // A row and a loss: an outline of 1,200 bytes stays of a step, without its rows 800, and 200 of history.
    const STEPS = 4000;
    const BUDGET = 1.5e6;
    let journal: Journal;

    before(() => {
      journal = new Journal(BUDGET);
      for (let index = 1; index <= STEPS; index++) add(journal, index, 1000);
    });

    it('gives up the rows of its oldest steps, and keeps their loss', () => {
      const oldest = journal.at(1)!;
      assert.equal(oldest.run, null);
      assert.deepEqual(oldest.record.rows, []);
      assert.deepEqual(oldest.record.loss?.values, [1]);
      assert.equal(oldest.record.trainingOp, 'op');
      assert.equal(isWhole(oldest.record), false, 'nobody compares with rows that are gone');
    });

    it('keeps the rows of what is looked back on, and the newest step whole', () => {
      for (let index = STEPS - 19; index <= STEPS; index++) assert.equal(journal.at(index)!.record.rows.length, 1, `step ${index}`);
      assert.deepEqual(journal.at(STEPS)!.record.rows[0]!.before!.values, [STEPS, 2, 3]);
      assert.notEqual(journal.at(STEPS)!.after, null);
    });

    it('goes from the oldest on without a gap', () => {
      const withRows = Array.from({ length: STEPS }, (_, i) => journal.at(i + 1)!.record.rows.length > 0);
      assert.ok(!withRows.slice(withRows.indexOf(true)).includes(false));
      const canRun = Array.from({ length: STEPS }, (_, i) => journal.at(i + 1)!.run !== null);
      assert.ok(!canRun.slice(canRun.indexOf(true)).includes(false));
      assert.ok(canRun.indexOf(true) >= withRows.indexOf(true));
    });
  });

  it('gives a history of at most 200 steps, the newest', () => {
    const journal = new Journal(1e9);
    for (let index = 1; index <= 250; index++) add(journal, index, 0);
    const history = journal.history();
    assert.equal(history.length, 200);
    assert.equal(history.at(-1)?.index, 250);
    assert.deepEqual(history.at(-1)?.norms, { 'w:0': Math.sqrt(250 * 250 + 4 + 9) });
  });
});
