"""EagerTensor: a tensor that has its value. The engine forgets it when Python does."""

from sys import _getframe

from _gradient_runtime import on_reset
from _gradient_runtime._places import LIBRARY_PREFIX

from .. import _engine
from .._arrays import result, scalar_result
from .._shapes import TensorShape, as_shape
from .._state import current
from .._tensor import Tensor

#: Ids of tensors that Python has let go of, in order. The engine is told of many at once, and late: an id
#: may be on its way to the engine while the last object that had it ends.
_dead = []
_MOST_DEAD = 512


@on_reset
def _reset():
    _dead.clear()


def let_go():
    """Tell the engine what is not held any more."""
    ids = ','.join(map(str, _dead[: _MOST_DEAD // 2]))
    del _dead[: _MOST_DEAD // 2]
    _engine.release(ids)


def is_ours():
    """Whether a file of ours asks: what TensorFlow hides under eager execution is there for us."""
    return _getframe(2).f_code.co_filename.startswith(LIBRARY_PREFIX)


def _meaningless(name, inner):
    def get(self):
        if is_ours():
            return inner(self)
        raise AttributeError(
            'Tensor.%s is meaningless when eager execution is enabled.' % name
        )

    return property(get)


def number_text(value, is_repr):
    """The value of a tensor as TensorFlow prints it: on lines of its own when it has several."""
    text = repr(value) if is_repr else str(value)
    return '\n' + text if '\n' in text else text


class EagerTensor(Tensor):
    __slots__ = ()

    def __init__(self, number, info):
        self._id = number
        self._info = info
        self._op = None

    def __del__(self):
        _dead.append(self._id)
        if len(_dead) >= _MOST_DEAD:
            let_go()

    graph = _meaningless('graph', lambda self: current.eager)
    op = _meaningless('op', lambda self: current.eager._operation(self._id))
    name = _meaningless('name', lambda self: '%s:0' % current.eager._operation(self._id).name)
    value_index = _meaningless('value_index', lambda self: 0)

    # -- the value -----------------------------------------------------------------------------

    def _numpy(self):
        _engine.check(current.eager._within(_engine.look, self._id))
        code = self._info >> 1
        dims = _engine.result_dims(0)
        if not dims:
            value = scalar_result(code, _engine.result_scalar(0))
        else:
            shape = tuple([int(dim) for dim in dims.split(',')])
            value = result(code, shape, lambda address: _engine.check(_engine.copy_result(0, address)))
        _engine.drop_results()
        return value

    def numpy(self):
        return self._numpy()

    def __array__(self, dtype=None, copy=None):
        from numpy import asarray

        items = asarray(self._numpy())
        return items if dtype is None else items.astype(dtype)

    def __int__(self):
        return int(self._numpy())

    def __float__(self):
        return float(self._numpy())

    def __index__(self):
        return self._numpy().__index__()

    def __bool__(self):
        return bool(self._numpy())

    def __format__(self, format_spec):
        return self._numpy().__format__(format_spec)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __str__(self):
        return 'tf.Tensor(%s, shape=%s, dtype=%s)' % (
            number_text(self._numpy(), False),
            self.shape,
            self.dtype.name,
        )

    def __repr__(self):
        return '<tf.Tensor: id=%s, shape=%s, dtype=%s, numpy=%s>' % (
            self._id - current.eager.first_id,
            self.shape,
            self.dtype.name,
            number_text(self._numpy(), True),
        )

    def __len__(self):
        dims = self._shape_tuple()
        if not dims:
            raise TypeError('Scalar tensor has no `len()`')
        return dims[0]

    def __iter__(self):
        dims = self._shape_tuple()
        if not dims:
            raise TypeError('Cannot iterate over a scalar tensor.')
        for i in range(dims[0]):
            yield self[i]

    # -- what is known of it -------------------------------------------------------------------

    def _shape_tuple(self):
        text = current.eager._within(_engine.tensor_shape, self._id)
        if '?' in text or text == '*':  # a step that is not made yet
            text = ','.join(map(str, self._numpy().shape))
        return tuple([int(dim) for dim in text.split(',')]) if text else ()

    @property
    def shape(self):
        return TensorShape(self._shape_tuple())

    @property
    def ndim(self):
        return len(self._shape_tuple())

    def _shape_as_list(self):
        return list(self._shape_tuple())

    def _rank(self):
        return len(self._shape_tuple())

    def set_shape(self, shape):
        if not self.shape.is_compatible_with(as_shape(shape)):
            raise ValueError(
                "Tensor's shape %s is not compatible with supplied shape %s" % (self.shape, shape)
            )

    backing_device = device = property(lambda self: '/job:localhost/replica:0/task:0/device:CPU:0')

    def cpu(self):
        return self

    def consumers(self):
        raise NotImplementedError(
            'Tensor.consumers is meaningless when eager execution is enabled.'
        )

    def eval(self, feed_dict=None, session=None):
        raise NotImplementedError(
            "eval is not supported when eager execution is enabled, is .numpy() what you're looking for?"
        )
