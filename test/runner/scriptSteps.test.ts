/** @file TypeScript programs under the debugger: each applyGradients or minimize is a step, and the program waits there. */
import assert from 'node:assert/strict';
import type { SessionState } from '../../src/protocol/messages';
import { elements, LossFile } from './loadedFile';

const HEAD = "import * as tf from '@tensorflow/tfjs';\n";

const LINE = `${HEAD}
const w = tf.variable(tf.tensor1d([3, 4]), true, 'w');
const b = tf.variable(tf.scalar(1), true, 'b');
const optimizer = tf.train.sgd(0.25);
const loss = (): tf.Scalar => w.square().sum().add(b);
for (let i = 0; i < 3; i++) {
  const { value, grads } = optimizer.computeGradients(loss);
  optimizer.applyGradients(grads);
  console.log(\`step \${i}\`, value.dataSync()[0]);
}
optimizer.minimize(loss);
`;

const DRAWN = `${HEAD}
const began = Date.now();
const w = tf.variable(tf.randomNormal([3]), true, 'w');
const optimizer = tf.train.adam(0.1);
for (let i = 0; i < 6; i++) {
  const target = Math.random() + (performance.now() % 1) + (Date.now() - began) / 1e3;
  optimizer.minimize(() => w.sub(tf.scalar(target)).square().sum());
  console.log(i, target, new Date().getTime());
}
`;

const ASYNC = `${HEAD}
const w = tf.variable(tf.scalar(8), true, 'w');
const v = tf.variable(tf.scalar(4), true, 'v');
const train = async (one: tf.Variable, steps: number, pause: number): Promise<void> => {
  const optimizer = tf.train.sgd(0.25);
  for (let i = 0; i < steps; i++) {
    optimizer.minimize(() => one.square() as tf.Scalar, false, [one]);
    await tf.nextFrame();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
};
await Promise.all([train(w, 3, 10), train(v, 2, 1000)]);
tf.train.sgd(0.5).minimize(() => w.add(v) as tf.Scalar);
console.log((await w.data())[0], (await v.data())[0]);
`;

describe('a TypeScript program in the worker', function () {
  let file: LossFile;
  before(() => {
    file = new LossFile();
  });
  after(() => file.dispose());

  const load = (text: string, deadlineMs?: number) => file.load(text, 'loss.ts', 64, deadlineMs);
  const rowsOf = ({ record }: SessionState) => record!.rows.map((row) => ({
    name: row.name, before: row.before?.values, after: row.after?.values, residual: row.residual, slots: row.slots.map(({ after }) => after?.values),
  }));
  const hasCrashed = () => file.events.some(({ kind }) => kind === 'crashed');

  it('is parked before its first step, with its pairs and its loss', async () => {
    const { record, script, waitsAt } = await load(LINE);
    assert.deepEqual([script, waitsAt?.line, record?.phase], ['parked', 9, 'computed']);
    assert.deepEqual(record!.rows.map(({ name, place }) => [name, place?.line]), [['w', 3], ['b', 4]]);
    const [w] = record!.rows;
    assert.deepEqual(w!.gradient.kind === 'dense' && w!.gradient.tensor.values, [6, 8]);
    assert.equal(w!.after, null);
    assert.deepEqual(record!.loss?.values, [26]);
    assert.equal(file.printed, '');
  });

  it('waits at the line of each step, and is at its end after the last', async () => {
    const lines = [(await load(LINE)).waitsAt?.line];
    for (let i = 0; i < 4; i++) lines.push((await file.step()).waitsAt?.line);
    assert.deepEqual(lines, [9, 9, 9, 12, undefined]);
// ‖w‖² is a quarter each time, b falls by 0.25.
    assert.equal(file.printed, 'step 0 26\nstep 1 7\nstep 2 2.0625\n');
  });

  it('steps, goes back exactly, forth again, and begins anew', async () => {
    await load(LINE);
    const made = [];
    for (let i = 0; i < 4; i++) made.push(rowsOf(await file.step()));
    assert.deepEqual(made.map(([w]) => w!.after), [[1.5, 2], [0.75, 1], [0.375, 0.5], [0.1875, 0.25]]);
    assert.deepEqual(made.flat().map(({ residual }) => residual), Array(8).fill(0));
    const printed = file.printed;
    for (const i of [2, 1, 0]) assert.deepEqual(rowsOf(await file.back()), made[i]);
    for (const i of [1, 2, 3]) assert.deepEqual(rowsOf(await file.step()), made[i]);
    assert.equal(file.printed, printed, 'what was printed is not printed again');
    const fresh = await file.state({ kind: 'reset' });
    assert.deepEqual([fresh.script, fresh.cursor, fresh.stepCount, fresh.waitsAt?.line], ['parked', 0, 0, 9]);
    assert.deepEqual(rowsOf(await file.step()), made[0]);
  });

  it('draws the same numbers and reads the same clocks when it begins anew', async () => {
    await load(DRAWN);
    const first = [];
    for (let i = 0; i < 6; i++) first.push(rowsOf(await file.step()));
    const { printed } = file;
    file.printed = '';
    await file.state({ kind: 'reset' });
    for (const rows of first) assert.deepEqual(rowsOf(await file.step()), rows);
    assert.equal(file.printed, printed);
    assert.match(printed, /^0 \d.*\n(?:.*\n){5}$/);
  });

  it('is parked in its async functions too, whoever is next', async () => {
    const lines = [(await load(ASYNC)).waitsAt?.line];
    const names = [];
    for (let i = 0; i < 6; i++) {
      const state = await file.step();
      names.push(state.record!.rows.map(({ name }) => name).join());
      lines.push(state.waitsAt?.line);
      if (i === 1) {
        assert.deepEqual(elements(await file.back(), 'w', 'after'), [4]);
        assert.deepEqual(elements(await file.step(), 'v', 'after'), [2]);
      }
    }
    assert.deepEqual(names, ['w', 'v', 'w', 'w', 'v', 'w,v']);
    assert.deepEqual(lines, [8, 8, 8, 8, 8, 14, undefined]);
    // 8 halved three times and 4 twice, each less 0.5.
    assert.equal(file.printed, '0.5 0.5\n');
  });

  it('runs on until a condition holds', async () => {
    await load(LINE.replace('i < 3', 'i < 1000'));
    const reached = await file.state({ kind: 'runUntil', condition: 'loss < 1.5', limit: 100, trainingOp: null });
    // 26, 7, 2.0625, 0.640625.
    assert.deepEqual([reached.cursor, reached.script, reached.waitsAt?.line], [4, 'parked', 9]);
    assert.match(reached.stopped!, /loss/);
    const other = await file.state({ kind: 'runUntil', condition: 'norm < 0', limit: 5, trainingOp: null });
    assert.equal(other.cursor, 9);
  });

  it('is interrupted where it trains without end, and goes on from there', async () => {
    await load(LINE.replace('i < 3', 'true'));
    const running = file.send({ kind: 'runUntil', condition: 'norm < 0', limit: 1e6, trainingOp: null }, 60_000);
    setTimeout(() => file.runner.interrupt(), 200);
    const reply = await running;
    assert.ok(!hasCrashed());
    const state = reply.ok ? reply.state! : await file.state({ kind: 'goTo', index: 1 });
    assert.ok(state.stepCount > 0);
    assert.deepEqual(rowsOf(await file.state({ kind: 'goTo', index: 1 }))[0]!.after, [1.5, 2]);
  });

  for (const [what, forever] of [['a loop', 'for (;;) {}'], ['promises', 'for (;;) await null;'], ['frames', 'for (;;) await tf.nextFrame();']] as const) {
    it(`is stopped in ${what} without end after a step; its steps and its worker stay`, async () => {
      await load(LINE.replace('optimizer.minimize(loss);', forever));
      await file.step(2);
      const reply = await file.send({ kind: 'step', count: 1, trainingOp: null }, 400);
      assert.ok(!hasCrashed());
      const shown = await file.state({ kind: 'goTo', index: 1 });
      assert.deepEqual(elements(shown, 'w', 'after'), [1.5, 2]);
      assert.equal(shown.stepCount, 3, JSON.stringify(reply));
      assert.equal((await load(LINE)).script, 'parked');
      assert.deepEqual(elements(await file.step(), 'w', 'after'), [1.5, 2]);
    });
  }
});
