"""tf.distributions and tf.contrib.distributions: one distribution a file, with the nodes, names and words of
TensorFlow 1.15 (python/ops/distributions, contrib/distributions/python/ops)."""
