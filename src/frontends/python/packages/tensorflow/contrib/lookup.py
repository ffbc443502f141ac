"""tf.contrib.lookup"""

from .. import _lookup
from .._lookup import (
    FastHashSpec,
    HasherSpec,
    HashTable,
    IdTableWithHashBuckets,
    KeyValueTensorInitializer,
    LookupInterface,
    StrongHashSpec,
)
from .._missing import getter


def index_table_from_tensor(mapping, *others, **named):
    """A table from each of MAPPING to its place in it."""
    if mapping is None:
        raise ValueError('mapping must be specified.')
    return _lookup.index_table_from_tensor(mapping, *others, **named)


def index_to_string_table_from_tensor(mapping, default_value='UNK', name=None):
    """A table from places in MAPPING to what stands there."""
    if mapping is None:
        raise ValueError('mapping must be specified.')
    return _lookup.index_to_string_table_from_tensor(mapping, default_value, name)


def string_to_index(tensor, mapping, default_value=-1, name=None):
    return index_table_from_tensor(mapping, default_value=default_value, name=name).lookup(tensor)


def index_to_string(tensor, mapping, default_value='UNK', name=None):
    return index_to_string_table_from_tensor(mapping, default_value, name).lookup(tensor)


__getattr__ = getter('tf.contrib.lookup')
