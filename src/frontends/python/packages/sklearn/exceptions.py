"""sklearn.exceptions"""

from ._missing import getter as _getter


class NotFittedError(ValueError, AttributeError):
    pass


class DataConversionWarning(UserWarning):
    pass


class ConvergenceWarning(UserWarning):
    pass


__getattr__ = _getter('sklearn.exceptions')
