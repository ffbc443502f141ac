// @ts-nocheck: the types of @tensorflow/tfjs are not installed here.
// The loop; what it trains is in a module beside it.
import * as tf from '@tensorflow/tfjs';
import type { Batch } from './model';
import { describe, Model, Penalty } from './model.js';

const model = new Model({ inputs: 3, penalty: Penalty.Squares, weight: 0.05 });
const batches: readonly Batch[] = [0, 1, 2].map((k) => {
  const x = tf.tensor2d(Array.from({ length: 12 }, (_, i) => Math.sin(i + 5 * k)), [4, 3]);
  return { x, y: x.sum(1) } satisfies Batch;
});

const optimizer = tf.train.momentum(0.05, 0.9);
for (let epoch = 0; epoch < 3; epoch++) {
  for (const [index, batch] of batches.entries()) {
    const loss = optimizer.minimize(() => model.loss(batch), true) as tf.Scalar; // Step.
    console.log(epoch, index, loss.arraySync());
  }
}
console.log(describe(model));
