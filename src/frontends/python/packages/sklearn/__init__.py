"""The parts of scikit-learn 0.24 that loss files use to get and prepare data; the rest says so by name."""

from ._missing import getter as _getter

__version__ = '0.24.2'

__getattr__ = _getter('sklearn')
