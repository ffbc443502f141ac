"""Labels as numbers and as indicator columns."""

import numpy as np

from .._checks import Transformer, column_or_1d, num_samples


class LabelEncoder(Transformer):
    """Labels as their places among the sorted classes."""

    _defaults = {}

    def fit(self, y):
        self.classes_ = np.unique(column_or_1d(y))
        return self

    def fit_transform(self, y):
        self.classes_, places = np.unique(column_or_1d(y), return_inverse=True)
        return places

    def transform(self, y):
        self._check_is_fitted('classes_')
        y = column_or_1d(y)
        if num_samples(y) == 0:
            return np.array([])
        unseen = np.setdiff1d(y, self.classes_)
        if len(unseen):
            raise ValueError('y contains previously unseen labels: %s' % str(unseen.tolist()))
        return np.searchsorted(self.classes_, y)

    def inverse_transform(self, y):
        self._check_is_fitted('classes_')
        y = column_or_1d(y)
        if num_samples(y) == 0:
            return np.array([])
        unseen = np.setdiff1d(y, np.arange(len(self.classes_)))
        if len(unseen):
            raise ValueError('y contains previously unseen labels: %s' % str(unseen))
        return self.classes_[y]


def label_binarize(y, *, classes, neg_label=0, pos_label=1, sparse_output=False):
    """One column per class, one column alone for two classes."""
    if sparse_output:
        raise NotImplementedError('sparse_output is not part of this sandbox: it has no scipy.sparse')
    if neg_label >= pos_label:
        raise ValueError(
            'neg_label={0} must be strictly less than pos_label={1}.'.format(neg_label, pos_label)
        )
    if num_samples(y) == 0:
        raise ValueError('y has 0 samples: %r' % y)
    y = column_or_1d(y)
    classes = np.asarray(classes)
    is_binary = len(np.unique(y)) <= 2 and len(classes) < 3
    if is_binary and len(classes) == 1:
        return np.zeros((len(y), 1), dtype=int) + neg_label
    columns = np.zeros((len(y), len(classes)), dtype=int)
    columns[y[:, np.newaxis] == classes] = 1
    made = np.where(columns == 1, pos_label, neg_label)
    return made[:, -1].reshape((-1, 1)) if is_binary else made


class LabelBinarizer(Transformer):
    _defaults = {'neg_label': 0, 'pos_label': 1, 'sparse_output': False}

    def __init__(self, *, neg_label=0, pos_label=1, sparse_output=False):
        if neg_label >= pos_label:
            raise ValueError(
                'neg_label={0} must be strictly less than pos_label={1}.'.format(neg_label, pos_label)
            )
        self.neg_label = neg_label
        self.pos_label = pos_label
        self.sparse_output = sparse_output

    def fit(self, y):
        if num_samples(y) == 0:
            raise ValueError('y has 0 samples: %r' % y)
        self.classes_ = np.unique(column_or_1d(y))
        self.y_type_ = 'multiclass' if len(self.classes_) > 2 else 'binary'
        return self

    def transform(self, y):
        self._check_is_fitted('classes_')
        return label_binarize(
            y, classes=self.classes_, pos_label=self.pos_label, neg_label=self.neg_label,
            sparse_output=self.sparse_output,
        )

    def inverse_transform(self, Y, threshold=None):
        self._check_is_fitted('classes_')
        Y = np.asarray(Y)
        if self.y_type_ == 'multiclass':
            return self.classes_.take(Y.argmax(axis=1), mode='clip')
        if threshold is None:
            threshold = (self.pos_label + self.neg_label) / 2.0
        above = np.array(Y > threshold, dtype=int)
        if len(self.classes_) == 1:
            return np.repeat(self.classes_[0], len(above))
        return self.classes_[above.ravel() if Y.ndim == 1 or Y.shape[1] == 1 else above[:, 1]]
