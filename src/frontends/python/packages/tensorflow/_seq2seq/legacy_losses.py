"""Losses of the old sequence models, whose steps are lists of tensors; and models of several lengths."""

from .._name_scope import name_scope
from .._ops import arrays, math, reductions
from .._ops.cross_entropy import sparse_softmax_cross_entropy_with_logits
from .._variable_scope import get_variable_scope, variable_scope


def sequence_loss_by_example(
    logits,
    targets,
    weights,
    average_across_timesteps=True,
    softmax_loss_function=None,
    name=None,
):
    """[batch]: the weighted cross-entropies of the steps, over the sum of the weights."""
    if len(targets) != len(logits) or len(weights) != len(logits):
        raise ValueError(
            'Lengths of logits, weights, and targets must be the same %d, %d, %d.'
            % (len(logits), len(weights), len(targets))
        )
    with name_scope(name, 'sequence_loss_by_example', logits + targets + weights):
        steps = []
        for logit, target, weight in zip(logits, targets, weights):
            if softmax_loss_function is None:
                target = arrays.reshape(target, [-1])
                loss = sparse_softmax_cross_entropy_with_logits(labels=target, logits=logit)
            else:
                loss = softmax_loss_function(labels=target, logits=logit)
            steps.append(loss * weight)
        total = math.add_n(steps)
        if average_across_timesteps:
            size = math.add_n(weights)
            size += 1e-12  # weights may all be 0
            total /= size
    return total


def sequence_loss(
    logits,
    targets,
    weights,
    average_across_timesteps=True,
    average_across_batch=True,
    softmax_loss_function=None,
    name=None,
):
    """The sum, or with AVERAGE_ACROSS_BATCH the mean, of sequence_loss_by_example."""
    with name_scope(name, 'sequence_loss', logits + targets + weights):
        cost = reductions.reduce_sum(
            sequence_loss_by_example(
                logits,
                targets,
                weights,
                average_across_timesteps=average_across_timesteps,
                softmax_loss_function=softmax_loss_function,
            )
        )
        if not average_across_batch:
            return cost
        return cost / math.cast(arrays.shape(targets[0])[0], cost.dtype)


def model_with_buckets(
    encoder_inputs,
    decoder_inputs,
    targets,
    weights,
    buckets,
    seq2seq,
    softmax_loss_function=None,
    per_example_loss=False,
    name=None,
):
    """(outputs, losses) of one model SEQ2SEQ for each pair of lengths in BUCKETS."""
    for what, given, wanted in (
        ('encoder_inputs (%d) must be at least that of last', encoder_inputs, buckets[-1][0]),
        ('targets (%d) must be at least that of last', targets, buckets[-1][1]),
        ('weights (%d) must be at least that of last', weights, buckets[-1][1]),
    ):
        if len(given) < wanted:
            raise ValueError(('Length of ' + what + ' bucket (%d).') % (len(given), wanted))
    loss_of = sequence_loss_by_example if per_example_loss else sequence_loss
    losses, outputs = [], []
    with name_scope(
        name, 'model_with_buckets', encoder_inputs + decoder_inputs + targets + weights
    ):
        for j, (source, target) in enumerate(buckets):
            with variable_scope(get_variable_scope(), reuse=True if j > 0 else None):
                own, _ = seq2seq(encoder_inputs[:source], decoder_inputs[:target])
                outputs.append(own)
                losses.append(
                    loss_of(
                        own,
                        targets[:target],
                        weights[:target],
                        softmax_loss_function=softmax_loss_function,
                    )
                )
    return outputs, losses
