"""Cross-entropies of logits, with the checks and the structure of TensorFlow's composites."""

from .. import _dtypes as dtypes
from .._apply import OpCall
from .._control_scope import ControlDependencies
from .._convert import convert
from .._graph import get_default_graph
from .._name_scope import either, name_scope
from .._recipes import recalled
from . import activations, arrays, creation, math
from .slicing import slice_

_softmax_xent = OpCall('SoftmaxCrossEntropyWithLogits')
_sparse_xent = OpCall('SparseSoftmaxCrossEntropyWithLogits')


def check_named_arguments(name, sentinel, labels, logits):
    if sentinel is not None:
        raise ValueError(
            'Only call `%s` with named arguments (labels=..., logits=..., ...)' % name
        )
    if labels is None or logits is None:
        raise ValueError('Both labels and logits must be provided.')


def _flatten_outer(logits):
    """A matrix of all rows: [..., classes] -> [rows, classes]."""
    rank = arrays.rank(logits)
    classes = slice_(arrays.shape(logits), [math.subtract(rank, 1)], [1])
    output = arrays.reshape(logits, arrays.concat([[-1], classes], 0))
    shape = logits.shape
    if shape.dims is not None:
        dims = shape.as_list()
        if None not in dims[:-1]:
            rows = 1
            for dim in dims[:-1]:
                rows *= dim
            output.set_shape([rows, dims[-1]])
    return output


def softmax_cross_entropy_with_logits_v2(labels, logits, axis=None, name=None, dim=None):
    axis = either('axis', axis, 'dim', dim)
    return _softmax_cross_entropy(labels, logits, -1 if axis is None else axis, name)


@recalled
def _softmax_cross_entropy(labels, logits, axis, name):
    with name_scope(name, 'softmax_cross_entropy_with_logits', [logits, labels]) as scope:
        logits = convert(logits, name='logits')
        labels = convert(labels, name='labels')
        is_half = logits.dtype.base_dtype in (dtypes.float16, dtypes.bfloat16)
        precise = math.cast(logits, dtypes.float32) if is_half else logits
        labels = math.cast(labels, precise.dtype)
        rank = arrays.rank(precise)
        shape = logits.shape
        if axis != -1:

            def to_end(tensor):
                order = [creation.range_(axis), creation.range_(axis + 1, rank), [axis]]
                return arrays.transpose(tensor, arrays.concat(order, 0))

            precise = to_end(precise)
            labels = to_end(labels)
        dims = arrays.shape(precise)
        precise = _flatten_outer(precise)
        labels = _flatten_outer(labels)
        cost = _softmax_xent(precise, labels, name=scope)[0]
        cost = arrays.reshape(cost, slice_(dims, [0], [math.subtract(rank, 1)]))
        if shape.dims is not None:
            static = shape.as_list()
            del static[axis]
            cost.set_shape(static)
        return math.cast(cost, logits.dtype.base_dtype) if is_half else cost


def softmax_cross_entropy_with_logits(
    _sentinel=None, labels=None, logits=None, dim=-1, name=None, axis=None
):
    """Version 1: no gradient flows into the labels."""
    if axis is not None:
        dim = axis
    check_named_arguments('softmax_cross_entropy_with_logits', _sentinel, labels, logits)
    return _softmax_cross_entropy_of_fixed(labels, logits, dim, name)


@recalled
def _softmax_cross_entropy_of_fixed(labels, logits, dim, name):
    with name_scope(name, 'softmax_cross_entropy_with_logits_sg', [logits, labels]) as scope:
        labels = arrays.stop_gradient(labels, name='labels_stop_gradient')
    return softmax_cross_entropy_with_logits_v2(
        labels=labels, logits=logits, axis=dim, name=scope
    )


def sparse_softmax_cross_entropy_with_logits(_sentinel=None, labels=None, logits=None, name=None):
    check_named_arguments('sparse_softmax_cross_entropy_with_logits', _sentinel, labels, logits)
    return _sparse_softmax_cross_entropy(labels, logits, name)


@recalled
def _sparse_softmax_cross_entropy(labels, logits, name):
    with name_scope(name, 'SparseSoftmaxCrossEntropyWithLogits', [labels, logits]):
        labels = convert(labels)
        logits = convert(logits)
        is_half = logits.dtype.base_dtype is dtypes.float16
        precise = math.cast(logits, dtypes.float32) if is_half else logits
        label_shape = labels.shape
        logit_shape = logits.shape
        label_dims = arrays.shape(labels)
        known = label_shape.is_fully_defined() and logit_shape[:-1].is_fully_defined()
        if logit_shape.ndims == 0:
            raise ValueError('Logits cannot be scalars - received shape %s.' % logit_shape)
        if None not in (logit_shape.ndims, label_shape.ndims) and (
            label_shape.ndims != logit_shape.ndims - 1
        ):
            raise ValueError(
                'Rank mismatch: Rank of labels (received %s) should equal rank of logits minus 1 '
                '(received %s).' % (label_shape.ndims, logit_shape.ndims)
            )
        if known and label_shape != logit_shape[:-1]:
            raise ValueError(
                'Shape mismatch: The shape of labels (received %s) should equal the shape of logits '
                'except for the last dimension (received %s).' % (label_shape, logit_shape)
            )
        if logit_shape.ndims == 2:
            cost = _sparse_xent(precise, labels, name=name)[0]
            return math.cast(cost, dtypes.float16) if is_half else cost
        checks = []
        if not known:
            from .checks import assert_equal

            checks.append(assert_equal(arrays.shape(labels), arrays.shape(logits)[:-1]))
        with ControlDependencies(get_default_graph(), checks):
            classes = arrays.shape(logits)[arrays.rank(logits) - 1]
            precise = arrays.reshape(precise, [-1, classes])
            labels = arrays.reshape(labels, [-1])
            cost = _sparse_xent(precise, labels, name=name)[0]
            cost = arrays.reshape(cost, label_dims)
            cost.set_shape(label_shape)
            return math.cast(cost, dtypes.float16) if is_half else cost


def _same_shape(labels, logits):
    try:
        labels.shape.merge_with(logits.shape)
    except ValueError:
        raise ValueError(
            'logits and labels must have the same shape (%s vs %s)' % (logits.shape, labels.shape)
        ) from None


def sigmoid_cross_entropy_with_logits(_sentinel=None, labels=None, logits=None, name=None):
    check_named_arguments('sigmoid_cross_entropy_with_logits', _sentinel, labels, logits)
    return _sigmoid_cross_entropy(labels, logits, name)


@recalled
def _sigmoid_cross_entropy(labels, logits, name):
    with name_scope(name, 'logistic_loss', [logits, labels]) as scope:
        logits = convert(logits, name='logits')
        labels = convert(labels, name='labels')
        _same_shape(labels, logits)
        # max(x, 0) − x·z + log(1 + e^−|x|), each part with a derivative at 0.
        zeros = creation.zeros_like(logits, dtype=logits.dtype)
        positive = logits >= zeros
        relu_logits = arrays.where(positive, logits, zeros)
        neg_abs_logits = arrays.where(positive, -logits, logits)
        return math.add(
            relu_logits - logits * labels, math.log1p(math.exp(neg_abs_logits)), name=scope
        )


def weighted_cross_entropy_with_logits(
    labels=None, logits=None, pos_weight=None, name=None, targets=None
):
    labels = either('labels', labels, 'targets', targets)
    with name_scope(name, 'logistic_loss', [logits, labels]) as scope:
        logits = convert(logits, name='logits')
        labels = convert(labels, name='labels')
        _same_shape(labels, logits)
        log_weight = 1 + (pos_weight - 1) * labels
        return math.add(
            (1 - labels) * logits,
            log_weight
            * (math.log1p(math.exp(-math.abs(logits))) + activations.relu(-logits)),
            name=scope,
        )
