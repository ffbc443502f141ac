"""The classes and functions of tf.layers."""
