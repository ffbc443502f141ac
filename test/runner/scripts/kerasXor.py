import numpy as np
import tensorflow as tf
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Activation
from tensorflow.keras.optimizers import SGD

tf.set_random_seed(7)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0], [1], [1], [0]])

model = Sequential()
model.add(Dense(8, input_dim=2))
model.add(Activation('tanh'))
model.add(Dense(1))
model.add(Activation('sigmoid'))

sgd = SGD(lr=0.1, momentum=0.9, nesterov=True, decay=1e-3)
model.compile(loss='binary_crossentropy', optimizer=sgd, metrics=['accuracy'])

for step in range(40):
    loss, acc = model.train_on_batch(X, y)
    if step % 10 == 0:
        print(step, loss, acc)
print(model.predict(X))
print(model.predict_proba(X).ravel())
print(model.predict_classes(X).ravel())
print(model.test_on_batch(X, y))
print(tf.keras.backend.get_value(sgd.iterations), model.metrics_names)
print(sgd.get_config())
# Steps: 40
