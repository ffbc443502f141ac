/** @file Remedies for what tf.keras says: of models, of layers, of what they are given. */
import type { RemedyRule } from './rule';

export const kerasRemedies: readonly RemedyRule[] = [
  {
    message: /^You must compile your model before training\/testing/,
    remedy: "Call model.compile(optimizer='sgd', loss='mse') - with your own two - before fit and evaluate.",
  },
  {
    message: /^This model has not yet been built/,
    remedy: 'Give the first layer input_shape=(…), without the batch, or call model.build((None, …)).',
  },
  {
    message: /^Error when checking (input|target|model input|model target): expected (\S+) to have (.*) but got array with (.*)/,
    remedy: 'Reshape the $1 for $2: the model wants $3 after the batch, the array has $4.',
  },
  {
    message: /^Input arrays should have the same number of samples as target arrays\. Found (\d+) input samples and (\d+)/,
    remedy: 'Take as many rows of y as of x: there are $1 in x and $2 in y.',
  },
  {
    message: /^A target array with shape (.*) was passed for an output of shape (.*) while using as loss `(\w+)`/,
    remedy:
      'Bring the targets, $1, to the shape of the output, $2: ' +
      'tf.keras.utils.to_categorical(y, classes) for classes.',
  },
  {
    message: /^Unknown (loss function|optimizer|activation function|metric function|initializer|regularizer|layer): ?(.+)/,
    remedy: 'Spell $2 as tf.keras does, or give the $1 itself instead of its name.',
  },
  {
    message: /^\('Keyword argument not understood:', '(\w+)'\)/,
    remedy: 'Leave out $1=…: layers of TensorFlow 1.15 have no such argument.',
  },
  {
    message: /^Unexpected keyword argument passed to optimizer: (\w+)/,
    remedy:
      'Leave out $1=…, or spell it as the optimizer does; all of them take clipnorm, ' +
      'clipvalue, lr and decay.',
  },
  {
    message: /^Input \d+ of layer (\w+) is incompatible with the layer: .*expected (?:min_)?ndim=(\d+), found ndim=(\d+)/,
    remedy:
      'Bring the input of $1 from $3 to $2 dimensions, the batch among them, with ' +
      'tf.expand_dims or a Reshape or Flatten layer.',
  },
  {
    message: /^The last dimension of the inputs to `Dense` should be defined/,
    remedy: 'Say how wide the inputs are: in the shape of the placeholder or Input, or with x.set_shape.',
  },
  {
    message: /^Operands could not be broadcast together with shapes (\(.*\)) (\(.*\))$/,
    remedy: 'Bring the two inputs of the layer to one shape: they are $1 and $2 without the batch.',
  },
  {
    message: /^A `Concatenate` layer requires inputs with matching shapes/,
    remedy: 'Make the inputs equal in every dimension but the one that Concatenate(axis=…) joins.',
  },
  {
    message: /^A merge layer should be called on a list of inputs/,
    remedy: 'Call the layer with a list: Add()([a, b]).',
  },
  {
    message: /^Graph disconnected: cannot obtain value for tensor Tensor\("([^"]+)"/,
    remedy: 'Add the Input that $1 comes from to the inputs of the Model.',
  },
  {
    message: /^Input tensors to a Model must come from `tf\.keras\.Input`/,
    remedy: 'Make the inputs with tf.keras.Input(shape=(…)), or tf.keras.Input(tensor=placeholder).',
  },
  {
    message: /^You called `set_weights\(weights\)` on layer "(\w+)" with a {2}weight list of length (\d+), but the layer was expecting (\d+)/,
    remedy: 'Give $1 a list of $3 arrays, as its get_weights() has them, after it is built.',
  },
  {
    message: /^No such layer: (\S+)/,
    remedy: 'Ask for a layer that model.summary() lists; $1 is none of them.',
  },
  {
    message: /^Variable (<tf\.Variable '[^']+').* has `None` for gradient/,
    remedy:
      'Make the loss depend on the variable through ops that have derivatives, or leave it ' +
      'out of the weights.',
  },
  {
    message: /^Expected (clipnorm|clipvalue|\w+) >= 0, received: (\S+)/,
    remedy: 'Give $1 a number that is not below zero; it was $2.',
  },
  {
    message: /^The added layer must be an instance of class Layer\. Found: (.*)/,
    remedy: 'Give Sequential only layers of tf.keras.layers; a function goes in as Lambda(function).',
  },
];
