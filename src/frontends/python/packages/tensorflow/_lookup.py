"""Tables from texts or numbers to numbers or texts (tensorflow/python/ops/lookup_ops.py). What a table holds is
kept here, for each session: the engine knows the nodes and when they run."""

from collections import namedtuple

import numpy as np
from _gradient_runtime import on_reset

from . import _dtypes as dtypes
from . import _host_calls
from ._collections import add_to_collection
from ._convert import convert
from ._eager.mode import executing_eagerly
from ._errors import FailedPreconditionError
from ._graph import GraphKeys
from ._name_scope import name_scope
from ._ops import arrays, broadcasting, control, creation, math
from ._ops.sparse import SparseTensor
from ._ops.string_hosts import TextOp, as_bytes, filled
from ._ops.string_patterns import (
    string_to_hash_bucket,
    string_to_hash_bucket_fast,
    string_to_hash_bucket_strong,
)
from ._ops.strings import as_string

_import = TextOp('LookupTableImportV2')
_find = TextOp('LookupTableFindV2')
_size = TextOp('LookupTableSizeV2')
_export = TextOp('LookupTableExportV2')

_contents = {}  # (session, table) -> {key: value}
on_reset(_contents.clear)


def _plain(array):
    return [as_bytes(item) for item in array.ravel().tolist()]


class KeyValueTensorInitializer:
    """What a table is filled with: KEYS and VALUES, vectors of one length."""

    _shared_name = ''

    def __init__(self, keys, values, key_dtype=None, value_dtype=None, name=None):
        self._keys = convert(keys, key_dtype, 'keys')
        self._values = convert(values, value_dtype, 'values')
        self._name = 'key_value_init' if name is None else name
        self.key_dtype = self._keys.dtype.base_dtype
        self.value_dtype = self._values.dtype.base_dtype

    def initialize(self, table):
        """The op that fills TABLE."""
        for what, own, given in (
            ('key', table.key_dtype, self.key_dtype),
            ('value', table.value_dtype, self.value_dtype),
        ):
            if own != given:
                raise TypeError(
                    'Invalid %s dtype, expected %s but got %s.' % (what, own, given)
                )

        def fill(handle, keys, values):
            table._fill(_plain(keys), _plain(values))
            return []

        handle = table.resource_handle
        with name_scope(self._name, values=(handle, self._keys, self._values)):
            node = _import.operation([handle, self._keys, self._values], [], fill)
        add_to_collection(GraphKeys.TABLE_INITIALIZERS, node)
        return node


class LookupInterface:
    """A table; `name` is the last part of its node's name."""

    def __init__(self, key_dtype, value_dtype):
        self._key_dtype = dtypes.as_dtype(key_dtype)
        self._value_dtype = dtypes.as_dtype(value_dtype)

    key_dtype = property(lambda self: self._key_dtype)
    value_dtype = property(lambda self: self._value_dtype)

    def _check_keys(self, keys):
        if keys.dtype.base_dtype != self._key_dtype:
            raise TypeError(
                'Signature mismatch. Keys must be dtype %s, got %s.' % (self._key_dtype, keys.dtype)
            )


class StaticHashTable(LookupInterface):
    """A table that its initializer fills once; other keys give DEFAULT_VALUE."""

    def __init__(self, initializer, default_value, name=None):
        if executing_eagerly():
            raise NotImplementedError(
                'A lookup table under eager execution is not evaluated by this engine'
            )
        super().__init__(initializer.key_dtype, initializer.value_dtype)
        self._default_value = convert(default_value, self._value_dtype)
        self._default_value.shape.merge_with([])
        node = _host_calls.host_op(
            'HashTableV2',
            [],
            [(dtypes.resource, [])],
            lambda: [np.zeros(())],
            name=name or 'hash_table',
        )
        self._resource_handle = node.outputs[0]
        self._table_name = node.name.split('/')[-1]
        self._place = self._resource_handle.graph, node.name
        self._init_op = initializer.initialize(self)

    resource_handle = property(lambda self: self._resource_handle)
    default_value = property(lambda self: self._default_value)
    name = property(lambda self: self._table_name)
    initializer = init = property(lambda self: self._init_op)

    def _fill(self, keys, values):
        place = (_host_calls.session(), *self._place)
        if place in _contents:
            return
        contents = {}
        for key, value in zip(keys, values):
            if contents.setdefault(key, value) != value:
                raise FailedPreconditionError(
                    None,
                    None,
                    'HashTable has different value for same key. Key %s has %s and trying to add '
                    'value %s' % tuple(map(_shown, (key, contents[key], value))),
                )
        _contents[place] = contents

    def _held(self):
        contents = _contents.get((_host_calls.session(), *self._place))
        if contents is None:
            raise FailedPreconditionError(None, None, 'Table not initialized.')
        return contents

    def size(self, name=None):
        def kernel(handle):
            return [np.array(len(self._held()), dtype=np.int64)]

        with name_scope(name, '%s_Size' % self.name, [self.resource_handle]):
            return _size([self.resource_handle], lambda tensors: [(dtypes.int64, [])], kernel)[0]

    def lookup(self, keys, name=None):
        """The value of each of KEYS, a Tensor or a SparseTensor."""
        tensor = keys.values if isinstance(keys, SparseTensor) else keys
        self._check_keys(keys)

        def kernel(handle, wanted, default):
            contents = self._held()
            (other,) = _plain(default)
            found = (contents.get(key, other) for key in _plain(wanted))
            return [filled(wanted.shape, self._value_dtype, found)]

        values = (self.resource_handle, tensor, self._default_value)
        with name_scope(name, '%s_Lookup' % self.name, values):
            found = _find(
                values, lambda tensors: [(self._value_dtype, tensors[1].shape)], kernel
            )[0]
        if isinstance(keys, SparseTensor):
            return SparseTensor(keys.indices, found, keys.dense_shape)
        return found


def _shown(item):
    return item.decode('utf-8', 'replace') if isinstance(item, bytes) else str(item)


class HashTable(StaticHashTable):
    """tf.contrib.lookup.HashTable"""

    def __init__(self, initializer, default_value, shared_name=None, name=None):
        if shared_name:
            raise NotImplementedError(
                'tf.contrib.lookup.HashTable with shared_name is not evaluated by this engine'
            )
        super().__init__(initializer, default_value, name)


HasherSpec = namedtuple('HasherSpec', ['hasher', 'key'])
FastHashSpec = HasherSpec('fasthash', None)


class StrongHashSpec(HasherSpec):
    """The hash that is keyed by two numbers."""

    __slots__ = ()

    def __new__(cls, key):
        if len(key) != 2:
            raise ValueError('key must have size 2, got %s.' % len(key))
        if not all(isinstance(part, int) for part in key):
            raise TypeError('Invalid key %s. Must be unsigned integer values.' % key)
        return super().__new__(cls, 'stronghash', key)


class IdTableWithHashBuckets(LookupInterface):
    """TABLE, and a bucket after its values for what it does not have."""

    def __init__(
        self, table, num_oov_buckets, hasher_spec=FastHashSpec, name=None, key_dtype=None
    ):
        if table:
            key_dtype = table.key_dtype if key_dtype is None else key_dtype
            if table.key_dtype not in (dtypes.int64, dtypes.string):
                raise TypeError(
                    'Invalid key dtype, expected one of %s, but got %s.'
                    % ((dtypes.int64, dtypes.string), key_dtype)
                )
            if table.key_dtype.is_integer != key_dtype.is_integer:
                wanted = 'integer' if key_dtype.is_integer else 'non-integer'
                raise TypeError(
                    'Invalid key dtype, expected %s but got %s.' % (wanted, table.key_dtype)
                )
            if table.value_dtype != dtypes.int64:
                raise TypeError(
                    'Invalid value dtype, expected %s but got %s.'
                    % (dtypes.int64, table.value_dtype)
                )
        elif num_oov_buckets <= 0:
            raise ValueError('oov_buckets must be > 0 if no table is supplied.')
        key_dtype = dtypes.string if key_dtype is None else key_dtype
        if not key_dtype.is_integer and key_dtype != dtypes.string:
            raise TypeError('Invalid key_dtype, expected integer or string, got %s.' % key_dtype)
        if not isinstance(hasher_spec, HasherSpec):
            raise TypeError('hasher_spec must be of type HasherSpec, got %s' % (hasher_spec,))
        super().__init__(key_dtype, dtypes.int64)
        self._table = table
        self._buckets = num_oov_buckets
        self._hasher = hasher_spec
        name = (name or '').rstrip('/') or (table.name if table else 'hash_bucket')
        self._table_name = name.split('/')[-1]

    name = property(lambda self: self._table_name)
    resource_handle = property(lambda self: self._table and self._table.resource_handle)

    @property
    def initializer(self):
        if self._table:
            return self._table.initializer
        with name_scope(None, 'init'):
            return control.no_op()

    init = initializer

    def size(self, name=None):
        with name_scope(name, '%s_Size' % self.name):
            own = self._table.size() if self._table else convert(0, dtypes.int64)
            return own + self._buckets

    def _bucket_of(self, texts):
        if self._hasher.hasher == 'fasthash':
            return string_to_hash_bucket_fast(texts, self._buckets, name='hash_bucket')
        if self._hasher.hasher == 'legacy':
            return string_to_hash_bucket(texts, self._buckets, name='hash_bucket')
        if self._hasher.hasher == 'stronghash':
            key = self._hasher.key
            return string_to_hash_bucket_strong(texts, self._buckets, key, name='hash_bucket')
        raise ValueError('Unknown hasher %s' % self._hasher.hasher)

    def lookup(self, keys, name=None):
        self._check_keys(keys)
        values = keys.values if isinstance(keys, SparseTensor) else keys
        if self._table and self._table.key_dtype == dtypes.int64:
            values = math.cast(values, dtypes.int64)
        if self._buckets == 0:
            ids = self._table.lookup(values, name=name)
        else:
            with name_scope(name, '%s_Lookup' % self.name):
                is_text = values.dtype.base_dtype == dtypes.string
                ids = self._bucket_of(values if is_text else as_string(values))
                if self._table:
                    found = self._table.lookup(values)
                    ids = math.add(ids, self._table.size())
                    is_known = math.not_equal(found, self._table.default_value)
                    ids = broadcasting.where_v2(is_known, found, ids)
        if isinstance(keys, SparseTensor):
            return SparseTensor(keys.indices, ids, keys.dense_shape)
        return ids


def index_table_from_tensor(
    vocabulary_list,
    num_oov_buckets=0,
    default_value=-1,
    hasher_spec=FastHashSpec,
    dtype=dtypes.string,
    name=None,
):
    """A table from each of VOCABULARY_LIST to its place in it."""
    if vocabulary_list is None:
        raise ValueError('vocabulary_list must be specified.')
    if num_oov_buckets < 0:
        raise ValueError(
            'num_oov_buckets must be greater or equal than 0, got %d.' % num_oov_buckets
        )
    if not dtype.is_integer and dtype.base_dtype != dtypes.string:
        raise TypeError('Only integer and string keys are supported.')
    with name_scope(name, 'string_to_index'):
        keys = convert(vocabulary_list)
        if keys.dtype.is_integer != dtype.is_integer:
            wanted = 'integer' if dtype.is_integer else 'non-integer'
            raise ValueError('Expected %s, got %s.' % (wanted, keys.dtype))
        if not dtype.is_integer and keys.dtype.base_dtype != dtype:
            raise ValueError('Expected %s, got %s.' % (dtype, keys.dtype))
        values = math.cast(creation.range_(arrays.size(keys)), dtypes.int64)
        with name_scope(None, 'hash_table'):
            if keys.dtype.is_integer:
                keys = math.cast(keys, dtypes.int64)
            kind = keys.dtype.base_dtype
            start = KeyValueTensorInitializer(keys, values, kind, dtypes.int64, 'table_init')
            table = StaticHashTable(start, default_value)
        if num_oov_buckets:
            table = IdTableWithHashBuckets(table, num_oov_buckets, hasher_spec, key_dtype=dtype)
        return table


def index_to_string_table_from_tensor(vocabulary_list, default_value='UNK', name=None):
    """A table from places in VOCABULARY_LIST to what stands there."""
    if vocabulary_list is None:
        raise ValueError('vocabulary_list must be specified.')
    with name_scope(name, 'index_to_string'):
        texts = convert(vocabulary_list, dtypes.string)
        keys = math.cast(creation.range_(arrays.size(texts)), dtypes.int64)
        start = KeyValueTensorInitializer(keys, texts, dtypes.int64, dtypes.string, 'table_init')
        return StaticHashTable(start, default_value)
