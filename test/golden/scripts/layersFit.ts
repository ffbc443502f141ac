// @ts-nocheck: the types of @tensorflow/tfjs are not installed here.
// A model of tf.layers, trained by fit with a callback: each batch is a step.
import * as tf from '@tensorflow/tfjs';

const model = tf.sequential();
model.add(tf.layers.dense({ units: 5, inputShape: [2], activation: 'tanh', kernelInitializer: tf.initializers.glorotNormal({ seed: 3 }) })); // Variable.
model.add(tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotNormal({ seed: 4 }) })); // Variable.
model.compile({ optimizer: tf.train.adam(0.05), loss: 'meanSquaredError', metrics: ['mae'] });
model.summary();

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [0, 2]]);
const y = tf.tensor2d([[0], [1], [1], [0], [2], [2]]);

async function main(): Promise<void> {
  const { history } = await model.fit(x, y, { // Step.
    epochs: 4,
    batchSize: 3,
    shuffle: true,
    callbacks: {
      onBatchEnd: (batch: number, logs?: tf.Logs) => console.log(`  batch ${batch}: ${logs!['loss']}`),
      onEpochEnd: async (epoch: number, logs?: tf.Logs) => {
        console.log(`epoch ${epoch}: loss ${logs!['loss']}, mae ${logs!['mae']}`);
      },
    },
  });
  console.log(Object.keys(history).join(), history['loss']!.length);
  (model.predict(x) as tf.Tensor).print();
}

main().catch((error: Error) => console.error(error.message));
