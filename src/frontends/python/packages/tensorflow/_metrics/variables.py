"""What every metric has: variables of zeros, a value outside of all control, weights of fitting rank."""

from .. import _dtypes as dtypes
from .._collections import add_to_collections
from .._convert import convert
from .._eager.mode import refuse_eager
from .._graph import GraphKeys, get_default_graph
from .._ops import arrays, conditionals, creation, math
from .._ops.counting import remove_squeezable_dimensions
from .._variable import Variable


def refuse(metric, was_said_twice=False):
    """RuntimeError under eager execution, in TensorFlow's words."""
    middle = 'is not supported is not supported' if was_said_twice else 'is not supported'
    refuse_eager('tf.metrics.%s %s when eager execution is enabled.' % (metric, middle))


def metric_variable(shape, dtype, name):
    """A variable of zeros that is local and no parameter."""
    return Variable(
        lambda: creation.zeros(shape, dtype),
        trainable=False,
        collections=[GraphKeys.LOCAL_VARIABLES, GraphKeys.METRIC_VARIABLES],
        name=name,
    )


def collect(collections, value):
    if collections:
        add_to_collections(collections, value)


def value_of(collections, compute):
    """What COMPUTE() builds, which waits for nothing that the caller waits for."""
    with get_default_graph().control_dependencies(None):
        value = compute()
    collect(collections, value)
    return value


def read_variable(variable, collections):
    return value_of(collections, lambda: arrays.identity(variable))


def squeezed(predictions, labels, weights):
    """(predictions, labels, weights) of one rank, a last dimension of size 1 taken or given.

    A scalar of weights stays one (metrics_impl._remove_squeezable_dimensions).
    """
    predictions = convert(predictions)
    if labels is not None:
        labels, predictions = remove_squeezable_dimensions(labels, predictions)
        predictions.shape.assert_is_compatible_with(labels.shape)
    if weights is None:
        return predictions, labels, None
    weights = convert(weights)
    own, theirs = weights.shape.ndims, predictions.shape.ndims
    if own == 0:
        return predictions, labels, weights
    if own is not None and theirs is not None:
        if own - theirs == 1:
            weights = arrays.squeeze(weights, [-1])
        elif theirs - own == 1:
            weights = arrays.expand_dims(weights, [-1])
        return predictions, labels, weights
    return predictions, labels, _squeezed_in_run(weights, predictions)


def _squeezed_in_run(weights, predictions):
    """WEIGHTS with the rank of PREDICTIONS, when a rank is known only in the run."""
    rank = arrays.rank(weights)
    difference = rank - arrays.rank(predictions)

    def expanded():
        return conditionals.cond(
            math.equal(difference, -1),
            lambda: arrays.expand_dims(weights, [-1]),
            lambda: weights,
        )

    def narrowed():
        if weights.shape.ndims is None or weights.shape.dims[-1].is_compatible_with(1):
            return arrays.squeeze(weights, [-1])
        return weights

    def adjusted():
        return conditionals.cond(math.equal(difference, 1), narrowed, expanded)

    return conditionals.cond(math.equal(rank, 0), lambda: weights, adjusted)


def ratio(part, whole, name):
    """PART / WHOLE, 0 where WHOLE is 0 or less."""
    return math.div_no_nan(part, math.maximum(whole, 0), name=name)


def as_float(x):
    return math.cast(x, dtypes.float32)
