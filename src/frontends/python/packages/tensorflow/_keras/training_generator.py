"""The loop of fit_generator and its kin: batches come from a generator or a Sequence.

Of keras/engine/training_generator.py, with one worker: the program's own thread.
"""

import inspect
import itertools
import math

import numpy as np

from .. import _nest, logging
from .._data.datasets import Dataset
from .aggregators import MetricsAggregator, OutputsAggregator
from .callbacks import configure_callbacks, make_logs, tell_callbacks
from .progress_logger import ProgbarLogger
from .training_dataset import DatasetBatches, is_dataset
from .training_data import should_run_validation, slice_arrays


class Sequence:
    """Batches by number: `__getitem__` and `__len__`."""

    def __getitem__(self, index):
        raise NotImplementedError

    def __len__(self):
        raise NotImplementedError

    def on_epoch_end(self):
        pass

    def __iter__(self):
        for i in range(len(self)):
            yield self[i]


def is_generator(data):
    return inspect.isgenerator(data) or isinstance(data, Sequence) or is_dataset(data)


def _forever(sequence, shuffle):
    while True:
        order = list(range(len(sequence)))
        if shuffle:
            import random

            random.shuffle(order)
        for i in order:
            yield sequence[i]
        sequence.on_epoch_end()


def _of_arrays(data, batch_size, epochs, shuffle):
    count = int(_nest.flatten(data)[0].shape[0])

    def batches():
        order = np.arange(count)
        for _ in range(epochs):
            if shuffle:
                np.random.shuffle(order)
            for start in range(0, count, batch_size):
                rows = order[start : start + batch_size]
                yield _nest.pack_sequence_as(data, slice_arrays(_nest.flatten(data), rows))

    return batches(), int(math.ceil(count / batch_size))


def _next(generator):
    try:
        batch = next(generator)
    except StopIteration:
        return None
    batch = batch if isinstance(batch, tuple) else (batch,)
    if len(batch) not in (1, 2, 3):
        raise ValueError(
            'Output of generator should be a tuple of 1 or 2 or 3 elements: (input,) or (input, target) '
            'or (input, target, sample_weights). Received {}'.format(batch)
        )
    return batch


def _batch_function(model, mode, class_weight):
    if mode == 'train':
        return lambda *batch: model.train_on_batch(
            *batch, class_weight=class_weight, reset_metrics=False
        )
    if mode == 'test':
        return lambda *batch: model.test_on_batch(*batch, reset_metrics=False)
    return lambda x, *others: model.predict_on_batch(x)


def _iterate(
    model,
    data,
    steps_per_epoch=None,
    epochs=1,
    verbose=1,
    callbacks=None,
    validation_data=None,
    validation_steps=None,
    validation_freq=1,
    class_weight=None,
    max_queue_size=10,
    workers=1,
    use_multiprocessing=False,
    shuffle=False,
    initial_epoch=0,
    mode='train',
    batch_size=None,
    steps_name='steps',
):
    is_sequence = isinstance(data, Sequence)
    samples = batches = None
    if is_sequence:
        steps_per_epoch = len(data) if steps_per_epoch is None else steps_per_epoch
        generator = _forever(data, shuffle)
    elif is_dataset(data):
        generator = batches = _batches_of(data, steps_per_epoch, steps_name)
        if isinstance(validation_data, Dataset):
            validation_data = _batches_of(validation_data, validation_steps, 'validation_steps')
        if steps_per_epoch is None and verbose:
            steps_per_epoch = batches.count()
        if mode == 'train' and verbose:
            _tell_steps(steps_per_epoch, validation_data, validation_steps)
    elif is_generator(data):
        generator = data
    else:
        if isinstance(data, tuple):
            data = tuple(part for part in data if part is not None)
        samples = int(_nest.flatten(data)[0].shape[0])
        generator, steps_per_epoch = _of_arrays(data, batch_size, epochs - initial_epoch, shuffle)
    if steps_per_epoch is None and batches is None:
        name = 'steps_per_epoch' if mode == 'train' else 'steps'
        raise ValueError('Please specify the number of steps via the `{}` argument.'.format(name))
    if inspect.isgenerator(validation_data) and not validation_steps:
        raise ValueError('Please specify the `validation_steps` argument.')
    function = _batch_function(model, mode, class_weight)
    has_validation = validation_data is not None
    count = steps_per_epoch if samples is None else samples

    def told():
        return (
            has_validation, batch_size, epochs, steps_per_epoch, count, verbose, mode,
        )  # fmt: skip

    callbacks = configure_callbacks(
        callbacks,
        model,
        do_validation=has_validation,
        epochs=epochs,
        steps_per_epoch=steps_per_epoch,
        batch_size=batch_size,
        samples=count,
        mode=mode,
    )
    progbar = ProgbarLogger(
        'steps' if samples is None else 'samples', stateful_metrics=model.metrics_names[1:]
    )
    progbar.params = callbacks.params
    progbar.params['verbose'] = verbose
    kind = OutputsAggregator if mode == 'predict' else MetricsAggregator
    aggregator = kind(True, None, steps_per_epoch)
    callbacks.model.stop_training = False
    callbacks.call_begin_hook(mode)
    progbar.on_train_begin()
    results = None
    for epoch in range(initial_epoch, epochs):
        if callbacks.model.stop_training:
            break
        model.reset_metrics()
        logs = {}
        if mode == 'train':
            callbacks.on_epoch_begin(epoch, logs)
        progbar.on_epoch_begin(epoch, logs)
        if batches is not None:
            batches.begin_epoch()
        for step in itertools.count() if steps_per_epoch is None else range(steps_per_epoch):
            batch = _next(generator)
            if batch is None and steps_per_epoch is None:
                # Now it is known how many there are.
                steps_per_epoch = aggregator.steps = step
                break
            if batch is None:
                callbacks.model.stop_training = True
                logging.warning(
                    'Your dataset iterator ran out of data; interrupting training. Make sure that your '
                    'iterator can generate at least `%s * epochs` batches (in this case, %d batches). '
                    'You may need touse the repeat() function when building your dataset.',
                    steps_name,
                    steps_per_epoch * epochs,
                )
                break
            batch_size = int(_nest.flatten(batch)[0].shape[0])
            batch_logs = {'batch': step, 'size': batch_size if batches is None else 1}
            callbacks.call_batch_hook(mode, 'begin', step, batch_logs)
            progbar.on_batch_begin(step, batch_logs)
            is_deferred = not model._is_compiled
            outputs = function(*batch)
            outputs = outputs if isinstance(outputs, list) else [outputs]
            if step == 0:
                aggregator.create(outputs)
                if is_deferred:
                    tell_callbacks(callbacks, model, *told())
                    progbar.params = callbacks.params
                    progbar.params['verbose'] = verbose
            aggregator.aggregate(outputs)
            batch_logs = make_logs(model, batch_logs, outputs, mode)
            callbacks.call_batch_hook(mode, 'end', step, batch_logs)
            progbar.on_batch_end(step, batch_logs)
            if callbacks.model.stop_training:
                break
        aggregator.finalize()
        results = aggregator.results
        logs = make_logs(model, logs, results, mode)
        results = results[0] if len(results) == 1 else results
        stopped = callbacks.model.stop_training
        if has_validation and should_run_validation(validation_freq, epoch) and not stopped:
            found = _iterate(
                model,
                validation_data,
                steps_per_epoch=validation_steps,
                batch_size=batch_size,
                class_weight=class_weight,
                callbacks=callbacks,
                verbose=0 if batches is not None else verbose,
                mode='test',
                steps_name='validation_steps',
            )
            found = found if isinstance(found, list) else [found]
            logs = make_logs(model, logs, found, mode, prefix='val_')
        if mode == 'train':
            callbacks.on_epoch_end(epoch, logs)
        progbar.on_epoch_end(epoch, logs)
    callbacks.call_end_hook(mode)
    return model.history if mode == 'train' else results


def _batches_of(data, steps, steps_name):
    if isinstance(data, DatasetBatches):
        return data
    return DatasetBatches(data, is_restarted=steps is None, steps_name=steps_name)


def _tell_steps(steps, validation_data, validation_steps):
    message = 'Train on {} steps'.format(steps)
    if validation_data is not None:
        count = validation_steps
        if count is None and is_dataset(validation_data):
            count = validation_data.count()
        elif count is None:
            count = _nest.flatten(validation_data)[0].shape[0]
        message += ', validate on {} steps'.format(count)
    print(message)


def fit_generator(model, generator, shuffle=True, **options):
    model._assert_compile_was_called()
    return _iterate(
        model, generator, shuffle=shuffle, mode='train', steps_name='steps_per_epoch', **options
    )


def evaluate_generator(model, generator, steps=None, verbose=0, **options):
    model._assert_compile_was_called()
    return _iterate(
        model, generator, steps_per_epoch=steps, verbose=verbose, mode='test', **options
    )


def predict_generator(model, generator, steps=None, verbose=0, **options):
    return _iterate(
        model, generator, steps_per_epoch=steps, verbose=verbose, mode='predict', **options
    )
