from __future__ import print_function
import numpy as np
import tensorflow as tf
from tensorflow import keras

np.random.seed(0)
tf.set_random_seed(1)
X = np.random.rand(40, 3).astype('float32')
Y = X.dot([[1.0], [-2.0], [0.5]]) + 0.3

model = keras.Sequential([
    keras.layers.Dense(8, activation='relu', input_shape=[3]),
    keras.layers.Dense(8, activation='relu', kernel_regularizer=keras.regularizers.l2(0.001)),
    keras.layers.Dense(1)
])
model.compile(loss='mean_squared_error',
              optimizer=keras.optimizers.RMSprop(0.01),
              metrics=['mean_absolute_error', 'mean_squared_error'])
model.summary()
history = model.fit(X, Y, epochs=4, batch_size=10, validation_split=0.2, verbose=0)
for name in sorted(history.history):
    print(name, np.round(history.history[name], 4))
print(history.epoch)
print(np.round(model.evaluate(X, Y, verbose=0), 4))
print(np.round(model.predict(X[:4]), 4))
for w in model.get_weights():
    print(np.round(w, 3))
# Steps: 16
