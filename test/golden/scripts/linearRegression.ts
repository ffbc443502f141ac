// @ts-nocheck: the types of @tensorflow/tfjs are not installed here.
// A line through noisy points, drawn from Math.random.
import * as tf from '@tensorflow/tfjs';

const points: readonly number[] = Array.from({ length: 12 }, (_, i) => i / 6 - 1);
const x = tf.tensor1d(points as number[]);
const y = tf.tensor1d(points.map((at) => 3 * at - 1 + (Math.random() - 0.5) / 5));

const slope = tf.variable(tf.scalar(Math.random()), true, 'slope'); // Variable.
const offset = tf.variable(tf.scalar(0), true, 'offset'); // Variable.

const predict = (at: tf.Tensor1D): tf.Tensor1D => at.mul(slope).add(offset);
const loss = (): tf.Scalar => predict(x).sub(y).square().mean();

const optimizer = tf.train.sgd(0.3);
for (let epoch = 1; epoch <= 15; epoch++) {
  const cost = optimizer.minimize(loss, /* returnCost */ true)!; // Step.
  console.log(`epoch ${epoch}: loss`, cost.dataSync()[0]);
  cost.dispose();
}
console.log('slope', slope.arraySync(), 'offset', offset.arraySync());
predict(tf.tensor1d([-2, 0, 2])).print();
