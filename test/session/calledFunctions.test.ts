/** @file A step whose run calls a function of the program (tf.py_func) is made when it is due, not before. */
import assert from 'node:assert/strict';
import type { Value } from '../../src/engine/value';
import type { ProgramHost } from '../../src/frontends/program';
import type { TestProgram } from '../engine/buildProgram';
import { drive, gradientDescent, runTarget, stateOf } from './scriptedSession';

describe('a session over a script whose step calls one of its functions', () => {
  /** loss = f(w)·w, where f counts its calls and gives its argument back. */
  const program = (calls: number[]) => (host: ProgramHost, p: TestProgram) => {
    const w = p.variable('w', 5);
    const call = (_token: string, [value]: readonly Value[]): readonly Value[] => {
      calls.push(value!.data[0]!);
      return [value!];
    };
    const node = p.build.node('PyFunc', [w.read], { token: 'pyfunc_0', Tout: ['float32'], call });
    const loss = p.build.make('Mul', [node.outputs[0]!, w.read], {});
    const train = gradientDescent(host, p, loss, [w], 0.1);
    const execution = p.start();
    for (let i = 0; i < 2; i++) runTarget(host, execution, train);
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
});
