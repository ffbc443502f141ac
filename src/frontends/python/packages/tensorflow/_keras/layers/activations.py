"""Activations that are layers of their own. Of keras/layers/advanced_activations.py."""

from ..._ops import math
from .. import backend_layers as K
from .. import settings
from ..backend_values import cast_to_floatx
from ..base_layer import Layer
from ..input_spec import InputSpec
from .options import WeightOptions


class _SameShape(Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def compute_output_shape(self, input_shape):
        return input_shape


class LeakyReLU(_SameShape):
    def __init__(self, alpha=0.3, **kwargs):
        super().__init__(**kwargs)
        self.alpha = cast_to_floatx(alpha)

    def call(self, inputs):
        return K.relu(inputs, alpha=self.alpha)

    def get_config(self):
        return {**super().get_config(), 'alpha': float(self.alpha)}


class PReLU(WeightOptions, _SameShape):
    """A slope below 0 for each unit, which is trained."""

    _named = ('alpha',)

    def __init__(
        self,
        alpha_initializer='zeros',
        alpha_regularizer=None,
        alpha_constraint=None,
        shared_axes=None,
        **kwargs,
    ):
        given = locals()
        super().__init__(**kwargs)
        self._keep_options(given)
        if shared_axes is None:
            self.shared_axes = None
        else:
            is_list = isinstance(shared_axes, (list, tuple))
            self.shared_axes = list(shared_axes) if is_list else [shared_axes]

    def build(self, input_shape):
        dims = [getattr(dim, 'value', dim) for dim in input_shape]
        shape = dims[1:]
        for axis in self.shared_axes or ():
            shape[axis - 1] = 1
        self.alpha = self.add_weight(
            shape=shape,
            name='alpha',
            initializer=self.alpha_initializer,
            regularizer=self.alpha_regularizer,
            constraint=self.alpha_constraint,
        )
        shared = self.shared_axes or range(1, len(dims))
        axes = {i: dims[i] for i in range(1, len(dims)) if i not in shared}
        self.input_spec = InputSpec(ndim=len(dims), axes=axes)
        self.built = True

    def call(self, inputs):
        positive = K.relu(inputs)
        negative = -self.alpha * K.relu(-inputs)
        return positive + negative

    def get_config(self):
        config = {**super().get_config(), **self._options_config()}
        del config['activity_regularizer']
        return {**config, 'shared_axes': self.shared_axes}


class ELU(_SameShape):
    def __init__(self, alpha=1.0, **kwargs):
        super().__init__(**kwargs)
        self.alpha = cast_to_floatx(alpha)

    def call(self, inputs):
        return K.elu(inputs, self.alpha)

    def get_config(self):
        return {**super().get_config(), 'alpha': float(self.alpha)}


class ThresholdedReLU(_SameShape):
    def __init__(self, theta=1.0, **kwargs):
        super().__init__(**kwargs)
        self.theta = cast_to_floatx(theta)

    def call(self, inputs):
        return inputs * math.cast(math.greater(inputs, self.theta), settings.floatx())

    def get_config(self):
        return {**super().get_config(), 'theta': float(self.theta)}


class Softmax(_SameShape):
    def __init__(self, axis=-1, **kwargs):
        super().__init__(**kwargs)
        self.axis = axis

    def call(self, inputs):
        return K.softmax(inputs, axis=self.axis)

    def get_config(self):
        return {**super().get_config(), 'axis': self.axis}


class ReLU(Layer):
    def __init__(self, max_value=None, negative_slope=0, threshold=0, **kwargs):
        super().__init__(**kwargs)
        if max_value is not None and max_value < 0.0:
            raise ValueError('max_value of Relu layer cannot be negative value: ' + str(max_value))
        if negative_slope < 0.0:
            raise ValueError(
                'negative_slope of Relu layer cannot be negative value: ' + str(negative_slope)
            )
        self.max_value = None if max_value is None else cast_to_floatx(max_value)
        self.negative_slope = cast_to_floatx(negative_slope)
        self.threshold = cast_to_floatx(threshold)

    def call(self, inputs):
        return K.relu(
            inputs,
            alpha=self.negative_slope,
            max_value=self.max_value,
            threshold=self.threshold,
        )

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        own = {
            'max_value': self.max_value,
            'negative_slope': self.negative_slope,
            'threshold': self.threshold,
        }
        return {**super().get_config(), **own}
