"""OneHotEncoder."""

import numpy as np

from .._checks import Transformer


class _Sparse:
    """What a scipy.sparse matrix of indicators is asked for: its dense form."""

    def __init__(self, dense):
        self._dense = dense
        self.shape = dense.shape
        self.dtype = dense.dtype

    def toarray(self):
        return self._dense.copy()

    def todense(self):
        return np.matrix(self._dense)

    A = property(toarray)

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        raise AttributeError(
            f'.{name} of a sparse matrix is not part of this sandbox: use .toarray(), or '
            'OneHotEncoder(sparse=False)'
        )


class OneHotEncoder(Transformer):
    """Each column as indicator columns, one per category, the categories sorted."""

    _defaults = {'categories': 'auto', 'drop': None, 'sparse': True, 'dtype': np.float64,
                 'handle_unknown': 'error'}

    def __init__(self, *, categories='auto', drop=None, sparse=True, dtype=np.float64,
                 handle_unknown='error', sparse_output=None):
        if drop is not None:
            raise NotImplementedError('OneHotEncoder(drop=…) is not part of this sandbox')
        self.categories = categories
        self.drop = drop
        self.sparse = sparse if sparse_output is None else sparse_output
        self.dtype = dtype
        self.handle_unknown = handle_unknown

    def fit(self, X, y=None):
        X = self._columns(X)
        if self.handle_unknown not in ('error', 'ignore'):
            raise ValueError(
                "handle_unknown should be either 'error' or 'ignore', got {0}.".format(
                    self.handle_unknown
                )
            )
        if isinstance(self.categories, str):
            self.categories_ = [np.unique(X[:, i]) for i in range(X.shape[1])]
        else:
            self.categories_ = [np.asarray(one) for one in self.categories]
        return self

    @staticmethod
    def _columns(X):
        X = np.asarray(X)
        if X.ndim != 2:
            raise ValueError(
                'Expected 2D array, got %dD array instead:\narray=%s.\nReshape your data either using '
                'array.reshape(-1, 1) if your data has a single feature or array.reshape(1, -1) if it '
                'contains a single sample.' % (X.ndim, X)
            )
        return X

    def transform(self, X):
        self._check_is_fitted('categories_')
        X = self._columns(X)
        blocks = []
        for i, categories in enumerate(self.categories_):
            unknown = np.setdiff1d(X[:, i], categories)
            if len(unknown) and self.handle_unknown == 'error':
                raise ValueError(
                    'Found unknown categories {0} in column {1} during transform'.format(
                        unknown.tolist(), i
                    )
                )
            blocks.append((X[:, i][:, np.newaxis] == categories).astype(self.dtype))
        dense = np.hstack(blocks)
        return _Sparse(dense) if self.sparse else dense

    def inverse_transform(self, X):
        self._check_is_fitted('categories_')
        X = X.toarray() if isinstance(X, _Sparse) else np.asarray(X)
        columns, start = [], 0
        for categories in self.categories_:
            part = X[:, start : start + len(categories)]
            columns.append(categories[part.argmax(axis=1)])
            start += len(categories)
        return np.column_stack(columns)
