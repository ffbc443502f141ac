"""tf.sets.difference of two dense tensors, of which only the values are asked for."""

from .._apply import OpCall

_set_operation = OpCall('DenseToDenseSetOperation')


def set_difference(a, b):
    """The members of A's sets that B's have not, in one vector; sets are along the last dimension."""
    return _set_operation(a, b, setOperation='a-b', validateIndices=True)[1]
