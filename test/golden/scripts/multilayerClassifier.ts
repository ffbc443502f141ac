// @ts-nocheck: the types of @tensorflow/tfjs are not installed here.
// Three classes on a plane, by two layers written by hand.
import * as tf from '@tensorflow/tfjs';

type Init = 'he' | 'zeros';

class Dense {
  readonly kernel: tf.Variable<tf.Rank.R2>;
  readonly bias: tf.Variable<tf.Rank.R1>;

  constructor(inputs: number, units: number, name: string, private readonly seed: number, init: Init = 'he') {
    const start = init === 'he' ? tf.randomNormal([inputs, units], 0, Math.sqrt(2 / inputs), 'float32', this.seed) : tf.zeros([inputs, units]);
    this.kernel = tf.variable(start as tf.Tensor2D, true, `${name}/kernel`); // Variable.
    this.bias = tf.variable(tf.zeros([units]), true, `${name}/bias`); // Variable.
  }

  apply(x: tf.Tensor2D): tf.Tensor2D {
    return x.matMul(this.kernel).add(this.bias);
  }
}

const CLASSES = 3;
const rows = Array.from({ length: 18 }, (_, i) => {
  const label = i % CLASSES;
  const angle = (2 * Math.PI * label) / CLASSES + 0.3 * Math.sin(i);
  return { at: [Math.cos(angle), Math.sin(angle)], label };
});
const x = tf.tensor2d(rows.map(({ at }) => at));
const labels = tf.tensor1d(rows.map(({ label }) => label), 'int32');
const targets = tf.oneHot(labels, CLASSES).toFloat();

const hidden = new Dense(2, 6, 'hidden', 11);
const output = new Dense(6, CLASSES, 'output', 12);
const logits = (): tf.Tensor2D => output.apply(hidden.apply(x).relu());
const optimizer = tf.train.adam(0.05);

for (let step = 0; step < 12; step++) {
  const loss = tf.tidy(() => optimizer.minimize(() => tf.losses.softmaxCrossEntropy(targets, logits()), true)); // Step.
  const right = tf.tidy(() => logits().argMax(-1).equal(labels).sum().dataSync()[0]);
  console.log('step %d: loss %s, %d of %d right', step, loss.dataSync()[0], right, rows.length);
}
