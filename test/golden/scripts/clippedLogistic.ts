// @ts-nocheck: the types of @tensorflow/tfjs are not installed here.
// Logistic regression whose gradients are clipped by their global norm, by hand.
import * as tf from '@tensorflow/tfjs';

const LIMIT = 0.25;
const x = tf.tensor2d([[0.5, 2.1], [1.5, -0.4], [-1.2, 0.3], [3.1, 1.9], [-0.7, -2.2], [0.1, 0.9]]);
const y = tf.tensor1d([1, 1, 0, 1, 0, 0]);
const weights = tf.variable(tf.tensor2d([[-1], [0.5]]), true, 'weights'); // Variable.
const bias = tf.variable(tf.scalar(1.5), true, 'bias'); // Variable.

function loss(): tf.Scalar {
  const logits = x.matMul(weights).squeeze().add(bias);
  return tf.losses.sigmoidCrossEntropy(y, logits);
}

function globalNorm(tensors: tf.Tensor[]): tf.Scalar {
  return tf.addN(tensors.map((one) => one.square().sum())).sqrt();
}

function clipByGlobalNorm(gradients: tf.NamedTensorMap, limit: number): { clipped: tf.NamedTensorMap; norm: tf.Scalar } {
  const norm = globalNorm(Object.values(gradients));
  const factor = tf.scalar(limit).div(tf.maximum(norm, limit));
  const clipped = Object.fromEntries(Object.entries(gradients).map(([name, one]) => [name, one.mul(factor)])); // Clip.
  return { clipped, norm };
}

const optimizer = tf.train.momentum(0.8, 0.5);
let fired = 0;
for (let step = 0; step < 14; step++) {
  tf.tidy(() => {
    const { value, grads } = tf.variableGrads(loss);
    const { clipped, norm } = clipByGlobalNorm(grads, LIMIT);
    const length = norm.dataSync()[0]!;
    if (length > LIMIT) fired++;
    optimizer.applyGradients(clipped); // Step.
    console.log(`${step}: loss ${value.dataSync()[0]}, norm ${length}`);
  });
}
console.log(`clipped ${fired} times`, Array.from(weights.dataSync()), bias.dataSync()[0]);
