"""tf.compat: version 1 is what this package is; version 2 is not here."""

import sys as _sys

from .._missing import getter

#: `import tensorflow.compat.v1 as tf` gives tensorflow itself.
v1 = _sys.modules['tensorflow']
_sys.modules['tensorflow.compat.v1'] = v1


def as_bytes(bytes_or_text, encoding='utf-8'):
    return bytes_or_text if isinstance(bytes_or_text, bytes) else bytes_or_text.encode(encoding)


def as_text(bytes_or_text, encoding='utf-8'):
    return bytes_or_text.decode(encoding) if isinstance(bytes_or_text, bytes) else bytes_or_text


as_str = as_text
as_str_any = str
__getattr__ = getter('tf.compat')
