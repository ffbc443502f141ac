/** @file Runs that write over stores of earlier runs: the same steps, and nobody who was given a value sees it change. */
import assert from 'node:assert/strict';
import { Execution } from '../../src/engine/execution';
import { gradients } from '../../src/engine/gradients';
import type { Node, Tensor } from '../../src/engine/graph';
import { TestProgram } from './buildProgram';

const SIZE = 100;

/** Σ softplus(w·x) by momentum, of which no block takes all; x is fed. */
function training() {
  const program = new TestProgram();
  const { build, graph } = program;
  const zeros = program.constant(new Array<number>(SIZE).fill(0));
  const w = program.variable('w', Array.from({ length: SIZE }, (_none, i) => Math.sin(i)));
  const momentum = program.variableOf('momentum', zeros);
  const x = program.placeholder('float32', [SIZE]);
  const loss = build.make('Sum', [build.make('Softplus', [build.make('Mul', [w.read, x], {})], {}), program.constant([0], 'int32')], { keepDims: false });
  const [result] = gradients({ graph, ys: [loss], xs: [w.ref], origin: -1 });
  const update = build.node(
    'ApplyMomentum', [w.ref, momentum.ref, program.constant(0.1), (result as { tensor: Tensor }).tensor, program.constant(0.9)],
    { useLocking: false, useNesterov: false },
  ) as unknown as Node;
  const checked = build.make('CheckNumerics', [x], { message: 'x' });
  const late = graph.make({ op: 'NoOp', inputs: [], attributes: {}, origin: -1, controlInputs: [update, checked.node] }) as unknown as Node;
  const feeds = (step: number) =>
    new Map([[x, { dtype: 'float32' as const, dims: [SIZE], data: Float32Array.from({ length: SIZE }, (_none, i) => Math.cos(i + step)) }]]);
  return { program, w, x, loss, late, feeds };
}

const data = (execution: Execution, key = 'w'): Float32Array => execution.variable(key)!.data as Float32Array;

describe('runs that write over stores', () => {
  it('go the way of steps that are evaluated and committed, whoever looks in between', () => {
    const { program, loss, late, feeds } = training();
    const [fast, slow, looked] = [program.start(), program.start(), program.start()];
    for (let step = 0; step < 80; step++) {
      const asked = { fetches: [loss], targets: [late], feeds: feeds(step) };
      const { values, changes } = slow.evaluate(asked);
      slow.commit(changes);
      assert.deepEqual(fast.run(asked), values);
      const before = data(looked);
      const kept = before.slice();
      const state = looked.state;
      assert.deepEqual(looked.run(asked), values);
      assert.deepEqual(before, kept);
      assert.equal(state.variables.get('w')!.data, before);
    }
    for (const key of ['w', 'momentum']) {
      assert.deepEqual(data(fast, key), data(slow, key));
      assert.deepEqual(data(looked, key), data(slow, key));
    }
  });

  it('ask for no new memory while nobody looks', () => {
    const { program, loss, late, feeds } = training();
    const execution = program.start();
    const { unseen } = execution.store;
    const seen = new Set<unknown>();
    for (let step = 0; step < 20; step++) {
      execution.run({ fetches: [loss], targets: [late], feeds: feeds(step) });
      seen.add(unseen.get('w')!.data).add(unseen.get('momentum')!.data);
    }
    assert.ok(seen.size <= 4, `${seen.size} stores`);
  });

  it('do not give away a variable that is fetched', () => {
    const { program, w, late, feeds } = training();
    const execution = program.start();
    const run = (step: number) => execution.run({ fetches: [w.read], targets: [late], feeds: feeds(step) })[0]!.data;
    const first = run(0);
    const kept = first.slice();
    for (let step = 1; step < 5; step++) run(step);
    assert.deepEqual(first, kept);
  });

  it('change nothing when they fail', () => {
    const { program, x, loss, late, feeds } = training();
    const execution = program.start();
    for (let step = 0; step < 5; step++) execution.run({ fetches: [loss], targets: [late], feeds: feeds(step) });
    const other = program.start();
    for (let step = 0; step < 5; step++) other.run({ fetches: [loss], targets: [late], feeds: feeds(step) });
    const bad = new Map([[x, { dtype: 'float32' as const, dims: [SIZE], data: new Float32Array(SIZE).fill(NaN) }]]);
    for (let time = 0; time < 3; time++) assert.throws(() => execution.run({ fetches: [loss], targets: [late], feeds: bad }), /NaN/);
    execution.run({ fetches: [loss], targets: [late], feeds: feeds(5) });
    other.run({ fetches: [loss], targets: [late], feeds: feeds(5) });
    assert.deepEqual(data(execution), data(other));
  });
});
