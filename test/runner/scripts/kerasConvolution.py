import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import (Conv2D, MaxPooling2D, Flatten, Dense, Dropout, BatchNormalization,
                                     Activation, GlobalAveragePooling2D)

np.random.seed(4)
tf.set_random_seed(4)
x_train = np.random.rand(24, 8, 8, 1).astype('float32')
y_train = (x_train.mean((1, 2, 3)) > 0.5).astype('int')
labels = tf.keras.utils.to_categorical(y_train, num_classes=2)

model = tf.keras.models.Sequential()
model.add(Conv2D(4, kernel_size=(3, 3), activation='relu', input_shape=(8, 8, 1)))
model.add(Conv2D(4, (3, 3), padding='same', use_bias=False))
model.add(BatchNormalization())
model.add(Activation('relu'))
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Dropout(0.25, seed=9))
model.add(Flatten())
model.add(Dense(2, activation='softmax'))
model.compile(loss=tf.keras.losses.categorical_crossentropy,
              optimizer=tf.keras.optimizers.Adadelta(1.0),
              metrics=['accuracy'])
model.summary()
h = model.fit(x_train, labels, batch_size=8, epochs=2, verbose=0,
              validation_data=(x_train[:6], labels[:6]))
for key in sorted(h.history):
    print(key, np.round(h.history[key], 4))
score = model.evaluate(x_train, labels, verbose=0)
print(np.round(score, 4))
print(np.round(model.predict(x_train[:2]), 4))
print(len(model.updates), [v.name for v in model.non_trainable_weights])
# Steps: 6
