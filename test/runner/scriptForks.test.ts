/**
 * @file Forks of TypeScript programs: the program runs again and the change is made in it. Each is compared, bit for
 * bit, with a program in whose text the same change is written.
 */
import assert from 'node:assert/strict';
import type { Edit, SessionState } from '../../src/protocol/messages';
import { LossFile } from './loadedFile';

const HEAD = "import * as tf from '@tensorflow/tfjs';\n";
const STEPS = 6;
const AFTER = 3;

const LINE = `${HEAD}
const w = tf.variable(tf.tensor1d([0.5, -1]), true, 'w');
const optimizer = tf.train.sgd(0.1);
for (let i = 0; i < ${STEPS}; i++) {
  const loss = optimizer.minimize(() => w.mul(1.5).sub(tf.tensor1d([1, i])).square().sum(), true)!;
  console.log(i, loss.dataSync()[0]);
  CHANGE
}
`;

const ADAM = `${HEAD}
const w = tf.variable(tf.randomNormal([3, 2]), true, 'w');
const b = tf.variable(tf.zeros([2]), true, 'b');
const optimizer = tf.train.adam(0.05);
async function main(): Promise<void> {
  for (let i = 0; i < ${STEPS}; i++) {
    const x = tf.tensor2d(Array.from({ length: 12 }, Math.random), [4, 3]);
    const late = LATE;
    optimizer.minimize(() => x.matMul(w).add(b).tanh().sub(late).square().mean());
    await tf.nextFrame();
    CHANGE
  }
}
await main();
`;

const FIT = `${HEAD}
const model = tf.sequential({ layers: [
  tf.layers.dense({ units: 3, inputShape: [2], activation: 'relu', name: 'a' }),
  tf.layers.dropout({ rate: 0.4 }),
  tf.layers.dense({ units: 1, name: 'b' }),
] });
const optimizer = tf.train.momentum(0.05, 0.9);
model.compile({ optimizer, loss: 'meanSquaredError' });
const x = tf.randomUniform([8, 2]);
let i = -1;
await model.fit(x, x.sum(1, true), { epochs: ${STEPS / 2}, batchSize: 4, callbacks: { onBatchEnd: () => { i++; CHANGE } } });
`;

interface Case {
  readonly name: string;
  /** `CHANGE` stands for what the changed text does after each step. */
  readonly text: string;
  readonly edit: Edit;
  readonly change: string | null;
}

const then = (change: string) => `if (i === ${AFTER - 1}) { ${change} }`;

const CASES: readonly Case[] = [
  {
    name: 'a variable', text: LINE, edit: { kind: 'value', variable: 'w:0', element: null, value: 0.75 },
    change: then('w.assign(tf.tensor1d([0.75, 0.75]));'),
  },
  {
    name: 'a learning rate', text: LINE, edit: { kind: 'learningRate', variable: null, rate: 0.25 },
    change: then('optimizer.setLearningRate(0.25);'),
  },
  {
    name: 'a learning rate, of numbers that a clock decides', text: ADAM.replace('LATE', '(Date.now() % 7) / 10 + (performance.now() % 1)'),
    edit: { kind: 'learningRate', variable: null, rate: 0.5 },
    // Another text is given other readings of the clock.
    change: null,
  },
  {
    name: 'an element, in an async function with random batches', text: ADAM.replace('LATE', '0.25'),
    edit: { kind: 'value', variable: 'w:0', element: 3, value: -2 },
    change: then('const v = w.arraySync(); v[1][1] = -2; w.assign(tf.tensor2d(v));'),
  },
  {
    name: 'a bias of a layer that fit trains, beside dropout', text: FIT,
    edit: { kind: 'value', variable: 'b/bias:0', element: 0, value: 1.5 },
    change: then('model.layers[2].bias.write(tf.tensor1d([1.5]));'),
  },
];

describe('a fork of a TypeScript program', function () {
  let file: LossFile;
  before(() => {
    file = new LossFile();
  });
  after(() => file.dispose());

  const load = (text: string) => file.load(text, 'loss.ts');
  const fork = (edit: Edit, index: number | null) => file.state({ kind: 'edit', index, edit });
  const valuesOf = ({ record }: SessionState) =>
    record!.rows.map(({ variable, before, after, residual, slots, applied }) => ({
      variable, before: before?.values, after: after?.values, residual, applied: applied?.values, slots: slots.map((slot) => slot.after?.values),
    }));

  /** The states after the steps from `AFTER` + 1 to the last. */
  async function rest(): Promise<ReturnType<typeof valuesOf>[]> {
    const all = [];
    for (let index = AFTER + 1; index <= STEPS; index++) all.push(valuesOf(await file.step()));
    return all;
  }

  for (const { name, text, edit, change } of CASES) {
    it(`changes ${name} as the text would`, async () => {
      const plain = text.replace('CHANGE', '');
      await load(plain);
      await file.step(AFTER);
      const before = file.printed;
      const begun = await fork(edit, null);
      assert.deepEqual([begun.timeline, begun.cursor, begun.stepCount, begun.script], [1, AFTER, AFTER, 'parked']);
      assert.equal(begun.record?.phase, 'computed');
      assert.equal(file.printed, before, 'what was printed is not printed again');
      const forked = await rest();
      // The program's own way goes on as if there were no fork.
      await file.state({ kind: 'timeline', timeline: 0 });
      const own = await rest();
      assert.notDeepEqual(forked, own);
      assert.deepEqual([...new Set([...forked, ...own].flat().map(({ residual }) => residual))], [0]);
      await load(plain);
      await file.step(AFTER);
      assert.deepEqual(own, await rest());
      if (change === null) return;
      await load(text.replace('CHANGE', change));
      await file.step(AFTER);
      assert.deepEqual(forked, await rest());
    });
  }

  it('begins at an earlier step, from a program that has ended, and from another fork', async () => {
    await load(LINE.replace('CHANGE', `if (i === 1) w.assign(tf.tensor1d([2, 2])); ${then('w.assign(tf.tensor1d([0.75, 0.75]));')}`));
    await file.step(AFTER);
    const wanted = await rest();
    await load(LINE.replace('CHANGE', ''));
    assert.equal((await file.step(STEPS + 1)).script, 'ended');
    await fork({ kind: 'value', variable: 'w:0', element: null, value: 2 }, 2);
    await file.step();
    await fork({ kind: 'value', variable: 'w:0', element: null, value: 0.75 }, null);
    assert.deepEqual(await rest(), wanted);
  });

  it('is refused with the reason before the first step, and the program stays where it is', async () => {
    await load(LINE.replace('CHANGE', ''));
    const none = await file.send({ kind: 'edit', index: 0, edit: { kind: 'value', variable: 'w:0', element: null, value: 1 } });
    assert.match(none.ok ? '' : none.error.message, /change them in the file, or make a step/);
    assert.equal((await file.step(2)).cursor, 2);
  });
});
