"""Losses of tf.keras.losses: functions of targets and predictions, one number a sample, and classes."""

from .._convert import convert
from .._ops import activations, arrays, conditionals, math, normalization, reductions
from . import backend_layers as entropies
from . import backend_math as K
from . import settings
from .backend_values import eval_, is_tensor
from .graph_state import scope
from .serializing import deserialize_keras_object, serialize_keras_object
from .weighting import Reduction, compute_weighted_loss


def _pair(y_true, y_pred):
    y_pred = convert(y_pred)
    return math.cast(y_true, y_pred.dtype), y_pred


def mean_squared_error(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return K.mean(math.squared_difference(y_pred, y_true), axis=-1)


def mean_absolute_error(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return K.mean(math.abs(y_pred - y_true), axis=-1)


def mean_absolute_percentage_error(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    share = math.abs((y_true - y_pred) / K.clip(math.abs(y_true), settings.epsilon(), None))
    return 100.0 * K.mean(share, axis=-1)


def mean_squared_logarithmic_error(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    first = math.log(K.clip(y_pred, settings.epsilon(), None) + 1.0)
    second = math.log(K.clip(y_true, settings.epsilon(), None) + 1.0)
    return K.mean(math.squared_difference(first, second), axis=-1)


def _signed_labels(y_true):
    """0 and 1 become −1 and 1; other labels stay."""
    zeros = math.equal(y_true, 0)
    ones = math.equal(y_true, 1)
    is_binary = reductions.reduce_all(math.logical_or(zeros, ones))
    return conditionals.smart_cond(is_binary, lambda: 2.0 * y_true - 1.0, lambda: y_true)


def squared_hinge(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    y_true = _signed_labels(y_true)
    return K.mean(math.square(math.maximum(1.0 - y_true * y_pred, 0.0)), axis=-1)


def hinge(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    y_true = _signed_labels(y_true)
    return K.mean(math.maximum(1.0 - y_true * y_pred, 0.0), axis=-1)


def categorical_hinge(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    hit = reductions.reduce_sum(y_true * y_pred, axis=-1)
    miss = reductions.reduce_max((1.0 - y_true) * y_pred, axis=-1)
    return math.maximum(0.0, miss - hit + 1.0)


def huber_loss(y_true, y_pred, delta=1.0):
    y_pred = math.cast(y_pred, dtype=settings.floatx())
    y_true = math.cast(y_true, dtype=settings.floatx())
    size = math.abs(math.subtract(y_pred, y_true))
    quadratic = math.minimum(size, delta)
    linear = math.subtract(size, quadratic)
    half = convert(0.5, quadratic.dtype)
    return math.add(
        math.multiply(half, math.multiply(quadratic, quadratic)), math.multiply(delta, linear)
    )


def logcosh(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    x = y_pred - y_true
    return K.mean(x + activations.softplus(-2.0 * x) - math.log(2.0), axis=-1)


def categorical_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0):
    y_true, y_pred = _pair(y_true, y_pred)
    smoothing = convert(label_smoothing, settings.floatx())

    def smooth():
        classes = math.cast(arrays.shape(y_true)[1], y_pred.dtype)
        return y_true * (1.0 - smoothing) + (smoothing / classes)

    y_true = conditionals.smart_cond(smoothing, smooth, lambda given=y_true: given)
    return entropies.categorical_crossentropy(y_true, y_pred, from_logits=from_logits)


def sparse_categorical_crossentropy(y_true, y_pred, from_logits=False, axis=-1):
    return entropies.sparse_categorical_crossentropy(
        y_true, y_pred, from_logits=from_logits, axis=axis
    )


def binary_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0):
    y_true, y_pred = _pair(y_true, y_pred)
    smoothing = convert(label_smoothing, settings.floatx())

    def smooth(given=y_true):
        return given * (1.0 - smoothing) + 0.5 * smoothing

    y_true = conditionals.smart_cond(smoothing, smooth, lambda given=y_true: given)
    return K.mean(
        entropies.binary_crossentropy(y_true, y_pred, from_logits=from_logits), axis=-1
    )


def kullback_leibler_divergence(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    y_true = K.clip(y_true, settings.epsilon(), 1)
    y_pred = K.clip(y_pred, settings.epsilon(), 1)
    return reductions.reduce_sum(y_true * math.log(y_true / y_pred), axis=-1)


def poisson(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return K.mean(y_pred - y_true * math.log(y_pred + settings.epsilon()), axis=-1)


def cosine_proximity(y_true, y_pred, axis=-1):
    y_true = normalization.l2_normalize(y_true, axis=axis)
    y_pred = normalization.l2_normalize(y_pred, axis=axis)
    return reductions.reduce_sum(y_true * y_pred, axis=axis)


cosine = cosine_similarity = cosine_proximity
mse = MSE = mean_squared_error
mae = MAE = mean_absolute_error
mape = MAPE = mean_absolute_percentage_error
msle = MSLE = mean_squared_logarithmic_error
kld = KLD = kullback_leibler_divergence


# -- classes -------------------------------------------------------------------------------------


class Loss:
    """A loss with its reduction. Subclasses have `call(y_true, y_pred)`, one number a sample."""

    def __init__(self, reduction=Reduction.AUTO, name=None):
        Reduction.validate(reduction)
        self.reduction = reduction
        self.name = name

    def __call__(self, y_true, y_pred, sample_weight=None):
        name = 'lambda' if self.name == '<lambda>' else self.name
        with scope(name or type(self).__name__):
            losses = self.call(y_true, y_pred)
            return compute_weighted_loss(losses, sample_weight, reduction=self.reduction)

    @classmethod
    def from_config(cls, config):
        return cls(**config)

    def get_config(self):
        return {'reduction': self.reduction, 'name': self.name}

    def call(self, y_true, y_pred):
        raise NotImplementedError('Must be implemented in subclasses.')


class LossFunctionWrapper(Loss):
    """A function as a Loss; further arguments go to every call of it."""

    def __init__(self, fn, reduction=Reduction.AUTO, name=None, **kwargs):
        super().__init__(reduction=reduction, name=name)
        self.fn = fn
        self._fn_kwargs = kwargs

    def call(self, y_true, y_pred):
        return self.fn(y_true, y_pred, **self._fn_kwargs)

    def get_config(self):
        own = {k: eval_(v) if is_tensor(v) else v for k, v in self._fn_kwargs.items()}
        return {**super().get_config(), **own}


def _class_of(class_name, function, name=None):
    """A Loss class without further arguments."""

    def __init__(self, reduction=Reduction.AUTO, name=name or function.__name__):
        LossFunctionWrapper.__init__(self, function, name=name, reduction=reduction)

    return type(class_name, (LossFunctionWrapper,), {'__init__': __init__, '__module__': __name__})


MeanSquaredError = _class_of('MeanSquaredError', mean_squared_error)
MeanAbsoluteError = _class_of('MeanAbsoluteError', mean_absolute_error)
MeanAbsolutePercentageError = _class_of(
    'MeanAbsolutePercentageError', mean_absolute_percentage_error
)
MeanSquaredLogarithmicError = _class_of(
    'MeanSquaredLogarithmicError', mean_squared_logarithmic_error
)
Hinge = _class_of('Hinge', hinge)
SquaredHinge = _class_of('SquaredHinge', squared_hinge)
CategoricalHinge = _class_of('CategoricalHinge', categorical_hinge)
Poisson = _class_of('Poisson', poisson)
LogCosh = _class_of('LogCosh', logcosh)
KLDivergence = _class_of('KLDivergence', kullback_leibler_divergence)


class BinaryCrossentropy(LossFunctionWrapper):
    def __init__(
        self,
        from_logits=False,
        label_smoothing=0,
        reduction=Reduction.AUTO,
        name='binary_crossentropy',
    ):
        super().__init__(
            binary_crossentropy,
            name=name,
            reduction=reduction,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
        )
        self.from_logits = from_logits


class CategoricalCrossentropy(LossFunctionWrapper):
    def __init__(
        self,
        from_logits=False,
        label_smoothing=0,
        reduction=Reduction.AUTO,
        name='categorical_crossentropy',
    ):
        super().__init__(
            categorical_crossentropy,
            name=name,
            reduction=reduction,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
        )


class SparseCategoricalCrossentropy(LossFunctionWrapper):
    def __init__(
        self, from_logits=False, reduction=Reduction.AUTO, name='sparse_categorical_crossentropy'
    ):
        super().__init__(
            sparse_categorical_crossentropy, name=name, reduction=reduction, from_logits=from_logits
        )


class Huber(LossFunctionWrapper):
    def __init__(self, delta=1.0, reduction=Reduction.AUTO, name='huber_loss'):
        super().__init__(huber_loss, name=name, reduction=reduction, delta=delta)


class CosineSimilarity(LossFunctionWrapper):
    def __init__(self, axis=-1, reduction=Reduction.AUTO, name='cosine_similarity'):
        super().__init__(cosine_similarity, reduction=reduction, name=name, axis=axis)


def is_categorical_crossentropy(loss):
    return (
        isinstance(loss, CategoricalCrossentropy)
        or getattr(loss, 'fn', None) is categorical_crossentropy
        or getattr(loss, '__name__', None) == 'categorical_crossentropy'
        or loss == 'categorical_crossentropy'
    )


_KNOWN = {
    name: value
    for name, value in list(globals().items())
    if callable(value) and name[0] != '_' and getattr(value, '__module__', '') == __name__
}


def serialize(loss):
    return serialize_keras_object(loss)


def deserialize(name, custom_objects=None):
    return deserialize_keras_object(
        name,
        module_objects=_KNOWN,
        custom_objects=custom_objects,
        printable_module_name='loss function',
    )


def get(identifier):
    if identifier is None:
        return None
    if isinstance(identifier, str):
        return deserialize(str(identifier))
    if isinstance(identifier, dict):
        return deserialize(identifier)
    if callable(identifier):
        return identifier
    raise ValueError('Could not interpret loss function identifier:', identifier)
