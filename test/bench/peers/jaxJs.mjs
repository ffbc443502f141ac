/**
 * @file The workloads under jax-js, each step one jitted function of variables and slots, on its wasm device, from
 * the package that `npm run bench -- peers` installs into out/peers. Knows no other peer.
 */
import { createRequire } from 'node:module';
import path from 'node:path';

/** @param {string} folder with node_modules @param {any} data test/bench/peers/data */
export async function jaxJs(folder, data) {
  const { init, jit, numpy: np, nn, valueAndGrad } = createRequire(path.join(folder, 'package.json'))('@jax-js/jax');
  await init('wasm');
  const { ADAM, CHAIN, CLIP, NOTES, PERCEPTRONS, REGRESSION, elements, labels } = data;
  // An array is consumed by the function that it is given to; `ref` keeps it.
  const sumOfSquares = (all) => all.map((one) => np.sum(np.square(one.ref))).reduce((a, b) => a.add(b));
  const together = (grads) => {
    const scale = np.minimum(np.reciprocal(np.sqrt(sumOfSquares(grads))), 1 / CLIP).mul(CLIP);
    const clipped = grads.map((g) => g.mul(scale.ref));
    scale.dispose();
    return clipped;
  };
  const each = (grads) =>
    grads.map((g) => {
      const norm = np.sqrt(sumOfSquares([g]));
      return g.mul(NOTES.clip).div(np.maximum(norm, NOTES.clip));
    });
  const descent = (rate) => ({
    slots: () => [],
    update: (w, grads) => [w.map((one, i) => one.sub(grads[i].mul(rate))), []],
  });
  const momentum = (rate, decay) => ({
    slots: (w) => w.map((one) => np.zeros(one.shape)),
    update: (w, grads, slots) => {
      const next = slots.map((one, i) => one.mul(decay).add(grads[i]));
      return [w.map((one, i) => one.sub(next[i].ref.mul(rate))), next];
    },
  });
  // The powers of β are slots: a number of JavaScript would be a constant of the compiled step.
  const adam = {
    slots: (w) => [np.array(ADAM.beta1), np.array(ADAM.beta2), ...[...w, ...w].map((one) => np.zeros(one.shape))],
    update: (w, grads, [power1, power2, ...moments]) => {
      const rest = (power) => np.array(1).sub(power);
      const rate = np.sqrt(rest(power2.ref)).mul(ADAM.rate).div(rest(power1.ref));
      const m = w.map((_, i) => moments[i].mul(ADAM.beta1).add(grads[i].ref.mul(1 - ADAM.beta1)));
      const v = w.map((_, i) => moments[w.length + i].mul(ADAM.beta2).add(np.square(grads[i]).mul(1 - ADAM.beta2)));
      const next = w.map((one, i) => one.sub(m[i].ref.mul(rate.ref).div(np.sqrt(v[i].ref).add(ADAM.epsilon))));
      rate.dispose();
      return [next, [power1.mul(ADAM.beta1), power2.mul(ADAM.beta2), ...m, ...v]];
    },
  };
  /** `loss(variables, given)`; `given`: arrays that no step changes. */
  const stepper = (loss, initial, given, optimizer, clip) => {
    let variables = initial;
    let slots = optimizer.slots(initial);
    const step = jit((w, s, fixed) => {
      const [value, grads] = valueAndGrad((at) => loss(at, fixed))(w.map((one) => one.ref));
      const [nextW, nextS] = optimizer.update(w, clip(grads), s);
      return [value, nextW, nextS];
    });
    return {
      step: () => {
        const [value, nextW, nextS] = step(variables, slots, given.map((one) => one.ref));
        [variables, slots] = [nextW, nextS];
        return value.dataSync()[0];
      },
    };
  };
  const array = (numbers, shape) => np.array(numbers).reshape(shape);

  function perceptron({ sizes, batch }) {
    const classes = sizes.at(-1);
    const truth = new Float32Array(batch * classes);
    labels(batch, classes).forEach((label, row) => (truth[row * classes + label] = 1));
    const given = [array(elements(batch * sizes[0], 1, 1), [batch, sizes[0]]), array(truth, [batch, classes])];
    const variables = sizes.slice(1).flatMap((to, k) => [
      array(elements(sizes[k] * to, 11 + k, Math.sqrt(2 / sizes[k])), [sizes[k], to]), np.zeros([to]),
    ]);
    const loss = (w, [x, y]) => {
      let h = x;
      for (let k = 0; k < w.length; k += 2) {
        h = np.matmul(h, w[k]).add(w[k + 1]);
        if (k + 2 < w.length) h = nn.relu(h);
      }
      return np.mean(np.sum(nn.logSoftmax(h, -1).mul(y), 1)).mul(-1);
    };
    return stepper(loss, variables, given, adam, together);
  }

  return {
    A: () => stepper(([w, x]) => w.mul(x), [np.array(NOTES.w), np.array(NOTES.x)], [], descent(NOTES.rate), each),
    B: () => {
      const { rows, columns, rate, momentum: decay } = REGRESSION;
      const given = [array(elements(rows * columns, 1, 1), [rows, columns]), array(elements(rows, 2, 1), [rows, 1])];
      const variables = [array(elements(columns, 3, Math.sqrt(2 / columns)), [columns, 1]), np.zeros([1])];
      const loss = ([w, b], [x, y]) => np.mean(np.square(np.matmul(x, w).add(b).sub(y)));
      return stepper(loss, variables, given, momentum(rate, decay), together);
    },
    C: () => perceptron(PERCEPTRONS.C),
    D: () => perceptron(PERCEPTRONS.D),
    F: () => {
      const loss = ([v]) => {
        let h = v;
        for (let i = 0; i < CHAIN.rounds; i++) h = np.tanh(np.sin(h.mul(CHAIN.factor).add(CHAIN.shift)));
        return np.sum(h);
      };
      return stepper(loss, [array(elements(CHAIN.size, 1, 1), [CHAIN.size])], [], descent(CHAIN.rate), together);
    },
    G: () => {
      const loss = ([x, y]) => {
        const valley = np.square(y.sub(np.square(x.ref)));
        return np.square(np.array(1).sub(x)).add(valley.mul(100));
      };
      return stepper(loss, [np.array(-1), np.array(1.5)], [], adam, together);
    },
  };
}
