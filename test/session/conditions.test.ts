/** @file The condition language asked directly: tensors of a row, what changed, expressions as questions, and how far a run goes. */
import assert from 'node:assert/strict';
import type { ProgramHost } from '../../src/frontends/program';
import type { Question } from '../../src/protocol/explanations';
import type { TestProgram } from '../engine/buildProgram';
import { drive, gradientDescent, runTarget, stateOf } from './scriptedSession';

const step = (count: number) => ({ kind: 'step', count, trainingOp: null }) as const;
const until = (condition: string | null, isToEnd?: boolean, limit = 20) =>
  ({ kind: 'runUntil', condition, limit, trainingOp: null, ...(isToEnd === undefined ? {} : { isToEnd }) }) as const;
const goTo = (index: number) => ({ kind: 'goTo', index }) as const;

/**
 * loss = ½ Σ w² + relu(v − 1)², rate ½. w = (3, 4) is halved in every step: ‖∂/∂w‖ = 5 · 0.5ⁿ⁻¹ in step n. v = 3 is 1
 * after the first step and stays. The loss knows nothing of `out`.
 */
function program(host: ProgramHost, p: TestProgram) {
  const [w, v, out] = [p.variable('w', [3, 4]), p.variable('v', 3), p.variable('out', 7)];
  const squares = p.build.make('Sum', [p.build.make('Square', [w.read], {}), p.constant([0], 'int32')], { keepDims: false });
  const half = p.build.make('Mul', [squares, p.constant(0.5)], {});
  const above = p.build.make('Relu', [p.build.make('Sub', [v.read, p.constant(1)], {})], {});
  const loss = p.build.make('AddV2', [half, p.build.make('Square', [above], {})], {});
  return gradientDescent(host, p, loss, [w, v, out], 0.5);
}

const looped = (count: number) => (host: ProgramHost, p: TestProgram) => {
  const trainOp = program(host, p);
  const execution = p.start();
  for (let i = 0; i < count; i++) runTarget(host, execution, trainOp);
};

type Commands = Parameters<typeof drive>[1];

/** The state after the last of `commands`. */
const after = (body: Parameters<typeof drive>[0], ...commands: Commands) =>
  stateOf(drive(body, commands).replies.at(-1));

describe('a condition', () => {
  const cursor = (condition: string) => after(program, until(condition)).cursor;

  it('asks for a number of one of a row\'s tensors', () => {
    // 5, 2.5, 1.25, …
    assert.equal(cursor('norm(grad(w)) < 2'), 3);
    assert.equal(cursor('norm(grad(w)) == 1.25'), 3);
    // What is left of w is half of its gradient; rate 1/2 and no clip.
    assert.equal(cursor('norm(after(w)) < 2'), 2);
    assert.equal(cursor('norm(before(w)) < 2'), 3);
    assert.equal(cursor('max(applied(w)) <= 1'), 3);
    assert.equal(cursor('mean(before(w)) < 1'), 3);
    assert.equal(cursor('zeros(grad(v)) == 1'), 2);
  });

  it('says in words which numbers made it hold', () => {
    assert.equal(after(program, until('norm(grad(w)) < 2')).stopped, 'step 3: norm(grad(w)) (1.25) < 2');
  });

  it('is not true of a number of a gradient that is not there', () => {
    assert.equal(cursor('norm(grad(out)) >= 0 or step == 4'), 4);
    assert.equal(cursor('not norm(grad(out)) >= 0'), 1);
    assert.equal(cursor('none(out)'), 1);
  });

  it('knows of a variable whether the step changed it', () => {
    assert.equal(cursor('changed(v)'), 1);
    assert.equal(cursor('not changed(v)'), 2);
    assert.equal(cursor('changed(out) or step == 5'), 5);
    assert.equal(cursor('changed(w) and step > 2'), 3);
    assert.equal(after(program, until('changed(v) == 0')).stopped, 'step 2: changed(v) (0) == 0');
  });

  it('refuses a tensor where a number is wanted, and says how to ask for one', () => {
    const refused = (condition: string) => {
      const reply = drive(program, [until(condition)]).replies[1]!;
      return reply.ok ? '' : reply.error.message;
    };
    assert.match(refused('grad(w) > 1'), /column 1: grad\(…\) is a tensor; ask for a number of it: norm\(grad\(…\)\), min\(grad\(…\)\)/);
    assert.match(refused('norm(grad(1)) > 1'), /column 6: grad takes the name of a variable/);
    assert.match(refused('norm(grad(x)) > 1'), /column 11: no variable of this step is called x; there are: w, v, out/);
    assert.match(refused('changed(w, v)'), /column 1: changed takes one argument, not 2/);
  });
});

describe('an expression that is asked of a step', () => {
  const asked = (...commands: Commands) => drive(program, commands).replies.at(-1)!;
  const question = (text: string, index: number | null = null) =>
    ({ kind: 'ask', question: { kind: 'evaluate', step: index, text } satisfies Question }) as const;
  const answer = (...commands: Commands) => {
    const reply = asked(...commands);
    if (!reply.ok || reply.answer?.kind !== 'evaluate') throw new Error(JSON.stringify(reply));
    return [reply.answer.step, reply.answer.value];
  };

  it('is a number of the step that is shown, or of any other', () => {
    // ½ · 25 + 2² = 16.5; then ½ · 6.25 = 3.125.
    assert.deepEqual(answer(step(3), goTo(2), question('loss')), [2, 3.125]);
    assert.deepEqual(answer(step(3), question('loss', 1)), [1, 16.5]);
    assert.deepEqual(answer(step(3), question('norm(grad(w))')), [3, 1.25]);
    assert.deepEqual(answer(step(3), question('loss / previous(loss)', 2)), [2, 3.125 / 16.5]);
  });

  it('is 1 or 0 where it is a truth, and NaN where nothing is there', () => {
    assert.deepEqual(answer(step(2), question('changed(v)', 1)), [1, 1]);
    assert.deepEqual(answer(step(2), question('changed(v)')), [2, 0]);
    assert.deepEqual(answer(step(2), question('norm(grad(out))')), [2, 'NaN']);
    assert.deepEqual(answer(step(2), question('log(0 - 1) + previous(loss)', 1)), [1, 'NaN']);
    assert.deepEqual(answer(step(1), question('1 / 0')), [1, 'Infinity']);
  });

  it('is answered of pairs that are computed only', () => {
    assert.deepEqual(answer(question('norm(grad(w))')), [1, 5]);
    assert.deepEqual(answer(question('changed(w)')), [1, 0]);
  });

  it('is refused for a step that is not there, or a word that is not known', () => {
    const refused = (...commands: Commands) => {
      const reply = asked(...commands);
      return reply.ok ? '' : reply.error.message;
    };
    assert.match(refused(step(1), question('loss', 9)), /There is no step 9 to evaluate loss in/);
    assert.match(refused(step(1), question('nrm(w)')), /column 1: nrm\(…\) is not known; there are: norm\(…\)/);
  });

  it('changes nothing', () => {
    const plain = after(program, step(2), step(1));
    const between = after(program, step(2), question('norm(grad(w))', 1), step(1));
    assert.deepEqual(between.record, plain.record);
    assert.equal(between.cursor, 3);
  });
});

describe('a run that goes no further than the program', () => {
  it('makes no step that the program does not make', () => {
    // The file never ran its training op: it is at its end from the beginning.
    const state = after(program, until('loss < 1', true));
    assert.deepEqual([state.stepCount, state.stopped], [0, 'step 0: the program has no more steps']);
    assert.equal(after(program, until('loss < 1')).stepCount, 3);
  });

  it('ends with the script where the condition never holds, and goes on only when it may', () => {
    const ended = after(looped(4), until('loss < 0', true));
    assert.deepEqual([ended.stepCount, ended.stopped], [4, 'step 4: the file ended']);
    const again = after(looped(4), until('loss < 0', true), until('loss < 0', true));
    assert.deepEqual([again.stepCount, again.stopped], [4, 'step 4: the program has no more steps']);
    const beyond = after(looped(4), until('loss < 0', true), until('step == 6'));
    assert.deepEqual([beyond.stepCount, beyond.stopped], [6, 'step 6: step (6) == 6']);
  });

  it('stops before that where the condition holds', () => {
    const state = after(looped(4), until('norm(grad(w)) < 2', true));
    assert.deepEqual([state.stepCount, state.script], [3, 'parked']);
  });

  it('looks first at the steps that were made', () => {
    const state = after(looped(4), until(null), goTo(1), until('step == 3', true));
    assert.deepEqual([state.cursor, state.stepCount], [3, 4]);
  });

  it('without a condition is what is meant, unless it is said to go on to its limit', () => {
    assert.equal(after(program, until(null)).stepCount, 0);
    const state = after(program, until(null, false, 5));
    assert.deepEqual([state.stepCount, state.stopped], [5, 'step 5: the limit of steps was reached']);
  });

  it('of a fork ends where the runs of its parent end', () => {
    const edit = { kind: 'edit', index: 2, edit: { kind: 'learningRate', variable: null, rate: 0.25 } } as const;
    const made = [until(null), edit] as const;
    for (const condition of [null, 'loss < 0']) {
      const state = after(looped(4), ...made, until(condition, true));
      assert.deepEqual([state.timeline, state.cursor, state.stopped], [1, 4, 'step 4: the program has no more steps']);
    }
    const state = after(looped(4), ...made, until('step == 6', false));
    assert.deepEqual([state.timeline, state.cursor], [1, 6]);
  });
});
