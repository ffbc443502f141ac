/** @file Models of tf.layers trained by our package and by the real tfjs-layers: the same numbers. */
import assert from 'node:assert/strict';
import { ours, theirs } from './bothLayers';
import type { Answer } from './bothLayers';
import { MISTAKES, program, PROGRAMS } from './programs';

/** The distance of neighbouring float32 numbers at `x`. */
function ulpOf(x: number): number {
  return 2 ** Math.max(Math.floor(Math.log2(Math.abs(x))) - 23, -149);
}

/** The worst pair, in ULPs of the larger of 1/16 and the number itself. */
function distance(mine: readonly unknown[], real: readonly unknown[]): number {
  let worst = 0;
  real.forEach((value, i) => {
    const own = mine[i];
    if (typeof value !== 'number' || typeof own !== 'number' || Object.is(value, own)) return;
    const apart = Math.abs(own - value) / ulpOf(Math.max(Math.abs(value), 1 / 16));
    worst = Number.isNaN(apart) ? Infinity : Math.max(worst, apart);
  });
  return worst;
}

function valuesOf(answer: Answer, whose: string): readonly unknown[] {
  if (answer.kind === 'error') throw new Error(`${whose} failed: ${answer.message}`);
  return answer.values;
}

describe('models of tf.layers', () => {
  for (const { name, text, ulps, isFresh = false } of PROGRAMS) {
    it(`${name}: as the real one`, async () => {
      const real = await theirs(text, isFresh);
      const mine = ours(text).answer;
      const [expected, found] = [valuesOf(real, 'the real one'), valuesOf(mine, 'ours')];
      // What is no number must be equal: types, shapes, names.
      const plain = (values: readonly unknown[]): unknown[] => values.map((value) => (typeof value === 'number' ? '#' : value));
      assert.deepEqual(plain(found), plain(expected));
      const apart = distance(found, expected);
      if (process.env['GRADIENT_DEBUGGER_ULPS']) console.log(`      ${apart.toFixed(2)} ULPs of ${ulps}`);
      assert.ok(apart <= ulps, `${apart} ULPs apart`);
    });
  }
});

describe('mistakes with tf.layers', () => {
  for (const text of MISTAKES) {
    it(text, async () => {
      const real = await theirs(program(`return ${text};`), true);
      assert.equal(real.kind, 'error');
      assert.deepEqual(ours(program(`return ${text};`)).answer, real);
    });
  }

  it('what is not evaluated says so by its name', () => {
    for (const name of ['convLstm2d', 'gaussianNoise', 'upSampling2d']) {
      const { answer } = ours(program(`return tf.layers.${name}({});`));
      assert.deepEqual(answer, { kind: 'error', message: `tf.layers.${name} is not evaluated by this engine` });
    }
  });
});

describe('steps of model.fit', () => {
  it('each batch is one, of all weights, at the place of fit', () => {
    const { answer, steps } = ours(program(`const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] });
      model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
      const callbacks = { onBatchEnd: async () => { await null; place(5); } };
      await model.fit(...[tf.ones([6, 3]), tf.ones([6, 1]), { epochs: 2, batchSize: 2, callbacks }, ...place(9)]);`));
    assert.equal(answer.kind, 'value');
    // 3 batches in each of 2 epochs.
    const step = { optimizer: 'Adam', variables: ['dense_Dense1/kernel', 'dense_Dense1/bias'], origin: 9 };
    assert.deepEqual(steps, Array.from({ length: 6 }, () => step));
  });
});
