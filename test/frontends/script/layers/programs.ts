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
  const filled = (model, scale = 0.5) => model.setWeights(model.getWeights().map((w, k) => tf.tensor(wave(w.size, k + 1), w.shape).mul(scale)));`;

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
const CLASSES = 'tf.oneHot(tf.tensor1d([0, 1, 2, 1, 0, 2, 1, 0, 2, 2], "int32"), 3).toFloat()';

export const PROGRAMS: readonly LayerProgram[] = [
  { name: 'dense', ulps: 4, text: trained('tf.layers.dense({ units: 1, inputShape: [3], kernelInitializer: "zeros" })', X, Y, 'optimizer: "sgd", loss: "meanSquaredError"') },
  {
    name: 'two dense layers with relu and adam', ulps: 64,
    text: trained('tf.layers.dense({ units: 8, activation: "relu", inputShape: [3], kernelInitializer: "zeros" }), tf.layers.dense({ units: 1, kernelInitializer: "ones" })', X, Y, 'optimizer: "adam", loss: "meanSquaredError", metrics: ["mae"]'),
  },
];
