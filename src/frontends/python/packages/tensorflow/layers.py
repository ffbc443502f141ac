"""tf.layers: dense, flatten, dropout, with the variables and names that TensorFlow's layers make."""

from . import _initializers
from ._convert import convert
from ._missing import getter
from ._name_scope import name_scope
from ._ops import activations, arrays, normalization, reductions
from ._variable_scope import get_variable, variable_scope


class _LayerScope:
    """The variable scope of one layer: opened once for its name, then for its variables and ops."""

    def __init__(self, name, base_name, reuse=None):
        if reuse:
            opened = variable_scope(name if name is not None else base_name)
        else:
            opened = variable_scope(name, default_name=base_name)
        with opened as self._scope:
            pass
        self._variables = variable_scope(self._scope, reuse=reuse, auxiliary_name_scope=False)

    def __enter__(self):
        scope = self._variables.__enter__()
        self._names = name_scope(scope.original_name_scope)
        self._names.__enter__()
        return self

    def __exit__(self, *error):
        self._names.__exit__(*error)
        return self._variables.__exit__(*error)


def dense(
    inputs,
    units,
    activation=None,
    use_bias=True,
    kernel_initializer=None,
    bias_initializer=_initializers.Zeros(),
    kernel_regularizer=None,
    bias_regularizer=None,
    activity_regularizer=None,
    kernel_constraint=None,
    bias_constraint=None,
    trainable=True,
    name=None,
    reuse=None,
):
    """activation(inputs · kernel + bias)"""
    inputs = convert(inputs)
    if activity_regularizer is not None:
        raise NotImplementedError(
            'tf.layers.dense with an activity_regularizer is not evaluated by this engine'
        )
    rank = inputs.shape.ndims
    if rank is None or rank < 2:
        raise ValueError(
            'Input 0 of layer dense is incompatible with the layer: : expected min_ndim=2, found '
            'ndim=%s. Full shape received: %s' % (rank, None if rank is None else inputs.shape.as_list())
        )
    width = inputs.shape[-1].value
    if width is None:
        raise ValueError(
            'The last dimension of the inputs to `Dense` should be defined. Found `None`.'
        )
    dtype = inputs.dtype.base_dtype
    with _LayerScope(name, 'dense', reuse):
        kernel = get_variable(
            'kernel',
            [width, int(units)],
            dtype,
            kernel_initializer,
            kernel_regularizer,
            trainable,
            constraint=kernel_constraint,
        )
        bias = None
        if use_bias:
            bias = get_variable(
                'bias',
                [int(units)],
                dtype,
                bias_initializer,
                bias_regularizer,
                trainable,
                constraint=bias_constraint,
            )
        if rank > 2:
            outputs = reductions.tensordot(inputs, kernel, [[rank - 1], [0]])
            outputs.set_shape([*inputs.shape.as_list()[:-1], int(units)])
        else:
            outputs = reductions.matmul(inputs, kernel)
        if bias is not None:
            outputs = activations.bias_add(outputs, bias)
        return outputs if activation is None else activation(outputs)


def flatten(inputs, name=None, data_format='channels_last'):
    """[batch, …] -> [batch, the rest]"""
    inputs = convert(inputs)
    dims = inputs.shape.as_list()
    with _LayerScope(name, 'flatten'):
        batch = dims[0] or arrays.shape(inputs)[0]
        outputs = arrays.reshape(inputs, (batch, -1))
        rest = 1
        for dim in dims[1:]:
            rest = None if rest is None or dim is None else rest * dim
        outputs.set_shape([dims[0], rest])
        return outputs


def dropout(inputs, rate=0.5, noise_shape=None, seed=None, training=False, name=None):
    inputs = convert(inputs)
    if not isinstance(training, (bool, int)):
        raise NotImplementedError(
            'tf.layers.dropout with a tensor for `training` is not evaluated by this engine'
        )
    with _LayerScope(name, 'dropout'):
        if not training:
            return arrays.identity(inputs)
        return normalization.dropout(inputs, noise_shape=noise_shape, seed=seed, rate=rate)


__getattr__ = getter('tf.layers')
