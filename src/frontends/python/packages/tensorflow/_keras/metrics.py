"""Metrics of tf.keras.metrics: functions of targets and predictions, and classes that keep their means."""

from .._control_scope import InitScope
from .._convert import convert
from .._graph import get_default_graph
from .._ops import activations, arrays, math, reductions
from . import backend_math as K
from . import losses, settings
from .losses import (
    binary_crossentropy,
    categorical_crossentropy,
    categorical_hinge,
    cosine_similarity,
    hinge,
    kullback_leibler_divergence,
    logcosh,
    mean_absolute_error,
    mean_absolute_percentage_error,
    mean_squared_error,
    mean_squared_logarithmic_error,
    poisson,
    sparse_categorical_crossentropy,
    squared_hinge,
)
from .metric_base import Mean, MeanMetricWrapper, Metric
from .serializing import deserialize_keras_object, serialize_keras_object
from .weighting import squeeze_or_expand_dimensions


def _same_rank(y_true, y_pred):
    ranks = convert(y_pred).shape.ndims, convert(y_true).shape.ndims
    return None not in ranks and ranks[0] == ranks[1]


def accuracy(y_true, y_pred):
    y_pred.shape.assert_is_compatible_with(y_true.shape)
    if y_true.dtype != y_pred.dtype:
        y_pred = math.cast(y_pred, y_true.dtype)
    return math.cast(math.equal(y_true, y_pred), settings.floatx())


def binary_accuracy(y_true, y_pred, threshold=0.5):
    threshold = math.cast(threshold, y_pred.dtype)
    y_pred = math.cast(y_pred > threshold, y_pred.dtype)
    return K.mean(math.equal(y_true, y_pred), axis=-1)


def categorical_accuracy(y_true, y_pred):
    same = math.equal(reductions.argmax(y_true, axis=-1), reductions.argmax(y_pred, axis=-1))
    return math.cast(same, settings.floatx())


def sparse_categorical_accuracy(y_true, y_pred):
    if _same_rank(y_true, y_pred):
        y_true = arrays.squeeze(y_true, [-1])
    y_pred = reductions.argmax(y_pred, axis=-1)
    if y_pred.dtype.base_dtype != y_true.dtype.base_dtype:
        y_pred = math.cast(y_pred, y_true.dtype.base_dtype)
    return math.cast(math.equal(y_true, y_pred), settings.floatx())


def top_k_categorical_accuracy(y_true, y_pred, k=5):
    hits = activations.in_top_k(y_pred, reductions.argmax(y_true, axis=-1), k)
    return math.cast(hits, settings.floatx())


def sparse_top_k_categorical_accuracy(y_true, y_pred, k=5):
    if _same_rank(y_true, y_pred):
        y_true = arrays.squeeze(y_true, [-1])
    hits = activations.in_top_k(y_pred, math.cast(y_true, 'int32'), k)
    return math.cast(hits, settings.floatx())


mse = MSE = mean_squared_error
mae = MAE = mean_absolute_error
mape = MAPE = mean_absolute_percentage_error
msle = MSLE = mean_squared_logarithmic_error
kld = KLD = kullback_leibler_divergence
cosine = cosine_proximity = cosine_similarity


# -- classes -------------------------------------------------------------------------------------


def _mean_of(class_name, function, name=None, **options):
    """A metric class: the mean of FUNCTION, with OPTIONS that its constructor takes."""
    default_name = name or function.__name__

    def __init__(self, *args, **kwargs):
        names = _order(options)
        given = dict(zip(names, args))
        given.update(kwargs)
        unknown = set(given) - set(names)
        if unknown or len(args) > len(names):
            raise TypeError("__init__() got an unexpected keyword argument '%s'" % unknown)
        MeanMetricWrapper.__init__(
            self,
            function,
            given.get('name', default_name),
            dtype=given.get('dtype'),
            **{key: given.get(key, value) for key, value in options.items()},
        )

    members = {'__init__': __init__, '__module__': __name__}
    return type(class_name, (MeanMetricWrapper,), members)


def _order(options):
    """The arguments in TensorFlow's order: `k` stands first."""
    return ('k', 'name', 'dtype') if 'k' in options else ('name', 'dtype', *options)


Accuracy = _mean_of('Accuracy', accuracy)
BinaryAccuracy = _mean_of('BinaryAccuracy', binary_accuracy, threshold=0.5)
CategoricalAccuracy = _mean_of('CategoricalAccuracy', categorical_accuracy)
SparseCategoricalAccuracy = _mean_of('SparseCategoricalAccuracy', sparse_categorical_accuracy)
TopKCategoricalAccuracy = _mean_of('TopKCategoricalAccuracy', top_k_categorical_accuracy, k=5)
SparseTopKCategoricalAccuracy = _mean_of(
    'SparseTopKCategoricalAccuracy', sparse_top_k_categorical_accuracy, k=5
)
MeanSquaredError = _mean_of('MeanSquaredError', mean_squared_error)
MeanAbsoluteError = _mean_of('MeanAbsoluteError', mean_absolute_error)
MeanAbsolutePercentageError = _mean_of(
    'MeanAbsolutePercentageError', mean_absolute_percentage_error
)
MeanSquaredLogarithmicError = _mean_of(
    'MeanSquaredLogarithmicError', mean_squared_logarithmic_error
)
CosineSimilarity = _mean_of(
    'CosineSimilarity', cosine_similarity, name='cosine_similarity', axis=-1
)
Hinge = _mean_of('Hinge', hinge)
SquaredHinge = _mean_of('SquaredHinge', squared_hinge)
CategoricalHinge = _mean_of('CategoricalHinge', categorical_hinge)
LogCoshError = _mean_of('LogCoshError', logcosh)
Poisson = _mean_of('Poisson', poisson)
KLDivergence = _mean_of('KLDivergence', kullback_leibler_divergence)
BinaryCrossentropy = _mean_of(
    'BinaryCrossentropy', binary_crossentropy, from_logits=False, label_smoothing=0
)
CategoricalCrossentropy = _mean_of(
    'CategoricalCrossentropy', categorical_crossentropy, from_logits=False, label_smoothing=0
)
SparseCategoricalCrossentropy = _mean_of(
    'SparseCategoricalCrossentropy', sparse_categorical_crossentropy, from_logits=False, axis=-1
)


class RootMeanSquaredError(Mean):
    def __init__(self, name='root_mean_squared_error', dtype=None):
        super().__init__(name, dtype=dtype)

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = math.cast(y_true, self._dtype)
        y_pred = math.cast(y_pred, self._dtype)
        y_pred, y_true = squeeze_or_expand_dimensions(y_pred, y_true)
        errors = math.squared_difference(y_pred, y_true)
        return super().update_state(errors, sample_weight=sample_weight)

    def result(self):
        return math.sqrt(math.div_no_nan(self.total, self.count))


class MeanRelativeError(Mean):
    """The mean of |y_true − y_pred| / normalizer"""

    def __init__(self, normalizer, name=None, dtype=None):
        super().__init__(name=name, dtype=dtype)
        self.normalizer = math.cast(normalizer, self._dtype)

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = math.cast(y_true, self._dtype)
        y_pred = math.cast(y_pred, self._dtype)
        y_pred, y_true = squeeze_or_expand_dimensions(y_pred, y_true)
        from .._ops.counting import remove_squeezable_dimensions

        y_pred, self.normalizer = remove_squeezable_dimensions(y_pred, self.normalizer)
        y_pred.shape.assert_is_compatible_with(y_true.shape)
        errors = math.div_no_nan(math.abs(y_true - y_pred), self.normalizer)
        return super().update_state(errors, sample_weight=sample_weight)


def clone_metric(metric):
    if isinstance(metric, Metric):
        with InitScope(get_default_graph()):
            return type(metric).from_config(metric.get_config())
    return metric


_KNOWN = {
    name: value
    for name, value in list(globals().items())
    if callable(value) and name[0] != '_' and name not in ('convert', 'clone_metric')
}


def serialize(metric):
    return serialize_keras_object(metric)


def deserialize(config, custom_objects=None):
    return deserialize_keras_object(
        config,
        module_objects=_KNOWN,
        custom_objects=custom_objects,
        printable_module_name='metric function',
    )


def get(identifier):
    if isinstance(identifier, (dict, str)):
        return deserialize(identifier)
    if callable(identifier):
        return identifier
    raise ValueError('Could not interpret metric function identifier: %s' % identifier)


def name_of(metric, is_weighted=False):
    """What a metric of `compile` is called in logs."""
    if metric in ('accuracy', 'acc'):
        suffix = 'acc'
    elif metric in ('crossentropy', 'ce'):
        suffix = 'ce'
    else:
        function = get(metric)
        suffix = function.name if hasattr(function, 'name') else function.__name__
    return 'weighted_' + suffix if is_weighted else suffix


def function_of(metric, output_shape=None, loss_fn=None):
    """The function or Metric that METRIC stands for; 'accuracy' depends on the output and the loss."""
    if metric not in ('accuracy', 'acc', 'crossentropy', 'ce'):
        return get(metric)
    inner = getattr(loss_fn, 'fn', None)
    is_binary = output_shape[-1] == 1 or inner is losses.binary_crossentropy
    is_sparse = inner is losses.sparse_categorical_crossentropy
    if metric in ('accuracy', 'acc'):
        if is_binary:
            return binary_accuracy
        return sparse_categorical_accuracy if is_sparse else categorical_accuracy
    if is_binary:
        return binary_crossentropy
    return sparse_categorical_crossentropy if is_sparse else categorical_crossentropy

