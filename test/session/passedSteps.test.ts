/** @file Large steps that a longer run passes by: their ledgers and slots are made when somebody looks. */
import assert from 'node:assert/strict';
import { Timeline } from '../../src/session/timeline';
import { momentumProgram } from './momentumProgram';
import { drive, gradientDescent, runTarget, stateOf, type Body } from './scriptedSession';

/** Of w and its momentum together so many elements are written that a step is large. */
const SIZE = 10_000;
const FED = [1, 0.3, -0, 1e30, 1, 2];

describe('a large step that a longer run passes by', () => {
  it('is recorded without its ledger, and has all of its record when it is looked at', () => {
    const passed = momentumProgram(SIZE);
    const whole = momentumProgram(SIZE);
    for (const fed of FED) {
      passed.make(fed, true);
      whole.make(fed);
    }
    for (let index = 1; index <= FED.length; index++) {
      const [brief] = passed.timeline.journal.at(index)!.passingRecord.rows;
      const [row] = whole.timeline.recordAt(index)!.rows;
      assert.deepEqual({ terms: brief!.terms, slots: brief!.slots, residual: brief!.residual }, { terms: [], slots: [], residual: null });
      assert.deepEqual([row!.terms.length, row!.slots.length], [3, 1]);
      // What findings and the way of the training look back for is there.
      assert.deepEqual({ ...row, terms: [], slots: [], formula: null, residual: null }, brief);
    }
    assert.deepEqual(passed.timeline.journal.history(), whole.timeline.journal.history());
    for (const index of [3, 6, 1, 2, 4, 5]) {
      assert.deepEqual(passed.timeline.recordAt(index), whole.timeline.recordAt(index));
    }
  });

  it('is the same record whenever it is looked at, and has what was printed in it', () => {
    const { timeline, make } = momentumProgram(SIZE);
    make(1, true);
    timeline.journal.notePrinted({ lines: ['early'], omitted: 0 });
    const record = timeline.recordAt(1)!;
    assert.deepEqual(record.printed, { lines: ['early'], omitted: 0 });
    make(2, true);
    assert.equal(timeline.recordAt(1), record);
  });

  it('leaves the variables where the newest step left them', () => {
    const passed = momentumProgram(SIZE);
    const whole = momentumProgram(SIZE);
    for (const fed of [1, 0.3, 2]) {
      passed.make(fed, true);
      passed.timeline.recordAt(passed.timeline.length);
      whole.make(fed);
    }
    assert.deepEqual(passed.timeline.recordAt(3), whole.timeline.recordAt(3));
  });

  it('can be looked at in a fork that begins after it', () => {
    const { timeline, make } = momentumProgram(SIZE);
    make(1, true);
    make(2, true);
    const { execution } = timeline.journal.at(2)!.run!;
    const parts = timeline as unknown as { observer: never; driver: never };
    const fork = new Timeline(
      1, { parent: timeline, index: 2, edit: '', execution, state: execution.state, overrides: new Map(), replayed: null }, parts.observer, parts.driver,
    );
    assert.deepEqual(fork.recordAt(1), timeline.recordAt(1));
    assert.equal(fork.recordAt(1)!.rows[0]!.residual, 0);
  });

  it('counts in the journal what it takes when it is whole', () => {
    const { timeline, make } = momentumProgram(SIZE);
    make(1, true);
    make(2, true);
    const { journal } = timeline as unknown as { journal: { bytes: number } };
    const before = journal.bytes;
    timeline.recordAt(1);
    // Three terms and two values of a slot, of 16 elements each.
    assert.equal(journal.bytes - before, 5 * (400 + 8 * 16));
  });
});

describe('a small step that a longer run passes by', () => {
  it('is recorded whole: to run it again would cost more', () => {
    const { timeline, make } = momentumProgram(100);
    make(1, true);
    assert.equal(timeline.journal.at(1)!.passingRecord.rows[0]!.residual, 0);
  });
});

describe('a run of several large steps', () => {
  const body: Body = (host, program) => {
    const w = program.variable('w', Array.from({ length: 2 * SIZE }, (_none, i) => i % 7));
    const loss = program.build.make('Sum', [program.build.make('Square', [w.read], {}), program.constant([0], 'int32')], { keepDims: false });
    const target = gradientDescent(host, program, loss, [w], 0.125);
    const execution = program.start();
    for (let i = 0; i < 6; i++) runTarget(host, execution, target);
  };

  it('shows every step whole, by the script or by the debugger', () => {
    const { replies } = drive(body, [
      { kind: 'step', count: 3, trainingOp: null }, { kind: 'goTo', index: 1 }, { kind: 'step', count: 8, trainingOp: null },
      { kind: 'step', count: 3, trainingOp: null }, { kind: 'goTo', index: 7 },
    ]);
    const shown = replies.slice(1).map((reply) => stateOf(reply));
    assert.deepEqual(shown.map(({ cursor }) => cursor), [3, 1, 6, 9, 7]);
    for (const { record } of shown) assert.deepEqual([record!.rows[0]!.terms.length, record!.rows[0]!.residual], [1, 0]);
  });

  it('shows the step whole at which a condition ends it', () => {
    // w′ = w − 0.125·2w = 0.75·w: ‖g‖ = 2‖w‖ falls to 0.75³ of the first in step 4.
    const { replies } = drive(body, [{ kind: 'runUntil', condition: 'norm(w) < 0.43 * 1200', limit: 10, trainingOp: null }]);
    const { cursor, record, stopped } = stateOf(replies[1]);
    assert.match(stopped!, /^step \d+: /);
    assert.ok(cursor > 1);
    assert.deepEqual([record!.index, record!.rows[0]!.terms.length, record!.rows[0]!.residual], [cursor, 1, 0]);
  });
});
