"""How many samples a split gives to training and to testing."""

from math import ceil, floor

import numpy as np


def _check(size, kind, name, count):
    if kind == 'i' and (size >= count or size <= 0) or kind == 'f' and (size <= 0 or size >= 1):
        raise ValueError(
            '%s=%s should be either positive and smaller than the number of samples %s or a float in '
            'the (0, 1) range' % (name, size, count)
        )


def split_sizes(count, test_size, train_size, default_test_size):
    """(train, test) for COUNT samples. Sizes are numbers of samples, or shares as floats."""
    if test_size is None and train_size is None:
        test_size = default_test_size
    test_kind = 'O' if test_size is None else np.asarray(test_size).dtype.kind
    train_kind = 'O' if train_size is None else np.asarray(train_size).dtype.kind
    _check(test_size, test_kind, 'test_size', count)
    _check(train_size, train_kind, 'train_size', count)
    if train_size is not None and train_kind not in ('i', 'f'):
        raise ValueError('Invalid value for train_size: {}'.format(train_size))
    if test_size is not None and test_kind not in ('i', 'f'):
        raise ValueError('Invalid value for test_size: {}'.format(test_size))
    if train_kind == test_kind == 'f' and train_size + test_size > 1:
        raise ValueError(
            'The sum of test_size and train_size = {}, should be in the (0, 1) range. Reduce test_size '
            'and/or train_size.'.format(train_size + test_size)
        )
    n_test = ceil(test_size * count) if test_kind == 'f' else test_size
    n_train = floor(train_size * count) if train_kind == 'f' else train_size
    if n_train is None:
        n_train = count - n_test
    elif n_test is None:
        n_test = count - n_train
    if n_train + n_test > count:
        raise ValueError(
            'The sum of train_size and test_size = %d, should be smaller than the number of samples '
            '%d. Reduce test_size and/or train_size.' % (n_train + n_test, count)
        )
    if int(n_train) == 0:
        raise ValueError(
            'With n_samples={}, test_size={} and train_size={}, the resulting train set will be empty. '
            'Adjust any of the aforementioned parameters.'.format(count, test_size, train_size)
        )
    return int(n_train), int(n_test)
