import numpy as np
import tensorflow as tf
from tensorflow import keras

np.random.seed(6)
tf.set_random_seed(6)
vocab_size = 20
reviews = [list(np.random.randint(1, vocab_size, n)) for n in (3, 7, 5, 8, 2, 6, 4, 9)]
data = np.zeros((8, 9), 'int32')
for row, review in zip(data, reviews):
    row[:len(review)] = review
labels = np.array([0, 1, 0, 1, 0, 1, 0, 1])

model = keras.Sequential()
model.add(keras.layers.Embedding(vocab_size, 4))
model.add(keras.layers.GlobalAveragePooling1D())
model.add(keras.layers.Dense(4, activation=tf.nn.relu))
model.add(keras.layers.Dense(1, activation=tf.nn.sigmoid))
model.summary()
model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['acc'])
history = model.fit(data, labels, epochs=3, batch_size=4, validation_data=(data, labels), verbose=0)
print(sorted(history.history.keys()))
print(history.history['loss'], history.history['val_acc'])
print(model.evaluate(data, labels, verbose=0))

model = keras.Sequential([
    keras.layers.Embedding(vocab_size, 4, input_length=9, mask_zero=True),
    keras.layers.Bidirectional(keras.layers.GRU(3)),
    keras.layers.Dense(1, activation='sigmoid')
])
model.compile('rmsprop', 'binary_crossentropy', metrics=['accuracy'])
print(model.fit(data, labels, epochs=2, batch_size=8, verbose=0).history)
print(model.predict(data[:3]))
# Steps: 8
