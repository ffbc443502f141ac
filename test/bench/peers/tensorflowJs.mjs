/**
 * @file The workloads under TensorFlow.js, cpu or wasm backend, from the packages that `npm run bench -- peers`
 * installs into out/peers. Exports makers of steppers; knows no other peer.
 */
import { createRequire } from 'node:module';
import path from 'node:path';

/** @param {string} folder with node_modules @param {'cpu' | 'wasm'} backend @param {any} data test/bench/peers/data */
export async function tensorflowJs(folder, backend, data) {
  const require = createRequire(path.join(folder, 'package.json'));
  const tf = require('@tensorflow/tfjs');
  if (backend === 'wasm') {
    const wasm = require('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(`${path.join(folder, 'node_modules/@tensorflow/tfjs-backend-wasm/dist')}/`);
  }
  await tf.setBackend(backend);
  await tf.ready();
  const { ADAM, CHAIN, CLIP, NOTES, PERCEPTRONS, REGRESSION, elements, labels } = data;

  const together = (grads) => {
    const names = Object.keys(grads);
    const squares = tf.addN(names.map((name) => tf.sum(tf.square(grads[name]))));
    const scale = tf.mul(CLIP, tf.minimum(tf.div(1, tf.sqrt(squares)), 1 / CLIP));
    return Object.fromEntries(names.map((name) => [name, tf.mul(grads[name], scale)]));
  };
  const each = (grads) =>
    Object.fromEntries(Object.entries(grads).map(([name, g]) => {
      const norm = tf.sqrt(tf.sum(tf.square(g)));
      return [name, tf.div(tf.mul(g, NOTES.clip), tf.maximum(norm, NOTES.clip))];
    }));
  const stepper = (loss, variables, optimizer, clip) => ({
    step: () => {
      const value = tf.tidy(() => {
        const { value: at, grads } = tf.variableGrads(loss, variables);
        optimizer.applyGradients(clip(grads));
        return at;
      });
      const [number] = value.dataSync();
      value.dispose();
      return number;
    },
  });
  const variable = (tensor) => tf.variable(tensor);

  function perceptron({ sizes, batch }) {
    const x = tf.tensor2d(elements(batch * sizes[0], 1, 1), [batch, sizes[0]]);
    const truth = tf.oneHot(tf.tensor1d(labels(batch, sizes.at(-1)), 'int32'), sizes.at(-1)).toFloat();
    const variables = [];
    for (let k = 0; k + 1 < sizes.length; k++) {
      const initial = elements(sizes[k] * sizes[k + 1], 11 + k, Math.sqrt(2 / sizes[k]));
      variables.push(variable(tf.tensor2d(initial, [sizes[k], sizes[k + 1]])), variable(tf.zeros([sizes[k + 1]])));
    }
    const loss = () => {
      let h = x;
      for (let k = 0; k < variables.length; k += 2) {
        h = tf.add(tf.matMul(h, variables[k]), variables[k + 1]);
        if (k + 2 < variables.length) h = tf.relu(h);
      }
      return tf.losses.softmaxCrossEntropy(truth, h).asScalar();
    };
    return stepper(loss, variables, tf.train.adam(ADAM.rate, ADAM.beta1, ADAM.beta2, ADAM.epsilon), together);
  }

  return {
    A: () => {
      const [w, x] = [variable(tf.scalar(NOTES.w)), variable(tf.scalar(NOTES.x))];
      return stepper(() => tf.mul(w, x), [w, x], tf.train.sgd(NOTES.rate), each);
    },
    B: () => {
      const { rows, columns, rate, momentum } = REGRESSION;
      const x = tf.tensor2d(elements(rows * columns, 1, 1), [rows, columns]);
      const y = tf.tensor2d(elements(rows, 2, 1), [rows, 1]);
      const w = variable(tf.tensor2d(elements(columns, 3, Math.sqrt(2 / columns)), [columns, 1]));
      const b = variable(tf.zeros([1]));
      const loss = () => tf.mean(tf.square(tf.sub(tf.add(tf.matMul(x, w), b), y)));
      return stepper(loss, [w, b], tf.train.momentum(rate, momentum), together);
    },
    C: () => perceptron(PERCEPTRONS.C),
    D: () => perceptron(PERCEPTRONS.D),
    F: () => {
      const v = variable(tf.tensor1d(elements(CHAIN.size, 1, 1)));
      const loss = () => {
        let h = v;
        for (let i = 0; i < CHAIN.rounds; i++) h = tf.tanh(tf.sin(tf.add(tf.mul(h, CHAIN.factor), CHAIN.shift)));
        return tf.sum(h);
      };
      return stepper(loss, [v], tf.train.sgd(CHAIN.rate), together);
    },
    G: () => {
      const [x, y] = [variable(tf.scalar(-1)), variable(tf.scalar(1.5))];
      const loss = () => {
        const valley = tf.square(tf.sub(y, tf.square(x)));
        return tf.add(tf.square(tf.sub(1, x)), tf.mul(100, valley));
      };
      return stepper(loss, [x, y], tf.train.adam(ADAM.rate, ADAM.beta1, ADAM.beta2, ADAM.epsilon), together);
    },
  };
}
