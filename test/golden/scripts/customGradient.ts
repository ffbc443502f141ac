// @ts-nocheck: the types of @tensorflow/tfjs are not installed here.
// A gradient of the program's own: rounding that lets the gradient through, where the argument is not far out.
import * as tf from '@tensorflow/tfjs';

const REACH = 1.5;
const rounded = tf.customGrad((x: tf.Tensor, save: tf.GradSaver) => {
  save([x]);
  return {
    value: x.round(),
    gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => dy.mul(saved[0]!.abs().less(REACH).toFloat()),
  };
});

const levels = tf.variable(tf.tensor1d([0.2, 0.9, -1.4, 2.6]), true, 'levels'); // Variable.
const gain = tf.variable(tf.scalar(0.7), true, 'gain'); // Variable.
const wanted = tf.tensor1d([1, -1, 0, 2]);

const optimizer = tf.train.adagrad(0.3);
for (let step = 0; step < 10; step++) {
  const { value, grads } = optimizer.computeGradients(() => rounded(levels).mul(gain).sub(wanted).square().sum().add(levels.square().sum().mul(0.01)));
  optimizer.applyGradients(grads); // Step.
  console.log(step, value.dataSync()[0], Array.from(grads['levels']!.dataSync()).map((g) => g.toPrecision(6)).join(' '));
  tf.dispose([value, grads]);
}
levels.print();
const slopes = tf.grad((x: tf.Tensor) => rounded(x).sum())(tf.tensor1d([0.4, 2, -1.5, -1.49]));
console.log('slopes', slopes.arraySync());
