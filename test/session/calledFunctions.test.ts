/** @file A step whose run calls a function of the program (tf.py_func) is made when it is due, not before. */
import assert from 'node:assert/strict';
import type { Value } from '../../src/engine/value';
import type { ProgramHost } from '../../src/frontends/program';
import type { TestProgram } from '../engine/buildProgram';
import { drive, gradientDescent, runTarget, stateOf } from './scriptedSession';

describe('a session over a script whose step calls one of its functions', () => {
  /** loss = f(w)·w, where f counts its calls and gives its argument back. */
  const program = (calls: number[], steps = 2) => (host: ProgramHost, p: TestProgram) => {
    const w = p.variable('w', 5);
    const call = (_token: string, [value]: readonly Value[]): readonly Value[] => {
      calls.push(value!.data[0]!);
      return [value!];
    };
    const node = p.build.node('PyFunc', [w.read], { token: 'pyfunc_0', Tout: ['float32'], call });
    const loss = p.build.make('Mul', [node.outputs[0]!, w.read], {});
    const train = gradientDescent(host, p, loss, [w], 0.1);
    const execution = p.start();
    for (let i = 0; i < steps; i++) runTarget(host, execution, train);
  };

  it('parks without a preview, then calls the function once per step', () => {
    const calls: number[] = [];
    const step = { kind: 'step', count: 1, trainingOp: null } as const;
    const { replies } = drive(program(calls), [step, step]);
    assert.equal(stateOf(replies[0]).record, null);
    // w ← 5 − 0.1·f(w) = 4.5, so the function sees 5 and then 4.5.
    assert.equal(stateOf(replies[1]).record?.rows[0]?.residual, 0);
    assert.deepEqual(calls, [5, 4.5]);
  });

  it('goes back and on through a journal that is full without a call more, and compares without one', () => {
    const calls: number[] = [];
    const { replies } = drive(program(calls, 30), [
      { kind: 'step', count: 30, trainingOp: null },
      ...[3, 17, 2, 29].map((index) => ({ kind: 'goTo', index }) as const),
      { kind: 'ask', question: { kind: 'compare', a: { timeline: 0, index: 29 }, b: { timeline: 0, index: 28 } } },
    ], { seed: 0, drive: 'park', maxSteps: 1000, maxValues: 16 }, 66_000);
    assert.equal(calls.length, 30);
    const compared = replies.at(-1);
    // From what is kept: the scalars are whole.
    assert.ok(compared?.ok === true && compared.answer?.kind === 'compare');
    assert.equal(compared.answer.rows[0]?.before?.differing, 1);
    // What the budget let go is refused in words, what is there has its own numbers.
    for (const reply of replies.slice(2, 6)) {
      if (reply?.ok !== true) assert.match(String(reply?.ok === false && reply.error.message), /no longer kept/);
      else assert.equal(stateOf(reply).record?.rows[0]?.residual, 0);
    }
    assert.ok(replies.slice(2, 6).some((reply) => reply?.ok === true));
  });

  it('says that a fork calls it', () => {
    const calls: number[] = [];
    const { events } = drive(program(calls), [
      { kind: 'step', count: 1, trainingOp: null },
      { kind: 'edit', index: 1, edit: { kind: 'value', variable: 'w:0', element: 0, value: 2 } },
    ]);
    assert.ok(events.some((event) => event.kind === 'log' && event.text.includes('tf.py_func')));
  });
});
