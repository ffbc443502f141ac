"""tf.keras of TensorFlow 1.15 in graph mode: what the public modules below tensorflow/keras are made of."""
