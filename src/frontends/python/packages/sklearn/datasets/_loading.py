"""Data sets from scikit-learn 0.24.2, unchanged: files under data/.

Copyright (c) 2007-2020 The scikit-learn developers, BSD 3-Clause License (its text is
data/LICENSE beside them).
"""

import csv
import gzip
import io
import pkgutil

import numpy as np

from .._checks import Bunch

_DESCR = (
    'The %s data set, from scikit-learn 0.24.2 (BSD 3-Clause License); its documentation is at '
    'https://scikit-learn.org/0.24/datasets/toy_dataset.html'
)


def _rows(filename):
    """The rows of a file under data/ as lists of texts."""
    data = pkgutil.get_data('sklearn.datasets', 'data/' + filename)
    if filename.endswith('.gz'):
        data = gzip.decompress(data)
    return list(csv.reader(io.StringIO(data.decode('utf-8'))))


def _with_classes(filename):
    """(data, target, target_names) of a file that begins with `samples,features,class,…`."""
    head, *rows = _rows(filename)
    data = np.array([[float(text) for text in row[:-1]] for row in rows])
    target = np.array([int(row[-1]) for row in rows])
    return data, target, np.array(head[2:])


def _bunch(name, filename, return_X_y, as_frame, **parts):
    if as_frame:
        raise NotImplementedError(
            f'sklearn.datasets.load_{name}(as_frame=True) needs pandas, which is not part of this sandbox'
        )
    if return_X_y:
        return parts['data'], parts['target']
    return Bunch(DESCR=_DESCR % name, filename=filename, frame=None, **parts)


def load_iris(*, return_X_y=False, as_frame=False):
    data, target, names = _with_classes('iris.csv')
    features = ['%s (cm)' % name for name in
                ('sepal length', 'sepal width', 'petal length', 'petal width')]
    return _bunch('iris', 'iris.csv', return_X_y, as_frame, data=data, target=target,
                  target_names=names, feature_names=features)


_WINE = """alcohol malic_acid ash alcalinity_of_ash magnesium total_phenols flavanoids
nonflavanoid_phenols proanthocyanins color_intensity hue od280/od315_of_diluted_wines
proline""".split()


def load_wine(*, return_X_y=False, as_frame=False):
    data, target, names = _with_classes('wine_data.csv')
    return _bunch('wine', 'wine_data.csv', return_X_y, as_frame, data=data, target=target,
                  target_names=names, feature_names=list(_WINE))


_CELLS = ['radius', 'texture', 'perimeter', 'area', 'smoothness', 'compactness', 'concavity',
          'concave points', 'symmetry', 'fractal dimension']


def load_breast_cancer(*, return_X_y=False, as_frame=False):
    data, target, names = _with_classes('breast_cancer.csv.gz')
    features = [form % name for form in ('mean %s', '%s error', 'worst %s') for name in _CELLS]
    return _bunch('breast_cancer', 'breast_cancer.csv', return_X_y, as_frame, data=data,
                  target=target, target_names=names, feature_names=np.array(features))


def load_digits(*, n_class=10, return_X_y=False, as_frame=False):
    table = np.array([[float(text) for text in row] for row in _rows('digits.csv.gz')])
    target = table[:, -1].astype(int)
    data = table[:, :-1]
    if n_class < 10:
        wanted = target < n_class
        data, target = data[wanted], target[wanted]
    names = ['pixel_{}_{}'.format(row, column) for row in range(8) for column in range(8)]
    return _bunch('digits', 'digits.csv.gz', return_X_y, as_frame, data=data, target=target,
                  feature_names=names, target_names=np.arange(10), images=data.reshape(-1, 8, 8))


def load_diabetes(*, return_X_y=False, as_frame=False):
    data = np.array([[float(text) for text in ' '.join(row).split()]
                     for row in _rows('diabetes_data.csv.gz')])
    target = np.array([float(' '.join(row)) for row in _rows('diabetes_target.csv.gz')])
    names = ['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6']
    return _bunch('diabetes', 'diabetes_data.csv.gz', return_X_y, as_frame, data=data,
                  target=target, feature_names=names)


def load_boston(*, return_X_y=False):
    _, names, *rows = _rows('boston_house_prices.csv.gz')
    table = np.array([[float(text) for text in row] for row in rows])
    return _bunch('boston', 'boston_house_prices.csv', return_X_y, False, data=table[:, :-1],
                  target=table[:, -1], feature_names=np.array(names[:-1]))
