"""Weights of losses and metrics: whether they can be broadcast to the values, and broadcast.

Of tensorflow/python/ops/weights_broadcast_ops.py.
"""

from .._control_scope import ControlDependencies
from .._convert import convert
from .._graph import get_default_graph
from .._name_scope import name_scope
from . import arrays, conditionals, control, creation, math, sets

_PREFIX = 'weights can not be broadcast to values.'


def _array_text(x):
    """The shape of X as an array of numpy is printed."""
    return '[%s]' % ' '.join(map(str, x.shape.as_list()))


def assert_broadcastable(weights, values):
    """The op that checks that WEIGHTS can be broadcast to VALUES; ValueError where it is known."""
    with name_scope(None, 'assert_broadcastable', (weights, values)) as own:
        with name_scope(None, 'weights', (weights,)) as inner:
            weights = convert(weights, name=inner)
            weights_shape = arrays.shape(weights, name='shape')
            weights_rank = arrays.rank(weights, name='rank')
        with name_scope(None, 'values', (values,)) as inner:
            values = convert(values, name=inner)
            values_shape = arrays.shape(values, name='shape')
            values_rank = arrays.rank(values, name='rank')
        if weights.shape.ndims == 0:
            return control.no_op(name='static_scalar_check_success')
        ranks = weights.shape.ndims, values.shape.ndims
        if None not in ranks and ranks[0] != ranks[1]:
            raise ValueError(
                '%s values.rank=%s. weights.rank=%s. values.shape=%s. weights.shape=%s.'
                % (_PREFIX, values.shape.ndims, weights.shape.ndims, values.shape, weights.shape)
            )
        if weights.shape.is_fully_defined() and values.shape.is_fully_defined():
            pairs = zip(weights.shape.as_list(), values.shape.as_list())
            for i, (mine, theirs) in enumerate(pairs):
                if mine not in (1, theirs):
                    raise ValueError(
                        '%s Mismatch at dim %s. values.shape=%s weights.shape=%s.'
                        % (_PREFIX, i, _array_text(values), _array_text(weights))
                    )
            return control.no_op(name='static_dims_check_success')
        is_scalar = math.equal(0, weights_rank, name='is_scalar')
        data = (
            _PREFIX, 'weights.shape=', weights.name, weights_shape,
            'values.shape=', values.name, values_shape, 'is_scalar=', is_scalar,
        )  # fmt: skip
        shapes = weights_rank, weights_shape, values_rank, values_shape
        is_valid = conditionals.cond(
            is_scalar, lambda: is_scalar, lambda: _has_valid_shape(*shapes), name='is_valid_shape'
        )
        return control.Assert(is_valid, data, name=own)


def _has_valid_shape(weights_rank, weights_shape, values_rank, values_shape):
    shapes = weights_rank, weights_shape, values_rank, values_shape
    with name_scope(None, 'has_valid_nonscalar_shape', shapes) as own:
        is_same = math.equal(values_rank, weights_rank, name='is_same_rank')
        return conditionals.cond(
            is_same, lambda: _has_valid_dims(weights_shape, values_shape), lambda: is_same, name=own
        )


def _has_valid_dims(weights_shape, values_shape):
    with name_scope(None, 'has_invalid_dims', (weights_shape, values_shape)) as own:
        column = arrays.expand_dims(values_shape, -1)
        valid = arrays.concat((column, creation.ones_like(column)), axis=1)
        invalid = sets.set_difference(arrays.expand_dims(weights_shape, -1), valid)
        count = arrays.size(invalid.values, name='num_invalid_dims')
        return math.equal(0, count, name=own)


def broadcast_weights(weights, values):
    with name_scope(None, 'broadcast_weights', (weights, values)) as own:
        values = convert(values, name='values')
        weights = convert(weights, values.dtype.base_dtype, 'weights')
        known = weights.shape.is_fully_defined() and values.shape.is_fully_defined()
        if known and weights.shape.is_compatible_with(values.shape):
            return weights
        with ControlDependencies(get_default_graph(), [assert_broadcastable(weights, values)]):
            return math.multiply(weights, creation.ones_like(values), name=own)
