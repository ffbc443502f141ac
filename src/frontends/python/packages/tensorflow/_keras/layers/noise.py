"""GaussianNoise, GaussianDropout and AlphaDropout: noise while training. Of keras/layers/noise.py."""

import numpy as np

from ..._ops import arrays, math
from .. import backend_math as M
from .. import settings
from ..backend_layers import in_train_phase
from ..base_layer import Layer

_ALPHA = 1.6732632423543772848170429916717
_SCALE = 1.0507009873554804934193349852946


class _Noise(Layer):
    _amount = 'rate'

    def __init__(self, amount, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        setattr(self, self._amount, amount)

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {**super().get_config(), self._amount: getattr(self, self._amount)}


class GaussianNoise(_Noise):
    """Adds normal numbers."""

    _amount = 'stddev'

    def __init__(self, stddev, **kwargs):
        super().__init__(stddev, **kwargs)

    def call(self, inputs, training=None):
        def noised():
            return inputs + M.random_normal(arrays.shape(inputs), mean=0.0, stddev=self.stddev)

        return in_train_phase(noised, inputs, training=training)


class GaussianDropout(_Noise):
    """Multiplies by normal numbers around one."""

    def __init__(self, rate, **kwargs):
        super().__init__(rate, **kwargs)

    def call(self, inputs, training=None):
        if not 0 < self.rate < 1:
            return inputs

        def noised():
            stddev = np.sqrt(self.rate / (1.0 - self.rate))
            return inputs * M.random_normal(arrays.shape(inputs), mean=1.0, stddev=stddev)

        return in_train_phase(noised, inputs, training=training)


class AlphaDropout(_Noise):
    """Drops so that mean and variance of what selu gave stay as they are."""

    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        super().__init__(rate, **kwargs)
        self.noise_shape = noise_shape
        self.seed = seed

    def call(self, inputs, training=None):
        rate = self.rate
        if not 0.0 < rate < 1.0:
            return inputs
        shape = self.noise_shape if self.noise_shape else arrays.shape(inputs)

        def dropped():
            lowest = -_ALPHA * _SCALE
            kept = math.greater_equal(M.random_uniform(shape, seed=self.seed), rate)
            kept = math.cast(kept, settings.floatx())
            a = ((1 - rate) * (1 + rate * lowest**2)) ** -0.5
            b = -a * lowest * rate
            x = inputs * kept + lowest * (1 - kept)
            return a * x + b

        return in_train_phase(dropped, inputs, training=training)
