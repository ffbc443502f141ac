"""Precision, recall and average precision of the K best guesses, by operations on sets."""

from .. import _dtypes as dtypes
from .._name_scope import name_scope
from .._ops import activations, arrays, broadcasting, conditionals, creation, math, reductions, state
from .._ops.control import control_dependencies
from .._ops.gathering import dynamic_stitch
from .._ops.sets import convert_or_sparse, set_difference, set_intersection, set_size
from .._ops.sparse import SparseTensor, SparseTensorValue
from .._ops.sparse_rows import sparse_reshape, sparse_retain
from .._ops.weights import assert_broadcastable, broadcast_weights
from .variables import collect, metric_variable, refuse, value_of


def _name_at_k(name, k=None, class_id=None):
    name = '%s_at_k' % name if k is None else '%s_at_%d' % (name, k)
    return name if class_id is None else '%s_class%d' % (name, class_id)


def _refuse_sparse():
    # TensorFlow chooses between two SparseTensors with tf.cond, whose branches give dense ones here.
    raise NotImplementedError(
        'tf.metrics at k with labels in a SparseTensor is not evaluated by this engine'
    )


def _with_last_dimension(labels, predictions):
    """LABELS of the rank of PREDICTIONS: a list of one label each where it is one less."""
    with name_scope(None, 'expand_labels', (labels, predictions)) as scope:
        labels = convert_or_sparse(labels)
        if isinstance(labels, SparseTensor):
            _refuse_sparse()
        ranks = labels.shape.ndims, predictions.shape.ndims
        if None not in ranks:
            if ranks[0] == ranks[1]:
                return labels
            if ranks[0] + 1 == ranks[1]:
                return arrays.expand_dims(labels, -1, name=scope)
            raise ValueError(
                'Unexpected labels shape %s for predictions shape %s.'
                % (labels.shape, predictions.shape)
            )
        return conditionals.cond(
            math.equal(arrays.rank(predictions), arrays.rank(labels) + 1),
            lambda: arrays.expand_dims(labels, -1, name=scope),
            lambda: labels,
        )


def _reduced_shape(shape, axes):
    """SHAPE with 1 at AXES (math_ops.reduced_shape)."""
    shape = math.cast(shape, dtypes.int32)
    axes = math.cast(axes, dtypes.int32)
    rank = arrays.size(shape)
    axes = (axes + rank) % rank
    size = arrays.shape(axes)
    return dynamic_stitch([creation.range_(rank), axes], [shape, creation.fill(size, 1)])


def _only(ids, class_id):
    """Of the sets IDS, the one member CLASS_ID, as a SparseTensor."""
    ids = convert_or_sparse(ids)
    if isinstance(ids, SparseTensor):
        return sparse_retain(ids, math.equal(ids.values, class_id))
    shape = arrays.shape(ids, out_type=dtypes.int64)
    last = arrays.size(shape) - 1
    wanted = _reduced_shape(shape, arrays.reshape(last, [1]))
    filled = creation.fill(wanted, math.cast(class_id, dtypes.int64))
    found = set_intersection(filled, ids)
    return SparseTensor(found.indices, found.values, shape)


def _counted(sets, labels, guesses, class_id, weights):
    """The size of SETS(guesses, labels) of each row, times its weight, in float64."""
    if class_id is not None:
        labels, guesses = _only(labels, class_id), _only(guesses, class_id)
    count = math.cast(set_size(sets(guesses, labels)), dtypes.float64)
    if weights is None:
        return count
    with control_dependencies((assert_broadcastable(weights, count),)):
        return math.multiply(count, math.cast(weights, dtypes.float64))


#: name of the scope, name of the inner scope, what is counted
_TRUE_POSITIVE = ('true_positive', 'true_positives', set_intersection)
_FALSE_POSITIVE = ('false_positive', 'false_positives', lambda a, b: set_difference(a, b, True))
_FALSE_NEGATIVE = ('false_negative', 'false_negatives', lambda a, b: set_difference(a, b, False))


def _running_count(kind, labels, guesses, k, class_id, weights):
    """(variable, update) of how many guesses are of KIND."""
    name, inner, sets = kind
    values = (guesses, labels, weights)
    with name_scope(None, _name_at_k(name, k, class_id), values) as scope:
        with name_scope(None, inner, values):
            counts = _counted(sets, labels, guesses, class_id, weights)
        total = math.cast(reductions.reduce_sum(counts), dtypes.float64)
        variable = metric_variable([], dtypes.float64, scope)
        return variable, state.assign_add(variable, total, name='update')


def _share_at_top_k(share, wrong):
    metric = share + '_at_top_k'

    def shared(
        labels,
        predictions_idx,
        k=None,
        class_id=None,
        weights=None,
        metrics_collections=None,
        updates_collections=None,
        name=None,
    ):
        if share == 'precision':
            refuse(metric)
        values = (predictions_idx, labels, weights)
        with name_scope(name, _name_at_k(share, k, class_id), values) as scope:
            labels = _with_last_dimension(labels, predictions_idx)
            guesses = math.cast(predictions_idx, dtypes.int64)
            right, right_update = _running_count(
                _TRUE_POSITIVE, labels, guesses, k, class_id, weights
            )
            other, other_update = _running_count(wrong, labels, guesses, k, class_id, weights)
            value = value_of(
                metrics_collections, lambda: math.div(right, math.add(right, other), name=scope)
            )
            update = math.div(right_update, math.add(right_update, other_update), name='update')
            collect(updates_collections, update)
            return value, update

    shared.__name__ = shared.__qualname__ = metric
    return shared


def _share_at_k(share, at_top_k):
    metric = share + '_at_k'

    def shared(
        labels,
        predictions,
        k,
        class_id=None,
        weights=None,
        metrics_collections=None,
        updates_collections=None,
        name=None,
    ):
        refuse('sparse_precision_at_k' if share == 'precision' else metric)
        values = (predictions, labels, weights)
        with name_scope(name, _name_at_k(share, k, class_id), values) as scope:
            _, guesses = activations.top_k(predictions, k)
            return at_top_k(
                labels, guesses, k, class_id, weights, metrics_collections,
                updates_collections, scope,
            )  # fmt: skip

    shared.__name__ = shared.__qualname__ = metric
    return shared


precision_at_top_k = _share_at_top_k('precision', _FALSE_POSITIVE)
recall_at_top_k = _share_at_top_k('recall', _FALSE_NEGATIVE)
precision_at_k = sparse_precision_at_k = _share_at_k('precision', precision_at_top_k)
recall_at_k = _share_at_k('recall', recall_at_top_k)


# -- average precision --------------------------------------------------------------------------


def _repeated(tensor, count):
    """TENSOR with a dimension of COUNT copies before its last one."""
    with name_scope(None, 'labels_per_k', (tensor, count, -1)) as scope:
        expanded = arrays.expand_dims(tensor, -2, name='expand')
        if count == 1:
            return expanded
        ones = creation.ones_like(arrays.shape(tensor))
        multiples = arrays.concat((ones[:-1], (count,), ones[-1:]), 0, name='multiples')
        return arrays.tile(expanded, multiples, name=scope)


def _relevant(labels, k):
    """How many labels of each row are no fillings (-1), K at most."""
    with name_scope(None, 'num_relevant', (labels,)) as scope:
        is_label = math.greater_equal(labels, 0)
        counted = broadcasting.where_v2(
            is_label, creation.ones_like(labels), creation.zeros_like(labels)
        )
        return math.minimum(reductions.reduce_sum(counted, axis=-1), k, name=scope)


def _average_precision(labels, guesses):
    """The mean of the precisions at each rank that holds a label, of each row, in float64."""
    with name_scope(None, 'average_precision', (guesses, labels)) as scope:
        guesses = math.cast(guesses, dtypes.int64, name='predictions_idx')
        if guesses.shape.ndims == 0:
            raise ValueError('The rank of predictions_idx must be at least 1.')
        k = guesses.shape.as_list()[-1]
        if k is None:
            raise ValueError('The last dimension of predictions_idx must be set.')
        labels = _with_last_dimension(labels, guesses)
        single = arrays.expand_dims(guesses, -1, name='predictions_idx_per_k')
        repeated = _repeated(labels, k)
        with name_scope('relevant_per_k', 'true_positives', (single, repeated, None)):
            relevant = _counted(set_intersection, repeated, single, None, None)
        right = reductions.cumsum(relevant, axis=-1, name='tp_per_k')
        retrieved = reductions.cumsum(
            creation.ones_like(relevant), axis=-1, name='retrieved_per_k'
        )
        precision = math.div(
            math.cast(right, dtypes.float64),
            math.cast(retrieved, dtypes.float64),
            name='precision_per_k',
        )
        precision = math.multiply(
            precision, math.cast(relevant, dtypes.float64), name='relevant_precision_per_k'
        )
        total = reductions.reduce_sum(precision, axis=(-1,), name='precision_sum')
        count = math.cast(_relevant(labels, k), dtypes.float64)
        return math.div(total, count, name=scope)


def _within(labels, classes):
    """LABELS, those that are no class replaced by -1."""
    if isinstance(labels, (SparseTensor, SparseTensorValue)):
        _refuse_sparse()

    def cleaned():
        return broadcasting.where_v2(
            math.greater_equal(labels, classes), -1 * creation.ones_like(labels), labels
        )

    most = reductions.reduce_max(labels)
    return conditionals.cond(math.greater_equal(most, classes), cleaned, lambda: labels)


def average_precision_at_k(
    labels,
    predictions,
    k,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    """The mean over all rows of the average precision of the K best guesses."""
    refuse('sparse_average_precision_at_k')
    if k < 1:
        raise ValueError('Invalid k=%s.' % k)
    with name_scope(name, _name_at_k('average_precision', k), (predictions, labels, weights)) as at:
        _, guesses = activations.top_k(predictions, k)
        labels = _within(labels, math.cast(arrays.shape(predictions)[-1], dtypes.int64))
        with name_scope(at, 'average_precision_at_top_k', (guesses, labels, weights)) as scope:
            precision = _average_precision(labels, guesses)
            if weights is not None:
                weights = math.cast(weights, dtypes.float64)
                weights = broadcast_weights(weights, precision)
                precision = math.multiply(precision, weights)
            with name_scope(None, 'max', (precision,)) as inner:
                most = metric_variable([], dtypes.float64, inner)
                if weights is None:
                    size = arrays.size(precision, name='batch_max')
                    batch = math.cast(size, dtypes.float64)
                else:
                    batch = reductions.reduce_sum(weights, name='batch_max')
                most_update = state.assign_add(most, batch, name='update')
            with name_scope(None, 'total', (precision,)) as inner:
                total = metric_variable([], dtypes.float64, inner)
                batch = reductions.reduce_sum(precision, name='batch_total')
                total_update = state.assign_add(total, batch, name='update')
            value = value_of(
                metrics_collections, lambda: math._div_no_nan(total, most, name='mean')
            )
            update = math._div_no_nan(total_update, most_update, name=scope)
            collect(updates_collections, update)
            return value, update


sparse_average_precision_at_k = average_precision_at_k
