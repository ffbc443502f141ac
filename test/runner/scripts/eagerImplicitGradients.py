"""A model class, tfe.implicit_value_and_gradients and a dataset, as TensorFlow 1's eager examples have it."""

import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
tfe = tf.contrib.eager


class LinearModel(object):
    def __init__(self):
        self.w = tfe.Variable(np.zeros([3, 1], np.float32), name='weights')
        self.b = tfe.Variable([0.0], name='bias')

    def __call__(self, x):
        return tf.matmul(x, self.w) + self.b


def mean_square_loss(model, xs, ys):
    return tf.reduce_mean(tf.square(model(xs) - ys))


random = np.random.RandomState(0)
features = random.rand(24, 3).astype(np.float32)
labels = (features.dot([[1.0], [-2.0], [0.5]]) + 0.3).astype(np.float32)
dataset = tf.data.Dataset.from_tensor_slices((features, labels)).batch(8)

model = LinearModel()
value_and_grads = tfe.implicit_value_and_gradients(lambda xs, ys: mean_square_loss(model, xs, ys))
optimizer = tf.train.MomentumOptimizer(0.1, momentum=0.5)
for epoch in range(3):
    for i, (xs, ys) in enumerate(tfe.Iterator(dataset)):
        loss, grads_and_vars = value_and_grads(xs, ys)
        print('epoch', epoch, 'batch', i, 'loss', loss.numpy(), [v.name for g, v in grads_and_vars])
        optimizer.apply_gradients(grads_and_vars)
print(model.w.numpy().tolist(), model.b.numpy().tolist())

only_grads = tfe.implicit_gradients(lambda: tf.reduce_sum(model.w * model.w))
print([(g.numpy().tolist(), v.name) for g, v in only_grads()])
try:
    tfe.implicit_gradients(lambda: tf.constant(1.0))()
except ValueError as error:
    print(error)
f_grad = tfe.gradients_function(lambda x, y: x * x * y, params=['y'])
print([g.numpy() for g in f_grad(3.0, 2.0)])
# Steps: 9
