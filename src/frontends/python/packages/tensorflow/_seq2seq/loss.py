"""tf.contrib.seq2seq.sequence_loss: cross-entropies of [batch, length] targets, weighted."""

from .._name_scope import name_scope
from .._ops import arrays, math, reductions
from .._ops.cross_entropy import sparse_softmax_cross_entropy_with_logits


def sequence_loss(
    logits,
    targets,
    weights,
    average_across_timesteps=True,
    average_across_batch=True,
    sum_over_timesteps=False,
    sum_over_batch=False,
    softmax_loss_function=None,
    name=None,
):
    """A scalar, [length], [batch] or [batch, length]: what is summed is divided by the sum of the
    weights, or by how many are not 0."""
    if len(logits.shape) != 3:
        raise ValueError('Logits must be a [batch_size x sequence_length x logits] tensor')
    if len(targets.shape) != 2:
        raise ValueError('Targets must be a [batch_size x sequence_length] tensor')
    if len(weights.shape) != 2:
        raise ValueError('Weights must be a [batch_size x sequence_length] tensor')
    if average_across_timesteps and sum_over_timesteps:
        raise ValueError(
            'average_across_timesteps and sum_over_timesteps cannot be set to True at same time.'
        )
    if average_across_batch and sum_over_batch:
        raise ValueError(
            'average_across_batch and sum_over_batch cannot be set to True at same time.'
        )
    with name_scope(name, 'sequence_loss', [logits, targets, weights]):
        classes = arrays.shape(logits)[2]
        flat = arrays.reshape(logits, [-1, classes])
        targets = arrays.reshape(targets, [-1])
        loss_of = softmax_loss_function or sparse_softmax_cross_entropy_with_logits
        losses = loss_of(labels=targets, logits=flat)
        losses *= arrays.reshape(weights, [-1])
        if average_across_timesteps and average_across_batch:
            total = reductions.reduce_sum(losses)
            return math.div_no_nan(total, reductions.reduce_sum(weights))
        if sum_over_timesteps and sum_over_batch:
            total = reductions.reduce_sum(losses)
            count = math.cast(reductions.count_nonzero(weights), total.dtype)
            return math.div_no_nan(total, count)
        losses = arrays.reshape(losses, arrays.shape(logits)[0:2])
        if average_across_timesteps or average_across_batch:
            axis = [0] if average_across_batch else [1]
            total = reductions.reduce_sum(losses, axis=axis)
            return math.div_no_nan(total, reductions.reduce_sum(weights, axis=axis))
        if sum_over_timesteps or sum_over_batch:
            axis = [0] if sum_over_batch else [1]
            total = reductions.reduce_sum(losses, axis=axis)
            count = reductions.count_nonzero(weights, axis=axis)
            return math.div_no_nan(total, math.cast(count, total.dtype))
        return losses
