import numpy as np
import tensorflow as tf

np.random.seed(5)
tf.set_random_seed(5)


class Scale(tf.keras.layers.Layer):
    def __init__(self, units, **kwargs):
        self.units = units
        super(Scale, self).__init__(**kwargs)

    def build(self, input_shape):
        self.kernel = self.add_weight(name='kernel', shape=(input_shape[-1], self.units),
                                      initializer='glorot_uniform', trainable=True)
        self.offset = self.add_weight(name='offset', shape=(self.units,), initializer='ones',
                                      regularizer=tf.keras.regularizers.l1(0.01))
        self.seen = self.add_weight(name='seen', shape=(), initializer='zeros', trainable=False)
        super(Scale, self).build(input_shape)

    def call(self, inputs):
        h = tf.matmul(inputs, self.kernel) + self.offset
        self.add_loss(0.001 * tf.reduce_sum(tf.square(h)), inputs=inputs)
        return h

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.units)

    def get_config(self):
        config = super(Scale, self).get_config()
        config['units'] = self.units
        return config


class Net(tf.keras.Model):
    def __init__(self):
        super(Net, self).__init__(name='net')
        self.scale = Scale(4)
        self.drop = tf.keras.layers.Dropout(0.4, seed=2)
        self.out = tf.keras.layers.Dense(1)

    def call(self, inputs, training=None):
        x = tf.nn.relu(self.scale(inputs))
        x = self.drop(x, training=training)
        return self.out(x)


X = np.random.randn(16, 3).astype(np.float32)
Y = np.sin(X.sum(1, keepdims=True))
net = Net()
net.compile(optimizer=tf.keras.optimizers.Adagrad(0.1), loss='mae')
history = net.fit(X, Y, epochs=3, batch_size=4, shuffle=False, verbose=0).history
print(np.round(history['loss'], 4))
print(np.round(net.predict(X[:3]), 4))
print([w.name for w in net.weights], len(net.trainable_weights), len(net.losses))
print(net.scale.get_config())
print('%.4f' % net.evaluate(X, Y, verbose=0))
weights = net.get_weights()
net.set_weights([w * 0.5 for w in weights])
print('%.4f' % net.evaluate(X, Y, verbose=0))
net.summary()
# Steps: 12
