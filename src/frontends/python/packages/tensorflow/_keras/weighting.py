"""Losses of samples times their weights: dimensions made equal, then broadcast, summed and divided.

Of tensorflow/python/ops/losses/util.py, ops/weights_broadcast_ops.py and keras/utils/losses_utils.py.
"""

from .. import _dtypes as dtypes
from .._control_scope import ControlDependencies
from .._convert import convert
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._ops import arrays, conditionals, control, counting, creation, math, reductions
from .graph_state import scope

_PREFIX = 'weights can not be broadcast to values.'


class Reduction:
    """How the losses of a batch become one number."""

    AUTO = 'auto'
    NONE = 'none'
    SUM = 'sum'
    SUM_OVER_BATCH_SIZE = 'sum_over_batch_size'

    @classmethod
    def all(cls):
        return (cls.AUTO, cls.NONE, cls.SUM, cls.SUM_OVER_BATCH_SIZE)

    @classmethod
    def validate(cls, key):
        if key not in cls.all():
            raise ValueError('Invalid Reduction Key %s.' % key)


def _refuse_unknown_rank():
    raise NotImplementedError(
        'tf.keras with losses or weights of unknown rank is not evaluated by this engine'
    )


def squeeze_or_expand_dimensions(y_pred, y_true=None, sample_weight=None):
    """A last dimension of one that is too many is taken away, one that is missing added."""
    if y_true is not None:
        ranks = y_pred.shape.ndims, y_true.shape.ndims
        if None in ranks:
            _refuse_unknown_rank()
        if ranks[0] - ranks[1] != 1 or y_pred.shape[-1].value == 1:
            y_true, y_pred = counting.remove_squeezable_dimensions(y_true, y_pred)
    if sample_weight is None:
        return y_pred, y_true
    sample_weight = convert(sample_weight)
    rank = sample_weight.shape.ndims
    if rank == 0:
        return y_pred, y_true, sample_weight
    if None in (rank, y_pred.shape.ndims):
        _refuse_unknown_rank()
    if rank - y_pred.shape.ndims == 1:
        sample_weight = arrays.squeeze(sample_weight, [-1])
    elif y_pred.shape.ndims - rank == 1:
        sample_weight = arrays.expand_dims(sample_weight, [-1])
    return y_pred, y_true, sample_weight


def _check(weights, values):
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
        if None in (weights.shape.ndims, values.shape.ndims):
            _refuse_unknown_rank()
        if weights.shape.ndims != values.shape.ndims:
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
                        % (_PREFIX, i, values.shape.as_list(), weights.shape.as_list())
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
    from .set_difference import set_difference

    with name_scope(None, 'has_invalid_dims', (weights_shape, values_shape)) as own:
        column = arrays.expand_dims(values_shape, -1)
        valid = arrays.concat((column, creation.ones_like(column)), axis=1)
        invalid = set_difference(arrays.expand_dims(weights_shape, -1), valid)
        count = arrays.size(invalid, name='num_invalid_dims')
        return math.equal(0, count, name=own)


def broadcast_weights(weights, values):
    with name_scope(None, 'broadcast_weights', (weights, values)) as own:
        values = convert(values, name='values')
        weights = convert(weights, values.dtype.base_dtype, 'weights')
        known = weights.shape.is_fully_defined() and values.shape.is_fully_defined()
        if known and weights.shape.is_compatible_with(values.shape):
            return weights
        with ControlDependencies(get_default_graph(), [_check(weights, values)]):
            return math.multiply(weights, creation.ones_like(values), name=own)


def _scaled(losses, sample_weight):
    losses = math.cast(losses, dtypes.float32)
    sample_weight = math.cast(sample_weight, dtypes.float32)
    losses, _, sample_weight = squeeze_or_expand_dimensions(losses, None, sample_weight)
    return math.multiply(losses, broadcast_weights(sample_weight, losses))


def reduce_weighted_loss(weighted, reduction=Reduction.SUM_OVER_BATCH_SIZE):
    if reduction == Reduction.NONE:
        return weighted
    loss = reductions.reduce_sum(weighted)
    if reduction == Reduction.SUM_OVER_BATCH_SIZE:
        with scope('num_elements') as own:
            count = math.cast(arrays.size(weighted, name=own), weighted.dtype)
        loss = math.div_no_nan(reductions.reduce_sum(loss), count, name='value')
    return loss


def compute_weighted_loss(
    losses, sample_weight=None, reduction=Reduction.SUM_OVER_BATCH_SIZE, name=None
):
    Reduction.validate(reduction)
    if reduction == Reduction.AUTO:
        reduction = Reduction.SUM_OVER_BATCH_SIZE
    if sample_weight is None:
        sample_weight = 1.0
    with scope(name or 'weighted_loss'):
        losses = convert(losses)
        loss = reduce_weighted_loss(_scaled(losses, sample_weight), reduction)
        return math.cast(loss, losses.dtype)
