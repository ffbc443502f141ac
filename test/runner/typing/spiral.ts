// @ts-nocheck: the types of @tensorflow/tfjs are not installed here.
// Two arms of a spiral, told apart by a small network, with a clip by the global norm written by hand.
import * as tf from '@tensorflow/tfjs';

enum Arm { Left, Right = 1 }

interface Layer {
  readonly weights: tf.Variable;
  readonly bias?: tf.Variable;
}

const POINTS = 8;
const LIMIT: number = 0.5;

function layer(inputs: number, outputs: number, seed = 1): Layer {
  const start = Array.from({ length: inputs * outputs }, (_, i) => Math.sin(seed + i) / 2);
  const weights = tf.variable(tf.tensor2d(start, [inputs, outputs]));
  return { weights, bias: tf.variable(tf.zeros([outputs])) };
}

class Net {
  private readonly hidden = layer(2, 4, 7);
  private readonly out = layer(4, 1, 9);
  static readonly rate = 0.1;

  logits(x: tf.Tensor2D): tf.Tensor {
    const a = x.matMul(this.hidden.weights as unknown as tf.Tensor2D).add(this.hidden.bias!);
    return tf.tanh(a).matMul(this.out.weights as unknown as tf.Tensor2D).add(this.out.bias!).squeeze();
  }
}

function spiral(arm: Arm): number[][] {
  return Array.from({ length: POINTS }, (_, i) => {
    const angle = (i / POINTS) * 3 + arm * Math.PI;
    return [Math.cos(angle) * i, Math.sin(angle) * i / 2];
  });
}

const points = tf.tensor2d([...spiral(Arm.Left), ...spiral(Arm.Right)]);
const labels = tf.concat([tf.zeros([POINTS]), tf.ones([POINTS])]);
const net = new Net();

const cost = (): tf.Scalar => {
  const logits = net.logits(points);
  const error = tf.sigmoid(logits).sub(labels);
  return error.square().mean() as tf.Scalar;
};

/** The norm of all of them as of one. */
function globalNorm<T extends tf.Tensor>(gradients: readonly T[]): tf.Scalar {
  return gradients.map((g): tf.Tensor => g.square().sum()).reduce((a, b) => a.add(b)).sqrt() as tf.Scalar;
}

const optimizer = tf.train.momentum(Net.rate, 0.9);
for (let step = 0; step < 20; step++) {
  const { value, grads } = tf.variableGrads(cost);
  const norm = globalNorm(Object.values(grads));
  const scale = tf.minimum(1, tf.div(LIMIT, norm));
  for (const name in grads) grads[name] = grads[name]!.mul(scale);
  optimizer.applyGradients(grads);
  if (step % 5 === 0) console.log(`${step}: ${value.dataSync()[0]?.toFixed(3) ?? ''}`);
}
