/** @file Time: run until something holds, pause at limits, go back bit for bit when the journal kept little. */
import assert from 'node:assert/strict';
import type { ProgramHost } from '../../src/frontends/program';
import type { SessionState } from '../../src/protocol/messages';
import type { TestProgram } from '../engine/buildProgram';
import { drive, gradientDescent, PARK, runTarget, stateOf } from './scriptedSession';

const step = (count: number) => ({ kind: 'step', count, trainingOp: null }) as const;
const until = (condition: string | null, limit = 1000) =>
  ({ kind: 'runUntil', condition, limit, trainingOp: null }) as const;

/** loss = (w − 1)², w = 5: the loss falls by 0.64 a step. */
function falling(host: ProgramHost, p: TestProgram) {
  const w = p.variable('w', 5);
  const loss = p.build.make('Square', [p.build.make('Sub', [w.read, p.constant(1)], {})], {});
  return gradientDescent(host, p, loss, [w], 0.1);
}

const looped = (count: number) => (host: ProgramHost, p: TestProgram) => {
  const trainOp = falling(host, p);
  const execution = p.start();
  for (let i = 0; i < count; i++) runTarget(host, execution, trainOp);
};

/** Noise in the loss, and between two steps a run that changes a variable and draws numbers. */
function noisy(host: ProgramHost, p: TestProgram) {
  const [w, shift] = [p.variable('w', [1, 2, 3]), p.variable('shift', 0)];
  const noise = p.build.make('RandomStandardNormal', [p.constant([3], 'int32')], { seed: 7, seed2: 3, dtype: 'float32' });
  const moved = p.build.make('AddV2', [w.read, p.build.make('Mul', [noise, shift.read], {})], {});
  const loss = p.build.make('Sum', [p.build.make('Square', [moved], {}), p.constant([0], 'int32')], { keepDims: false });
  const trainOp = gradientDescent(host, p, loss, [w], 0.01);
  const drawn = p.build.make('RandomUniform', [p.constant([], 'int32', [0])], { seed: 1, seed2: 2, dtype: 'float32' });
  const between = p.build.node('Assign', [shift.ref, drawn], { validateShape: true, useLocking: true });
  const execution = p.start();
  for (let i = 0; i < 60; i++) {
    host.run(execution, { fetches: [], targets: [between as never], feeds: new Map() });
    runTarget(host, execution, trainOp);
  }
}

describe('running until something holds', () => {
  it('stops after the step of which it holds, and says why', () => {
    const { replies } = drive(falling, [until('loss < 1')]);
    const state = stateOf(replies[1]);
    // 16 · 0.64ⁿ < 1 for the first time at n = 7, the eighth step.
    assert.equal(state.cursor, 8);
    assert.match(state.stopped!, /^step 8: loss \(0\.70\d+\) < 1$/);
  });

  it('of a script that drives itself stops before its next step', () => {
    const { replies } = drive(looped(20), [until('loss < 1'), step(1)]);
    assert.deepEqual([stateOf(replies[1]).cursor, stateOf(replies[1]).script], [8, 'parked']);
    assert.equal(stateOf(replies[2]).cursor, 9);
    assert.equal(stateOf(replies[2]).stopped, null);
  });

  it('ends at the limit, or with the script, and says so', () => {
    assert.match(stateOf(drive(falling, [until('loss < 0', 5)]).replies[1]).stopped!, /^step 5: the limit/);
    assert.match(stateOf(drive(looped(20), [until('loss < 0', 5)]).replies[1]).stopped!, /^step 5: the limit/);
    const ended = stateOf(drive(looped(4), [until('loss < 0')]).replies[1]);
    assert.deepEqual([ended.script, ended.stopped], ['ended', 'step 4: the file ended']);
    assert.match(stateOf(drive(looped(8), [until('loss < 1')]).replies[1]).stopped!, /^step 8: loss/);
  });

  it('without a condition continues to the script\'s end', () => {
    assert.equal(stateOf(drive(looped(30), [until(null)]).replies[1]).cursor, 30);
  });

  it('looks at steps that were made already first', () => {
    const { replies } = drive(falling, [step(20), { kind: 'goTo', index: 2 }, until('step == 5')]);
    assert.deepEqual([stateOf(replies[3]).cursor, stateOf(replies[3]).stepCount], [5, 20]);
  });

  it('knows norms, ratios, earlier steps, and, or, not', () => {
    const cursor = (condition: string) => stateOf(drive(falling, [until(condition, 50)]).replies[1]).cursor;
    // ‖g‖ = 8 · 0.8ⁿ.
    assert.equal(cursor('norm(w) <= 4'), 5);
    assert.equal(cursor('not norm(w) > 4'), 5);
    assert.equal(cursor('step >= 3 and loss / previous(loss) < 0.65'), 3);
    assert.equal(cursor('nan or step == 4'), 4);
    assert.equal(cursor('loss_rises or step == 6'), 6);
    assert.equal(cursor("value('w') < 2 + 1"), 4);
  });

  it('tells two training ops apart: which one ran, whose variable, and what its own loss was before', () => {
    const two = (host: ProgramHost, p: TestProgram) => {
      const trains = [5, 50].map((start, i) => {
        const w = p.variable(`w${i}`, start);
        const loss = p.build.make('Square', [w.read], {});
        return gradientDescent(host, p, loss, [w], 0.1);
      });
      const execution = p.start();
      for (let i = 0; i < 20; i++) runTarget(host, execution, trains[i % 2]!);
    };
    const stopped = (condition: string) => stateOf(drive(two, [until(condition)]).replies[1]).stopped;
    // The loss of the second op is larger than that of the first, and falls.
    assert.equal(stopped('loss_rises'), 'step 20: the file ended');
    assert.match(stopped('ran(GradientDescent_1)')!, /^step 2: ran\(GradientDescent_1\)$/);
    assert.match(stopped('value(w1) < 40')!, /^step 4: /);
    assert.match(stopped('previous(value(w1)) < 40')!, /^step 6: /);
    const [, reply] = drive(two, [until('ran(train)')]).replies;
    assert.match(reply?.ok === false ? reply.error.message : '', /no training op is called train; there are: GradientDescent, GradientDescent_1/);
  });

  it('refuses a condition with the column and what there is', () => {
    const message = (condition: string) => {
      const [, reply] = drive(falling, [until(condition)]).replies;
      return reply!.ok ? '' : reply!.error.message;
    };
    assert.match(message('los < 1'), /column 1: los is not known; there are: loss, step/);
    assert.match(message('loss < '), /column 8: the condition ends where a number, a name or \( is expected/);
    assert.match(message('loss = 1'), /column 6: "=" does not follow here: write == to compare/);
    assert.match(message('norm(v) > 1'), /no variable of this step is called v; there are: w/);
    assert.match(message('norm(1) > 1'), /norm takes the name of a variable/);
    assert.match(message('loss < 1 $'), /column 10: "\$" has no meaning/);
    assert.match(message('(loss < 1'), /\) is missing/);
  });
});

describe('a journal that kept little', () => {
  /** What a step shows, in all its digits. */
  const shown = ({ record, cursor }: SessionState) => JSON.stringify([cursor, record]);

  for (const [name, program] of [['falling', falling], ['noisy, with runs between the steps', noisy]] as const) {
    it(`goes to any step bit for bit as one that kept all (${name})`, () => {
      const visits = [60, 1, 37, 36, 2, 59, 13, 60, 0, 24].map((index) => ({ kind: 'goTo', index }) as const);
      const commands = [step(60), ...visits, step(1), step(1)];
      const all = drive(program, commands).replies.map((reply) => shown(stateOf(reply)));
      const little = drive(program, commands, PARK, 150_000).replies.map((reply) => shown(stateOf(reply)));
      assert.deepEqual(little, all);
    });
  }

  it('says so when even the feeds had to go', () => {
    const fed = (host: ProgramHost, p: TestProgram) => {
      const [w, x] = [p.variable('w', 1), p.placeholder('float32', [20000])];
      const sum = p.build.make('Sum', [x, p.constant([0], 'int32')], { keepDims: false });
      const trainOp = gradientDescent(host, p, p.build.make('Mul', [w.read, sum], {}), [w], 0.1);
      const execution = p.start();
      for (let i = 0; i < 10; i++) {
        const value = { dtype: 'float32', dims: [20000], data: new Float32Array(20000).fill(i) } as const;
        host.run(execution, { fetches: [], targets: [trainOp], feeds: new Map([[x, value]]) });
      }
    };
    const { replies } = drive(fed, [step(10), { kind: 'goTo', index: 1 }, { kind: 'ask', question: { kind: 'firstBadOp', step: 1 } }, { kind: 'goTo', index: 10 }], PARK, 300_000);
    assert.equal(replies[2]!.ok, false);
    assert.equal(replies[3]!.ok, false);
    assert.match(replies[3]!.ok ? '' : replies[3]!.error.message, /step 1 and its feeds are no longer kept.*Reset/);
    assert.equal(stateOf(replies[4]).cursor, 10);
  });
});
