"""tf.data.Dataset: nodes as TensorFlow makes them; what they compute is in elements.py."""

import numpy as _np

from .._convert import convert
from .._dtypes import as_dtype, bool_, int32, int64, string, variant
from .._eager.mode import refuse_eager
from .._graph import get_default_graph
from .._host_calls import host_op
from .._name_scope import name_scope
from .._ops import arrays, math
from .._queue_state import arrays_of
from .._seed import get_seed
from .._shapes import TensorShape, as_shape, unknown_shape
from .._tensor import Tensor
from . import elements, iterators, structures
from .functions import Function
from .generators import from_generator as _from_generator
from .nested import DatasetSpec
from .transformations import Transformations

_OPTIMIZATIONS = ['map_and_batch_fusion', 'noop_elimination', 'shuffle_and_repeat_fusion']


class Dataset(Transformations):
    """Elements, each a nested structure of tensors."""

    _flow_dataset = True

    def __init__(self, op_type, inputs, build, types, shapes):
        """BUILD gives, from the values of INPUTS, what begins a pass (elements.py)."""
        self.output_types = types
        self.output_shapes = shapes

        def make(*values):
            return iterators.dataset_value(build(*values))

        node = host_op(op_type, inputs, [(variant, [])], make)
        self._variant = node.outputs[0]
        self._build = build
        if get_default_graph()._is_eager:
            self._inputs = inputs
            self._variant.dataset = self

    @staticmethod
    def of_variant(tensor, types, shapes):
        """The data set that TENSOR stands for."""
        made = object.__new__(Dataset)
        made._variant, made.output_types, made.output_shapes = tensor, types, shapes
        return made

    def _begin_anew(self):
        """What begins a pass, made anew: every iterator of eager execution has data sets of its own, which
        its optimizations have written anew, so that a shuffle begins at its seeds."""
        values = [
            iterators.dataset_value(tensor.dataset._begin_anew())[0]
            if hasattr(tensor, 'dataset')
            else tensor.numpy()
            for tensor in self._inputs
        ]
        return self._build(*values)

    @property
    def output_classes(self):
        return structures.pack(
            self.output_types,
            [one if isinstance(one, DatasetSpec) else Tensor for one in self._flat_types],
        )

    _flat_types = property(lambda self: structures.flatten(self.output_types))
    _flat_shapes = property(lambda self: structures.flatten(self.output_shapes))

    def _like(self, op_type, inputs, build, shapes=None):
        """A data set whose elements have the types of this one's."""
        return Dataset(
            op_type,
            [self._variant, *inputs],
            lambda source, *values: build(iterators.dataset_of(source), *values),
            self.output_types,
            self.output_shapes if shapes is None else structures.pack(self.output_types, shapes),
        )

    # -- sources -------------------------------------------------------------------------------

    @staticmethod
    def from_tensors(tensors):
        parts, types, shapes = _components(tensors)
        return Dataset('TensorDataset', parts, lambda *values: elements.tensors(arrays_of(values)),
                       types, structures.pack(types, shapes))

    @staticmethod
    def from_tensor_slices(tensors):
        parts, types, shapes = _components(tensors)
        first = parts[0].shape.with_rank_at_least(1)[0]
        for shape in shapes:
            first.assert_is_compatible_with(shape.with_rank_at_least(1)[0])
        return Dataset('TensorSliceDataset', parts,
                       lambda *values: elements.slices(arrays_of(values)),
                       types, structures.pack(types, [shape[1:] for shape in shapes]))

    @staticmethod
    def range(*args):
        start, stop, step = (0, *args, 1) if len(args) == 1 else (*args, 1)[:3]
        parts = [convert(number, dtype=int64, name=name)
                 for number, name in ((start, 'start'), (stop, 'stop'), (step, 'step'))]
        return Dataset('RangeDataset', parts,
                       lambda *values: elements.numbers(*[int(value) for value in values]),
                       int64, TensorShape([]))

    from_generator = staticmethod(_from_generator)

    @staticmethod
    def zip(datasets):
        parts = structures.flatten(datasets)
        for part in parts:
            if not isinstance(part, Dataset):
                raise TypeError('The argument to `Dataset.zip()` must be a nested structure of '
                                '`Dataset` objects.')

        def build(*sources):
            return elements.zipped([iterators.dataset_of(source) for source in sources])

        return Dataset(
            'ZipDataset', [part._variant for part in parts], build,
            structures.pack(datasets, [part.output_types for part in parts]),
            structures.pack(datasets, [part.output_shapes for part in parts]),
        )

    def concatenate(self, dataset):
        shapes = [
            one if one.is_compatible_with(two) and str(one) == str(two) else _most_specific(one, two)
            for one, two in zip(self._flat_shapes, dataset._flat_shapes)
        ]
        return self._like('ConcatenateDataset', [dataset._variant],
                          lambda source, other: elements.joined(source, iterators.dataset_of(other)),
                          shapes)

    # -- transformations -----------------------------------------------------------------------

    def _function(self, function):
        return Function(function, self.output_types, self.output_shapes)

    def map(self, map_func, num_parallel_calls=None):
        function = self._function(map_func)
        inputs = [self._variant, *function.captures]
        op_type = 'MapDataset'
        if num_parallel_calls is not None:
            op_type = 'ParallelMapDataset'
            inputs.append(convert(num_parallel_calls, dtype=int32, name='num_parallel_calls'))
        count = len(function.captures)

        def build(source, *captured):
            return elements.mapped(
                iterators.dataset_of(source), lambda one: function.call(one, captured[:count])
            )

        return Dataset(op_type, inputs, build, function.types, function.shapes)

    def filter(self, predicate):
        function = self._function(predicate)
        outputs = function.outputs
        if len(outputs) != 1 or outputs[0].dtype is not bool_ or outputs[0].shape.ndims != 0:
            raise ValueError('`predicate` must return a scalar boolean tensor.')
        return self._like(
            'FilterDataset', function.captures,
            lambda source, *captured: elements.chosen(
                source, lambda one: function.call(one, captured)
            ),
        )

    def flat_map(self, map_func):
        function = self._function(map_func)
        inner = function.result
        if not isinstance(inner, Dataset):
            raise TypeError('`map_func` must return a `Dataset` object.')

        def build(source, *captured):
            def open_inner(one):
                return iterators.dataset_of(function.call(one, captured, inner._variant))

            return elements.flattened(iterators.dataset_of(source), open_inner)

        return Dataset('FlatMapDataset', [self._variant, *function.captures], build,
                       inner.output_types, inner.output_shapes)

    def batch(self, batch_size, drop_remainder=False):
        size = convert(batch_size, dtype=int64, name='batch_size')
        drop = convert(drop_remainder, dtype=bool_, name='drop_remainder')
        known = batch_size if drop_remainder is True and isinstance(batch_size, int) else None
        return self._like(
            'BatchDatasetV2', [size, drop],
            lambda source, n, dropped: elements.batches(
                source, int(n), bool(dropped), elements.stacked
            ),
            [TensorShape([known]).concatenate(shape) for shape in self._flat_shapes],
        )

    def padded_batch(self, batch_size, padded_shapes, padding_values=None, drop_remainder=False):
        size = convert(batch_size, dtype=int64, name='batch_size')
        flat = [as_shape(one)
                for one in iterators._flat_shapes(self.output_types, padded_shapes)]
        for shape, have in zip(flat, self._flat_shapes):
            dims = zip(shape.as_list(), have.as_list() if have.ndims == shape.ndims else ())
            if any(a is not None and b is not None and a < b for a, b in dims):
                raise ValueError(
                    'The padded shape %s is not compatible with the corresponding input component '
                    'shape %s.' % (shape, have)
                )
        wanted = [
            convert([-1 if dim is None else dim for dim in shape.as_list()], dtype=int64)
            for shape in flat
        ]
        if padding_values is None:
            values = [b'' if dtype is string else 0 for dtype in self._flat_types]
        else:
            values = structures.flatten(padding_values)
        fillers = [
            convert(value, dtype=dtype, name='padding_value')
            for value, dtype in zip(values, self._flat_types)
        ]
        drop = convert(drop_remainder, dtype=bool_, name='drop_remainder')
        count = len(flat)

        def build(source, n, *rest):
            stack = elements.padded(rest[:count], rest[count:-1])
            return elements.batches(source, int(n), bool(rest[-1]), stack)

        known = batch_size if drop_remainder is True and isinstance(batch_size, int) else None
        return self._like('PaddedBatchDatasetV2', [size, *wanted, *fillers, drop], build,
                          [TensorShape([known]).concatenate(shape) for shape in flat])

    def shuffle(self, buffer_size, seed=None, reshuffle_each_iteration=None):
        size = convert(buffer_size, dtype=int64, name='buffer_size')
        seeds = _seed_tensors(seed)
        reshuffle = reshuffle_each_iteration is not False
        return self._like(
            'ShuffleDataset', [size, *seeds],
            lambda source, n, one, two: elements.shuffled(
                source, int(n), (int(one), int(two)), reshuffle
            ),
        )

    def _counted(self, op_type, name, number, build):
        tensor = convert(number, dtype=int64, name=name)
        return self._like(op_type, [tensor], lambda source, n: build(source, int(n)))

    def repeat(self, count=None):
        return self._counted('RepeatDataset', 'count', -1 if count is None else count,
                             elements.repeated)

    def take(self, count):
        return self._counted('TakeDataset', 'count', count, elements.taken)

    def skip(self, count):
        return self._counted('SkipDataset', 'count', count, elements.skipped)

    def prefetch(self, buffer_size):
        return self._counted('PrefetchDataset', 'buffer_size', buffer_size,
                             lambda source, n: source)

    def cache(self, filename=''):
        name = convert(filename, dtype=string, name='filename')
        return self._like('CacheDataset', [name], lambda source, text: elements.cached(source))

    def apply(self, transformation_func):
        made = transformation_func(self)
        if not isinstance(made, Dataset):
            raise TypeError('`transformation_func` must return a Dataset.')
        return made

    # -- iterators -----------------------------------------------------------------------------

    def make_one_shot_iterator(self):
        if get_default_graph()._is_eager:
            return iterators.EagerIterator(self)
        _check_captures(self._variant)
        number = self._variant

        def begin():
            return iterators.dataset_of(iterators.evaluated(number))

        handle, place = iterators.iterator_resource('OneShotIterator', begin)
        return iterators.Iterator(handle, place, None, self.output_types, self.output_shapes)

    def make_initializable_iterator(self, shared_name=None):
        refuse_eager(
            'dataset.make_initializable_iterator is not supported when eager execution is enabled.'
        )
        names = convert(_OPTIMIZATIONS, dtype=string, name='optimizations')
        optimized = self._like('OptimizeDataset', [names], lambda source, texts: source)
        model = optimized._like('ModelDataset', [], lambda source: source)
        handle, place = iterators.iterator_resource('IteratorV2')
        initializer = iterators.make_iterator(model._variant, handle)
        return iterators.Iterator(
            handle, place, initializer, self.output_types, self.output_shapes
        )

    def __iter__(self):
        if get_default_graph()._is_eager:
            return iter(iterators.EagerIterator(self))
        raise RuntimeError('__iter__() is only supported inside of tf.function or when eager execution '
                           'is enabled.')

    def __repr__(self):
        shapes = structures.pack(self.output_types, [str(one) for one in self._flat_shapes])
        types = structures.pack(self.output_types, [repr(one) for one in self._flat_types])
        told = [str(one).replace("'", '') for one in (shapes, types)]
        return '<%s shapes: %s, types: %s>' % (type(self).__name__, *told)


def _components(tensors):
    """(parts, types, shapes) of a nested structure of what becomes tensors."""
    with name_scope('normalize_element', 'normalize_element', []):
        parts = [
            convert(one, name='component_%d' % i)
            for i, one in enumerate(structures.flatten(tensors))
        ]
    types = structures.pack(tensors, [part.dtype.base_dtype for part in parts])
    return parts, types, [part.shape for part in parts]


def _most_specific(one, two):
    if one.ndims is None or two.ndims is None or one.ndims != two.ndims:
        return unknown_shape()
    pairs = zip(one.as_list(), two.as_list())
    return TensorShape([a if a == b else None for a, b in pairs])


def _seed_tensors(seed):
    """The two seeds of a shuffle as nodes; (0, 0) would mean none."""
    one, two = get_seed(seed)
    first = convert(0 if one is None else one, dtype=int64, name='seed')
    if two is None:
        return first, convert(0, dtype=int64, name='seed2')
    with name_scope('seed2', 'seed2', []) as scope:
        second = convert(two, dtype=int64)
        are_zero = math.logical_and(math.equal(first, 0), math.equal(second, 0))
        most = convert(_np.int64(2**31 - 1), dtype=int64)
        return first, arrays.where(are_zero, most, second, name=scope)


def _check_captures(tensor):
    """A one-shot iterator starts by itself: nothing below it may need a feed or a variable."""
    waiting, seen = [tensor.op], set()
    for op in waiting:
        if op.type == 'Placeholder':
            raise ValueError(
                'Cannot capture a placeholder (name:%s, type:%s) by value.' % (op.name, op.type)
            )
        if op.type in ('VariableV2', 'VarHandleOp'):
            raise ValueError(
                'Failed to create a one-shot iterator for a dataset. '
                '`Dataset.make_one_shot_iterator()` does not support datasets that capture stateful '
                'objects, such as a `Variable` or `LookupTable`. In these cases, use '
                '`Dataset.make_initializable_iterator()`. (Original error: Cannot capture a stateful '
                'node (name:%s, type:%s) by value.)' % (op.name, op.type)
            )
        for item in op.inputs:
            if item.op._id not in seen:
                seen.add(item.op._id)
                waiting.append(item.op)
