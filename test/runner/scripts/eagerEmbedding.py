"""An embedding: gradients of rows, clipped, applied by several optimizers."""

import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
random = np.random.RandomState(2)
table = tf.get_variable('table', initializer=random.randn(6, 2).astype(np.float32))
weight = tf.get_variable('weight', initializer=random.randn(2, 1).astype(np.float32))
ids = np.array([1, 4, 1, 5])
target = np.array([[1.0], [0.0], [1.0], [-1.0]], np.float32)
optimizers = [
    tf.train.GradientDescentOptimizer(0.1),
    tf.train.MomentumOptimizer(0.1, 0.9),
    tf.train.AdagradOptimizer(0.1),
    tf.train.RMSPropOptimizer(0.01),
    tf.train.FtrlOptimizer(0.1),
]
for optimizer in optimizers:
    for _ in range(2):
        with tf.GradientTape() as tape:
            rows = tf.nn.embedding_lookup(table, ids)
            loss = tf.reduce_mean(tf.square(tf.matmul(rows, weight) - target))
        grads = tape.gradient(loss, [table, weight])
        clipped, norm = tf.clip_by_global_norm(grads, 1.0)
        optimizer.apply_gradients(zip(clipped, [table, weight]))
        print(optimizer.get_name(), loss.numpy(), norm.numpy(), type(grads[0]).__name__)
print(grads[0].indices.numpy(), grads[0].dense_shape.numpy())
print(tf.convert_to_tensor(clipped[0]).numpy().tolist())
print(table.numpy().tolist(), weight.numpy().tolist())
# Steps: 10
