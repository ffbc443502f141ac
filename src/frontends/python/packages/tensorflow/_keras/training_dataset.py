"""Batches of a tf.data.Dataset for fit, evaluate and predict: fetched, then fed as arrays are."""

from .. import _errors
from .._data.datasets import Dataset
from .graph_state import get_session


def is_dataset(data):
    return isinstance(data, (Dataset, DatasetBatches))


class DatasetBatches:
    """An iterator over DATASET; if it IS_RESTARTED, over all of it in each epoch."""

    def __init__(self, dataset, is_restarted, steps_name='steps'):
        if is_restarted and _is_endless(dataset):
            raise ValueError(
                'When passing an infinitely repeating dataset, you must specify the `%s` argument.'
                % steps_name
            )
        self._dataset = dataset
        self._is_restarted = is_restarted
        self._has_begun = False
        self._iterator = dataset.make_initializable_iterator()
        self._next = self._iterator.get_next()
        get_session().run(self._iterator.initializer)

    def begin_epoch(self):
        if self._is_restarted and self._has_begun:
            get_session().run(self._iterator.initializer)
        self._has_begun = True

    def __next__(self):
        try:
            return get_session().run(self._next)
        except _errors.OutOfRangeError:
            raise StopIteration from None

    def count(self):
        """How many batches there are, found by a pass of its own."""
        iterator = self._dataset.make_initializable_iterator()
        element = iterator.get_next()
        session = get_session()
        session.run(iterator.initializer)
        count = 0
        try:
            while True:
                session.run(element)
                count += 1
        except _errors.OutOfRangeError:
            return count


def _is_endless(dataset):
    """Whether a `repeat()` without a count is among what DATASET is made of."""
    from .._ops.arrays import constant_value

    pending, seen = [dataset._variant.op], set()
    while pending:
        op = pending.pop()
        if op.name in seen:
            continue
        seen.add(op.name)
        if op.type == 'RepeatDataset':
            count = constant_value(op.inputs[1])
            if count is not None and count < 0:
                return True
        pending += [tensor.op for tensor in op.inputs]
    return False
