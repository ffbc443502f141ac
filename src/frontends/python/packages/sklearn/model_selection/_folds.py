"""KFold and StratifiedShuffleSplit."""

import numpy as np

from .._checks import check_random_state, num_samples
from ._sizes import split_sizes


class KFold:
    """Every sample is in the test part of one of n_splits folds."""

    def __init__(self, n_splits=5, *, shuffle=False, random_state=None):
        if n_splits <= 1:
            raise ValueError(
                'k-fold cross-validation requires at least one train/test split by setting n_splits=2 '
                'or more, got n_splits={0}.'.format(n_splits)
            )
        if not shuffle and random_state is not None:
            raise ValueError(
                'Setting a random_state has no effect since shuffle is False. You should leave '
                'random_state to its default (None), or set shuffle=True.'
            )
        self.n_splits = n_splits
        self.shuffle = shuffle
        self.random_state = random_state

    def get_n_splits(self, X=None, y=None, groups=None):
        return self.n_splits

    def split(self, X, y=None, groups=None):
        count = num_samples(X)
        if self.n_splits > count:
            raise ValueError(
                'Cannot have number of splits n_splits={0} greater than the number of samples: '
                'n_samples={1}.'.format(self.n_splits, count)
            )
        indices = np.arange(count)
        if self.shuffle:
            check_random_state(self.random_state).shuffle(indices)
        every = np.arange(count)
        start = 0
        for fold in range(self.n_splits):
            stop = start + count // self.n_splits + (1 if fold < count % self.n_splits else 0)
            mask = np.zeros(count, dtype=bool)
            mask[indices[start:stop]] = True
            yield every[np.logical_not(mask)], every[mask]
            start = stop


def _share_out(class_counts, draws, rng):
    """How many of DRAWS samples each class gives: in proportion, the rest to the largest remainders."""
    exact = draws * class_counts / class_counts.sum()
    floored = np.floor(exact)
    missing = int(draws - floored.sum())
    if missing > 0:
        remainder = exact - floored
        for value in np.sort(np.unique(remainder))[::-1]:
            (places,) = np.where(remainder == value)
            added = min(len(places), missing)
            floored[rng.choice(places, size=added, replace=False)] += 1
            missing -= added
            if missing == 0:
                break
    return floored.astype(int)


class StratifiedShuffleSplit:
    """Random splits in which every class has its share."""

    def __init__(self, n_splits=10, *, test_size=None, train_size=None, random_state=None):
        self.n_splits = n_splits
        self.test_size = test_size
        self.train_size = train_size
        self.random_state = random_state

    def split(self, X, y, groups=None):
        n_train, n_test = split_sizes(num_samples(X), self.test_size, self.train_size, 0.1)
        labels = np.asarray(y)
        if labels.ndim == 2:
            labels = np.array([' '.join(row.astype('str')) for row in labels])
        classes, places = np.unique(labels, return_inverse=True)
        counts = np.bincount(places)
        if np.min(counts) < 2:
            raise ValueError(
                'The least populated class in y has only 1 member, which is too few. The minimum number '
                'of groups for any class cannot be less than 2.'
            )
        for size, name in ((n_train, 'train_size'), (n_test, 'test_size')):
            if size < len(classes):
                raise ValueError(
                    'The %s = %d should be greater or equal to the number of classes = %d'
                    % (name, size, len(classes))
                )
        members = np.split(np.argsort(places, kind='mergesort'), np.cumsum(counts)[:-1])
        rng = check_random_state(self.random_state)
        for _ in range(self.n_splits):
            to_train = _share_out(counts, n_train, rng)
            to_test = _share_out(counts - to_train, n_test, rng)
            train, test = [], []
            for i in range(len(classes)):
                order = members[i].take(rng.permutation(counts[i]), mode='clip')
                train.extend(order[: to_train[i]])
                test.extend(order[to_train[i] : to_train[i] + to_test[i]])
            yield rng.permutation(train), rng.permutation(test)
