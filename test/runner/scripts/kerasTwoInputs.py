import numpy as np
import tensorflow as tf
from tensorflow.keras import layers
from tensorflow.keras.layers import Input
from tensorflow.keras.models import Model

np.random.seed(3)
tf.set_random_seed(3)
words = Input(shape=(6,), dtype='int32', name='words')
numbers = Input(shape=(2,), name='numbers')
x = layers.Embedding(12, 4, name='embed')(words)
x = layers.Flatten()(x)
x = layers.concatenate([x, numbers])
x = layers.Dense(5, activation='tanh', name='hidden')(x)
kind = layers.Dense(3, activation='softmax', name='kind')(x)
size = layers.Dense(1, name='size')(x)
model = Model(inputs=[words, numbers], outputs=[kind, size])
model.compile(optimizer=tf.keras.optimizers.Adam(0.02, clipnorm=1.0),
              loss={'kind': 'categorical_crossentropy', 'size': 'mse'},
              loss_weights={'kind': 1.0, 'size': 0.2},
              metrics={'kind': 'accuracy'})
model.summary()
W = np.random.randint(0, 12, (24, 6))
N = np.random.rand(24, 2)
K = tf.keras.utils.to_categorical(np.random.randint(0, 3, 24), 3)
S = N.sum(1)
h = model.fit({'words': W, 'numbers': N}, {'kind': K, 'size': S}, epochs=3, batch_size=8,
              verbose=0)
for key in sorted(h.history):
    print(key, np.round(h.history[key], 4))
print(np.round(model.evaluate([W, N], [K, S], batch_size=8, verbose=0), 4))
a, b = model.predict([W[:2], N[:2]])
print(np.round(a, 4), np.round(b, 4))
print([layer.name for layer in model.layers])
print(model.get_layer('hidden').output_shape, model.inputs, model.outputs)
features = Model(model.inputs, model.get_layer('hidden').output)
print(np.round(features.predict([W[:1], N[:1]]), 4))
# Steps: 9
