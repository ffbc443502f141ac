"""tf.FIFOQueue, tf.RandomShuffleQueue: the ops on them, with TensorFlow's nodes."""

import numpy as _np

from ._convert import convert
from ._dtypes import as_dtype, bool_, int32, resource
from ._eager.mode import executing_eagerly
from ._host_calls import host_op
from ._name_scope import name_scope
from ._queue_state import Definition, arrays_of
from ._seed import get_seed
from ._shapes import TensorShape, unknown_shape


class QueueBase:
    """A queue of tuples of tensors."""

    def __init__(self, dtypes, shapes, names, op_type, kind, capacity, name, **drawing):
        if executing_eagerly():
            raise NotImplementedError(
                'A queue under eager execution is not evaluated by this engine'
            )
        self._dtypes = [as_dtype(one) for one in _listed(dtypes)]
        self._shapes = _shapes(shapes, self._dtypes)
        self._names = _names(names, self._dtypes)
        seeds = drawing.get('seeds')
        node = host_op(op_type, [], [(resource, [])], lambda: [_np.zeros(())], name=name,
                       seeds=seeds or (0, 0))
        self._queue_ref = node.outputs[0]
        self._name = node.name.split('/')[-1]
        shapes = None if self._shapes is None else [
            shape.as_list() if shape.is_fully_defined() else None for shape in self._shapes
        ]
        self._definition = Definition(kind, node.name, capacity, shapes, **drawing)

    queue_ref = property(lambda self: self._queue_ref)
    name = property(lambda self: self._queue_ref.op.name)
    dtypes = property(lambda self: list(self._dtypes))
    names = property(lambda self: self._names)

    @property
    def shapes(self):
        return self._shapes or [unknown_shape()] * len(self._dtypes)

    # -- enqueue -------------------------------------------------------------------------------

    def _values(self, vals):
        if isinstance(vals, dict):
            if not self._names:
                raise ValueError('Queue must have names to enqueue a dictionary')
            if sorted(self._names) != sorted(vals):
                raise ValueError(
                    'Keys in dictionary to enqueue do not match names of Queue.  Dictionary: (%s), '
                    'Queue: (%s)' % (sorted(vals), sorted(self._names))
                )
            vals = [vals[name] for name in self._names]
        elif self._names:
            raise ValueError('You must enqueue a dictionary in a Queue with names')
        elif not isinstance(vals, (list, tuple)):
            vals = [vals]
        if len(vals) != len(self._dtypes):
            raise AssertionError()
        return [
            convert(value, dtype=dtype, name='component_%d' % i)
            for i, (value, dtype) in enumerate(zip(vals, self._dtypes))
        ]

    def enqueue(self, vals, name=None):
        with name_scope(name, '%s_enqueue' % self._name, []) as scope:
            values = self._values(vals)
            for value, shape in zip(values, self.shapes):
                value.shape.assert_is_compatible_with(shape)

            def put(handle, *items):
                self._definition.state().enqueue([arrays_of(items)])
                return []

            return host_op('QueueEnqueueV2', [self._queue_ref, *values], [], put, name=scope)

    def enqueue_many(self, vals, name=None):
        with name_scope(name, '%s_EnqueueMany' % self._name, []) as scope:
            values = self._values(vals)
            batch = values[0].shape.with_rank_at_least(1)[0]
            for value, shape in zip(values, self.shapes):
                batch = batch.merge_with(value.shape.with_rank_at_least(1)[0])
                value.shape[1:].assert_is_compatible_with(shape)

            def put(handle, *items):
                columns = arrays_of(items)
                rows = [[_element(column, i) for column in columns] for i in range(len(columns[0]))]
                self._definition.state().enqueue(rows)
                return []

            return host_op('QueueEnqueueManyV2', [self._queue_ref, *values], [], put, name=scope)

    # -- dequeue -------------------------------------------------------------------------------

    def _returned(self, tensors):
        if self._names:
            return dict(zip(self._names, tensors))
        return tensors[0] if len(tensors) == 1 else tensors

    def dequeue(self, name=None):
        outputs = list(zip(self._dtypes, self.shapes))

        def take(handle):
            return self._definition.state().dequeue(1)[0]

        node = host_op('QueueDequeueV2', [self._queue_ref], outputs, take,
                       name=name or '%s_Dequeue' % self._name)
        return self._returned(node.outputs)

    def _many(self, op_type, name, n, is_up_to):
        known = n if isinstance(n, (int, _np.integer)) and not is_up_to else None
        outputs = [
            (dtype, TensorShape([known]).concatenate(shape))
            for dtype, shape in zip(self._dtypes, self.shapes)
        ]

        def take(handle, count):
            rows = self._definition.state().dequeue(int(count), is_up_to)
            return [_stacked([row[i] for row in rows]) for i in range(len(self._dtypes))]

        with name_scope(name, name, []) as scope:
            count = convert(n, dtype=int32, name='n')
            node = host_op(op_type, [self._queue_ref, count], outputs, take, name=scope)
        return self._returned(node.outputs)

    def dequeue_many(self, n, name=None):
        name = name or '%s_DequeueMany' % self._name
        return self._many('QueueDequeueManyV2', name, n, False)

    def dequeue_up_to(self, n, name=None):
        name = name or '%s_DequeueUpTo' % self._name
        return self._many('QueueDequeueUpToV2', name, n, True)

    # -- state ---------------------------------------------------------------------------------

    def close(self, cancel_pending_enqueues=False, name=None):
        def close(handle):
            self._definition.state().close()
            return []

        return host_op('QueueCloseV2', [self._queue_ref], [], close,
                       name=name or '%s_Close' % self._name)

    def size(self, name=None):
        def size(handle):
            return [_np.array(len(self._definition.state().items), dtype=_np.int32)]

        node = host_op('QueueSizeV2', [self._queue_ref], [(int32, [])], size,
                       name=name or '%s_Size' % self._name)
        return node.outputs[0]

    def is_closed(self, name=None):
        def is_closed(handle):
            return [_np.array(self._definition.state().is_closed)]

        node = host_op('QueueIsClosedV2', [self._queue_ref], [(bool_, [])], is_closed,
                       name=name or '%s_Is_Closed' % self._name)
        return node.outputs[0]


def _element(column, place):
    """Row PLACE of an array, as an array."""
    row = column[place]
    return row if isinstance(row, _np.ndarray) else arrays_of([row])[0].astype(column.dtype)


def _stacked(rows):
    if rows[0].dtype == object:
        items = _np.empty((len(rows), *rows[0].shape), dtype=object)
        for place, row in enumerate(rows):
            items.reshape(len(rows), -1)[place] = row.reshape(-1)
        return items
    return _np.stack(rows)


def _listed(value):
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _shapes(shapes, dtypes):
    """One TensorShape per component, None when none are known."""
    if shapes is None:
        return None
    single = isinstance(shapes, TensorShape) or not (
        isinstance(shapes, (list, tuple))
        and any(isinstance(one, (list, tuple, TensorShape)) for one in shapes)
    )
    shapes = [TensorShape(one) for one in ([shapes] if single else shapes)]
    if len(shapes) != len(dtypes):
        raise ValueError(
            'Queue shapes must have the same length as dtypes'
        )
    return shapes


def _names(names, dtypes):
    if not names:
        return None
    names = _listed(names)
    if len(names) != len(dtypes):
        raise ValueError(
            'List of names must be the same length as the list of dtypes, received len(names)=%d, '
            'len(dtypes)=%d' % (len(names), len(dtypes))
        )
    return names


class FIFOQueue(QueueBase):
    def __init__(self, capacity, dtypes, shapes=None, names=None, shared_name=None,
                 name='fifo_queue'):
        super().__init__(dtypes, shapes, names, 'FIFOQueueV2', 'FIFOQueue', capacity, name)


class RandomShuffleQueue(QueueBase):
    def __init__(self, capacity, min_after_dequeue, dtypes, shapes=None, names=None, seed=None,
                 shared_name=None, name='random_shuffle_queue'):
        seeds = get_seed(seed)
        seeds = (0, 0) if seeds == (None, None) else seeds
        super().__init__(dtypes, shapes, names, 'RandomShuffleQueueV2', 'RandomShuffleQueue', capacity,
                         name, min_after_dequeue=min_after_dequeue, seeds=seeds)
