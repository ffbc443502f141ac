/** @file What tf has of layers: tf.layers, tf.sequential, tf.model, tf.input and what goes with them. */
import { BaseCallback, Callback, CallbackList, CustomCallback, earlyStopping, History } from './callbacks';
import * as core from './core';
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

type Maker = (config: never) => unknown;

const makers: Record<string, Maker> = {
  inputLayer: (config: ConstructorParameters<typeof InputLayer>[0]) => new InputLayer(config),
  dense: (config: core.DenseConfig) => new core.Dense(config),
  activation: (config: ConstructorParameters<typeof core.ActivationLayer>[0]) => new core.ActivationLayer(config),
  dropout: (config: core.DropoutConfig) => new core.Dropout(config),
  spatialDropout1d: (config: core.DropoutConfig) => new core.SpatialDropout1D(config),
  flatten: (config: ConstructorParameters<typeof core.Flatten>[0]) => new core.Flatten(config),
  repeatVector: (config: ConstructorParameters<typeof core.RepeatVector>[0]) => new core.RepeatVector(config),
  reshape: (config: ConstructorParameters<typeof core.Reshape>[0]) => new core.Reshape(config),
  permute: (config: ConstructorParameters<typeof core.Permute>[0]) => new core.Permute(config),
  masking: (config: ConstructorParameters<typeof core.Masking>[0]) => new core.Masking(config),
};

/** What `tf.layers` has and this engine does not evaluate says so by its name. */
function completed(): object {
  const layers: object = { ...makers, Layer, input };
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
