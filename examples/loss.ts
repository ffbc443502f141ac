// A line through four points, trained with a clip written by hand: the same file runs under Node with @tensorflow/tfjs.
import * as tf from '@tensorflow/tfjs';

const LIMIT = 5;

const x = tf.tensor1d([1, 2, 3, 4]);
const y = tf.tensor1d([3, 5, 7, 9]);
const w = tf.variable(tf.scalar(0), true, 'w');
const b = tf.variable(tf.scalar(0), true, 'b');

function loss(): tf.Scalar {
  const error = x.mul(w).add(b).sub(y);
  return error.square().mean() as tf.Scalar;
}

/** Shorter than `limit`, in the same direction. */
function clipByNorm(gradient: tf.Tensor, limit: number): tf.Tensor {
  const norm = tf.norm(gradient);
  return gradient.mul(limit).div(tf.maximum(norm, limit));
}

const optimizer = tf.train.sgd(0.05);

for (let step = 0; step < 20; step++) {
  tf.tidy(() => {
    const { value, grads } = optimizer.computeGradients(loss);
    const clipped: tf.NamedTensorMap = {};
    for (const name of Object.keys(grads)) {
      clipped[name] = clipByNorm(grads[name]!, LIMIT);
    }
    optimizer.applyGradients(clipped);
    console.log(`step ${step + 1}: loss ${value.dataSync()[0]!.toFixed(4)}`);
  });
}
