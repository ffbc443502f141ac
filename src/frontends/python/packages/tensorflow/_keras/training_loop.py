"""The loop of fit, evaluate and predict over arrays. Of keras/engine/training_arrays.py."""

import numpy as np

from .. import _nest
from .callbacks import configure_callbacks, make_logs
from .aggregators import MetricsAggregator, OutputsAggregator
from .progress_logger import ProgbarLogger
from .training_data import should_run_validation, slice_arrays, split_training_and_validation

TRAIN, TEST, PREDICT = 'train', 'test', 'predict'


def refuse_data(x, method):
    """NotImplementedError for kinds of data that are not evaluated."""
    kind = type(x).__name__
    if kind.endswith('Iterator'):
        raise NotImplementedError(
            'tf.keras.Model.%s of a tf.data iterator is not evaluated by this engine; a dataset and '
            'arrays are' % method
        )


def _batches(size, batch_size):
    count = int(np.ceil(size / float(batch_size)))
    return [(i * batch_size, min(size, (i + 1) * batch_size)) for i in range(count)]


def _batch_shuffle(index_array, batch_size):
    """Whole batches in another order; what is left over stays at the end."""
    count = int(len(index_array) / batch_size)
    last = index_array[count * batch_size :]
    whole = index_array[: count * batch_size].reshape((count, batch_size))
    np.random.shuffle(whole)
    return np.append(whole.flatten(), last)


class _Loop:
    """One run over epochs in one mode."""

    def __init__(self, model, mode, values, batch_size, steps, callbacks, verbose, epochs, has_validation):
        self.model = model
        self.mode = mode
        self.values = values
        self.batch_size = batch_size
        self.steps = steps
        samples = steps or (int(values[0].shape[0]) if hasattr(values[0], 'shape') else None)
        self.samples = samples
        self._update_weight_modes()
        self.function = {
            TRAIN: model._make_train_function,
            TEST: model._make_test_function,
            PREDICT: model._make_predict_function,
        }
        self.function[mode]()
        self.function = getattr(model, mode + '_function')
        self.epochs = epochs
        self.verbose = verbose
        self.callbacks = callbacks
        self.has_validation = has_validation

    def _update_weight_modes(self):
        if self.mode == PREDICT:
            return
        from .graph_state import learning_phase

        model = self.model
        weights = self.values[len(model._feed_inputs) + len(model._feed_targets) :]
        if self.mode == TRAIN and not isinstance(learning_phase(), int):
            weights = weights[:-1]
        model._update_sample_weight_modes(weights)

    def begin(self):
        self.callbacks = configure_callbacks(
            self.callbacks,
            self.model,
            do_validation=self.has_validation,
            batch_size=self.batch_size,
            epochs=self.epochs,
            steps_per_epoch=self.steps,
            samples=self.samples,
            mode=self.mode,
        )
        count_mode = 'steps' if self.steps is not None else 'samples'
        names = self.model.metrics_names[1:]
        self.progbar = ProgbarLogger(count_mode, stateful_metrics=names)
        self.progbar.params = self.callbacks.params
        self.progbar.params['verbose'] = self.verbose
        kind = OutputsAggregator if self.mode == PREDICT else MetricsAggregator
        self.aggregator = kind(
            self.steps is not None, None if self.steps else self.samples, self.steps
        )
        self.callbacks.model.stop_training = False
        self.callbacks.call_begin_hook(self.mode)
        self.progbar.on_train_begin()

    def epoch(self, number, shuffle):
        """The results of one epoch, and its logs."""
        logs = {}
        self.model.reset_metrics()
        if self.mode == TRAIN:
            self.callbacks.on_epoch_begin(number, logs)
        self.progbar.on_epoch_begin(number, logs)
        (self._by_samples if self.steps is None else self._by_steps)(shuffle)
        self.aggregator.finalize()
        results = self.aggregator.results
        logs = make_logs(self.model, logs, results, self.mode)
        return (results[0] if len(results) == 1 else results), logs

    def _batch(self, index, size, values, *bounds):
        logs = {'batch': index, 'size': size}
        self.callbacks.call_batch_hook(self.mode, 'begin', index, logs)
        self.progbar.on_batch_begin(index, logs)
        outputs = self.function(values)
        outputs = outputs if isinstance(outputs, list) else [outputs]
        if index == 0:
            self.aggregator.create(outputs)
        self.aggregator.aggregate(outputs, *bounds)
        logs = make_logs(self.model, logs, outputs, self.mode)
        self.callbacks.call_batch_hook(self.mode, 'end', index, logs)
        self.progbar.on_batch_end(index, logs)
        return self.callbacks.model.stop_training

    def _by_steps(self, shuffle):
        for step in range(self.steps):
            if self._batch(step, 1, self.values):
                break

    def _by_samples(self, shuffle):
        order = np.arange(self.samples)
        if shuffle == 'batch':
            order = _batch_shuffle(order, self.batch_size)
        elif shuffle:
            np.random.shuffle(order)
        batches = _batches(self.samples, self.batch_size)
        phase = [True] if self.values and self.values[-1] is True else []
        arrays = self.values[: len(self.values) - len(phase)]
        for index, (start, end) in enumerate(batches):
            rows = order[start:end]
            if len(batches) == 1:
                values = self.values
            else:
                values = slice_arrays(arrays, rows) + phase
            if self._batch(index, len(rows), values, start, end):
                break

    def end(self):
        self.callbacks.call_end_hook(self.mode)


def _train_info(samples, validation_samples):
    message = 'Train on {} samples'.format(samples)
    if validation_samples:
        message += ', validate on {} samples'.format(validation_samples)
    print(message)


def fit_arrays(
    model,
    x,
    y,
    batch_size,
    epochs,
    verbose,
    callbacks,
    validation_split,
    validation_data,
    shuffle,
    class_weight,
    sample_weight,
    initial_epoch,
    steps_per_epoch,
    validation_steps,
    validation_freq,
):
    batch_size = model._validate_or_infer_batch_size(batch_size, steps_per_epoch, x)
    x, y, weights = model._standardize_user_data(
        x,
        y,
        sample_weight=sample_weight,
        class_weight=class_weight,
        batch_size=batch_size,
        check_steps=True,
        steps_name='steps_per_epoch',
        steps=steps_per_epoch,
    )
    validation = None
    if validation_data:
        validation = model._prepare_validation_data(validation_data, batch_size, validation_steps)
    elif validation_split and 0.0 < validation_split < 1.0:
        x, y, weights, *validation = split_training_and_validation(x, y, weights, validation_split)
    elif validation_steps:
        raise ValueError(
            '`validation_steps` should not be specified if `validation_data` is None.'
        )
    values = model._feed_values(x, y, weights, is_training=True)
    loop = _Loop(
        model, TRAIN, values, batch_size, steps_per_epoch, callbacks, verbose, epochs,
        validation is not None,
    )  # fmt: skip
    if verbose:
        count = _nest.flatten(validation[0])[0].shape[0] if validation is not None else None
        _train_info(loop.samples, count)
    loop.begin()
    for epoch in range(initial_epoch, epochs):
        if loop.callbacks.model.stop_training:
            break
        _, logs = loop.epoch(epoch, shuffle)
        stopped = loop.callbacks.model.stop_training
        if validation is not None and should_run_validation(validation_freq, epoch) and not stopped:
            # Validation is shuffled whatever `shuffle` says.
            results = _evaluated(
                model, *validation, batch_size, validation_steps, loop.callbacks, 0, shuffle=True
            )
            results = results if isinstance(results, list) else [results]
            logs = make_logs(model, logs, results, TRAIN, prefix='val_')
        loop.callbacks.on_epoch_end(epoch, logs)
        loop.progbar.on_epoch_end(epoch, logs)
    loop.end()
    return model.history


def _evaluated(
    model, x, y, weights, batch_size, steps, callbacks, verbose, shuffle=False
):
    values = model._feed_values(x, y, weights, is_training=False)
    loop = _Loop(model, TEST, values, batch_size, steps, callbacks, verbose, 1, False)
    return _once(loop, shuffle)


def _once(loop, shuffle=False):
    loop.begin()
    results, logs = loop.epoch(0, shuffle)
    loop.progbar.on_epoch_end(0, logs)
    loop.end()
    return results


def evaluate_arrays(model, x, y, batch_size, verbose, sample_weight, steps, callbacks):
    batch_size = model._validate_or_infer_batch_size(batch_size, steps, x)
    x, y, weights = model._standardize_user_data(
        x,
        y,
        sample_weight=sample_weight,
        batch_size=batch_size,
        check_steps=True,
        steps_name='steps',
        steps=steps,
    )
    return _evaluated(model, x, y, weights, batch_size, steps, callbacks, verbose)


def predict_arrays(model, x, batch_size, verbose, steps, callbacks):
    batch_size = model._validate_or_infer_batch_size(batch_size, steps, x)
    x, _, _ = model._standardize_user_data(x, check_steps=True, steps_name='steps', steps=steps)
    values = model._feed_values(x, None, None, is_training=False)
    return _once(_Loop(model, PREDICT, values, batch_size, steps, callbacks, verbose, 1, False))
