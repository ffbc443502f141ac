"""Bernoulli(logits or probs): 0 or 1"""

from .._convert import convert
from .._dtypes import bool_, int32
from .._name_scope import name_scope
from .._ops import activations, arrays, creation, cross_entropy, math, random
from .base import NOT_REPARAMETERIZED, ScalarEvent, parameters_of
from .divergences import RegisterKL
from .parameters import embed_check_integer_casting_closed, get_logits_and_probs


class Bernoulli(ScalarEvent):
    def __init__(
        self,
        logits=None,
        probs=None,
        dtype=int32,
        validate_args=False,
        allow_nan_stats=True,
        name='Bernoulli',
    ):
        parameters = parameters_of(locals())
        with name_scope(name) as name:
            self._logits, self._probs = get_logits_and_probs(
                logits=logits, probs=probs, validate_args=validate_args, name=name
            )
        super().__init__(
            dtype=dtype,
            reparameterization_type=NOT_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._logits, self._probs],
            name=name,
        )

    @staticmethod
    def _param_shapes(sample_shape):
        return {'logits': convert(sample_shape, int32)}

    logits = property(lambda self: self._logits)
    probs = property(lambda self: self._probs)

    def _batch_shape_tensor(self):
        return arrays.shape(self._logits)

    def _batch_shape(self):
        return self._logits.shape

    def _sample_n(self, n, seed=None):
        shape = arrays.concat([[n], self.batch_shape_tensor()], 0)
        uniform = random.random_uniform(shape, seed=seed, dtype=self.probs.dtype)
        return math.cast(math.less(uniform, self.probs), self.dtype)

    def _log_prob(self, event):
        if self.validate_args:
            event = embed_check_integer_casting_closed(event, target_dtype=bool_)
        logits = self.logits
        event = math.cast(event, logits.dtype)
        shapes = event.shape, logits.shape
        if not (all(shape.is_fully_defined() for shape in shapes) and shapes[0] == shapes[1]):
            wide = creation.ones_like(event) * logits
            event = creation.ones_like(logits) * event
            logits = wide
        return -cross_entropy.sigmoid_cross_entropy_with_logits(labels=event, logits=logits)

    def _entropy(self):
        first = -self.logits * (math.sigmoid(self.logits) - 1)
        return first + activations.softplus(-self.logits)

    def _mean(self):
        return arrays.identity(self.probs)

    def _variance(self):
        return self._mean() * (1.0 - self.probs)

    def _mode(self):
        return math.cast(self.probs > 0.5, self.dtype)


@RegisterKL(Bernoulli, Bernoulli)
def _kl_bernoulli_bernoulli(a, b, name=None):
    softplus = activations.softplus
    with name_scope(name, 'kl_bernoulli_bernoulli', values=[a.logits, b.logits]):
        off = softplus(-b.logits) - softplus(-a.logits)
        on = softplus(b.logits) - softplus(a.logits)
        return math.sigmoid(a.logits) * off + math.sigmoid(-a.logits) * on
