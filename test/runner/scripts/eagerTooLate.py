"""Eager execution is enabled before anything else, or not at all."""

import tensorflow as tf

print(tf.executing_eagerly(), tf.constant(1.0))
tf.enable_eager_execution()
# Steps: 0
