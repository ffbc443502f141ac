"""Losses over many classes that look at a sample of them: nce_loss, sampled_softmax_loss (nn_impl.py)."""

from .. import _dtypes as dtypes
from .._name_scope import name_scope
from . import arrays, candidates, creation, math, reductions
from .cross_entropy import (
    sigmoid_cross_entropy_with_logits,
    softmax_cross_entropy_with_logits_v2,
)
from .embeddings import embedding_lookup
from .slicing import slice_
from .sparse import sparse_to_dense


def _sum_rows(x):
    """Σ of each row of the matrix X, as a product with ones."""
    width = arrays.shape(x)[1]
    ones = creation.ones(arrays.stack([width, 1]), x.dtype)
    return arrays.reshape(reductions.matmul(x, ones), [-1])


def _in_type_of(inputs, rows):
    return math.cast(rows, inputs.dtype) if rows.dtype != inputs.dtype else rows


def _hits_as_matrix(labels, sampled, num_true, num_sampled, dtype):
    """[batch, num_sampled]: the lowest float32 where a sampled class is a true one, 0 elsewhere."""
    rows, places, weights = candidates.compute_accidental_hits(labels, sampled, num_true=num_true)
    rows = arrays.reshape(rows, [-1, 1])
    places = arrays.reshape(math.cast(places, dtypes.int32), [-1, 1])
    indices = arrays.concat([rows, places], 1, 'sparse_indices')
    shape = arrays.concat([arrays.shape(labels)[:1], arrays.expand_dims(num_sampled, 0)], 0)
    if weights.dtype != dtype:
        weights = math.cast(weights, dtype)
    return sparse_to_dense(indices, shape, weights, default_value=0.0, validate_indices=False)


def _sampled_logits(
    weights,
    biases,
    labels,
    inputs,
    num_sampled,
    num_classes,
    num_true,
    sampled_values,
    remove_accidental_hits,
    partition_strategy,
    name,
    seed=None,
):
    """Logits and labels [batch, num_true + num_sampled], the logarithm of the expected counts taken off."""
    if not isinstance(weights, list):
        weights = [weights]
    with name_scope(name, 'compute_sampled_logits', weights + [biases, inputs, labels]):
        if labels.dtype != dtypes.int64:
            labels = math.cast(labels, dtypes.int64)
        flat = arrays.reshape(labels, [-1])
        if sampled_values is None:
            sampled_values = candidates.log_uniform_candidate_sampler(
                true_classes=labels,
                num_true=num_true,
                num_sampled=num_sampled,
                unique=True,
                range_max=num_classes,
                seed=seed,
            )
        sampled, true_count, sampled_count = [arrays.stop_gradient(s) for s in sampled_values]
        sampled = math.cast(sampled, dtypes.int64)
        ids = arrays.concat([flat, sampled], 0)

        rows = embedding_lookup(weights, ids, partition_strategy=partition_strategy)
        rows = _in_type_of(inputs, rows)
        true_w = slice_(rows, [0, 0], arrays.stack([arrays.shape(flat)[0], -1]))
        sampled_w = slice_(rows, arrays.stack([arrays.shape(flat)[0], 0]), [-1, -1])
        sampled_logits = reductions.matmul(inputs, sampled_w, transpose_b=True)

        shifts = embedding_lookup(biases, ids, partition_strategy=partition_strategy)
        shifts = _in_type_of(inputs, shifts)
        true_b = slice_(shifts, [0], arrays.shape(flat))
        sampled_b = slice_(shifts, arrays.shape(flat), [-1])

        dim = arrays.shape(true_w)[1:2]
        shape = arrays.concat([[-1, num_true], dim], 0)
        dots = math.multiply(arrays.expand_dims(inputs, 1), arrays.reshape(true_w, shape))
        dots = arrays.reshape(dots, arrays.concat([[-1], dim], 0))
        true_logits = arrays.reshape(_sum_rows(dots), [-1, num_true])
        true_b = arrays.reshape(true_b, [-1, num_true])
        true_logits += true_b
        sampled_logits += sampled_b

        if remove_accidental_hits:
            sampled_logits += _hits_as_matrix(
                labels, sampled, num_true, num_sampled, sampled_logits.dtype
            )
        true_logits -= math.log(true_count)
        sampled_logits -= math.log(sampled_count)
        logits = arrays.concat([true_logits, sampled_logits], 1)
        # Each true class is right with probability 1 / num_true.
        labels = arrays.concat(
            [creation.ones_like(true_logits) / num_true, creation.zeros_like(sampled_logits)], 1
        )
        return logits, labels


def nce_loss(
    weights,
    biases,
    labels,
    inputs,
    num_sampled,
    num_classes,
    num_true=1,
    sampled_values=None,
    remove_accidental_hits=False,
    partition_strategy='mod',
    name='nce_loss',
):
    """Noise-contrastive loss [batch]: logistic losses of the true classes and of the sampled ones."""
    logits, labels = _sampled_logits(
        weights,
        biases,
        labels,
        inputs,
        num_sampled,
        num_classes,
        num_true,
        sampled_values,
        remove_accidental_hits,
        partition_strategy,
        name,
    )
    losses = sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name='sampled_losses')
    return _sum_rows(losses)


def sampled_softmax_loss(
    weights,
    biases,
    labels,
    inputs,
    num_sampled,
    num_classes,
    num_true=1,
    sampled_values=None,
    remove_accidental_hits=True,
    partition_strategy='mod',
    name='sampled_softmax_loss',
    seed=None,
):
    """Softmax cross-entropy [batch] over the true classes and a sample of the others."""
    logits, labels = _sampled_logits(
        weights,
        biases,
        labels,
        inputs,
        num_sampled,
        num_classes,
        num_true,
        sampled_values,
        remove_accidental_hits,
        partition_strategy,
        name,
        seed,
    )
    labels = arrays.stop_gradient(labels, name='labels_stop_gradient')
    return softmax_cross_entropy_with_logits_v2(labels=labels, logits=logits)
