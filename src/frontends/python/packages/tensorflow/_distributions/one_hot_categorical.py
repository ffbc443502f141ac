"""OneHotCategorical(logits or probs): a class as a row of zeros and one 1
(contrib/distributions/python/ops/onehot_categorical.py)."""

from .._dtypes import int32
from .._name_scope import name_scope
from .._ops import activations, arrays, checks, control, creation, cross_entropy, random, reductions
from .._ops.matrices import matrix_set_diag
from .base import NOT_REPARAMETERIZED, Distribution, parameters_of
from .categorical import categorical_entropy, event_rank_and_size
from .divergences import RegisterKL
from .parameters import get_logits_and_probs


class OneHotCategorical(Distribution):
    def __init__(
        self,
        logits=None,
        probs=None,
        dtype=int32,
        validate_args=False,
        allow_nan_stats=True,
        name='OneHotCategorical',
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[logits, probs]) as name:
            self._logits, self._probs = get_logits_and_probs(
                name=name,
                logits=logits,
                probs=probs,
                validate_args=validate_args,
                multidimensional=True,
            )
            self._batch_rank = event_rank_and_size(self._logits)
            with name_scope(name='event_size'):
                self._event_size = arrays.shape(self._logits)[-1]
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
        return arrays.shape(self.logits)[:-1]

    def _batch_shape(self):
        return self.logits.shape[:-1]

    def _event_shape_tensor(self):
        return arrays.shape(self.logits)[-1:]

    def _event_shape(self):
        return self.logits.shape.with_rank_at_least(1)[-1:]

    def _sample_n(self, n, seed=None):
        shape = arrays.concat([[n], arrays.shape(self.logits)], 0)
        logits = self.logits
        if logits.shape.ndims != 2:
            logits = arrays.reshape(logits, [-1, self.event_size])
        draws = arrays.transpose(random.multinomial(logits, n, seed=seed))
        draws = creation.one_hot(draws, self.event_size, dtype=self.dtype)
        return arrays.reshape(draws, shape)

    def _log_prob(self, x):
        x = self._assert_valid_sample(x)
        logits = self.logits
        is_same = (
            x.shape.is_fully_defined()
            and logits.shape.is_fully_defined()
            and x.shape == logits.shape
        )
        if not is_same:
            logits = creation.ones_like(x, dtype=logits.dtype) * logits
            x = creation.ones_like(logits, dtype=x.dtype) * x
        shape = arrays.shape(reductions.reduce_sum(logits, -1))
        rows = arrays.reshape(logits, [-1, self.event_size])
        labels = arrays.reshape(x, [-1, self.event_size])
        loss = cross_entropy.softmax_cross_entropy_with_logits(labels=labels, logits=rows)
        return arrays.reshape(-loss, shape)

    def _entropy(self):
        return categorical_entropy(self)

    def _mode(self):
        mode = reductions.argmax(self.logits, axis=self._batch_rank)
        mode = creation.one_hot(mode, self.event_size, dtype=self.dtype)
        mode.set_shape(self.logits.shape)
        return mode

    def _covariance(self):
        p = self.probs
        outer = -reductions.matmul(p[..., None], p[..., None, :])
        return matrix_set_diag(outer, self._variance())

    def _variance(self):
        return self.probs * (1.0 - self.probs)

    def _assert_valid_sample(self, x):
        if not self.validate_args:
            return x
        is_negative = checks.assert_non_positive(x)
        zero = creation.zeros([], dtype=self.dtype)
        sums = checks.assert_near(zero, reductions.reduce_logsumexp(x, axis=[-1]))
        return control.with_dependencies([is_negative, sums], x)


@RegisterKL(OneHotCategorical, OneHotCategorical)
def _kl_categorical_categorical(a, b, name=None):
    with name_scope(name, 'kl_categorical_categorical', values=[a.logits, b.logits]):
        p = activations.softmax(a.logits)
        difference = activations.log_softmax(a.logits) - activations.log_softmax(b.logits)
        return reductions.reduce_sum(p * difference, axis=-1)
