"""tf.nest"""

from ._missing import getter as _getter
from ._nest import assert_same_structure, flatten, is_nested, map_structure, pack_sequence_as

__getattr__ = _getter('tf.nest')
