// @ts-nocheck: the types of @tensorflow/tfjs are not installed here.
// A generator of one number and who tells it from the true ones: an optimizer for each.
import * as tf from '@tensorflow/tfjs';

const scale = tf.variable(tf.scalar(0.4), true, 'generator/scale'); // Variable.
const shift = tf.variable(tf.scalar(-0.5), true, 'generator/shift'); // Variable.
const slope = tf.variable(tf.scalar(0.1), true, 'discriminator/slope'); // Variable.
const bias = tf.variable(tf.scalar(0), true, 'discriminator/bias'); // Variable.

const noise = (step: number): tf.Tensor1D => tf.randomNormal([6], 0, 1, 'float32', 100 + step);
const real = (step: number): tf.Tensor1D => tf.randomNormal([6], 2, 0.5, 'float32', 200 + step);
const generate = (z: tf.Tensor1D): tf.Tensor1D => z.mul(scale).add(shift);
const judge = (x: tf.Tensor1D): tf.Tensor1D => x.mul(slope).add(bias);

const crossEntropy = (logits: tf.Tensor1D, isReal: boolean): tf.Scalar =>
  tf.losses.sigmoidCrossEntropy(isReal ? tf.onesLike(logits) : tf.zerosLike(logits), logits);

const judges = tf.train.adam(0.1, 0.5);
const makers = tf.train.adam(0.05, 0.5);

for (let step = 0; step < 8; step++) {
  const z = noise(step);
  const told = judges.minimize( // Step.
    () => crossEntropy(judge(real(step)), true).add(crossEntropy(judge(generate(z)), false)),
    true,
    [slope, bias],
  );
  const fooled = makers.minimize(() => crossEntropy(judge(generate(z)), true), true, [scale, shift]); // Step.
  console.log(`${step} D ${told.dataSync()[0]} G ${fooled.dataSync()[0]}`);
}
console.log({ scale: scale.dataSync()[0]! > 0, shift: shift.dataSync()[0]! > -0.5 });
