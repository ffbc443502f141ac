/** @file What-if: forks by value, rate, threshold and seed; both timelines stay; comparisons; a pinned baseline. */
import assert from 'node:assert/strict';
import type { Tensor } from '../../src/engine/graph';
import type { ProgramHost } from '../../src/frontends/program';
import type { CompareAnswer } from '../../src/protocol/explanations';
import type { Edit } from '../../src/protocol/messages';
import type { TestProgram } from '../engine/buildProgram';
import { drive, gradientDescent, PARK, stateOf } from './scriptedSession';

const f = Math.fround;
const step = (count: number) => ({ kind: 'step', count, trainingOp: null }) as const;
const edit = (change: Edit, index: number | null = null) => ({ kind: 'edit', index, edit: change }) as const;
const show = (timeline: number) => ({ kind: 'timeline', timeline }) as const;

/** loss = w·x, x fed with 1, 2, 3, …; the gradient of w clipped by norm `limit`. */
const fedLoop = (count: number, limit = 100) => (host: ProgramHost, p: TestProgram) => {
  const [w, x] = [p.variable('w', 10), p.placeholder('float32', [])];
  const bound = p.constant(limit);
  const clip = (gradient: Tensor): Tensor => {
    const scaled = p.build.make('Mul', [gradient, bound], {});
    const clipped = p.build.make('RealDiv', [scaled, p.build.make('Maximum', [p.build.make('Abs', [gradient], {}), bound], {})], {});
    host.clipped({ op: 'clip_by_norm', pairs: [{ raw: gradient, clipped }], thresholds: [bound], norm: null, origin: 14 });
    return clipped;
  };
  const trainOp = gradientDescent(host, p, p.build.make('Mul', [w.read, x], {}), [w], 1, clip);
  const execution = p.start();
  for (let i = 1; i <= count; i++) {
    const value = { dtype: 'float32', dims: [], data: Float32Array.of(i) } as const;
    host.run(execution, { fetches: [], targets: [trainOp], feeds: new Map([[x, value]]) });
  }
};

const after = (reply: Parameters<typeof stateOf>[0]) => Number(stateOf(reply).record!.rows[0]!.after?.values[0]);

describe('a fork', () => {
  it('begins after the shown step with the changed value, and repeats the program\'s runs with its feeds', () => {
    const { replies } = drive(fedLoop(5), [
      step(5), { kind: 'goTo', index: 2 }, edit({ kind: 'value', variable: 'w:0', element: null, value: 100 }), step(3),
    ]);
    // The program: 10 − 1 − 2 − 3 − 4 − 5. The fork: 100 − 3 − 4 − 5.
    assert.equal(after(replies[1]), -5);
    const begun = stateOf(replies[3]);
    assert.deepEqual([begun.timeline, begun.cursor, begun.stepCount], [1, 2, 2]);
    assert.deepEqual(begun.timelines[1]!.fork, { of: 0, index: 2, edit: 'w:0 = 100' });
    // The pairs that come next, with the changed variable.
    assert.deepEqual([begun.record?.phase, begun.record?.rows[0]?.before?.values[0]], ['computed', 100]);
    assert.equal(after(replies[4]), 88);
  });

  it('leaves the timeline it came from as it is, and both can be shown', () => {
    const { replies } = drive(fedLoop(5), [
      step(3), edit({ kind: 'value', variable: 'w:0', element: null, value: 0 }, 1), step(1), show(0), step(1), show(1),
    ]);
    assert.equal(after(replies[3]), -2);
    assert.equal(after(replies[4]), 4);
    // The script goes on where it was parked.
    assert.equal(after(replies[5]), 0);
    assert.deepEqual([stateOf(replies[6]).cursor, after(replies[6])], [2, -2]);
  });

  it('goes on with the last feeds when the program has no more runs', () => {
    const { replies } = drive(fedLoop(2), [step(2), edit({ kind: 'value', variable: 'w:0', element: null, value: 0 }, 1), step(3)]);
    assert.equal(after(replies[3]), -6);
    assert.equal(stateOf(replies[3]).record?.driver, 'debugger');
  });

  it('holds a learning rate, a threshold', () => {
    const rate = drive(fedLoop(5), [step(5), edit({ kind: 'learningRate', variable: null, rate: 0.5 }, 1), step(2)]).replies;
    assert.equal(stateOf(rate[2]).timelines[1]!.fork!.edit, 'learning rate = 0.5');
    assert.equal(after(rate[3]), 9 - 1 - 1.5);
    const threshold = drive(fedLoop(5), [
      step(5), edit({ kind: 'threshold', variable: 'w:0', stage: 0, thresholds: [1.5] }, 1), step(2),
    ]).replies;
    assert.equal(after(threshold[3]), 9 - 1.5 - 1.5);
    const [stage] = stateOf(threshold[3]).record!.rows[0]!.stages;
    assert.deepEqual([stage!.thresholds, stage!.fired], [[1.5], true]);
  });

  it('draws other numbers under another seed, the same under the same', () => {
    const noisy = (host: ProgramHost, p: TestProgram) => {
      const w = p.variable('w', 1);
      const noise = p.build.make('RandomStandardNormal', [p.constant([], 'int32', [0])], { seed: 7, seed2: 3, dtype: 'float32' });
      gradientDescent(host, p, p.build.make('Mul', [w.read, noise], {}), [w], 1);
    };
    const run = (seed: number) => after(drive(noisy, [edit({ kind: 'seed', seed }, 0), step(2)]).replies[2]);
    const own = after(drive(noisy, [step(2)]).replies[1]);
    assert.equal(run(0), own);
    assert.notEqual(run(1), own);
    assert.equal(run(1), run(1));
  });

  it('changes a slot, one element of a variable', () => {
    const two = (host: ProgramHost, p: TestProgram) => {
      const w = p.variable('w', [1, 2]);
      gradientDescent(host, p, p.build.make('Sum', [w.read, p.constant([0], 'int32')], { keepDims: false }), [w], 1);
    };
    const { replies } = drive(two, [step(1), edit({ kind: 'value', variable: 'w:0', element: 1, value: 0.1 }), step(1)]);
    assert.equal(stateOf(replies[2]).timelines[1]!.fork!.edit, 'w:0[1] = 0.1');
    assert.deepEqual(stateOf(replies[3]).record!.rows[0]!.after!.values, [-1, f(f(0.1) - 1)]);
  });

  it('continues to the end of its parent, and no further', () => {
    const { replies } = drive(fedLoop(20), [
      step(10), edit({ kind: 'learningRate', variable: null, rate: 0 }, 2),
      { kind: 'runUntil', condition: null, limit: 500, trainingOp: null },
    ]);
    const state = stateOf(replies[3]);
    assert.deepEqual([state.cursor, state.stopped], [10, 'step 10: the program has no more steps']);
  });

  it('of a fork keeps what that one holds', () => {
    const { replies } = drive(fedLoop(5), [
      step(1), edit({ kind: 'learningRate', variable: null, rate: 0 }), step(1),
      edit({ kind: 'value', variable: 'w:0', element: null, value: 3 }), step(1),
    ]);
    assert.equal(stateOf(replies[4]).timelines[2]!.fork!.of, 1);
    assert.equal(after(replies[5]), 3);
  });

  it('can be dropped; the program\'s own cannot', () => {
    const drop = (timeline: number) => ({ kind: 'dropTimeline', timeline }) as const;
    const { replies } = drive(fedLoop(3), [step(2), edit({ kind: 'value', variable: 'w:0', element: null, value: 3 }, 1), drop(1), drop(0)]);
    assert.deepEqual([stateOf(replies[3]).timeline, stateOf(replies[3]).timelines.length, after(replies[3])], [0, 1, 7]);
    assert.equal(replies[4]!.ok, false);
  });

  it('refuses what is not there, in words', () => {
    const message = (change: Edit) => {
      const reply = drive(fedLoop(3), [step(1), edit(change)]).replies[2]!;
      return reply.ok ? '' : reply.error.message;
    };
    assert.match(message({ kind: 'value', variable: 'v:0', element: null, value: 1 }), /No variable or slot is called v:0/);
    assert.match(message({ kind: 'value', variable: 'w:0', element: 4, value: 1 }), /has no element 4: it has 1/);
    assert.match(message({ kind: 'threshold', variable: 'w:0', stage: 1, thresholds: [1] }), /is no clip with a threshold/);
    assert.match(message({ kind: 'seed', seed: 0.5 }), /A seed is a whole number/);
    assert.match(message({ kind: 'learningRate', variable: 'v:0', rate: 1 }), /no learning rate/);
  });
});

describe('a comparison', () => {
  const compare = (a: CompareAnswer['a'], b: CompareAnswer['b']) => ({ kind: 'ask', question: { kind: 'compare', a, b } }) as const;
  const answerOf = (reply: ReturnType<typeof drive>['replies'][number] | undefined): CompareAnswer => {
    if (!reply?.ok || reply.answer?.kind !== 'compare') throw new Error(JSON.stringify(reply));
    return reply.answer;
  };

  it('shows what a fork changed: distance, largest element, clips that fired on one side only', () => {
    const { replies } = drive(fedLoop(3, 2.5), [
      step(3), edit({ kind: 'threshold', variable: 'w:0', stage: 0, thresholds: [100] }, 1), step(2),
      compare({ timeline: 0, index: 3 }, { timeline: 1, index: 3 }),
      compare({ timeline: 0, index: 2 }, { timeline: 1, index: 2 }),
    ]);
    const [row] = answerOf(replies[4]).rows;
    assert.deepEqual([row!.stages[0]!.firedA, row!.stages[0]!.firedB], [true, false]);
    assert.deepEqual(row!.after!.largest, { element: [], a: 4.5, b: 4 });
    assert.equal(row!.after!.distance, 0.5);
    assert.deepEqual([row!.before!.differing, row!.after!.differing], [0, 1]);
    assert.equal(answerOf(replies[5]).rows[0]!.after!.largest, null);
  });

  it('is made with a baseline that was pinned before the text changed', () => {
    const { replies } = drive(fedLoop(3), [
      step(2), { kind: 'pin', name: 'before' }, { kind: 'reset' }, step(2),
      compare({ timeline: 'baseline', index: 2 }, { timeline: 0, index: 2 }), { kind: 'pin', name: null },
      compare({ timeline: 'baseline', index: 2 }, { timeline: 0, index: 2 }),
    ]);
    assert.deepEqual(stateOf(replies[3]).baseline, { name: 'before', stepCount: 2 });
    assert.equal(answerOf(replies[5]).rows[0]!.after!.differing, 0);
    assert.match(replies[7]!.ok ? '' : replies[7]!.error.message, /No baseline is pinned/);
  });

  it('counts signs that turned', () => {
    const two = (host: ProgramHost, p: TestProgram) => {
      const w = p.variable('w', [1, -2]);
      gradientDescent(host, p, p.build.make('Sum', [p.build.make('Square', [w.read], {}), p.constant([0], 'int32')], { keepDims: false }), [w], 0.1);
    };
    const { replies } = drive(two, [
      step(1), edit({ kind: 'value', variable: 'w:0', element: 1, value: 2 }, 0), step(1),
      compare({ timeline: 0, index: 1 }, { timeline: 1, index: 1 }),
    ]);
    assert.deepEqual([answerOf(replies[4]).rows[0]!.gradient!.signFlips, answerOf(replies[4]).rows[0]!.gradient!.differing], [1, 1]);
  });
});

describe('forks of a text that changed', () => {
  const load = { kind: 'load', path: 'loss.py', text: 'other', version: 2, options: PARK } as const;
  const forked = [step(2), edit({ kind: 'value', variable: 'w:0', element: null, value: 100 }, 1), step(1)];

  it('are told by what they changed, until another begins', () => {
    const { replies } = drive(fedLoop(3), [
      ...forked, load, step(1), edit({ kind: 'value', variable: 'w:0', element: null, value: 3 }, 1),
    ]);
    assert.deepEqual(stateOf(replies[3]).dropped, []);
    const ended = [{ edit: 'w:0 = 100', index: 1, stepCount: 2 }];
    assert.deepEqual(stateOf(replies[4]).dropped, ended);
    assert.deepEqual(stateOf(replies[4]).timelines.length, 1);
    assert.deepEqual(stateOf(replies[5]).dropped, ended);
    assert.deepEqual(stateOf(replies[6]).dropped, []);
  });

  it('stay when the text changes again, and can be pinned and compared with', () => {
    const { replies } = drive(fedLoop(3), [
      ...forked, load, { ...load, version: 3 }, { kind: 'pinDropped', fork: 0 }, step(2),
      { kind: 'ask', question: { kind: 'compare', a: { timeline: 'baseline', index: 2 }, b: { timeline: 0, index: 2 } } },
      { kind: 'forgetDropped' }, { kind: 'pinDropped', fork: 0 },
    ]);
    assert.equal(stateOf(replies[5]).dropped.length, 1);
    assert.deepEqual(stateOf(replies[6]).baseline, { name: 'w:0 = 100', stepCount: 2 });
    const compared = replies[8];
    assert.ok(compared?.ok && compared.answer?.kind === 'compare');
    // The fork's second step: 100 − 2. The program's: 10 − 1 − 2.
    assert.equal(compared.answer.rows[0]?.variable, 'w:0');
    assert.deepEqual(stateOf(replies[9]).dropped, []);
    assert.equal(replies[10]?.ok, false);
  });
});
