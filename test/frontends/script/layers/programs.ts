/** @file Models of a few lines, each trained for some epochs: what they return must be the same under both frameworks. */

export interface LayerProgram {
  readonly name: string;
  readonly text: string;
  /** How far numbers may be apart, in ULPs of the largest of the program, and why. */
  readonly ulps: number;
  readonly isFresh?: boolean;
}

/** Values between −1 and 1 that both frameworks are given. */
const DATA = `const wave = (n, k = 1) => Array.from({ length: n }, (_, i) => Math.fround(Math.sin(k * i + 0.3 * k)));
  const filled = (model, scale = 0.5) => model.setWeights(model.getWeights().map((w, k) => tf.mul(tf.tensor(wave(w.size, k + 1), w.shape), scale)));`;

/** A program whose body is `body`. */
export function program(body: string): string {
  return `async (tf) => {\n  ${DATA}\n  ${body}\n}`;
}

const trained = (layers: string, inputs: string, targets: string, compile: string, fit = ''): string => program(`
  const model = tf.sequential({ layers: [${layers}] });
  filled(model);
  model.compile({ ${compile} });
  const x = ${inputs};
  const y = ${targets};
  const before = model.predict(x);
  const { epoch, history } = await model.fit(x, y, { epochs: 5, batchSize: 4, shuffle: false, ${fit} });
  return [before, epoch, history, model.getWeights(), model.predict(x), model.evaluate(x, y)];`);

const X = 'tf.tensor(wave(30), [10, 3])';
const Y = 'tf.tensor(wave(10, 2), [10, 1])';
const CLASSES = 'tf.cast(tf.oneHot(tf.tensor1d([0, 1, 2, 1, 0, 2, 1, 0, 2, 2], "int32"), 3), "float32")';

const IMAGES = 'tf.tensor(wave(8 * 36), [8, 6, 6, 1])';
const SEQUENCES = 'tf.tensor(wave(8 * 15), [8, 5, 3])';
const Y8 = 'tf.tensor(wave(8, 2), [8, 1])';
const dense = (config: string): string => `tf.layers.dense({ ${config} })`;
const MSE = 'optimizer: "sgd", loss: "meanSquaredError"';

const LOSSES: readonly (readonly [loss: string, activation: string, targets: string])[] = [
  ['meanAbsoluteError', 'linear', 'tf.tensor(wave(30, 2), [10, 3])'], ['meanAbsolutePercentageError', 'linear', 'tf.tensor(wave(30, 2), [10, 3])'],
  ['meanSquaredLogarithmicError', 'sigmoid', 'tf.abs(tf.tensor(wave(30, 2), [10, 3]))'], ['squaredHinge', 'tanh', 'tf.sign(tf.tensor(wave(30, 2), [10, 3]))'],
  ['hinge', 'tanh', 'tf.sign(tf.tensor(wave(30, 2), [10, 3]))'], ['categoricalHinge', 'softmax', CLASSES], ['logcosh', 'linear', 'tf.tensor(wave(30, 2), [10, 3])'],
  ['categoricalCrossentropy', 'softmax', CLASSES], ['binaryCrossentropy', 'sigmoid', CLASSES], ['kullbackLeiblerDivergence', 'softmax', CLASSES],
  ['poisson', 'softplus', CLASSES], ['cosineProximity', 'linear', 'tf.tensor(wave(30, 2), [10, 3])'],
  ['sparseCategoricalCrossentropy', 'softmax', 'tf.tensor([0, 1, 2, 1, 0, 2, 1, 0, 2, 2], [10, 1])'],
];
const ACTIVATIONS = [
  'elu', 'selu', 'relu', 'relu6', 'linear', 'sigmoid', 'hardSigmoid', 'softplus', 'softsign', 'tanh', 'softmax', 'logSoftmax', 'gelu', 'mish', 'swish',
];
const INITIALIZERS = [
  'glorotUniform({ seed: 3 })', 'glorotNormal({ seed: 3 })', 'heNormal({ seed: 3 })', 'heUniform({ seed: 3 })', 'leCunNormal({ seed: 3 })',
  'leCunUniform({ seed: 3 })', 'varianceScaling({ scale: 2, mode: "fanOut", distribution: "uniform", seed: 5 })', 'zeros()', 'ones()',
  'constant({ value: 0.3 })', 'randomNormal({ mean: 1, stddev: 2, seed: 4 })', 'randomUniform({ minval: -2, maxval: 3, seed: 4 })',
  'truncatedNormal({ stddev: 0.7, seed: 4 })', 'orthogonal({ gain: 1.5, seed: 4 })', 'identity({ gain: 2 })',
];

/** Layers between an input and a dense layer of one unit. */
const LAYERS: readonly (readonly [layer: string, input: string, then?: string])[] = [
  ['conv2d({ filters: 2, kernelSize: 3, activation: "relu", padding: "same", inputShape: [6, 6, 1] })', IMAGES, 'tf.layers.flatten(), '],
  ['conv2d({ filters: 2, kernelSize: [2, 3], strides: 2, inputShape: [6, 6, 1] })', IMAGES, 'tf.layers.maxPooling2d({ poolSize: 2 }), tf.layers.flatten(), '],
  ['averagePooling2d({ poolSize: 2, inputShape: [6, 6, 1] })', IMAGES, 'tf.layers.flatten(), '],
  ['zeroPadding2d({ padding: [1, 2], inputShape: [6, 6, 1] })', IMAGES, 'tf.layers.conv2d({ filters: 2, kernelSize: 3 }), tf.layers.globalAveragePooling2d({}), '],
  ['globalMaxPooling2d({ inputShape: [6, 6, 1] })', IMAGES],
  ['conv1d({ filters: 2, kernelSize: 2, inputShape: [5, 3] })', SEQUENCES, 'tf.layers.maxPooling1d({ poolSize: 2 }), tf.layers.flatten(), '],
  ['averagePooling1d({ poolSize: 2, inputShape: [5, 3] })', SEQUENCES, 'tf.layers.globalAveragePooling1d(), '],
  ['batchNormalization({ inputShape: [3] })', X],
  ['batchNormalization({ inputShape: [6, 6, 1] })', IMAGES, 'tf.layers.flatten(), '],
  ['layerNormalization({ inputShape: [3] })', X],
  ['embedding({ inputDim: 6, outputDim: 2, inputLength: 3 })', 'tf.tensor2d([0, 1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 0, 0, 2, 4, 1, 3, 5, 0, 0, 5, 2, 2, 2], [8, 3])', 'tf.layers.flatten(), '],
  ['simpleRNN({ units: 2, inputShape: [5, 3] })', SEQUENCES],
  ['gru({ units: 2, inputShape: [5, 3], returnSequences: true })', SEQUENCES, 'tf.layers.flatten(), '],
  ['lstm({ units: 2, inputShape: [5, 3], unitForgetBias: true })', SEQUENCES],
  ['lstm({ units: 2, inputShape: [5, 3], goBackwards: true, recurrentActivation: "sigmoid" })', SEQUENCES],
  ['timeDistributed({ layer: tf.layers.dense({ units: 2 }), inputShape: [5, 3] })', SEQUENCES, 'tf.layers.flatten(), '],
  ['bidirectional({ layer: tf.layers.simpleRNN({ units: 2, returnSequences: true }), inputShape: [5, 3] })', SEQUENCES, 'tf.layers.flatten(), '],
  ['bidirectional({ layer: tf.layers.gru({ units: 2 }), mergeMode: "ave", inputShape: [5, 3] })', SEQUENCES],
  ['reshape({ targetShape: [3, 1], inputShape: [3] })', X, 'tf.layers.permute({ dims: [2, 1] }), tf.layers.flatten(), '],
  ['repeatVector({ n: 2, inputShape: [3] })', X, 'tf.layers.flatten(), '],
  ['masking({ inputShape: [5, 3] })', SEQUENCES, 'tf.layers.lstm({ units: 2 }), '],
  ['leakyReLU({ inputShape: [3] })', X], ['prelu({ inputShape: [3] })', X], ['elu({ inputShape: [3] })', X],
  ['softmax({ inputShape: [3] })', X], ['reLU({ maxValue: 0.5, inputShape: [3] })', X], ['thresholdedReLU({ theta: 0.2, inputShape: [3] })', X],
  ['dropout({ rate: 0.4, seed: 11, inputShape: [3] })', X],
  ['activation({ activation: "tanh", inputShape: [3] })', X],
];

const MERGES = ['add()', 'multiply()', 'average()', 'maximum()', 'minimum()', 'concatenate()'];

export const PROGRAMS: readonly LayerProgram[] = [
  { name: 'one dense layer', ulps: 4, text: trained(dense('units: 1, inputShape: [3]'), X, Y, MSE) },
  {
    name: 'two dense layers with relu and adam', ulps: 16,
    text: trained(`${dense('units: 8, activation: "relu", inputShape: [3]')}, ${dense('units: 1')}`, X, Y, 'optimizer: "adam", loss: "meanSquaredError", metrics: ["mae", "mse"]'),
  },
  ...['sgd', 'adagrad', 'adadelta', 'adam', 'adamax', 'rmsprop'].map((name) => ({
    name: `optimizer ${name}`, ulps: 64, text: trained(dense('units: 1, inputShape: [3]'), X, Y, `optimizer: "${name}", loss: "meanSquaredError"`),
  })),
  ...LOSSES.map(([loss, activation, targets]) => ({
    name: `loss ${loss}`, ulps: 64,
    text: trained(dense(`units: 3, activation: "${activation}", inputShape: [3]`), X, targets, `optimizer: tf.train.sgd(0.1), loss: "${loss}", metrics: ["accuracy"]`),
  })),
  ...ACTIVATIONS.map((name) => ({
    name: `activation ${name}`, ulps: 32, text: trained(dense(`units: 3, activation: "${name}", inputShape: [3]`), X, 'tf.tensor(wave(30, 2), [10, 3])', MSE),
  })),
  ...INITIALIZERS.map((text) => ({
    name: `initializer ${text}`, ulps: text.startsWith('orthogonal') ? 8 : 0,
    text: program(`const model = tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [4], kernelInitializer: tf.initializers.${text} })] });
      return model.getWeights();`),
  })),
  ...LAYERS.map(([layer, input, then = '']) => ({
    name: layer, ulps: 64,
    text: trained(`tf.layers.${layer}, ${then}${dense('units: 1')}`, input, input === X ? Y : Y8, MSE),
  })),
  ...MERGES.map((merge) => ({
    name: `tf.model with ${merge}`, ulps: 32,
    text: program(`const a = tf.input({ shape: [3] });
      const one = tf.layers.dense({ units: 2, activation: "tanh" }).apply(a);
      const two = tf.layers.dense({ units: 2 }).apply(a);
      const model = tf.model({ inputs: a, outputs: tf.layers.dense({ units: 1 }).apply(tf.layers.${merge}.apply([one, two])) });
      filled(model);
      model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
      const { history } = await model.fit(${X}, ${Y}, { epochs: 3, shuffle: false });
      return [history, model.getWeights()];`),
  })),
  {
    name: 'two inputs, two outputs, losses and metrics by name', ulps: 32,
    text: program(`const a = tf.input({ shape: [3], name: "a" });
      const b = tf.input({ shape: [2], name: "b" });
      const both = tf.layers.concatenate().apply([a, b]);
      const first = tf.layers.dense({ units: 1, name: "first" }).apply(both);
      const second = tf.layers.dense({ units: 2, name: "second", activation: "softmax" }).apply(both);
      const model = tf.model({ inputs: [a, b], outputs: [first, second] });
      filled(model);
      model.compile({ optimizer: "sgd", loss: { first: "meanSquaredError", second: "categoricalCrossentropy" }, metrics: { second: "accuracy" } });
      const x = { a: ${X}, b: tf.tensor(wave(20, 3), [10, 2]) };
      const y = { first: ${Y}, second: tf.cast(tf.oneHot(tf.tensor1d([0, 1, 1, 0, 1, 0, 0, 1, 1, 0], "int32"), 2), "float32") };
      const { history } = await model.fit(x, y, { epochs: 3, batchSize: 5, shuffle: false });
      return [history, model.getWeights()];`),
  },
  {
    name: 'shuffled, with validation, from initial weights of no seed', ulps: 16,
    text: program(`const model = tf.sequential();
      model.add(tf.layers.dense({ units: 4, activation: "relu", inputShape: [3] }));
      model.add(tf.layers.dense({ units: 3, activation: "softmax" }));
      model.compile({ optimizer: "sgd", loss: "categoricalCrossentropy", metrics: ["accuracy"] });
      const { history } = await model.fit(${X}, ${CLASSES}, { epochs: 3, batchSize: 3, validationSplit: 0.2, yieldEvery: "never" });
      return [history, model.getWeights()];`),
  },
  {
    name: 'regularizers and constraints', ulps: 16,
    text: trained(dense('units: 1, inputShape: [3], kernelRegularizer: tf.regularizers.l1l2({ l1: 0.02, l2: 0.03 }), biasRegularizer: "l1l2", kernelConstraint: tf.constraints.maxNorm({ maxValue: 0.5 }), biasConstraint: "nonNeg"'), X, Y, MSE),
  },
  {
    name: 'callbacks in their order, early stopping', ulps: 8,
    text: program(`const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] });
      filled(model);
      model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
      const said = [];
      const say = (name) => async (at, logs) => { said.push(name, typeof at === "number" ? at : "", ...Object.entries(logs ?? {}).flat()); };
      const callbacks = Object.fromEntries(["onTrainBegin", "onTrainEnd", "onEpochBegin", "onEpochEnd", "onBatchBegin", "onBatchEnd"].map((name) => [name, say(name)]));
      await model.fit(${X}, ${Y}, { epochs: 2, batchSize: 5, shuffle: false, callbacks });
      const stopped = await model.fit(${X}, ${Y}, { epochs: 9, shuffle: false, callbacks: tf.callbacks.earlyStopping({ monitor: "loss", minDelta: 10, patience: 2 }) });
      return [said, stopped.epoch, stopped.history, await model.trainOnBatch(${X}, ${Y})];`),
  },
  {
    name: 'names and summary', ulps: 0, isFresh: true,
    text: program(`const model = tf.sequential();
      model.add(tf.layers.dense({ units: 4, inputShape: [3] }));
      model.add(tf.layers.batchNormalization());
      model.add(tf.layers.dense({ units: 1, name: "last" }));
      const a = tf.input({ shape: [4] });
      const shared = tf.layers.dense({ units: 4 });
      const graph = tf.model({ inputs: a, outputs: tf.layers.add().apply([shared.apply(a), shared.apply(shared.apply(a))]) });
      const lines = [];
      model.summary(undefined, undefined, (line) => lines.push(line));
      graph.summary(undefined, undefined, (line) => lines.push(line));
      const names = (one) => [one.name, one.weights.map(({ name, originalName }) => [name, originalName]), one.layers.map(({ name }) => name), one.outputs.map(({ name }) => name)];
      return [lines, names(model), names(graph), model.getLayer("last").countParams(), model.getLayer(null, 1).name];`),
  },
];

/** What is wrong, in tfjs's words. */
export const MISTAKES: readonly string[] = [
  'tf.layers.dense({ units: 0 })',
  'tf.sequential({ layers: [tf.layers.dense({ units: 2 })] })',
  'tf.sequential({ layers: [tf.layers.flatten({ inputShape: [3] })] })',
  'tf.sequential().predict(tf.ones([1, 2]))',
  'tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }).predict(tf.ones([2, 4]))',
  'tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }).setWeights([tf.ones([3, 2])])',
  'tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }).compile({ optimizer: "nadam", loss: "hinge" })',
  'tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }).compile({ optimizer: "sgd", loss: "mse" })',
  'tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }).compile({ optimizer: "sgd", loss: "hinge", metrics: ["nothing"] })',
  'tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }).getLayer("none")',
  'tf.layers.conv2d({ filters: 1, kernelSize: [1, 2, 3] })',
  'tf.layers.conv2d({ filters: 1, kernelSize: 2, padding: "full" })',
  'tf.sequential({ layers: [tf.layers.conv2d({ filters: 1, kernelSize: 9, inputShape: [6, 6, 1] })] })',
  'tf.layers.add().apply([tf.ones([2, 3]), tf.ones([2, 4])])',
  'tf.layers.permute({ dims: [1, 3] })',
  '(() => { const m = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }); m.compile({ optimizer: "sgd", loss: "meanSquaredError" }); return m.fit(tf.ones([4, 3]), tf.ones([4, 1])); })()',
  '(() => { const m = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }); m.compile({ optimizer: "sgd", loss: "meanSquaredError" }); return m.fit(tf.ones([4, 3]), tf.ones([3, 2])); })()',
  '(() => { const m = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }); m.compile({ optimizer: "sgd", loss: "meanSquaredError" }); return m.fit(tf.ones([4, 5]), tf.ones([4, 2])); })()',
];
