import numpy as np
import tensorflow as tf
from tensorflow.keras.callbacks import (Callback, EarlyStopping, LearningRateScheduler,
                                        ReduceLROnPlateau, LambdaCallback, TerminateOnNaN)

np.random.seed(11)
tf.set_random_seed(11)


class Losses(Callback):
    def on_train_begin(self, logs=None):
        self.losses = []

    def on_batch_end(self, batch, logs=None):
        self.losses.append(logs.get('loss'))

    def on_epoch_end(self, epoch, logs=None):
        rate = tf.keras.backend.get_value(self.model.optimizer.lr)
        print('epoch', epoch, sorted(logs), rate)


X = np.random.rand(20, 2)
Y = X.prod(1)
model = tf.keras.Sequential([tf.keras.layers.Dense(3, activation='elu', input_shape=(2,)),
                             tf.keras.layers.Dense(1)])
model.compile(tf.keras.optimizers.SGD(0.2), 'mse')
losses = Losses()
model.fit(X, Y, batch_size=10, epochs=4, verbose=0,
          callbacks=[losses, LearningRateScheduler(lambda epoch: 0.2 * 0.5 ** epoch)])
print(np.round(losses.losses, 5))
stop = EarlyStopping(monitor='val_loss', patience=1, min_delta=0.5, restore_best_weights=True)
h = model.fit(X, Y, validation_data=(X, Y), batch_size=10, epochs=9, verbose=0, callbacks=[stop])
print(h.epoch, stop.stopped_epoch, round(float(stop.best), 5))
plateau = ReduceLROnPlateau(monitor='loss', factor=0.5, patience=1, min_delta=10.0, verbose=1)
h = model.fit(X, Y, batch_size=20, epochs=3, verbose=0, callbacks=[plateau, TerminateOnNaN()])
print(np.round(h.history['loss'], 5), h.history['lr'])
model.fit(X, Y, batch_size=20, epochs=2, verbose=0, callbacks=[
    LambdaCallback(on_epoch_begin=lambda epoch, logs: print('begin', epoch),
                   on_batch_end=lambda batch, logs: print('batch', batch, logs['size']))])
model.fit(X, Y, batch_size=20, epochs=5, initial_epoch=3, verbose=0)
# Steps: 19
