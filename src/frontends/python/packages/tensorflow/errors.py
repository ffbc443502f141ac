"""tf.errors"""

from . import _errors
from ._errors import CODES, InaccessibleTensorError, OpError
from ._missing import getter
from ._tensor import OperatorNotAllowedInGraphError

globals().update({name: getattr(_errors, name) for name in CODES})
__getattr__ = getter('tf.errors')
