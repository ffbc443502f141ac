"""Input pipelines of queues: producers of slices and names, and batches of them."""

from .. import summary
from .._convert import convert
from .._dtypes import float32, int64, string
from .._graph import GraphKeys
from .._name_scope import name_scope
from .._ops import arrays, control, creation, gathering, math, random
from .._ops.control import control_dependencies
from .._queues import FIFOQueue, RandomShuffleQueue
from .._constant import constant
from .._tensor import Tensor
from .._variable import Variable
from .queue_runner import QueueRunner, add_queue_runner


def limit_epochs(tensor, num_epochs=None, name=None):
    """TENSOR, NUM_EPOCHS times; then OutOfRangeError."""
    if num_epochs is None:
        return tensor
    if num_epochs <= 0:
        raise ValueError('num_epochs must be > 0 not %d.' % num_epochs)
    with name_scope(name, 'limit_epochs', [tensor]) as scope:
        zero = constant(0, dtype=int64)
        epochs = Variable(
            zero, name='epochs', trainable=False, collections=[GraphKeys.LOCAL_VARIABLES]
        )
        counter = epochs.count_up_to(num_epochs)
        with control_dependencies([counter]):
            return arrays.identity(tensor, name=scope)


def input_producer(input_tensor, element_shape=None, num_epochs=None, shuffle=True, seed=None,
                   capacity=32, shared_name=None, summary_name=None, name=None, cancel_op=None):
    """A queue with the rows of INPUT_TENSOR, over and over."""
    with name_scope(name, 'input_producer', [input_tensor]):
        input_tensor = convert(input_tensor, name='input_tensor')
        element_shape = input_tensor.shape[1:].merge_with(element_shape)
        if not element_shape.is_fully_defined():
            raise ValueError(
                'Either `input_tensor` must have a fully defined shape or `element_shape` must be '
                'specified'
            )
        if shuffle:
            input_tensor = random.random_shuffle(input_tensor, seed=seed)
        input_tensor = limit_epochs(input_tensor, num_epochs)
        queue = FIFOQueue(
            capacity=capacity,
            dtypes=[input_tensor.dtype.base_dtype],
            shapes=[element_shape],
            name=name,
        )
        enqueued = queue.enqueue_many([input_tensor])
        add_queue_runner(QueueRunner(queue, [enqueued], cancel_op=cancel_op))
        if summary_name is not None:
            summary.scalar(summary_name, math.cast(queue.size(), float32) * (1.0 / capacity))
        return queue


def string_input_producer(string_tensor, num_epochs=None, shuffle=True, seed=None, capacity=32,
                          shared_name=None, name=None, cancel_op=None):
    empty = 'string_input_producer requires a non-null input tensor'
    if not isinstance(string_tensor, Tensor) and len(string_tensor) == 0:
        raise ValueError(empty)
    with name_scope(name, 'input_producer', [string_tensor]) as scope:
        string_tensor = convert(string_tensor, dtype=string)
        is_there = math.greater(arrays.size(string_tensor), 0)
        with control_dependencies([control.Assert(is_there, [empty])]):
            string_tensor = arrays.identity(string_tensor)
        return input_producer(
            string_tensor, [], num_epochs, shuffle, seed, capacity, shared_name,
            'fraction_of_%d_full' % capacity, scope, cancel_op,
        )


def range_input_producer(limit, num_epochs=None, shuffle=True, seed=None, capacity=32,
                         shared_name=None, name=None):
    with name_scope(name, 'input_producer', [limit]) as scope:
        return input_producer(
            creation.range_(limit), [], num_epochs, shuffle, seed, capacity, shared_name,
            'fraction_of_%d_full' % capacity, scope,
        )


def slice_input_producer(tensor_list, num_epochs=None, shuffle=True, seed=None, capacity=32,
                         shared_name=None, name=None):
    with name_scope(name, 'input_producer', tensor_list):
        tensors = [convert(one) for one in tensor_list]
        if not tensors:
            raise ValueError('Expected at least one tensor in slice_input_producer().')
        count = arrays.shape(tensors[0])[0]
        queue = range_input_producer(
            count, num_epochs=num_epochs, shuffle=shuffle, seed=seed, capacity=capacity,
            shared_name=shared_name,
        )
        index = queue.dequeue()
        return [gathering.gather(tensor, index) for tensor in tensors]


def _tensor_list(tensors):
    if isinstance(tensors, dict):
        return [tensors[key] for key in sorted(tensors)]
    return tensors


def _like(original, found):
    """What was dequeued in the structure in which it was given."""
    found = list(found) if isinstance(found, (list, tuple)) else [found]
    if isinstance(original, dict):
        return dict(zip(sorted(original), found))
    if len(original) == 1:
        return found[0]
    return found


def _shapes_of(tensors, shapes, enqueue_many):
    if shapes is not None:
        return shapes
    found = [tensor.shape for tensor in tensors]
    if enqueue_many:
        found = [shape.with_rank_at_least(1)[1:] for shape in found]
    for tensor, shape in zip(tensors, found):
        if not shape.is_fully_defined():
            raise ValueError('All shapes must be fully defined: %s' % found)
    return found


def _begin(tensors, keep_input):
    """The tensors to enqueue, and the Const that TensorFlow makes of keep_input."""
    made = [convert(one) for one in tensors]
    if not made:
        raise ValueError('Expected at least one tensor in batch().')
    convert(keep_input)
    return made


def _enqueue(queue, tensors, threads, enqueue_many):
    put = queue.enqueue_many if enqueue_many else queue.enqueue
    operation = put(tensors if len(tensors) > 1 else [tensors[0]])
    add_queue_runner(QueueRunner(queue, [operation] * threads))


def batch(tensors, batch_size, num_threads=1, capacity=32, enqueue_many=False, shapes=None,
          dynamic_pad=False, allow_smaller_final_batch=False, shared_name=None, name=None):
    if dynamic_pad:
        raise NotImplementedError(
            'tf.train.batch(dynamic_pad=True) is not evaluated by this engine'
        )
    given = _tensor_list(tensors)
    with name_scope(name, 'batch', [*given, True]) as scope:
        made = _begin(given, True)
        queue = FIFOQueue(
            capacity=capacity,
            dtypes=[tensor.dtype.base_dtype for tensor in made],
            shapes=_shapes_of(made, shapes, enqueue_many),
        )
        _enqueue(queue, made, num_threads, enqueue_many)
        summary.scalar(
            'fraction_of_%d_full' % capacity, math.cast(queue.size(), float32) * (1.0 / capacity)
        )
        take = queue.dequeue_up_to if allow_smaller_final_batch else queue.dequeue_many
        return _like(tensors, take(batch_size, name=scope))


def shuffle_batch(tensors, batch_size, capacity, min_after_dequeue, num_threads=1, seed=None,
                  enqueue_many=False, shapes=None, allow_smaller_final_batch=False,
                  shared_name=None, name=None):
    given = _tensor_list(tensors)
    with name_scope(name, 'shuffle_batch', [*given, True]) as scope:
        if capacity <= min_after_dequeue:
            raise ValueError(
                'capacity %d must be bigger than min_after_dequeue %d.'
                % (capacity, min_after_dequeue)
            )
        made = _begin(given, True)
        queue = RandomShuffleQueue(
            capacity=capacity,
            min_after_dequeue=min_after_dequeue,
            seed=seed,
            dtypes=[tensor.dtype.base_dtype for tensor in made],
            shapes=_shapes_of(made, shapes, enqueue_many),
        )
        _enqueue(queue, made, num_threads, enqueue_many)
        over = math.maximum(0, queue.size() - min_after_dequeue)
        spare = capacity - min_after_dequeue
        summary.scalar(
            'fraction_over_%d_of_%d_full' % (min_after_dequeue, spare),
            math.cast(over, float32) * (1.0 / spare),
        )
        take = queue.dequeue_up_to if allow_smaller_final_batch else queue.dequeue_many
        return _like(tensors, take(batch_size, name=scope))
