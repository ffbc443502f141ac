"""Random states, lengths and indexing, as scikit-learn checks them."""

import numbers

import numpy as np

_FLOATS = ('float64', 'float32', 'float16')


def check_random_state(seed):
    """None is NumPy's shared state; a number seeds a new one."""
    if seed is None or seed is np.random:
        return np.random.mtrand._rand
    if isinstance(seed, (numbers.Integral, np.integer)):
        return np.random.RandomState(seed)
    if isinstance(seed, np.random.RandomState):
        return seed
    raise ValueError(
        '%r cannot be used to seed a numpy.random.RandomState instance' % seed
    )


def num_samples(x):
    message = 'Expected sequence or array-like, got %s' % type(x)
    shape = getattr(x, 'shape', None)
    if shape is not None:
        if len(shape) == 0:
            raise TypeError('Singleton array %r cannot be considered a valid collection.' % x)
        return shape[0]
    if not hasattr(x, '__len__'):
        raise TypeError(message)
    return len(x)


def check_consistent_length(*arrays):
    lengths = [num_samples(one) for one in arrays if one is not None]
    if len(set(lengths)) > 1:
        raise ValueError(
            'Found input variables with inconsistent numbers of samples: %r' % lengths
        )


def chosen(items, indices):
    """The elements of an array or a list at INDICES."""
    if hasattr(items, 'shape'):
        return items[indices]
    return [items[int(index)] for index in indices]


def matrix(X, copy=False, ensure_2d=True, ensure_finite=True):
    """X as an array of floating-point numbers with two dimensions, or the error that explains it."""
    array = np.asarray(X)
    if array.dtype.name not in _FLOATS:
        array = array.astype(np.float64)
    elif copy:
        array = array.copy()
    if ensure_2d and array.ndim != 2:
        if array.ndim == 0:
            raise ValueError(
                'Expected 2D array, got scalar array instead:\narray=%s.\nReshape your data either using '
                'array.reshape(-1, 1) if your data has a single feature or array.reshape(1, -1) if it '
                'contains a single sample.' % array
            )
        if array.ndim == 1:
            raise ValueError(
                'Expected 2D array, got 1D array instead:\narray=%s.\nReshape your data either using '
                'array.reshape(-1, 1) if your data has a single feature or array.reshape(1, -1) if it '
                'contains a single sample.' % array
            )
        raise ValueError('Found array with dim %d. Estimator expected <= 2.' % array.ndim)
    if ensure_finite and not np.isfinite(array).all():
        raise ValueError(
            "Input contains NaN, infinity or a value too large for dtype('%s')." % array.dtype.name
        )
    return array


def column_or_1d(y):
    """Y as one dimension; a column is laid flat."""
    array = np.asarray(y)
    if array.ndim == 1 or array.ndim == 2 and array.shape[1] == 1:
        return array.ravel()
    raise ValueError(
        'y should be a 1d array, got an array of shape {} instead.'.format(array.shape)
    )


class Bunch(dict):
    """A dictionary whose keys are attributes, too."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        self[name] = value

    def __dir__(self):
        return self.keys()


class Transformer:
    """What has fit and transform."""

    def fit_transform(self, X, y=None):
        return self.fit(X).transform(X)

    def _check_is_fitted(self, attribute):
        if not hasattr(self, attribute):
            from .exceptions import NotFittedError

            raise NotFittedError(
                "This %s instance is not fitted yet. Call 'fit' with appropriate arguments before using "
                'this estimator.' % type(self).__name__
            )

    def get_params(self, deep=True):
        return {name: value for name, value in vars(self).items() if not name.endswith('_')}

    def __repr__(self):
        defaults = self._defaults
        shown = ['%s=%r' % (name, getattr(self, name)) for name in sorted(defaults)
                 if getattr(self, name) != defaults[name]]
        return '%s(%s)' % (type(self).__name__, ', '.join(shown))
