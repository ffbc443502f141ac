"""Making the variables of layers and optimizers (keras/engine/base_layer_utils.make_variable)."""

import inspect

from .._control_scope import InitScope
from .._dtypes import as_dtype, float32
from .._graph import get_default_graph
from .._resource_variable import ResourceVariable
from .._shapes import TensorShape
from .._variable import Variable


def make_variable(
    name,
    shape=None,
    dtype=float32,
    initializer=None,
    trainable=None,
    constraint=None,
    use_resource=None,
    collections=None,
):
    """A variable from an INITIALIZER: a value, a class or a function of a shape."""
    dtype = as_dtype(dtype)
    if initializer is not None and not callable(initializer):
        value, own_dtype = initializer, None
    else:
        with InitScope(get_default_graph()):
            made = initializer() if inspect.isclass(initializer) else initializer
        own_dtype = dtype.base_dtype

        def value():
            return made(shape, dtype=dtype)

    kind = ResourceVariable if use_resource or use_resource is None else Variable
    options = {} if kind is ResourceVariable else {'use_resource': False}
    return kind(
        initial_value=value,
        name=name,
        trainable=trainable,
        dtype=own_dtype,
        constraint=constraint,
        collections=collections,
        shape=TensorShape(shape),
        **options,
    )
