import * as tf from '@tensorflow/tfjs';

// One run of this says what an op costs that is recorded, with its place: the best of many batches, in µs.
const x = tf.scalar(2);
const y = tf.scalar(3);
const w = tf.variable(tf.scalar(1), true, 'w');
const COUNT = 500;

function least(batch: () => void): number {
  let best = Infinity;
  for (let round = 0; round < 60; round++) {
    const began = performance.now();
    tf.tidy(batch);
    best = Math.min(best, performance.now() - began);
  }
  return (best * 1000) / COUNT;
}

const figures = {
  add: least(() => {
    for (let i = 0; i < COUNT; i++) tf.add(x, y);
  }),
  chained: least(() => {
    for (let i = 0; i < COUNT; i++) x.mul(y);
  }),
  forwardAndGradient: least(() => {
    tf.grad((a: tf.Tensor) => {
      let h = a;
      for (let i = 0; i < COUNT; i++) h = h.mul(y);
      return h;
    })(x);
  }),
  variable: least(() => {
    for (let i = 0; i < COUNT; i++) w.add(y);
  }),
  reshape: least(() => {
    for (let i = 0; i < COUNT; i++) x.reshape([1]);
  }),
};
console.log(JSON.stringify(figures));
