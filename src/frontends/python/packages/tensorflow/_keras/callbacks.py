"""The callbacks of tf.keras.callbacks, and how fit begins with them. Of keras/callbacks.py."""

import collections
import csv
import os

import numpy as np

from .. import logging
from . import backend_values as K
from .callback_base import Callback, CallbackList
from .progress_logger import ProgbarLogger


def configure_callbacks(
    callbacks,
    model,
    do_validation=False,
    batch_size=None,
    epochs=None,
    steps_per_epoch=None,
    samples=None,
    verbose=0,
    mode='train',
):
    """A CallbackList that knows MODEL; while training History is the last of it."""
    if isinstance(callbacks, CallbackList):
        return callbacks
    callbacks = list(callbacks or ())
    if mode == 'train':
        model.history = History()
        callbacks = [BaseLogger(), *callbacks, model.history]
    found = CallbackList(callbacks)
    found.set_model(model)
    tell_callbacks(
        found, model, do_validation, batch_size, epochs, steps_per_epoch, samples, verbose, mode
    )
    found.model.stop_training = False
    return found


def tell_callbacks(
    callbacks, model, do_validation, batch_size, epochs, steps_per_epoch, samples, verbose, mode
):
    for callback in callbacks:
        if isinstance(callback, (BaseLogger, ProgbarLogger)):
            callback.stateful_metrics = model.metrics_names[1:]
    names = list(model.metrics_names) if mode != 'predict' else []
    if do_validation:
        names += ['val_' + name for name in model.metrics_names]
    callbacks.set_params(
        {
            'batch_size': batch_size,
            'epochs': epochs,
            'steps': steps_per_epoch,
            'samples': samples,
            'verbose': verbose,
            'do_validation': do_validation,
            'metrics': names,
        }
    )


def make_logs(model, logs, outputs, mode, prefix=''):
    if mode == 'predict':
        logs['outputs'] = outputs
        return logs
    for label, output in zip(model.metrics_names, outputs):
        logs[prefix + label] = output
    return logs


class BaseLogger(Callback):
    """Means of the logs of an epoch's batches; of stateful metrics the last value."""

    def __init__(self, stateful_metrics=None):
        super().__init__()
        self.stateful_metrics = set(stateful_metrics or ())

    def on_epoch_begin(self, epoch, logs=None):
        self.seen = 0
        self.totals = {}

    def on_batch_end(self, batch, logs=None):
        logs = logs or {}
        size = logs.get('size', 0)
        self.seen += size * logs.get('num_steps', 1)
        for key, value in logs.items():
            if key in self.stateful_metrics:
                self.totals[key] = value
            elif key in self.totals:
                self.totals[key] += value * size
            else:
                self.totals[key] = value * size

    def on_epoch_end(self, epoch, logs=None):
        if logs is None:
            return
        for key in self.params['metrics']:
            if key in self.totals:
                is_stateful = key in self.stateful_metrics
                logs[key] = self.totals[key] if is_stateful else self.totals[key] / self.seen


class TerminateOnNaN(Callback):
    def on_batch_end(self, batch, logs=None):
        loss = (logs or {}).get('loss')
        if loss is not None and (np.isnan(loss) or np.isinf(loss)):
            print('Batch %d: Invalid loss, terminating training' % (batch))
            self.model.stop_training = True


class History(Callback):
    """`history`: name of a metric -> its value after each epoch."""

    def on_train_begin(self, logs=None):
        self.epoch = []
        self.history = {}

    def on_epoch_end(self, epoch, logs=None):
        self.epoch.append(epoch)
        for key, value in (logs or {}).items():
            self.history.setdefault(key, []).append(value)


def _is_rising(mode, monitor, what):
    """Whether larger values of MONITOR are better."""
    if mode not in ('auto', 'min', 'max'):
        logging.warning('%s mode %s is unknown, fallback to auto mode.', what, mode)
        mode = 'auto'
    return mode == 'max' or (mode == 'auto' and 'acc' in monitor)


def _missing(message, monitor, logs):
    logging.warning(
        message + ' conditioned on metric `%s` which is not available. Available metrics are: %s',
        monitor,
        ','.join(logs),
    )


class EarlyStopping(Callback):
    def __init__(
        self,
        monitor='val_loss',
        min_delta=0,
        patience=0,
        verbose=0,
        mode='auto',
        baseline=None,
        restore_best_weights=False,
    ):
        super().__init__()
        self.monitor = monitor
        self.patience = patience
        self.verbose = verbose
        self.baseline = baseline
        self.wait = 0
        self.stopped_epoch = 0
        self.restore_best_weights = restore_best_weights
        self.best_weights = None
        is_rising = _is_rising(mode, monitor, 'EarlyStopping')
        self.monitor_op = np.greater if is_rising else np.less
        self.min_delta = abs(min_delta) * (1 if is_rising else -1)

    def on_train_begin(self, logs=None):
        self.wait = 0
        self.stopped_epoch = 0
        if self.baseline is not None:
            self.best = self.baseline
        else:
            self.best = np.inf if self.monitor_op is np.less else -np.inf

    def on_epoch_end(self, epoch, logs=None):
        current = self.get_monitor_value(logs)
        if current is None:
            return
        if self.monitor_op(current - self.min_delta, self.best):
            self.best = current
            self.wait = 0
            if self.restore_best_weights:
                self.best_weights = self.model.get_weights()
            return
        self.wait += 1
        if self.wait < self.patience:
            return
        self.stopped_epoch = epoch
        self.model.stop_training = True
        if self.restore_best_weights:
            if self.verbose > 0:
                print('Restoring model weights from the end of the best epoch.')
            self.model.set_weights(self.best_weights)

    def on_train_end(self, logs=None):
        if self.stopped_epoch > 0 and self.verbose > 0:
            print('Epoch %05d: early stopping' % (self.stopped_epoch + 1))

    def get_monitor_value(self, logs):
        logs = logs or {}
        value = logs.get(self.monitor)
        if value is None:
            _missing('Early stopping', self.monitor, logs)
        return value


class LearningRateScheduler(Callback):
    def __init__(self, schedule, verbose=0):
        super().__init__()
        self.schedule = schedule
        self.verbose = verbose

    def on_epoch_begin(self, epoch, logs=None):
        optimizer = self.model.optimizer
        if not hasattr(optimizer, 'lr'):
            raise ValueError('Optimizer must have a "lr" attribute.')
        try:
            rate = self.schedule(epoch, float(K.get_value(optimizer.lr)))
        except TypeError:
            rate = self.schedule(epoch)
        if not isinstance(rate, (float, np.float32, np.float64)):
            raise ValueError('The output of the "schedule" function should be float.')
        K.set_value(optimizer.lr, rate)
        if self.verbose > 0:
            print(
                '\nEpoch %05d: LearningRateScheduler reducing learning rate to %s.'
                % (epoch + 1, rate)
            )

    def on_epoch_end(self, epoch, logs=None):
        logs = {} if logs is None else logs
        logs['lr'] = K.get_value(self.model.optimizer.lr)


class ReduceLROnPlateau(Callback):
    def __init__(
        self,
        monitor='val_loss',
        factor=0.1,
        patience=10,
        verbose=0,
        mode='auto',
        min_delta=1e-4,
        cooldown=0,
        min_lr=0,
        **kwargs,
    ):
        super().__init__()
        if factor >= 1.0:
            raise ValueError('ReduceLROnPlateau does not support a factor >= 1.0.')
        if 'epsilon' in kwargs:
            min_delta = kwargs.pop('epsilon')
            logging.warning(
                '`epsilon` argument is deprecated and will be removed, use `min_delta` instead.'
            )
        self.monitor = monitor
        self.factor = factor
        self.min_lr = min_lr
        self.min_delta = min_delta
        self.patience = patience
        self.verbose = verbose
        self.cooldown = cooldown
        self.mode = mode
        self._reset()

    def _reset(self):
        self._rises = _is_rising(self.mode, self.monitor, 'Learning Rate Plateau Reducing')
        self.best = -np.inf if self._rises else np.inf
        self.cooldown_counter = 0
        self.wait = 0

    def monitor_op(self, a, b):
        if self._rises:
            return np.greater(a, b + self.min_delta)
        return np.less(a, b - self.min_delta)

    def on_train_begin(self, logs=None):
        self._reset()

    def on_epoch_end(self, epoch, logs=None):
        logs = {} if logs is None else logs
        logs['lr'] = K.get_value(self.model.optimizer.lr)
        current = logs.get(self.monitor)
        if current is None:
            _missing('Reduce LR on plateau', self.monitor, logs)
            return
        if self.in_cooldown():
            self.cooldown_counter -= 1
            self.wait = 0
        if self.monitor_op(current, self.best):
            self.best = current
            self.wait = 0
        elif not self.in_cooldown():
            self.wait += 1
            if self.wait >= self.patience:
                self._reduce(epoch)

    def _reduce(self, epoch):
        before = float(K.get_value(self.model.optimizer.lr))
        if before <= self.min_lr:
            return
        rate = max(before * self.factor, self.min_lr)
        K.set_value(self.model.optimizer.lr, rate)
        if self.verbose > 0:
            print(
                '\nEpoch %05d: ReduceLROnPlateau reducing learning rate to %s.' % (epoch + 1, rate)
            )
        self.cooldown_counter = self.cooldown
        self.wait = 0

    def in_cooldown(self):
        return self.cooldown_counter > 0


class LambdaCallback(Callback):
    """A callback of functions."""

    def __init__(
        self,
        on_epoch_begin=None,
        on_epoch_end=None,
        on_batch_begin=None,
        on_batch_end=None,
        on_train_begin=None,
        on_train_end=None,
        **kwargs,
    ):
        super().__init__()
        given = {name: value for name, value in locals().items() if name[:3] == 'on_'}
        self.__dict__.update(kwargs)
        for name, function in given.items():
            if function is not None:
                setattr(self, name, function)


class CSVLogger(Callback):
    """Writes the logs of each epoch as a line of a file."""

    def __init__(self, filename, separator=',', append=False):
        super().__init__()
        self.sep = separator
        self.filename = filename
        self.append = append
        self.writer = None
        self.keys = None
        self.append_header = True

    def on_train_begin(self, logs=None):
        if self.append and os.path.exists(self.filename):
            with open(self.filename) as file:
                self.append_header = not file.readline()
        self.csv_file = open(self.filename, 'a' if self.append else 'w', newline='\n')

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        if self.keys is None:
            self.keys = sorted(logs)
        if self.model.stop_training:
            logs = {key: logs.get(key, 'NA') for key in self.keys}
        if not self.writer:
            self.writer = csv.DictWriter(
                self.csv_file, fieldnames=['epoch', *self.keys], delimiter=self.sep
            )
            if self.append_header:
                self.writer.writeheader()
        row = collections.OrderedDict(epoch=epoch)
        row.update((key, _cell(logs[key])) for key in self.keys)
        self.writer.writerow(row)
        self.csv_file.flush()

    def on_train_end(self, logs=None):
        self.csv_file.close()
        self.writer = None


def _cell(value):
    if isinstance(value, str) or not hasattr(value, '__iter__') or getattr(value, 'ndim', 1) == 0:
        return value
    return '"[%s]"' % ', '.join(map(str, value))
