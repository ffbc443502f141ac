import numpy as np
import tensorflow as tf
import tensorflow.keras.backend as K

np.random.seed(8)
tf.set_random_seed(8)


def smooth_l1(y_true, y_pred):
    error = K.abs(y_true - y_pred)
    return K.mean(K.switch(K.less(error, 0.5), 0.5 * K.square(error), 0.5 * (error - 0.25)), axis=-1)


def r2(y_true, y_pred):
    residual = K.sum(K.square(y_true - y_pred))
    total = K.sum(K.square(y_true - K.mean(y_true)))
    return 1 - residual / (total + K.epsilon())


X = np.random.rand(30, 2)
Y = np.stack([X[:, 0] * 2, X[:, 1] - 1], 1)
weights = np.linspace(0.5, 1.5, 30)
inputs = tf.keras.Input((2,))
h = tf.keras.layers.Dense(6, 'sigmoid', kernel_constraint=tf.keras.constraints.MaxNorm(1.0))(inputs)
outputs = tf.keras.layers.Lambda(lambda t: t * 3.0)(tf.keras.layers.Dense(2)(h))
model = tf.keras.Model(inputs, outputs)
model.compile(tf.keras.optimizers.Nadam(0.01, clipvalue=0.1), smooth_l1, metrics=[r2])
h = model.fit(X, Y, batch_size=15, epochs=4, sample_weight=weights, verbose=0)
print(np.round(h.history['loss'], 4), np.round(h.history['r2'], 3))
f = K.function([model.layers[0].input], [model.layers[1].output])
print(np.round(f([X[:2]])[0], 4))
loss = K.mean(K.square(model.output))
grads = K.gradients(loss, model.trainable_weights)
print([g.shape for g in grads])
print(np.round(K.get_session().run(grads[-1], {model.input: X[:3]}), 4))
print(K.eval(K.sum(K.constant([1.0, 2.0]))), K.int_shape(model.output), K.floatx(), K.epsilon())
# Steps: 8
