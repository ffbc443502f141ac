"""Iterators over data sets: one-shot, initializable, by structure and by handle."""

import contextlib

import numpy as _np
from _gradient_runtime import on_reset

from .. import _engine, _host_calls
from .._arrays import text_array
from .._dtypes import resource, string
from .._errors import FailedPreconditionError, OutOfRangeError
from .._graph import get_default_graph
from .._host_calls import host_op
from .._placement import colocate_with
from . import structures

_definitions = []  # iterators by the number that is their resource
_passes = {}  # (session, number) -> generator of elements
_datasets = []  # data sets at run time, by the number that is their variant


@on_reset
def _reset():
    _definitions.clear()
    _passes.clear()
    _datasets.clear()


def dataset_value(begin):
    """The variant that stands for a data set at run time."""
    _datasets.append(begin)
    return [_np.array(float(len(_datasets) - 1))]


def dataset_of(variant):
    return _datasets[int(variant)]


def evaluated(tensor):
    """The number that TENSOR has in the session that runs now."""
    session = _host_calls.session()
    _host_calls.begin_run(session)
    try:
        _engine.check(_engine.run(session, str(tensor._id), ''))
        return _engine.result_scalar(0)
    finally:
        _host_calls.end_run()


class Iterator:
    """Gives the elements of a data set, one per run of what get_next returned."""

    def __init__(self, handle, number, initializer, types, shapes):
        self._resource = handle
        self._number = number
        self._initializer = initializer
        self._types = types
        self._shapes = shapes
        self._text = string_handle_of(handle)

    @staticmethod
    def from_structure(output_types, output_shapes=None, shared_name=None, output_classes=None):
        from .._shapes import as_shape, unknown_shape

        if output_shapes is None:
            output_shapes = structures.pack(
                output_types, [unknown_shape() for _ in structures.flatten(output_types)]
            )
        from .._dtypes import as_dtype

        types = structures.pack(
            output_types, [as_dtype(one) for one in structures.flatten(output_types)]
        )
        flat = _flat_shapes(types, output_shapes)
        with on_cpu_unless_told():
            handle, number = iterator_resource('IteratorV2')
        return Iterator(handle, number, None, types, structures.pack(types, map(as_shape, flat)))

    @staticmethod
    def from_string_handle(string_handle, output_types, output_shapes=None, output_classes=None):
        from .._convert import convert
        from .._dtypes import as_dtype
        from .._shapes import as_shape, unknown_shape

        types = structures.pack(
            output_types, [as_dtype(one) for one in structures.flatten(output_types)]
        )
        if output_shapes is None:
            flat = [unknown_shape() for _ in structures.flatten(types)]
        else:
            flat = [as_shape(one) for one in _flat_shapes(types, output_shapes)]
        text = convert(string_handle, dtype=string)

        def find(text):
            return [_np.array(float(text.decode().rpartition(':')[2]))]

        with on_cpu_unless_told():
            node = host_op('IteratorFromStringHandleV2', [text], [(resource, [])], find)
        return Iterator(node.outputs[0], None, None, types, structures.pack(types, flat))

    @property
    def initializer(self):
        if self._initializer is None:
            raise ValueError(
                'Iterator does not have an initializer. This iterator was likely created using '
                '`tf.data.Dataset.make_one_shot_iterator()`. For an initializable iterator, use '
                '`tf.data.Dataset.make_initializable_iterator()` instead.'
            )
        return self._initializer

    output_types = property(lambda self: self._types)
    output_shapes = property(lambda self: self._shapes)

    @property
    def output_classes(self):
        from .._tensor import Tensor

        return structures.pack(self._types, [Tensor for _ in structures.flatten(self._types)])

    def make_initializer(self, dataset, name=None):
        for have, given in zip(
            structures.flatten(self._types), structures.flatten(dataset.output_types), strict=True
        ):
            if have is not given:
                raise TypeError(
                    'Expected output types %r but got dataset with output types %r.'
                    % (self._types, dataset.output_types)
                )
        return make_iterator(dataset._variant, self._resource, name or 'make_initializer')

    def string_handle(self, name=None):
        return self._text if name is None else string_handle_of(self._resource, name)

    def get_next(self, name=None):
        flat = list(zip(structures.flatten(self._types), structures.flatten(self._shapes)))

        def take(handle):
            return next_element(int(handle))

        node = host_op('IteratorGetNext', [self._resource], flat, take, name=name)
        return structures.pack(self._types, node.outputs)


class EagerIterator:
    """Gives the elements of a data set one by one, as tensors."""

    def __init__(self, dataset):
        from .._eager.mode import executing_eagerly

        if not executing_eagerly():
            raise RuntimeError(
                '{} objects can only be used when eager execution is enabled, use '
                'tf.data.Dataset.make_initializable_iterator or '
                'tf.data.Dataset.make_one_shot_iterator for graph construction'.format(type(self))
            )
        self._types = dataset.output_types
        self._flat = structures.flatten(dataset.output_types)
        self._dataset = dataset
        count = len(_datasets)
        self._elements = dataset._begin_anew()()
        del _datasets[count:]

    output_types = property(lambda self: self._types)
    output_shapes = property(lambda self: self._dataset.output_shapes)
    output_classes = property(lambda self: self._dataset.output_classes)

    def __iter__(self):
        return self

    def __next__(self):
        from .._constant import constant_node

        element = next(self._elements)
        return structures.pack(
            self._types,
            [constant_node(value, dtype) for value, dtype in zip(element, self._flat)],
        )

    next = __next__

    def get_next(self, name=None):
        try:
            return self.__next__()
        except StopIteration:
            raise OutOfRangeError(None, None, 'End of sequence [Op:IteratorGetNextSync]') from None


def _flat_shapes(types, shapes):
    """The shapes of a structure: lists in it are shapes themselves."""
    flat = structures.flatten(shapes)
    if len(flat) != len(structures.flatten(types)):
        return [shapes]
    return flat


def string_handle_of(handle, name=None):
    def text(number):
        return [text_array(b'iterator:%d' % int(number))]

    node = host_op('IteratorToStringHandle', [handle], [(string, [])], text, name=name)
    return node.outputs[0]


def iterator_resource(op_type, begin=None):
    """(resource, number) of a new iterator; BEGIN opens its first pass when there is none."""
    number = len(_definitions)
    _definitions.append(begin)
    node = host_op(op_type, [], [(resource, [])], lambda: [_np.array(float(number))])
    return node.outputs[0], number


def on_cpu_unless_told():
    """On the CPU where the program says nothing about devices (iterator_ops.py)."""
    graph = get_default_graph()
    return contextlib.nullcontext() if graph._device_scopes else graph.device('/cpu:0')


def make_iterator(variant, handle, name=None):
    def start(dataset, number):
        _passes[_host_calls.session(), int(number)] = dataset_of(dataset)()
        return []

    with colocate_with(handle):
        return host_op('MakeIterator', [variant, handle], [], start, name=name)


def next_element(number):
    key = _host_calls.session(), number
    elements = _passes.get(key)
    if elements is None:
        begin = _definitions[number]
        if begin is None:
            raise FailedPreconditionError(
                None,
                None,
                'GetNext() failed because the iterator has not been initialized. Ensure that you have '
                'run the initializer operation for this iterator before getting the next element.',
            )
        elements = _passes[key] = begin()()
    element = next(elements, None)
    if element is None:
        raise OutOfRangeError(None, None, 'End of sequence')
    return element
