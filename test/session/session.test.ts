/** @file The session: parking, stepping, going back, both drivers, errors, and one reply per command. */
import assert from 'node:assert/strict';
import type { Tensor } from '../../src/engine/graph';
import type { StepRecord } from '../../src/protocol/records';
import type { ProgramHost } from '../../src/frontends/program';
import type { TestProgram } from '../engine/buildProgram';
import { drive, gradientDescent, PARK, runTarget, stateOf } from './scriptedSession';

/** y = w·x with w = 5, x = 10, gradients clipped by norm 6 as tf.clip_by_norm builds it. */
function notesProgram(host: ProgramHost, p: TestProgram) {
  const x = p.variable('x', 10);
  const w = p.variable('w', 5);
  const loss = p.build.make('Mul', [w.read, x.read], {});
  const clip = (gradient: Tensor): Tensor => {
    const limit = p.constant(6);
    const sum = p.build.make('Sum', [p.build.make('Square', [gradient], {}), p.constant([], 'int32')], { keepDims: false });
    const norm = p.build.make('Sqrt', [sum], {});
    const scaled = p.build.make('Mul', [gradient, limit], {});
    const clipped = p.build.make('RealDiv', [scaled, p.build.make('Maximum', [norm, limit], {})], {});
    host.clipped({ op: 'clip_by_norm', pairs: [{ raw: gradient, clipped }], thresholds: [limit], norm: null, origin: 14 });
    return clipped;
  };
  return gradientDescent(host, p, loss, [w, x], 0.1, clip);
}

function values(record: StepRecord | null, key: 'before' | 'after' | 'applied') {
  return record?.rows.map((row) => row[key]?.values.map((value) => Math.fround(Number(value))) ?? null);
}

const f = Math.fround;

describe('a session over a script that never runs its training op', () => {
  const body = (host: ProgramHost, p: TestProgram) => void notesProgram(host, p);

  it('shows the computed pairs first: 10 clipped ×0.6, and 5 untouched', () => {
    const state = stateOf(drive(body, []).replies[0]);
    assert.equal(state.script, 'ended');
    assert.equal(state.cursor, 0);
    assert.equal(state.record?.phase, 'computed');
    assert.deepEqual(values(state.record, 'before'), [[5], [10]]);
    assert.deepEqual(values(state.record, 'after'), [null, null]);
    const [w, x] = state.record!.rows;
    const [fired] = w!.stages;
    assert.equal(fired?.op, 'clip_by_norm');
    assert.equal(fired?.fired, true);
    assert.equal(fired?.factor, f(6) / 10);
    assert.equal(fired?.angleDegrees, 0);
    assert.deepEqual(fired?.thresholds, [6]);
    assert.equal(fired?.place?.line, 14);
    assert.equal(x!.stages[0]?.fired, false);
  });

  it('steps with the debugger as driver: 5 − 0.1·6 = 4.4, 10 − 0.1·5 = 9.5, loss 50', () => {
    const { replies } = drive(body, [{ kind: 'step', count: 1, trainingOp: null }]);
    const { record } = stateOf(replies[1]);
    assert.equal(record?.phase, 'applied');
    assert.equal(record?.driver, 'debugger');
    assert.deepEqual(record?.loss?.values, [50]);
    assert.deepEqual(values(record, 'after'), [[f(4.4)], [f(9.5)]]);
    assert.deepEqual(record?.rows.map((row) => row.residual), [0, 0]);
  });

  it('computes the pairs anew at each step, and Step Back twice is the start bit for bit', () => {
    const step = { kind: 'step', count: 1, trainingOp: null } as const;
    const back = { kind: 'stepBack', count: 1 } as const;
    const { replies } = drive(body, [step, step, back, back, step]);
    const second = stateOf(replies[2]).record;
    // Gradients are now x = 9.5, clipped to 6, and w = 4.4.
    assert.deepEqual(values(second, 'applied'), [[6], [f(4.4)]]);
    assert.deepEqual(stateOf(replies[3]).record, stateOf(replies[1]).record);
    assert.deepEqual(stateOf(replies[4]).record, stateOf(replies[0]).record);
    assert.equal(stateOf(replies[4]).cursor, 0);
    // Forward again shows the journal's step, not a new one.
    assert.deepEqual(stateOf(replies[5]).record, stateOf(replies[1]).record);
    assert.equal(stateOf(replies[5]).stepCount, 2);
  });

  it('computes and applies apart, and a computed step writes nothing', () => {
    const { replies } = drive(body, [
      { kind: 'step', count: 1, trainingOp: null },
      { kind: 'compute', trainingOp: null },
      { kind: 'apply' },
    ]);
    const computed = stateOf(replies[2]).record;
    assert.equal(computed?.phase, 'computed');
    assert.equal(computed?.index, 2);
    assert.deepEqual(values(computed, 'before'), [[f(4.4)], [f(9.5)]]);
    const applied = stateOf(replies[3]).record;
    assert.equal(applied?.phase, 'applied');
    assert.deepEqual(values(applied, 'before'), values(computed, 'before'));
  });

  it('goes to any step, and refuses one that does not exist', () => {
    const { replies } = drive(body, [
      { kind: 'step', count: 5, trainingOp: null },
      { kind: 'goTo', index: 3 },
      { kind: 'goTo', index: 6 },
    ]);
    assert.equal(stateOf(replies[1]).stepCount, 5);
    assert.equal(stateOf(replies[2]).record?.index, 3);
    const refused = replies[3]!;
    assert.equal(refused.ok, false);
    assert.match(refused.ok ? '' : refused.error.message, /There is no step 6: steps 0 to 5 exist/);
  });

  it('answers a question without its state, which nothing changed', () => {
    const { replies } = drive(body, [{ kind: 'ask', question: { kind: 'condition', text: 'loss < 1' } }]);
    assert.deepEqual(replies[1], { kind: 'reply', id: 2, ok: true, answer: { kind: 'condition', problem: null }, version: 1 });
  });

  it('resets to step 0 by running the text again', () => {
    const { replies } = drive(body, [{ kind: 'step', count: 3, trainingOp: null }, { kind: 'reset' }]);
    const state = stateOf(replies[2]);
    assert.equal(state.stepCount, 0);
    assert.deepEqual(values(state.record, 'before'), [[5], [10]]);
  });

  it('takes several training ops in turn when the script ran none of them', () => {
    const two = (host: ProgramHost, p: TestProgram) => {
      const [v, w] = [p.variable('v', 1), p.variable('w', 2)];
      gradientDescent(host, p, p.build.make('Square', [v.read], {}), [v], 0.1);
      gradientDescent(host, p, p.build.make('Square', [w.read], {}), [w], 0.1);
    };
    const step = { kind: 'step', count: 1, trainingOp: null } as const;
    const { replies } = drive(two, [step, step, step]);
    const ops = replies.slice(1).map((reply) => stateOf(reply).record?.trainingOp);
    assert.deepEqual(ops, ['GradientDescent', 'GradientDescent_1', 'GradientDescent']);
  });

  it('names the training ops when a wrong one is asked for', () => {
    const { replies } = drive(body, [{ kind: 'step', count: 1, trainingOp: 'Adam' }]);
    const refused = replies[1]!;
    assert.match(refused.ok ? '' : refused.error.message, /No training op is called Adam; there are: GradientDescent/);
  });
});

describe('a session over a script that drives its own loop', () => {
  const loop = (count: number) => (host: ProgramHost, p: TestProgram) => {
    const trainOp = notesProgram(host, p);
    const execution = p.start();
    for (let i = 0; i < count; i++) runTarget(host, execution, trainOp);
  };

  it('ends a program that catches everything and goes on, when another text is loaded', () => {
    let runs = 0;
    const stubborn = (host: ProgramHost, p: TestProgram) => {
      runs++;
      const trainOp = notesProgram(host, p);
      const execution = p.start();
      for (let i = 0; i < 3; i++) {
        try {
          runTarget(host, execution, trainOp);
        } catch {
          // As a test runner does.
        }
      }
    };
    const { replies, events } = drive(stubborn, [{ kind: 'step', count: 1, trainingOp: null }, { kind: 'reset' }]);
    assert.equal(runs, 2);
    assert.equal(stateOf(replies[2]).stepCount, 0);
    assert.equal(events.filter(({ kind }) => kind === 'reply').length, 3, 'one reply per command');
  });

  it('parks before the first step, then walks the loop one step at a time', () => {
    const { replies } = drive(loop(3), [
      { kind: 'step', count: 1, trainingOp: null },
      { kind: 'step', count: 2, trainingOp: null },
      { kind: 'step', count: 1, trainingOp: null },
    ]);
    assert.equal(stateOf(replies[0]).script, 'parked');
    assert.equal(stateOf(replies[0]).record?.phase, 'computed');
    assert.equal(stateOf(replies[1]).stepCount, 1);
    assert.equal(stateOf(replies[1]).script, 'parked');
    assert.equal(stateOf(replies[1]).record?.driver, 'script');
    assert.equal(stateOf(replies[2]).script, 'ended');
    assert.equal(stateOf(replies[2]).stepCount, 3);
    // The script is over: the fourth step is the debugger's.
    assert.equal(stateOf(replies[3]).record?.driver, 'debugger');
    assert.equal(stateOf(replies[3]).record?.index, 4);
  });

  it('makes steps with the load that asks for them, then parks: the same state by one command; Reset is step 0 all the same', () => {
    const apart = drive(loop(4), [{ kind: 'step', count: 2, trainingOp: null }]).replies;
    const { replies } = drive(loop(4), [{ kind: 'reset' }], { ...PARK, steps: 2 });
    assert.deepEqual(stateOf(replies[0]), stateOf(apart[1]));
    assert.equal(stateOf(replies[1]).cursor, 0);
    assert.deepEqual(stateOf(replies[1]).record, stateOf(apart[0]).record);
  });

  it('goes back while the script is parked, and on again from the newest state', () => {
    const one = { kind: 'step', count: 1, trainingOp: null } as const;
    const straight = drive(loop(4), [one, one, one]).replies;
    const detour = drive(loop(4), [one, one, { kind: 'stepBack', count: 2 }, { kind: 'step', count: 3, trainingOp: null }]).replies;
    assert.equal(stateOf(detour[3]).cursor, 0);
    assert.deepEqual(stateOf(detour[4]).record, stateOf(straight[3]).record);
  });

  it('runs all steps without parking when it is free, and stops at the limit', () => {
    const free = { ...PARK, drive: 'free' as const, maxSteps: 2 };
    const { replies, events } = drive(loop(5), [], free);
    assert.equal(stateOf(replies[0]).stepCount, 2);
    assert.equal(events.filter((event) => event.kind === 'step').length, 2);
    assert.match(JSON.stringify(events), /stopped after 2 steps/);
  });

  it('shows the error of a script that fails after two steps and keeps the steps', () => {
    const failing = (host: ProgramHost, p: TestProgram) => {
      loop(2)(host, p);
      throw new TypeError('broken');
    };
    const { replies } = drive(failing, [{ kind: 'step', count: 2, trainingOp: null }, { kind: 'stepBack', count: 1 }]);
    const state = stateOf(replies[1]);
    assert.equal(state.script, 'failed');
    assert.equal(state.error?.message, 'broken');
    assert.equal(state.error?.remedy, 'Mend the TypeError.');
    assert.equal(state.stepCount, 2);
    assert.equal(stateOf(replies[2]).record?.index, 1);
  });
});

describe('a row', () => {
  it('stays when there is no gradient, with the reason', () => {
    const { replies } = drive((host, p) => {
      const w = p.variable('w', 3);
      const off = p.variable('off', 1);
      const loss = p.build.make('Square', [w.read], {});
      gradientDescent(host, p, loss, [w, off], 0.1);
    }, [{ kind: 'step', count: 1, trainingOp: null }]);
    const state = stateOf(replies[1]);
    const row = state.record!.rows[1]!;
    assert.deepEqual(row.gradient, { kind: 'none', reason: 'the loss does not depend on it', cutAt: null });
    assert.deepEqual(row.after?.values, row.before?.values);
    assert.equal(state.findings[0]?.code, 'none-gradient');
  });

  it('shows a change that is no known clip as what it is, with its ops', () => {
    const { replies } = drive((host, p) => {
      const w = p.variable('w', 3);
      const loss = p.build.make('Square', [w.read], {});
      gradientDescent(host, p, loss, [w], 0.1, (g) => p.build.make('Mul', [g, p.constant(0.5)], {}));
    }, []);
    const [stage] = stateOf(replies[0]).record!.rows[0]!.stages;
    assert.equal(stage?.op, 'Mul');
    assert.equal(stage?.isClip, false);
    assert.deepEqual(stage?.output.values, [3]);
  });
});
