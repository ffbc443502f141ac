// @ts-nocheck: the types of @tensorflow/tfjs are not installed here.
// The valley of Rosenbrock, down which each optimizer goes a few steps.
import * as tf from '@tensorflow/tfjs';

const START = [-0.9, 0.7] as const;
const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.001),
  momentum: () => tf.train.momentum(0.001, 0.8),
  nesterov: () => tf.train.momentum(0.001, 0.8, true),
  adagrad: () => tf.train.adagrad(0.1),
  adadelta: () => tf.train.adadelta(0.5),
  adam: () => tf.train.adam(0.05),
  adamax: () => tf.train.adamax(0.05),
  rmsprop: () => tf.train.rmsprop(0.01),
  centered: () => tf.train.rmsprop(0.01, 0.9, 0.5, 1e-6, true),
};

for (const [name, make] of Object.entries(optimizers)) {
  const a = tf.variable(tf.scalar(START[0]), true, `${name}/a`); // Variable.
  const b = tf.variable(tf.scalar(START[1]), true, `${name}/b`); // Variable.
  const valley = (): tf.Scalar => tf.add(tf.sub(1, a).square(), b.sub(a.square()).square().mul(100));
  const optimizer = make();
  for (let i = 0; i < 6; i++) {
    optimizer.minimize(valley, false, [a, b]); // Step.
  }
  console.log(`${name.padEnd(9)} ${optimizer.getClassName()}`, a.dataSync()[0], b.dataSync()[0], valley().dataSync()[0]);
  optimizer.dispose();
  tf.dispose([a, b]);
}
