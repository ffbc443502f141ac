"""tf.data.experimental: transformations for Dataset.apply (data/experimental/ops)."""

from .._convert import convert
from .._dtypes import bool_, int64
from .._host_calls import host_op
from .._missing import getter
from .._name_scope import name_scope
from .._shapes import TensorShape
from . import element_order, elements, iterators, structures
from .datasets import Dataset, _seed_tensors
from .functions import Function
from .options import Options
from .transformations import check_state, state_function, state_of

AUTOTUNE = -1
INFINITE_CARDINALITY = -1
UNKNOWN_CARDINALITY = -2
OptimizationOptions = ThreadingOptions = StatsOptions = DistributeOptions = Options


def unbatch():
    return lambda dataset: dataset.unbatch()


def enumerate_dataset(start=0):
    return lambda dataset: dataset.enumerate(start)


def ignore_errors():
    from .._errors import OpError

    def skip(source):
        def begin():
            feed = source()
            while True:
                try:
                    element = next(feed, None)
                except OpError:
                    continue
                if element is None:
                    return
                yield element

        return begin

    return lambda dataset: dataset._like('IgnoreErrorsDataset', [], skip)


def take_while(predicate):
    def apply(dataset):
        function = dataset._function(predicate)
        return dataset._like(
            'TakeWhileDataset', function.captures,
            lambda source, *captured: element_order.while_true(
                source, lambda one: function.call(one, captured)
            ),
        )

    return apply


def unique():
    return lambda dataset: dataset._like('UniqueDataset', [], element_order.unlike)


def scan(initial_state, scan_func):
    def apply(dataset):
        state = state_of(initial_state)
        return _scanned(dataset, initial_state, state, scan_func)

    return apply


def _scanned(dataset, initial, state, scan_func):
    function = state_function(dataset, initial, state, scan_func)
    if not isinstance(function.result, tuple) or len(function.result) != 2:
        raise TypeError('The scan function must return a pair comprising the new state and the output value.')
    count = len(state)
    check_state(state, function.outputs[:count])
    result = function.result[1]
    outputs = function.outputs[count:]

    def build(source, *values):
        return element_order.scanned(
            iterators.dataset_of(source), values[:count],
            lambda row: function.call(row, values[count:]),
        )

    return Dataset(
        'ScanDataset', [dataset._variant, *state, *function.captures], build,
        structures.pack(result, [one.dtype.base_dtype for one in outputs]),
        structures.pack(result, [one.shape for one in outputs]),
    )


def Counter(start=0, step=1, dtype=int64):
    with name_scope('counter', 'counter', []):
        first = convert(start, dtype=dtype, name='start')
        step = convert(step, dtype=dtype, name='step')
        ones = Dataset.from_tensors(0).repeat(None)
        return _scanned(ones, first, [first], lambda state, _: (state + step, state))


def map_and_batch(map_func, batch_size, num_parallel_batches=None, drop_remainder=False,
                  num_parallel_calls=None):
    if num_parallel_batches is None and num_parallel_calls is None:
        calls = batch_size
    elif num_parallel_batches is not None and num_parallel_calls is None:
        calls = batch_size * num_parallel_batches
    elif num_parallel_batches is not None:
        raise ValueError('The `num_parallel_batches` and `num_parallel_calls` arguments are mutually exclusive.')
    else:
        calls = num_parallel_calls

    def apply(dataset):
        function = dataset._function(map_func)
        inputs = [
            convert(batch_size, dtype=int64, name='batch_size'),
            convert(calls, dtype=int64, name='num_parallel_calls'),
            convert(drop_remainder, dtype=bool_, name='drop_remainder'),
        ]
        count = len(function.captures)

        def build(source, *values):
            made = elements.mapped(
                iterators.dataset_of(source), lambda one: function.call(one, values[:count])
            )
            return elements.batches(made, int(values[count]), bool(values[-1]), elements.stacked)

        known = batch_size if drop_remainder is True and isinstance(batch_size, int) else None
        shapes = [TensorShape([known]).concatenate(one.shape) for one in function.outputs]
        return Dataset('MapAndBatchDataset', [dataset._variant, *function.captures, *inputs], build,
                       function.types, structures.pack(function.result, shapes))

    return apply


def shuffle_and_repeat(buffer_size, count=None, seed=None):
    def apply(dataset):
        size = convert(buffer_size, dtype=int64, name='buffer_size')
        number = convert(-1 if count is None else count, dtype=int64, name='count')
        return dataset._like(
            'ShuffleAndRepeatDataset', [size, *_seed_tensors(seed), number],
            lambda source, n, one, two, times: elements.repeated(
                elements.shuffled(source, int(n), (int(one), int(two)), True), int(times)
            ),
        )

    return apply


def parallel_interleave(map_func, cycle_length, block_length=1, sloppy=False, buffer_output_elements=None,
                        prefetch_input_elements=None):
    """In the order that TensorFlow has without `sloppy`; with it the order depends on threads."""

    def apply(dataset):
        function = dataset._function(map_func)
        inner = function.result
        if not isinstance(inner, Dataset):
            raise TypeError('`map_func` must return a `Dataset` object. Got %s' % type(inner))
        inputs = [
            convert(cycle_length, dtype=int64, name='cycle_length'),
            convert(block_length, dtype=int64, name='block_length'),
            convert(sloppy, dtype=bool_, name='sloppy'),
            convert(_or(buffer_output_elements, 2 * block_length), dtype=int64,
                    name='buffer_output_elements'),
            convert(_or(prefetch_input_elements, 2 * cycle_length), dtype=int64,
                    name='prefetch_input_elements'),
        ]
        count = len(function.captures)

        def build(source, *values):
            return element_order.interleaved(
                iterators.dataset_of(source),
                lambda one: iterators.dataset_of(function.call(one, values[:count], inner._variant)),
                int(values[count]), int(values[count + 1]),
            )

        return Dataset('ParallelInterleaveDataset', [dataset._variant, *function.captures, *inputs], build,
                       inner.output_types, inner.output_shapes)

    return apply


def _or(value, default):
    return default if value is None else value


def group_by_window(key_func, reduce_func, window_size=None, window_size_func=None):
    """Elements of one key together, WINDOW_SIZE at a time, as REDUCE_FUNC(key, data set of them) makes them."""
    if (window_size is None) == (window_size_func is None):
        raise ValueError('Must pass either window_size or window_size_func.')

    def apply(dataset):
        key = Function(lambda *one: convert(key_func(*one), dtype=int64), dataset.output_types,
                       dataset.output_shapes)
        if key.outputs[0].dtype is not int64 or key.outputs[0].shape.ndims not in (0, None):
            raise ValueError('`key_func` must return a single tf.int64 tensor. Got type=%s and shape=%s'
                             % (key.types, key.shapes))
        group = _window_function(dataset, reduce_func)
        size = None
        if window_size_func is not None:
            size = Function(lambda one: convert(window_size_func(one), dtype=int64), int64, TensorShape([]))
        counts = [len(key.captures), len(group.captures)]

        def build(source, *values):
            of_key, of_group = values[: counts[0]], values[counts[0] : sum(counts)]

            def open_group(number, rows):
                row = [number, element_order.variant_of(rows)]
                return iterators.dataset_of(group.call(row, of_group, group.result._variant))

            return element_order.grouped(
                iterators.dataset_of(source),
                lambda one: key.call(one, of_key)[0],
                lambda number: window_size if size is None else size.call([number], values[sum(counts) :])[0],
                open_group,
            )

        captures = [*key.captures, *group.captures, *(size.captures if size else ())]
        inner = group.result
        return Dataset('GroupByWindowDataset', [dataset._variant, *captures], build, inner.output_types,
                       inner.output_shapes)

    return apply


def _window_function(dataset, reduce_func):
    from .nested import DatasetSpec

    spec = DatasetSpec(dataset.output_types, dataset.output_shapes)
    function = Function(reduce_func, (int64, spec), (TensorShape([]), spec))
    if not isinstance(function.result, Dataset):
        raise TypeError('`reduce_func` must return a `Dataset` object.')
    return function


def bucket_by_sequence_length(element_length_func, bucket_boundaries, bucket_batch_sizes,
                              padded_shapes=None, padding_values=None, pad_to_bucket_boundary=False,
                              no_padding=False, drop_remainder=False):
    """Batches of elements of about one length (data/experimental/ops/grouping.py)."""
    import numpy as np

    from .._ops import arrays, math
    from .._ops.reductions import reduce_min
    from .._shapes import as_shape

    if len(bucket_batch_sizes) != len(bucket_boundaries) + 1:
        raise ValueError('len(bucket_batch_sizes) must equal len(bucket_boundaries) + 1')
    if pad_to_bucket_boundary:
        raise NotImplementedError(
            'tf.data.experimental.bucket_by_sequence_length(pad_to_bucket_boundary=True) is not evaluated by this '
            'engine'
        )
    low = [np.iinfo(np.int32).min, *bucket_boundaries]
    high = [*bucket_boundaries, np.iinfo(np.int32).max]

    def bucket_of(*one):
        length = element_length_func(*one)
        inside = math.logical_and(math.less_equal(low, length), math.less(length, high))
        return reduce_min(arrays.where(inside))

    def size_of(bucket):
        sizes = convert(bucket_batch_sizes, dtype=int64)
        return sizes[bucket]

    def batch_of(bucket, rows):
        size = size_of(bucket)
        if no_padding:
            return rows.batch(size, drop_remainder=drop_remainder)
        shapes = padded_shapes
        if shapes is None:
            flat = [as_shape(one) for one in structures.flatten(rows.output_shapes)]
            shapes = structures.pack(rows.output_types, flat)
        return rows.padded_batch(size, shapes, padding_values, drop_remainder=drop_remainder)

    return group_by_window(bucket_of, batch_of, window_size_func=size_of)


def choose_from_datasets(datasets, choice_dataset):
    if choice_dataset.output_types is not int64:
        raise TypeError('`choice_dataset` must be a dataset of scalar `tf.int64` tensors.')
    parts = list(datasets)

    def build(selector, *sources):
        return element_order.directed(
            iterators.dataset_of(selector), [iterators.dataset_of(one) for one in sources]
        )

    return Dataset('DirectedInterleaveDataset',
                   [choice_dataset._variant, *[one._variant for one in parts]], build,
                   parts[0].output_types, parts[0].output_shapes)


def get_single_element(dataset):
    if not isinstance(dataset, Dataset):
        raise TypeError('`dataset` must be a `tf.data.Dataset` object.')
    flat = list(zip(structures.flatten(dataset.output_types), structures.flatten(dataset.output_shapes)))
    node = host_op('DatasetToSingleElement', [dataset._variant], flat,
                   lambda source: element_order.single(iterators.dataset_of(source)))
    return structures.pack(dataset.output_types, node.outputs)


__getattr__ = getter('tf.data.experimental')
