"""Learning-rate schedules of tf.keras.optimizers.schedules: objects that are called with the step.

Of keras/optimizer_v2/learning_rate_schedule.py; the formulas are those of tf.train's decays.
"""

from ..._convert import convert
from ..._ops import conditionals, math
from ..._training import cosine_schedules, schedules
from ..graph_state import scope
from ..serializing import deserialize_keras_object, serialize_keras_object


class LearningRateSchedule:
    """`schedule(step)` gives the learning rate."""

    def __call__(self, step):
        raise NotImplementedError('Learning rate schedule must override __call__')

    def get_config(self):
        raise NotImplementedError('Learning rate schedule must override get_config')

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class _Decay(LearningRateSchedule):
    """A schedule that one of tf.train's functions computes from the attributes _FIELDS."""

    _fields = ()

    def _keep(self, given):
        for name in ('initial_learning_rate', *self._fields, 'name'):
            setattr(self, name, given[name])

    def __call__(self, step):
        values = [getattr(self, name) for name in self._fields]
        return type(self)._formula(self.initial_learning_rate, step, *values, name=self.name)

    def get_config(self):
        names = ('initial_learning_rate', *self._fields, 'name')
        return {name: getattr(self, name) for name in names}


class ExponentialDecay(_Decay):
    _fields = ('decay_steps', 'decay_rate', 'staircase')
    _formula = staticmethod(schedules.exponential_decay)

    def __init__(self, initial_learning_rate, decay_steps, decay_rate, staircase=False, name=None):
        self._keep(locals())


class InverseTimeDecay(_Decay):
    _fields = ('decay_steps', 'decay_rate', 'staircase')
    _formula = staticmethod(schedules.inverse_time_decay)

    def __init__(self, initial_learning_rate, decay_steps, decay_rate, staircase=False, name=None):
        self._keep(locals())


class PolynomialDecay(_Decay):
    _fields = ('decay_steps', 'end_learning_rate', 'power', 'cycle')
    _formula = staticmethod(schedules.polynomial_decay)

    def __init__(
        self,
        initial_learning_rate,
        decay_steps,
        end_learning_rate=0.0001,
        power=1.0,
        cycle=False,
        name=None,
    ):
        self._keep(locals())


class CosineDecay(_Decay):
    _fields = ('decay_steps', 'alpha')
    _formula = staticmethod(cosine_schedules.cosine_decay)

    def __init__(self, initial_learning_rate, decay_steps, alpha=0.0, name=None):
        self._keep(locals())


class CosineDecayRestarts(_Decay):
    _fields = ('first_decay_steps', 't_mul', 'm_mul', 'alpha')
    _formula = staticmethod(cosine_schedules.cosine_decay_restarts)

    def __init__(
        self, initial_learning_rate, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name=None
    ):
        self._keep(locals())


class LinearCosineDecay(_Decay):
    _fields = ('decay_steps', 'num_periods', 'alpha', 'beta')
    _formula = staticmethod(cosine_schedules.linear_cosine_decay)

    def __init__(
        self,
        initial_learning_rate,
        decay_steps,
        num_periods=0.5,
        alpha=0.0,
        beta=0.001,
        name=None,
    ):
        self._keep(locals())


class NoisyLinearCosineDecay(_Decay):
    _fields = (
        'decay_steps', 'initial_variance', 'variance_decay', 'num_periods', 'alpha', 'beta',
    )  # fmt: skip
    _formula = staticmethod(cosine_schedules.noisy_linear_cosine_decay)

    def __init__(
        self,
        initial_learning_rate,
        decay_steps,
        initial_variance=1.0,
        variance_decay=0.55,
        num_periods=0.5,
        alpha=0.0,
        beta=0.001,
        name=None,
    ):
        self._keep(locals())


class PiecewiseConstantDecay(LearningRateSchedule):
    """values[i] where boundaries[i−1] < step ≤ boundaries[i]"""

    def __init__(self, boundaries, values, name=None):
        if len(boundaries) != len(values) - 1:
            raise ValueError('The length of boundaries should be 1 less than the length of values')
        self.boundaries = boundaries
        self.values = values
        self.name = name

    def __call__(self, step):
        with scope(self.name or 'PiecewiseConstant'):
            boundaries = [convert(item) for item in self.boundaries]
            values = [convert(item) for item in self.values]
            x = convert(step)
            own = x.dtype.base_dtype
            boundaries = [
                item if item.dtype.base_dtype is own else math.cast(item, own) for item in boundaries
            ]
            pairs = [
                (x <= boundaries[0], lambda: values[0]),
                (x > boundaries[-1], lambda: values[-1]),
            ]
            for low, high, value in zip(boundaries[:-1], boundaries[1:], values[1:-1]):
                pairs.append(((x > low) & (x <= high), lambda value=value: value))
            return conditionals.case(pairs, lambda: values[0], exclusive=True)

    def get_config(self):
        return {'boundaries': self.boundaries, 'values': self.values, 'name': self.name}


_KNOWN = {
    name: value
    for name, value in list(globals().items())
    if isinstance(value, type) and issubclass(value, LearningRateSchedule) and name[0] != '_'
}


def serialize(learning_rate_schedule):
    return serialize_keras_object(learning_rate_schedule)


def deserialize(config, custom_objects=None):
    return deserialize_keras_object(
        config,
        module_objects=_KNOWN,
        custom_objects=custom_objects,
        printable_module_name='decay',
    )
