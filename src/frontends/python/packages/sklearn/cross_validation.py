"""sklearn.cross_validation: the name of model_selection until scikit-learn 0.20."""

from ._missing import getter as _getter
from .model_selection import train_test_split

__getattr__ = _getter('sklearn.cross_validation')
