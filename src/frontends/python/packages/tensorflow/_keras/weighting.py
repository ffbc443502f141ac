"""Losses of samples times their weights: dimensions made equal, then broadcast, summed and divided.

Of tensorflow/python/ops/losses/util.py, ops/weights_broadcast_ops.py and keras/utils/losses_utils.py.
"""

from .. import _dtypes as dtypes
from .._convert import convert
from .._name_scope import name_scope
from .._ops import arrays, counting, math, reductions
from .._ops.weights import broadcast_weights
from .graph_state import scope


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
