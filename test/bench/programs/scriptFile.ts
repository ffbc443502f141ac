import * as tf from '@tensorflow/tfjs';

// A classifier of three classes with layers by hand: fifty lines, as a loss file is.
const RATE = 0.05;
const LIMIT = 1.0;
const SIZES = [4, 16, 16, 3];

interface Layer {
  readonly w: tf.Variable;
  readonly b: tf.Variable;
}

function layer(inputs: number, outputs: number, at: number): Layer {
  const deviation = Math.sqrt(2 / inputs);
  return {
    w: tf.variable(tf.randomNormal([inputs, outputs], 0, deviation, 'float32', at + 1), true, `w${at}`),
    b: tf.variable(tf.zeros([outputs]), true, `b${at}`),
  };
}

const layers: Layer[] = [];
for (let i = 0; i + 1 < SIZES.length; i++) layers.push(layer(SIZES[i]!, SIZES[i + 1]!, i));

const xs = tf.randomNormal([32, 4], 0, 1, 'float32', 7);
const labels = tf.oneHot(tf.argMax(xs.slice([0, 0], [32, 3]), 1).toInt(), 3).toFloat();

function logits(x: tf.Tensor): tf.Tensor {
  let h = x;
  layers.forEach(({ w, b }, i) => {
    h = h.matMul(w).add(b);
    if (i + 1 < layers.length) h = h.relu();
  });
  return h;
}

function loss(): tf.Scalar {
  const scores = tf.logSoftmax(logits(xs));
  const cross = labels.mul(scores).sum(1).neg().mean();
  const decay = layers.reduce<tf.Tensor>((sum, { w }) => sum.add(w.square().sum()), tf.scalar(0));
  return cross.add(decay.mul(1e-3)).asScalar() as tf.Scalar;
}

const optimizer = tf.train.adam(RATE);
for (let step = 0; step < 5; step++) {
  const { value, grads } = optimizer.computeGradients(loss as () => tf.Scalar);
  const all = Object.values(grads);
  const norm = tf.addN(all.map((g) => g.square().sum())).sqrt();
  const scale = tf.minimum(tf.scalar(LIMIT).div(norm), 1);
  for (const name of Object.keys(grads)) grads[name] = grads[name]!.mul(scale);
  optimizer.applyGradients(grads);
  console.log(step, value.dataSync()[0]!.toFixed(4));
}
