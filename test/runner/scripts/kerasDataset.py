import numpy as np
import tensorflow as tf

np.random.seed(0)
tf.set_random_seed(0)
X = np.random.rand(20, 3)
Y = np.random.randint(0, 2, (20, 1))
data = tf.data.Dataset.from_tensor_slices((X, Y)).shuffle(5, seed=1).batch(8)
inputs = tf.keras.layers.Input(shape=(3,))
x = tf.keras.layers.Dense(4)(inputs)
x = tf.keras.layers.GaussianNoise(0.1)(x)
x = tf.keras.layers.GaussianDropout(0.1)(x)
x = tf.keras.layers.AlphaDropout(0.1)(x)
outputs = tf.keras.layers.Dense(1, activation='sigmoid')(x)
model = tf.keras.models.Model(inputs=inputs, outputs=outputs)
model.compile('adam', 'binary_crossentropy', metrics=['acc'])
print(np.round(model.fit(data, epochs=3, verbose=0).history['loss'], 4))
h = model.fit(data.repeat(), epochs=2, steps_per_epoch=2, verbose=0, validation_data=data)
for name in sorted(h.history):
    print(name, np.round(h.history[name], 4))
print(np.round(model.evaluate(data, verbose=0), 4))
print(np.round(model.predict(tf.data.Dataset.from_tensor_slices(X).batch(8)), 4)[:3])


class Ones(tf.keras.metrics.Metric):
    def __init__(self, name='ones', **kwargs):
        super(Ones, self).__init__(name=name, **kwargs)
        self.seen = self.add_weight(name='seen', initializer='zeros')

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.seen.assign_add(tf.reduce_sum(tf.cast(y_true, tf.float32) * tf.round(y_pred)))

    def result(self):
        return self.seen


model.compile(tf.train.AdamOptimizer(0.05), 'binary_crossentropy', metrics=[Ones()])
h = model.fit(X, Y, epochs=2, batch_size=10, verbose=0)
print(np.round(h.history['loss'], 4), h.history['ones'])
# Steps: 17
