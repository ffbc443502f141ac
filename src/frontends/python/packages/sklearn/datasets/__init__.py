"""sklearn.datasets: the small data sets that scikit-learn ships, and its generators."""

from .._checks import Bunch
from .._missing import getter as _missing
from ._generators import make_blobs, make_circles, make_classification, make_moons, make_regression
from ._loading import (
    load_boston,
    load_breast_cancer,
    load_diabetes,
    load_digits,
    load_iris,
    load_wine,
)

_not_here = _missing('sklearn.datasets')


def __getattr__(name):
    if name.startswith('fetch_'):
        raise AttributeError(
            f'sklearn.datasets.{name} downloads its data, and this sandbox has no network: put arrays in '
            'the file, or use load_iris, load_digits, load_wine, load_boston, load_breast_cancer or '
            'load_diabetes'
        )
    return _not_here(name)
