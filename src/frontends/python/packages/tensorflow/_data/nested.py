"""Data sets as elements of data sets: what a window holds."""

import numpy as _np

from .._dtypes import variant
from .._host_calls import host_op
from .._ops.creation import placeholder
from . import structures


class DatasetSpec:
    """The type of an element that is a data set; TYPES and SHAPES are those of its elements."""

    def __init__(self, types, shapes):
        self.types, self.shapes = types, shapes

    def __repr__(self):
        specs = [
            'TensorSpec(shape=%s, dtype=%r, name=None)' % (shape, dtype)
            for shape, dtype in zip(structures.flatten(self.shapes), structures.flatten(self.types))
        ]
        inner = specs[0] if len(specs) == 1 else '(%s)' % ', '.join(specs)
        return 'DatasetSpec(%s, TensorShape([]))' % inner


def argument_of(dtype, shape, name):
    """What a function is given for an element of this type: (what takes the element, what the function sees).

    A placeholder takes a tensor, and a Held the number of a data set, which no session can be fed."""
    if isinstance(dtype, DatasetSpec):
        from .datasets import Dataset

        held = Held()
        node = host_op('TensorDataset', [], [(variant, [])], held.value, name=name)
        return held, Dataset.of_variant(node.outputs[0], dtype.types, dtype.shapes)
    node = placeholder(dtype, shape, name=name)
    return node, node


class Held:
    """The number of the data set that a function is called with."""

    def __init__(self):
        self.number = 0.0

    def value(self):
        return [_np.array(float(self.number))]
