/** @file Steps that are kept as their numbers: their records are those of steps that were recorded at once. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gradients } from '../../src/engine/gradients';
import type { Node, Tensor } from '../../src/engine/graph';
import { DebuggerDriver } from '../../src/session/debuggerDriver';
import { ProgramFacts } from '../../src/session/programFacts';
import { TENSORFLOW } from '../../src/frontends/python/dialect';
import { ProgramNaming } from '../../src/session/programNaming';
import { StepObserver } from '../../src/session/stepObserver';
import { Timeline } from '../../src/session/timeline';
import { TestProgram } from '../engine/buildProgram';

const SHOWN = 16;
const NAMING = new ProgramNaming({
dialect: TENSORFLOW,
  run: () => ({ kind: 'ended' }), flush: () => undefined, remedy: () => null, noted: () => ({ places: [], modules: [] }), here: () => -1,
  places: (origins) => origins.map(() => null),
});

/** loss = (x·w)² with x fed, under momentum: w of `size` elements. */
function momentumProgram(size: number, budget?: number) {
  const program = new TestProgram();
  const { graph, build } = program;
  const w = program.variable('w', Array.from({ length: size }, (_none, i) => i - 1));
  const x = program.placeholder('float32', [size]);
  const product = build.make('Square', [build.make('Mul', [w.read, x], {})], {});
  const loss = build.make('Sum', [product, program.constant([0], 'int32')], { keepDims: false });
  const facts = new ProgramFacts();
  const [result] = gradients({ graph, ys: [loss], xs: [w.ref], origin: 1 });
  const gradient = { kind: 'dense' as const, tensor: (result as { tensor: Tensor }).tensor };
  const variable = { key: w.key, tensor: w.ref, origin: 2, trainable: true };
  facts.addCall({ optimizer: 'Momentum', loss, pairs: [{ variable, gradient }], origin: 1 });
  const slot = program.variableOf('w/Momentum', build.zerosLike(w.initial)).ref;
  const update = build.node(
    'ApplyMomentum', [w.ref, slot, program.constant(0.125), gradient.tensor, program.constant(0.5)], { useLocking: false, useNesterov: false },
  ) as unknown as Node;
  facts.addTrainingOp({
    node: update, optimizer: 'Momentum', globalStep: null, origin: 1,
    updates: [{ variable, applied: gradient, update, slots: [{ name: 'momentum', key: slot.node.name }] }],
  });
  const execution = program.start();
  const observer = new StepObserver(facts, NAMING, SHOWN);
  const timeline = new Timeline(0, null, observer, new DebuggerDriver(facts, 0, () => false, () => true), budget);
  const make = (fed: number) => {
    const feeds = new Map([[x, { dtype: 'float32' as const, dims: [size], data: new Float32Array(size).fill(fed) }]]);
    const request = { fetches: [], targets: [update], feeds };
    timeline.make({ execution, request, ops: facts.executedBy(request) }, 'script');
  };
  return { timeline, make, fresh: () => new StepObserver(facts, NAMING, SHOWN) };
}

describe('a step that is kept as its numbers', () => {
  it('has the record that it has when it is recorded at once', () => {
    const { timeline, make, fresh } = momentumProgram(3);
    // −0, a number that is no power of two, one that overflows and what follows of it.
    for (const fed of [1, 0.3, -0, 1, 1e30, 1, 2]) make(fed);
    const packed = [1, 2, 3, 4, 5, 6, 7].map((index) => timeline.journal.at(index)!.packed !== null);
    // The first one tells names and places, and where the numbers lie.
    assert.deepEqual(packed, [false, true, true, true, true, true, true]);
    for (let index = 1; index <= 7; index++) {
      assert.deepEqual(timeline.recordAt(index), timeline.seenBy(fresh(), index), `step ${index}`);
    }
    assert.equal(timeline.recordAt(5)!.gradientNorm, 'Infinity');
    assert.deepEqual(timeline.recordAt(2)!.rows[0]!.terms.map(({ name }) => name), ['momentum·a', 'a′ = momentum·a + g', 'lr·a′']);
  });

  it('is told in the history as it is recorded', () => {
    const { timeline, make } = momentumProgram(3);
    for (let i = 1; i <= 30; i++) make(1 / i);
    const told = timeline.journal.history().map(({ index, loss, norms, ratios }) => ({ index, loss, norms, ratios }));
    const recorded = Array.from({ length: 30 }, (_none, i) => {
      const { index, loss, rows: [row] } = timeline.recordAt(i + 1)!;
      const norm = row!.gradient.kind === 'dense' ? row!.gradient.tensor.health.norm : null;
      return { index, loss: loss!.values[0], norms: { 'w:0': norm }, ratios: { 'w:0': row!.updateRatio } };
    });
    assert.deepEqual(told, recorded);
  });

  it('is recorded at once where a tensor has more elements than are shown', () => {
    const { timeline, make } = momentumProgram(SHOWN + 1);
    for (let i = 0; i < 3; i++) make(1);
    assert.equal(timeline.journal.at(3)!.packed, null);
    assert.equal(timeline.recordAt(3)!.rows[0]!.after!.values.length, SHOWN);
  });

  it('has the same record as long as it is shown, and when it is shown again after many others', () => {
    const { timeline, make } = momentumProgram(3);
    for (let i = 0; i < 3; i++) make(1);
    const shown = timeline.recordAt(3);
    for (let i = 0; i < 40; i++) {
      make(1);
      assert.equal(timeline.recordAt(timeline.length, true)!.index, timeline.length);
    }
    assert.equal(timeline.recordAt(3), shown);
  });

  it('takes no more of the heap than the budget, looked at or not', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const BUDGET = 5.5e6;
    const { timeline, make } = momentumProgram(8, BUDGET);
    for (let i = 0; i < 100; i++) make(1e-3);
    collect();
    const before = process.memoryUsage();
    for (let i = 0; i < 2500; i++) {
      make(1e-3);
      if (i % 2 === 0) timeline.recordAt(timeline.length, i % 4 === 0);
    }
    collect();
    const after = process.memoryUsage();
    const taken = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
    assert.equal(timeline.journal.at(302)!.before, null, 'there was no room for all states');
    assert.ok(taken < BUDGET, `${taken} bytes`);
  });
});
