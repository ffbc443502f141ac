// @ts-nocheck: the types of @tensorflow/tfjs are not installed here.
// A step that is too long takes the argument of a root below 0.
import * as tf from '@tensorflow/tfjs';

const width = tf.variable(tf.tensor1d([2, 0.8, 0.3]), true, 'width'); // Variable.
const loss = (): tf.Scalar => {
  const area = width.mul(1.5).sub(0.2);
  const side = area.sqrt(); // Born.
  return side.sum();
};

const optimizer = tf.train.sgd(0.25);
for (let step = 1; step <= 4; step++) {
  const cost = optimizer.minimize(loss, true)!; // Step.
  const [value] = cost.dataSync();
  console.log(`step ${step}: ${value}${Number.isNaN(value) ? ', no number' : ''}`);
}
console.log(Array.from(width.dataSync()).join());
