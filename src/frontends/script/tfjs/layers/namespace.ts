/** @file What tf has of layers: tf.layers, tf.sequential, tf.model, tf.input and what goes with them. */
import { BaseCallback, Callback, CallbackList, CustomCallback, earlyStopping, History } from './callbacks';
import * as activations from './activationLayers';
import * as cells from './cells';
import * as convolutions from './convolutions';
import * as core from './core';
import { Embedding } from './embedding';
import * as merges from './merges';
import * as normalizations from './normalizations';
import * as pooling from './pooling';
import * as recurrent from './recurrent';
import * as wrappers from './wrappers';
import { initializers } from './initializers';
import { input, InputLayer } from './inputLayer';
import { Layer } from './layer';
import { metrics } from './metrics';
import type { ContainerConfig } from './container';
import { LayersModel } from './model';
import { LAYERS } from './layerNames';
import { constraints, regularizers } from './penalties';
import { Sequential } from './sequential';
import { SymbolicTensor } from './symbolic';
import { LayerVariable } from './variable';

/** A function that makes layers of one kind. */
function maker<C>(kind: new (config: C) => Layer) {
  return (config: C): Layer => new kind(config);
}

const averagePooling1d = maker(pooling.AveragePooling1D);
const averagePooling2d = maker(pooling.AveragePooling2D);
const globalMaxPooling1d = maker(pooling.GlobalMaxPooling1D);
const globalMaxPooling2d = maker(pooling.GlobalMaxPooling2D);
const maxPooling1d = maker(pooling.MaxPooling1D);
const maxPooling2d = maker(pooling.MaxPooling2D);

const makers = {
  inputLayer: maker(InputLayer),
  dense: maker(core.Dense), activation: maker(core.ActivationLayer), dropout: maker(core.Dropout),
  spatialDropout1d: maker(core.SpatialDropout1D), flatten: maker(core.Flatten), repeatVector: maker(core.RepeatVector),
  reshape: maker(core.Reshape), permute: maker(core.Permute), masking: maker(core.Masking),
  elu: maker(activations.ELU), reLU: maker(activations.ReLU), leakyReLU: maker(activations.LeakyReLU),
  prelu: maker(activations.PReLU), softmax: maker(activations.Softmax), thresholdedReLU: maker(activations.ThresholdedReLU),
  conv1d: maker(convolutions.Conv1D), conv2d: maker(convolutions.Conv2D), zeroPadding2d: maker(convolutions.ZeroPadding2D),
  averagePooling1d, avgPool1d: averagePooling1d, avgPooling1d: averagePooling1d,
  averagePooling2d, avgPool2d: averagePooling2d, avgPooling2d: averagePooling2d,
  maxPooling1d, maxPool1d: maxPooling1d, maxPooling2d, maxPool2d: maxPooling2d,
  globalAveragePooling1d: maker(pooling.GlobalAveragePooling1D), globalAveragePooling2d: maker(pooling.GlobalAveragePooling2D),
  globalMaxPooling1d, globalMaxPool1d: globalMaxPooling1d, globalMaxPooling2d, globalMaxPool2d: globalMaxPooling2d,
  batchNormalization: maker(normalizations.BatchNormalization), layerNormalization: maker(normalizations.LayerNormalization),
  embedding: maker(Embedding),
  add: maker(merges.Add), average: maker(merges.Average), concatenate: maker(merges.Concatenate), maximum: maker(merges.Maximum),
  minimum: maker(merges.Minimum), multiply: maker(merges.Multiply),
  simpleRNN: maker(recurrent.SimpleRNN), gru: maker(recurrent.GRU), lstm: maker(recurrent.LSTM), rnn: maker(recurrent.RNN),
  simpleRNNCell: maker(cells.SimpleRNNCell), gruCell: maker(cells.GRUCell), lstmCell: maker(cells.LSTMCell),
  timeDistributed: maker(wrappers.TimeDistributed), bidirectional: maker(wrappers.Bidirectional),
};

/** What `tf.layers` has and this engine does not evaluate says so by its name. */
function completed(): object {
  const layers: object = { ...makers, Layer, RNN: recurrent.RNN, RNNCell: cells.RNNCell, input };
  for (const name of LAYERS) {
    if (name in layers) continue;
    Object.defineProperty(layers, name, {
      get: () => {
        throw new Error(`tf.layers.${name} is not evaluated by this engine`);
      },
    });
  }
  return layers;
}

export function layersNamespace(): Record<string, unknown> {
  return {
    layers: completed(),
    model: (config: ContainerConfig) => new LayersModel(config),
    sequential: (config?: ConstructorParameters<typeof Sequential>[0]) => new Sequential(config),
    input,
    initializers, regularizers, constraints, metrics,
    callbacks: { earlyStopping },
    Callback, BaseCallback, CallbackList, CustomCallback, History,
    LayersModel, Sequential, LayerVariable, SymbolicTensor,
  };
}
