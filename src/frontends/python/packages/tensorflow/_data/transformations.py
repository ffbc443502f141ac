"""Transformations of tf.data.Dataset that cut, choose, group or sum up; what they do is in element_order.py."""

from .._convert import convert
from .._dtypes import bool_, int64
from .._host_calls import host_op
from .._name_scope import name_scope
from . import element_order, iterators, structures
from .functions import Function
from .nested import DatasetSpec

#: Of TensorFlow's Dataset, and not here.
_NOT_HERE = frozenset(
    """from_sparse_tensor_slices filter_with_legacy_function map_with_legacy_function element_spec options""".split()
)


class Transformations:
    """The part of a Dataset that datasets.py does not hold."""

    def __getattr__(self, name):
        if name in _NOT_HERE:
            raise AttributeError(f'tf.data.Dataset.{name} is not evaluated by this engine')
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    @staticmethod
    def from_sparse_tensor_slices(sparse_tensor):
        raise NotImplementedError(
            'tf.data.Dataset.from_sparse_tensor_slices is not evaluated by this engine'
        )

    @staticmethod
    def list_files(file_pattern, shuffle=None, seed=None):
        from .files import list_files

        return list_files(file_pattern, shuffle, seed)

    def interleave(self, map_func, cycle_length=-1, block_length=1, num_parallel_calls=None):
        function = self._function(map_func)
        inner = _dataset_result(function)
        inputs = [self._variant, *function.captures]
        if cycle_length == -1:
            raise NotImplementedError(
                'tf.data.Dataset.interleave(cycle_length=-1) is not evaluated by this engine: it depends on the '
                'number of processors'
            )
        inputs.append(convert(cycle_length, dtype=int64, name='cycle_length'))
        inputs.append(convert(block_length, dtype=int64, name='block_length'))
        op_type, count = 'InterleaveDataset', len(function.captures)
        if num_parallel_calls is not None:
            op_type = 'ParallelInterleaveDatasetV2'
            inputs.append(convert(num_parallel_calls, dtype=int64, name='num_parallel_calls'))

        def build(source, *values):
            captured, (cycle, block) = values[:count], values[count : count + 2]
            return element_order.interleaved(
                iterators.dataset_of(source), _opener(function, captured, inner), int(cycle), int(block)
            )

        return _new(op_type, inputs, build, inner.output_types, inner.output_shapes)

    def window(self, size, shift=None, stride=1, drop_remainder=False):
        inputs = [
            convert(size, dtype=int64, name='size'),
            convert(size if shift is None else shift, dtype=int64, name='shift'),
            convert(stride, dtype=int64, name='stride'),
            convert(drop_remainder, dtype=bool_, name='drop_remainder'),
        ]
        specs = [
            DatasetSpec(dtype, shape) for dtype, shape in zip(self._flat_types, self._flat_shapes)
        ]
        packed = structures.pack(self.output_types, specs)

        def build(source, length, step, stride, dropped):
            return element_order.windows(
                iterators.dataset_of(source), int(length), int(step), int(stride), bool(dropped)
            )

        return _new('WindowDataset', [self._variant, *inputs], build, packed, packed)

    def shard(self, num_shards, index):
        inputs = [
            convert(num_shards, dtype=int64, name='num_shards'),
            convert(index, dtype=int64, name='index'),
        ]
        return self._like(
            'ShardDataset', inputs,
            lambda source, count, own: element_order.every(source, int(count), int(own)),
        )

    def enumerate(self, start=0):
        # TensorFlow stops at 2**63 - 1, which is no number of this engine; neither is reached.
        numbers = _class().range(start, 2**31 - 1)
        return _class().zip((numbers, self))

    def unbatch(self):
        # TensorFlow makes sparse components dense first: there are none here, but the node is there.
        dense = self._like('MapDataset', [], lambda source: source)
        shapes = [shape[1:] for shape in self._flat_shapes]
        return dense._like('UnbatchDataset', [], element_order.rows_of, shapes)

    def with_options(self, options):
        from .options import Options

        if not isinstance(options, Options):
            raise TypeError('`options` must be a `tf.data.Options` object.')
        return self

    def reduce(self, initial_state, reduce_func):
        with name_scope('initial_state', 'initial_state', []):
            state = state_of(initial_state)
        function = state_function(self, initial_state, state, reduce_func)
        if isinstance(initial_state, tuple) != isinstance(function.result, tuple):
            raise TypeError('The element structure for the new state must match the initial state.')
        check_state(state, function.outputs)
        count = len(state)

        def sum_up(source, *values):
            return element_order.reduced(
                iterators.dataset_of(source), values[:count],
                lambda row: function.call(row, values[count:]),
            )

        node = host_op(
            'ReduceDataset', [self._variant, *state, *function.captures],
            [(one.dtype, one.shape) for one in function.outputs], sum_up,
        )
        return structures.pack(initial_state if count > 1 else None, node.outputs)


def state_of(initial):
    """The tensors of a state that a function carries along."""
    with name_scope('normalize_element', 'normalize_element', []):
        return [
            convert(one, name='component_%d' % i)
            for i, one in enumerate(structures.flatten(initial))
        ]


def state_function(dataset, initial, state, function):
    """FUNCTION(state, element), traced."""
    types = structures.pack(initial, [one.dtype.base_dtype for one in state])
    shapes = structures.pack(initial, [one.shape for one in state])
    return Function(function, (types, dataset.output_types), (shapes, dataset.output_shapes))


def check_state(state, outputs):
    """The new state must have the types of the first."""
    for old, new in zip(state, outputs):
        if old.dtype.base_dtype is not new.dtype.base_dtype:
            raise TypeError(
                'The element types for the new state must match the initial state. Expected %s; got %s.'
                % (old.dtype.base_dtype, new.dtype.base_dtype)
            )


def _dataset_result(function):
    inner = function.result
    if not hasattr(inner, '_flow_dataset'):
        raise TypeError(
            '`map_func` must return a `Dataset` object. Got %s' % type(inner)
        )
    return inner


def _opener(function, captured, inner):
    def open_inner(one):
        return iterators.dataset_of(function.call(one, captured, inner._variant))

    return open_inner


def _class():
    """The class of every data set that is made of others: TextLineDataset is one of its own."""
    from .datasets import Dataset

    return Dataset


def _new(*arguments):
    return _class()(*arguments)
