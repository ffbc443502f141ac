"""Imports by whole paths, as older public files have them."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib.framework.python.ops import add_arg_scope, arg_scope, variables
from tensorflow.contrib.layers.python.layers import initializers, layers, regularizers
from tensorflow.contrib.opt.python.training.weight_decay_optimizers import AdamWOptimizer
from tensorflow.contrib.rnn.python.ops import core_rnn_cell
from tensorflow.contrib.seq2seq.python.ops import attention_wrapper, beam_search_decoder
from tensorflow.python.ops import standard_ops

print(layers.fully_connected is tf.contrib.layers.fully_connected)
print(attention_wrapper.AttentionWrapper.__name__, beam_search_decoder.BeamSearchDecoder.__name__)
print(standard_ops.matmul is tf.matmul)
print(variables.get_or_create_global_step is tf.contrib.framework.get_or_create_global_step)
for module, name in ((layers, 'nothing_like_it'), (core_rnn_cell, 'nor_this')):
    try:
        getattr(module, name)
    except AttributeError as error:
        print(error)


@add_arg_scope
def block(inputs, width, rate=0.0):
    return layers.fully_connected(
        inputs, width, weights_initializer=initializers.xavier_initializer(seed=3),
        weights_regularizer=regularizers.l2_regularizer(rate),
    )


x = tf.constant(np.linspace(-1, 1, 12).reshape(4, 3).astype('float32'))
with arg_scope([block], rate=0.1):
    y = block(block(x, 4), 2)
loss = tf.reduce_mean(tf.square(y - 1.0)) + tf.add_n(tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))
train = AdamWOptimizer(0.01, 0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(4):
        sess.run(train)
        print('%.4f' % sess.run(loss))
# Steps: 4
