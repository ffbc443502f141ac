// @ts-nocheck: the types of @tensorflow/tfjs are not installed here.
// The next value of a wave, by a recurrent cell written by hand.
import * as tf from '@tensorflow/tfjs';

const UNITS = 4;
const LENGTH = 5;
const BATCH = 3;

const start = (shape: [number, number], seed: number) => tf.randomUniform(shape, -0.6, 0.6, 'float32', seed);
const cell = {
  input: tf.variable(start([1, UNITS], 1), true, 'cell/input'), // Variable.
  state: tf.variable(start([UNITS, UNITS], 2), true, 'cell/state'), // Variable.
  bias: tf.variable(tf.zeros([UNITS]), true, 'cell/bias'), // Variable.
};
const readout = tf.variable(start([UNITS, 1], 3), true, 'readout'); // Variable.

const wave = Array.from({ length: BATCH }, (_, row) => Array.from({ length: LENGTH + 1 }, (_, t) => Math.sin(0.7 * t + row)));
const series = tf.tensor2d(wave);
const inputs = tf.unstack(series.slice([0, 0], [BATCH, LENGTH]), 1);
const targets = tf.unstack(series.slice([0, 1], [BATCH, LENGTH]), 1);

function loss(): tf.Scalar {
  let hidden: tf.Tensor2D = tf.zeros([BATCH, UNITS]);
  const errors: tf.Tensor[] = [];
  inputs.forEach((column, t) => {
    hidden = tf.tanh(column.reshape([BATCH, 1]).matMul(cell.input).add(hidden.matMul(cell.state)).add(cell.bias));
    errors.push(hidden.matMul(readout).squeeze([1]).sub(targets[t]!).square().mean());
  });
  return tf.stack(errors).mean();
}

const optimizer = tf.train.rmsprop(0.02);
for (let step = 0; step < 10; step++) {
  const value = optimizer.minimize(loss, true, [cell.input, cell.state, cell.bias, readout]); // Step.
  console.log(step, value.dataSync()[0]);
}
const [first] = cell.state.arraySync();
console.log(first!.join(', '));
