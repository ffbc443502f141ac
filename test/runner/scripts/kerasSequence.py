import numpy as np
import tensorflow as tf
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import LSTM, Dense, TimeDistributed, SimpleRNN

np.random.seed(9)
tf.set_random_seed(9)
wave = np.sin(np.arange(60) / 4.0)
X = np.array([wave[i:i + 5] for i in range(40)]).reshape(40, 5, 1)
y = wave[5:45]

model = Sequential()
model.add(LSTM(6, input_shape=(5, 1)))
model.add(Dense(1))
model.compile(loss='mean_squared_error', optimizer='adam')
print(np.round(model.fit(X, y, epochs=2, batch_size=10, verbose=0).history['loss'], 4))
print(np.round(model.predict(X[:3]).ravel(), 4))

model = Sequential([
    SimpleRNN(4, return_sequences=True, input_shape=(None, 1)),
    TimeDistributed(Dense(1)),
])
model.compile(tf.keras.optimizers.Adamax(0.01), 'mse')
h = model.fit(X, X * 0.5, epochs=2, batch_size=20, shuffle=False, verbose=0)
print(np.round(h.history['loss'], 4))

model = Sequential([LSTM(3, stateful=True, batch_input_shape=(4, 5, 1)), Dense(1)])
model.compile('sgd', 'mse')
for _ in range(2):
    print(round(float(model.train_on_batch(X[:4], y[:4])), 4))
print(np.round(model.predict(X[4:8], batch_size=4).ravel(), 4))
model.reset_states()
print(np.round(model.predict(X[4:8], batch_size=4).ravel(), 4))
# Steps: 14
