"""Variables and values of keras.backend: making, reading, writing them; functions that run the graph.

Of tensorflow/python/keras/backend.py: `variable`, `get_value`, `batch_set_value`, `GraphExecutionFunction`.
"""

import numpy as np

from .. import _nest
from .._constant import constant as _constant
from .._control_scope import ControlDependencies, InitScope
from .._dtypes import as_dtype
from .._gradients import gradients as _gradients
from .._graph import get_default_graph
from .._initializers import RandomNormal, RandomUniform
from .._ops import arrays, control, creation, math, state
from .._resource_variable import ResourceVariable
from .._session import BaseSession
from .._shapes import TensorShape
from .._tensor import Tensor
from .._variable import Variable
from . import settings
from .graph_state import get_session, track_variable


def dtype(x):
    return x.dtype.base_dtype.name


def ndim(x):
    return x.shape.ndims


def int_shape(x):
    """The static shape as a tuple with None for what is not known; None for an unknown rank."""
    try:
        shape = x.shape
        return shape if isinstance(shape, tuple) else tuple(shape.as_list())
    except ValueError:
        return None


def is_tensor(x):
    return isinstance(x, (Tensor, Variable))


def is_keras_tensor(x):
    if not is_tensor(x):
        raise ValueError(
            'Unexpectedly found an instance of type `' + str(type(x)) + '`. Expected a symbolic tensor '
            'instance.'
        )
    return hasattr(x, '_keras_history')


def is_sparse(tensor):
    return False


def to_dense(tensor):
    return tensor


def is_placeholder(x):
    return isinstance(x, Tensor) and x.op.type == 'Placeholder'


def placeholder(shape=None, ndim=None, dtype=None, sparse=False, name=None, ragged=False):
    if sparse or ragged:
        raise NotImplementedError(
            'tf.keras.backend.placeholder(sparse=True) is not evaluated by this engine'
        )
    if not shape and ndim:
        shape = (None,) * ndim
    return creation.placeholder(settings.floatx() if dtype is None else dtype, shape=shape, name=name)


def variable(value, dtype=None, name=None, constraint=None):
    if hasattr(value, 'tocoo'):
        raise NotImplementedError(
            'tf.keras.backend.variable of a sparse matrix is not evaluated by this engine'
        )
    made = ResourceVariable(
        value,
        dtype=as_dtype(settings.floatx() if dtype is None else dtype),
        name=name,
        constraint=constraint,
    )
    if isinstance(value, np.ndarray):
        made._keras_shape = value.shape
    elif hasattr(value, 'shape'):
        made._keras_shape = int_shape(value)
    track_variable(made)
    return made


def constant(value, dtype=None, shape=None, name=None):
    return _constant(value, settings.floatx() if dtype is None else dtype, shape, name or 'Const')


def _filled_variable(fill, shape, dtype, name):
    with InitScope(get_default_graph()):
        dtype = settings.floatx() if dtype is None else dtype
        value = fill(shape=shape, dtype=as_dtype(dtype), name=name)
        if all(value.shape.as_list()):
            return variable(value, dtype=dtype, name=name)
        track_variable(value)
        return value


def zeros(shape, dtype=None, name=None):
    return _filled_variable(creation.zeros, shape, dtype, name)


def ones(shape, dtype=None, name=None):
    return _filled_variable(creation.ones, shape, dtype, name)


def eye(size, dtype=None, name=None):
    dtype = settings.floatx() if dtype is None else dtype
    return variable(creation.eye(size, dtype=as_dtype(dtype)), dtype, name)


def _random_variable(kind, shape, one, two, dtype, name, seed):
    dtype = settings.floatx() if dtype is None else dtype
    seed = np.random.randint(10e8) if seed is None else seed
    return variable(kind(one, two, seed=seed, dtype=as_dtype(dtype))(shape), dtype=dtype, name=name)


def random_uniform_variable(shape, low, high, dtype=None, name=None, seed=None):
    return _random_variable(RandomUniform, shape, low, high, dtype, name, seed)


def random_normal_variable(shape, mean, scale, dtype=None, name=None, seed=None):
    return _random_variable(RandomNormal, shape, mean, scale, dtype, name, seed)


def count_params(x):
    return np.prod(x.shape.as_list())


def update(x, new_x):
    return state.assign(x, new_x)


def update_add(x, increment):
    return state.assign_add(x, increment)


def update_sub(x, decrement):
    return state.assign_sub(x, decrement)


# -- values --------------------------------------------------------------------------------------


def get_value(x):
    """The value of a variable or tensor; what is neither stays as it is."""
    return x.eval(session=get_session((x,))) if is_tensor(x) else x


def eval_(x):
    return get_value(x)


def batch_get_value(tensors):
    return get_session(tensors).run(tensors) if tensors else []


def _assignment(variable, rank):
    """(placeholder, op) that writes VARIABLE, made once for each variable."""
    if not hasattr(variable, '_assign_placeholder'):
        fed = creation.placeholder(as_dtype(dtype(variable)), shape=TensorShape([None] * rank))
        variable._assign_op = variable.assign(fed)
        variable._assign_placeholder = fed
    return variable._assign_placeholder, variable._assign_op


def set_value(x, value):
    value = np.asarray(value, dtype=dtype(x))
    fed, op = _assignment(x, value.ndim)
    get_session().run(op, feed_dict={fed: value})


def batch_set_value(tuples):
    if not tuples:
        return
    ops = []
    feeds = {}
    for variable, value in tuples:
        value = np.asarray(value, dtype=dtype(variable))
        fed, op = _assignment(variable, value.ndim)
        ops.append(op)
        feeds[fed] = value
    get_session().run(ops, feed_dict=feeds)


# -- functions -----------------------------------------------------------------------------------


class GraphFunction:
    """K.function: feeds INPUTS, runs UPDATES, gives the values of OUTPUTS."""

    def __init__(self, inputs, outputs, updates=None, name=None, feed_dict=None, fetches=()):
        updates = updates or []
        if not isinstance(updates, (list, tuple)):
            raise TypeError('`updates` in a Keras backend function should be a list or tuple.')
        self.inputs = _nest.flatten(inputs)
        self._structure = outputs
        self.outputs = [
            arrays.identity(item) if isinstance(item, Variable) else item
            for item in _nest.flatten(outputs)
        ]
        with ControlDependencies(get_default_graph(), [self.outputs[0]]):
            ops = [
                state.assign(*update) if isinstance(update, tuple) else update for update in updates
            ]
            self.updates_op = control.group(*ops)
        self.name = name
        self.feed_dict = feed_dict
        fetches = fetches if isinstance(fetches, (list, tuple)) else [fetches]
        self.fetches = [arrays.identity(item) for item in fetches]

    def __call__(self, inputs):
        inputs = _nest.flatten(inputs)
        session = get_session([item for item in inputs if is_tensor(item)])
        feeds = dict(self.feed_dict or {})
        symbols = [item for item in inputs if is_tensor(item)]
        # TensorFlow connects tensors within the run; here they are evaluated before it.
        values = dict(zip(map(id, symbols), session.run(symbols))) if symbols else {}
        for tensor, value in zip(self.inputs, inputs):
            if value is not None:
                value = values[id(value)] if is_tensor(value) else value
                feeds[tensor] = np.asarray(value, dtype=tensor.dtype.as_numpy_dtype)
        fetched = session.run([*self.outputs, *self.fetches, self.updates_op], feed_dict=feeds)
        return _nest.pack_sequence_as(self._structure, fetched[: len(self.outputs)])


def function(inputs, outputs, updates=None, name=None, **kwargs):
    for key in kwargs:
        if key not in ('fetches', 'feed_dict', 'options', 'run_metadata'):
            raise ValueError(
                'Invalid argument "%s" passed to K.function with TensorFlow backend' % key
            )
    kept = {key: kwargs[key] for key in ('fetches', 'feed_dict') if key in kwargs}
    return GraphFunction(inputs, outputs, updates=updates, **kept)


def gradients(loss, variables):
    return _gradients(loss, variables, colocate_gradients_with_ops=True)


def stop_gradient(variables):
    if isinstance(variables, (list, tuple)):
        return map(arrays.stop_gradient, variables)
    return arrays.stop_gradient(variables)


def cast(x, dtype):
    return math.cast(x, dtype)


def cast_to_floatx(x):
    return np.asarray(x, dtype=settings.floatx())


def is_session(value):
    return isinstance(value, BaseSession)
