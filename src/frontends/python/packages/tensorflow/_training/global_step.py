"""The step counter of a graph: made, found, checked."""

from .. import _dtypes as dtypes
from .._graph import GraphKeys, get_default_graph
from .._initializers import Zeros
from .._tensor import Tensor
from .._variable import Variable
from .._variable_scope import get_variable


def get_global_step(graph=None):
    graph = graph or get_default_graph()
    found = graph.get_collection(GraphKeys.GLOBAL_STEP)
    if len(found) == 1:
        step = found[0]
    elif not found:
        try:
            step = graph.get_tensor_by_name('global_step:0')
        except KeyError:
            return None
    else:
        return None
    assert_global_step(step)
    return step


def create_global_step(graph=None):
    graph = graph or get_default_graph()
    if get_global_step(graph) is not None:
        raise ValueError('"global_step" already exists.')
    with graph.as_default(), graph.name_scope(None):
        return get_variable(
            GraphKeys.GLOBAL_STEP,
            shape=[],
            dtype=dtypes.int64,
            initializer=Zeros(),
            trainable=False,
            collections=[GraphKeys.GLOBAL_VARIABLES, GraphKeys.GLOBAL_STEP],
        )


def get_or_create_global_step(graph=None):
    graph = graph or get_default_graph()
    step = get_global_step(graph)
    return create_global_step(graph) if step is None else step


def assert_global_step(global_step_tensor):
    step = global_step_tensor
    if not isinstance(step, (Variable, Tensor)):
        raise TypeError('Existing "global_step" must be a Variable or Tensor: %s.' % step)
    if not step.dtype.base_dtype.is_integer:
        raise TypeError('Existing "global_step" does not have integer type: %s' % step.dtype)
    if step.shape.ndims != 0 and step.shape.is_fully_defined():
        raise TypeError('Existing "global_step" is not scalar: %s' % step.shape)


def global_step(sess, global_step_tensor):
    return int(sess.run(global_step_tensor))
