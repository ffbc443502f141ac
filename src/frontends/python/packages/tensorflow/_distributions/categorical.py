"""Categorical(logits or probs): the index of a class"""

from .._constant import constant
from .._convert import convert
from .._dtypes import int32, int64
from .._name_scope import name_scope
from .._ops import activations, arrays, creation, cross_entropy, gathering, math, random, reductions
from .._shapes import TensorShape
from .base import NOT_REPARAMETERIZED, ScalarEvent, parameters_of
from .divergences import RegisterKL
from .parameters import (
    embed_check_categorical_event_shape,
    embed_check_integer_casting_closed,
    get_logits_and_probs,
    last_size,
)


def _broadcast_event_and_params(event, params, base_dtype):
    if event.dtype.is_floating:
        event = math.cast(event, int32)
    elif not event.dtype.is_integer:
        raise TypeError(
            '`value` should have integer `dtype` or `self.dtype` ({})'.format(base_dtype)
        )
    is_known = (
        params.shape.ndims is not None
        and params.shape[:-1].is_fully_defined()
        and event.shape.is_fully_defined()
    )
    if not is_known or params.shape[:-1] != event.shape:
        params = params * creation.ones_like(event[..., None], dtype=params.dtype)
        batch = arrays.shape(params)[:-1]
        event = event * creation.ones(batch, dtype=event.dtype)
        if params.shape.ndims is not None:
            event.set_shape(TensorShape(params.shape[:-1]))
    return event, params


def event_rank_and_size(logits, shape_tensor=None):
    """(rank of the batch, number of classes), constants where the static shape says them."""
    static = logits.shape.with_rank_at_least(1)
    if static.ndims is not None:
        rank = convert(static.ndims - 1, int32, 'batch_rank')
    else:
        with name_scope(name='batch_rank'):
            rank = arrays.rank(logits) - 1
    return rank


class Categorical(ScalarEvent):
    def __init__(
        self,
        logits=None,
        probs=None,
        dtype=int32,
        validate_args=False,
        allow_nan_stats=True,
        name='Categorical',
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[logits, probs]) as name:
            self._logits, self._probs = get_logits_and_probs(
                logits=logits,
                probs=probs,
                validate_args=validate_args,
                multidimensional=True,
                name=name,
            )
            if validate_args:
                self._logits = embed_check_categorical_event_shape(self._logits)
            self._batch_rank = event_rank_and_size(self._logits)
            static = self._logits.shape.with_rank_at_least(1)
            shape = arrays.shape(self._logits, name='logits_shape')
            size = last_size(static)
            if size is not None:
                self._event_size = convert(size, int32, 'event_size')
            else:
                with name_scope(name='event_size'):
                    self._event_size = shape[self._batch_rank]
            if static[:-1].is_fully_defined():
                batch = static[:-1].as_list()
                self._batch_shape_val = constant(batch, dtype=int32, name='batch_shape')
            else:
                with name_scope(name='batch_shape'):
                    self._batch_shape_val = shape[:-1]
        super().__init__(
            dtype=dtype,
            reparameterization_type=NOT_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._logits, self._probs],
            name=name,
        )

    event_size = property(lambda self: self._event_size)
    logits = property(lambda self: self._logits)
    probs = property(lambda self: self._probs)

    def _batch_shape_tensor(self):
        return arrays.identity(self._batch_shape_val)

    def _batch_shape(self):
        return self.logits.shape[:-1]

    def _sample_n(self, n, seed=None):
        logits = self.logits
        if logits.shape.ndims != 2:
            logits = arrays.reshape(logits, [-1, self.event_size])
        kind = int64 if self.dtype.size > 4 else int32
        draws = random.multinomial(logits, n, seed=seed, output_dtype=kind)
        draws = arrays.transpose(draws)
        shape = arrays.concat([[n], self.batch_shape_tensor()], 0)
        return math.cast(arrays.reshape(draws, shape), self.dtype)

    def _event_and(self, k, params):
        k = convert(k, name='k')
        if self.validate_args:
            k = embed_check_integer_casting_closed(k, target_dtype=int32)
        return _broadcast_event_and_params(k, params, base_dtype=self.dtype.base_dtype)

    def _cdf(self, k):
        k, probs = self._event_and(k, self.probs)
        rows = arrays.reshape(probs, (-1, self._event_size))
        classes = arrays.reshape(k, [-1])
        mask = gathering.sequence_mask(classes, self._event_size)
        below = arrays.where(mask, rows, creation.zeros_like(rows))
        sums = reductions.reduce_sum(below, axis=-1)
        return arrays.reshape(sums, arrays.shape(k))

    def _log_prob(self, k):
        k, logits = self._event_and(k, self.logits)
        return -cross_entropy.sparse_softmax_cross_entropy_with_logits(labels=k, logits=logits)

    def _entropy(self):
        return categorical_entropy(self)

    def _mode(self):
        mode = reductions.argmax(self.logits, axis=self._batch_rank)
        mode = math.cast(mode, self.dtype)
        mode.set_shape(self.batch_shape)
        return mode


def categorical_entropy(distribution):
    """−Σ p·log p"""
    logs = activations.log_softmax(distribution.logits)
    return -reductions.reduce_sum(logs * distribution.probs, axis=-1)


@RegisterKL(Categorical, Categorical)
def _kl_categorical_categorical(a, b, name=None):
    with name_scope(name, 'kl_categorical_categorical', values=[a.logits, b.logits]):
        first = activations.log_softmax(a.logits)
        difference = first - activations.log_softmax(b.logits)
        return reductions.reduce_sum(activations.softmax(a.logits) * difference, axis=-1)
