/** @file Remedies for errors of recurrent cells and the functions that unroll them. */
import type { RemedyRule } from './rule';

export const recurrentRemedies: readonly RemedyRule[] = [
  {
    message: /^Input 0 of layer \S*(?:rnn|lstm|gru)\S* is incompatible with the layer: expected ndim=2/,
    remedy:
      'A cell takes one time step, [batch, features]. A whole sequence, [batch, time, features], goes through ' +
      'tf.nn.dynamic_rnn, or as a list of steps, tf.unstack(x, axis=1), through tf.nn.static_rnn.',
  },
  {
    message: /^Input 0 of layer \S+ is incompatible with the layer: its rank is undefined/,
    remedy: 'Give the placeholder a shape, [None, features], or call set_shape on the tensor.',
  },
  {
    message: /^Expected inputs\.shape\[-1\] to be known/,
    remedy: 'The weights need the number of features: give the placeholder a last dimension, or call set_shape on the tensor.',
  },
  {
    message: /^Input size \(depth of inputs\) must be accessible via shape inference/,
    remedy: 'The weights need the number of features: give the last dimension of the placeholder, [None, None, features], or call set_shape.',
  },
  {
    message: /^You are attempting to use Python control flow in a layer/,
    remedy:
      'The state of an LSTM cell is a pair (c, h), as cell.zero_state(batch, dtype) or tf.nn.rnn_cell.LSTMStateTuple makes it; ' +
      'one tensor is a state only with state_is_tuple=False.',
  },
  {
    message: /^Must specify at least one cell for MultiRNNCell/,
    remedy: 'Give it a list with a cell for each layer: [tf.nn.rnn_cell.LSTMCell(n) for _ in range(layers)].',
  },
  {
    message: /^cells must be a list or tuple, but saw/,
    remedy: 'Put the cells into a list, one for each layer; one cell alone needs no MultiRNNCell.',
  },
  {
    message: /^Expected state to be a tuple of length (\d+), but received/,
    remedy: 'The state is a tuple with one state for each of the $1 layers, as cell.zero_state(batch, dtype) makes it.',
  },
  {
    message: /^Parameter (\w+_keep_prob) must be between 0 and 1/,
    remedy: '$1 is the share of elements that is kept: 1.0 drops nothing, 0.8 a fifth.',
  },
  {
    message: /^inputs must be a sequence$/,
    remedy: 'static_rnn takes a list with a tensor for each time step: tf.unstack(x, axis=1). tf.nn.dynamic_rnn takes the tensor as it is.',
  },
  {
    message: /^inputs must not be empty$/,
    remedy: 'Give static_rnn a list with at least one time step.',
  },
  {
    message: /^If (?:no initial_state is provided, dtype must be specified|there is no initial_state, you must give a dtype)/,
    remedy: 'Pass dtype=tf.float32, or initial_state=cell.zero_state(batch, tf.float32).',
  },
  {
    message: /^sequence_length must be a vector of length batch_size/,
    remedy: 'sequence_length is one number for each example of the batch, of shape [batch]: tf.squeeze takes a dimension of 1 away.',
  },
  {
    message: /^RNN cell only supports floating point inputs/,
    remedy: 'Convert the inputs with tf.cast(x, tf.float32), or look them up with tf.nn.embedding_lookup when they are ids.',
  },
];
