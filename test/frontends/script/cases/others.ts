/** @file Random numbers from seeds, ops of the host, and every optimizer for 20 steps. */
import type { Group } from './case';

const random: readonly string[] = [
  "tf.randomNormal([5], 0, 1, 'float32', 7)", "tf.truncatedNormal([50], 1, 2, 'float32', 7)", "tf.randomUniform([5], 0, 1, 'float32', 'x')",
  'tf.randomUniformInt([5], 0, 9, 5)', "tf.randomGamma([4], 2, 2, 'float32', 3)", "tf.randomStandardNormal([3], 'float32', 2)",
  'tf.multinomial([0.1, 0.2, 0.7], 4, 3)', 'tf.dropout(tf.ones([9]), 0.5, null, 3)', 'tf.dropout([1], 1)', 'tf.multinomial([1], 4, 3)',
];

const host: readonly string[] = [
  'tf.unique([1, 2, 1])', 'tf.whereAsync([true, false, true])', 'tf.booleanMaskAsync([[1, 2], [3, 4]], [true, false])',
  'tf.setdiff1dAsync([1, 2, 3], [2])', 'tf.math.confusionMatrix([0, 1], [1, 1], 2)', "tf.bincount(tf.tensor1d([1, 1, 2], 'int32'), [], 4)",
  'tf.meshgrid([1, 2], [3, 4, 5])', 'tf.image.resizeBilinear(tf.ones([2, 2, 1]), [3, 3])', 'tf.searchSorted([[1, 3]], [[2]])',
  'tf.range(5, 0)', 'tf.range(0, 5, -1)', 'tf.range(5, 0, 2)', 'tf.oneHot([0, 3, -1], 3)', 'tf.oneHot([0], 1)', 'tf.range(0, 1, 0)',
];

const OPTIMIZERS = [
  'sgd(0.1)', 'momentum(0.1, 0.9)', 'momentum(0.1, 0.9, true)', 'adagrad(0.1)', 'adadelta(0.1)', 'adam(0.1)', 'adamax(0.1)',
  'rmsprop(0.01)', 'rmsprop(0.01, 0.9, 0.5)', 'rmsprop(0.01, 0.9, 0.5, 1e-7, true)',
];

const steps = OPTIMIZERS.map((optimizer) => `tf.tidy(() => {
  const w = tf.variable(tf.tensor1d([1, -2, 0.3]));
  const optimizer = tf.train.${optimizer};
  for (let i = 0; i < 20; i++) optimizer.minimize(() => tf.sum(tf.square(tf.sub(w, 0.5))), false, [w]);
  return w.clone();
})`);

export const others: readonly Group[] = [
  { name: 'random numbers', cases: random },
  { name: 'host ops', cases: host },
  { name: 'optimizers, 20 steps', cases: steps, bound: { ulps: 4, why: 'tfjs rounds its scalars otherwise' } },
];
