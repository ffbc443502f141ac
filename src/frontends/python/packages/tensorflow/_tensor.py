"""Tensor: one output of a node. Its operators are attached by _operators.py, where the ops are."""

from _gradient_runtime import note_class

from . import _engine
from ._dtypes import BY_INFO
from ._shapes import as_shape, shape_of_text
from ._state import current

_tensor_shape = _engine.tensor_shape
_tensor_rank = _engine.tensor_rank


class OperatorNotAllowedInGraphError(TypeError):
    """A tensor has no value while the graph is built."""


class Tensor:
    """`_id` is the engine's id, `_info` its element type: dtype number times 2, plus 1 for a reference."""

    __slots__ = ('graph', '_id', '_info', '_op', '__dict__', '__weakref__')
    #: Where TensorFlow has it, so that `print(type(x))` says the same.
    __module__ = 'tensorflow.python.framework.ops'
    #: numpy hands operators with an array on the left to us.
    __array_priority__ = 100
    __array_ufunc__ = None
    device = property(lambda self: self.op.device)

    def __init__(self, graph, number, info):
        self.graph = graph
        self._id = number
        self._info = info
        self._op = None

    @property
    def op(self):
        op = self._op
        if op is None:
            graph = self.graph
            operation = graph._operations.get(self._id)
            if operation is None:
                # The node of a tensor has the id of its first output.
                operation = graph._operation(graph._within(_engine.node_of_tensor, self._id))
            op = self._op = operation
        return op

    @property
    def dtype(self):
        return BY_INFO[self._info]

    @property
    def value_index(self):
        return self._id - self.op._id

    @property
    def name(self):
        return '%s:%d' % (self.op.name, self.value_index)

    @property
    def shape(self):
        graph = self.graph
        if current.graph is graph:
            return shape_of_text(_tensor_shape(self._id))
        return shape_of_text(graph._within(_tensor_shape, self._id))

    def get_shape(self):
        return self.shape

    def set_shape(self, shape):
        text = as_shape(shape)._as_text()
        _engine.check(self.graph._within(_engine.refine_shape, self._id, text))

    def _shape_as_list(self):
        shape = self.shape
        return None if shape.ndims is None else shape.as_list()

    def _shape_tuple(self):
        shape = self._shape_as_list()
        return None if shape is None else tuple(shape)

    def _rank(self):
        """Static rank, None when it is not known."""
        graph = self.graph
        if current.graph is graph:
            rank = _tensor_rank(self._id)
        else:
            rank = graph._within(_tensor_rank, self._id)
        return None if rank < 0 else rank

    def consumers(self):
        numbers = _engine.ids(self.graph._within(_engine.tensor_consumers, self._id))
        return [self.graph._operation(number) for number in numbers]

    def eval(self, feed_dict=None, session=None):
        from ._session import evaluate_in_default_session

        return evaluate_in_default_session(self, feed_dict, self.graph, session)

    def __str__(self):
        shape, device = self.shape, self.device
        return 'Tensor("%s"%s, dtype=%s%s)' % (
            self.name,
            ', shape=%s' % shape if shape.ndims is not None else '',
            self.dtype.name,
            ', device=%s' % device if device else '',
        )

    def __repr__(self):
        return "<tf.Tensor '%s' shape=%s dtype=%s>" % (self.name, self.shape, self.dtype.name)

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return self is other

    def __ne__(self, other):
        return self is not other

    def experimental_ref(self):
        return _Reference(self)

    def __array__(self, dtype=None, copy=None):
        raise NotImplementedError(
            'Cannot convert a symbolic Tensor ({}) to a numpy array.'.format(self.name)
        )

    def __len__(self):
        raise TypeError(
            'len is not well defined for symbolic Tensors. ({}) Please call `x.shape` rather than '
            '`len(x)` for shape information.'.format(self.name)
        )

    def __bool__(self):
        refuse_autograph(self, 'using a `tf.Tensor` as a Python `bool`', 'tf.cond')
        raise OperatorNotAllowedInGraphError(
            'using a `tf.Tensor` as a Python `bool` is not allowed in Graph execution. Use Eager '
            'execution or decorate this function with @tf.function.'
        )

    def __iter__(self):
        refuse_autograph(self, 'iterating over `tf.Tensor`', 'tf.while_loop or tf.map_fn')
        raise OperatorNotAllowedInGraphError(
            'iterating over `tf.Tensor` is not allowed in Graph execution. Use Eager execution or '
            'decorate this function with @tf.function.'
        )


def refuse_autograph(tensor, what, instead):
    """In the body of a function: TensorFlow would rewrite it, if it may."""
    autographs = getattr(tensor.graph, 'autographs', None)
    if autographs is None:
        return
    if not autographs:
        raise OperatorNotAllowedInGraphError(
            '%s is not allowed: AutoGraph is disabled in this function. Try decorating it directly with '
            '@tf.function.' % what
        )
    raise NotImplementedError(
        'AutoGraph is not evaluated by this engine: %s in tf.function needs %s' % (what, instead)
    )


class _Reference:
    """Tensor.experimental_ref(): hashable by identity."""

    def __init__(self, tensor):
        self._tensor = tensor

    def deref(self):
        return self._tensor

    def __eq__(self, other):
        return isinstance(other, _Reference) and self._tensor is other._tensor

    def __hash__(self):
        return id(self._tensor)


note_class(Tensor, lambda tensor: (tensor.graph._number, tensor._id))
