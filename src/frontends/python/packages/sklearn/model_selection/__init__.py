"""sklearn.model_selection: splits that draw as scikit-learn draws."""

from itertools import chain

import numpy as np

from .._checks import check_consistent_length, check_random_state, chosen, num_samples
from .._missing import getter as _getter
from ._folds import KFold, StratifiedShuffleSplit
from ._sizes import split_sizes


def train_test_split(*arrays, **options):
    """Train and test part of each array in turn."""
    test_size = options.pop('test_size', None)
    train_size = options.pop('train_size', None)
    random_state = options.pop('random_state', None)
    shuffle = options.pop('shuffle', True)
    stratify = options.pop('stratify', None)
    if options:
        raise TypeError('Invalid parameters passed: %s' % str(options))
    if not arrays:
        raise ValueError('At least one array required as input')
    check_consistent_length(*arrays)
    arrays = [one if hasattr(one, '__getitem__') or one is None else np.array(one) for one in arrays]
    count = num_samples(arrays[0])
    n_train, n_test = split_sizes(count, test_size, train_size, 0.25)
    if shuffle is False:
        if stratify is not None:
            raise ValueError('Stratified train/test split is not implemented for shuffle=False')
        train = np.arange(n_train)
        test = np.arange(n_train, n_train + n_test)
    elif stratify is not None:
        split = StratifiedShuffleSplit(
            test_size=n_test, train_size=n_train, random_state=random_state
        )
        train, test = next(split.split(arrays[0], stratify))
    else:
        drawn = check_random_state(random_state).permutation(count)
        test = drawn[:n_test]
        train = drawn[n_test : n_test + n_train]
    return list(chain.from_iterable((chosen(a, train), chosen(a, test)) for a in arrays))


__getattr__ = _getter('sklearn.model_selection')
