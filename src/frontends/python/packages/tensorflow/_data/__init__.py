"""What tf.data is made of: structures, functions, elements, datasets, iterators."""
