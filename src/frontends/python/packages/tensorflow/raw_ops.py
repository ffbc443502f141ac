"""tf.raw_ops: every op of the engine by the name of its type, with keywords only."""

from ._missing import getter
from ._raw_ops import keyword_function

_missing = getter('tf.raw_ops')


def __getattr__(name):
    made = None if name.startswith('__') else keyword_function(name)
    if made is None:
        return _missing(name)
    globals()[name] = made
    return made
