"""LayerNormalization, and what it shares with BatchNormalization. Of keras/layers/normalization.py."""

from ..._ops import arrays, normalization
from ..base_layer import Layer
from .options import WeightOptions


def resolved_axes(axis, rank):
    axes = [axis] if isinstance(axis, int) else list(axis)
    axes = [rank + one if one < 0 else one for one in axes]
    for one in axes:
        if one < 0 or one >= rank:
            raise ValueError('Invalid axis: %d' % one)
    if len(axes) != len(set(axes)):
        raise ValueError('Duplicate axis: %s' % axes)
    return axes


class Normalization(WeightOptions, Layer):
    _named = ('beta', 'gamma')

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        own = {
            'axis': self.axis,
            'epsilon': self.epsilon,
            'center': self.center,
            'scale': self.scale,
        }
        options = self._options_config()
        del options['activity_regularizer']
        return {**super().get_config(), **own, **options}


class LayerNormalization(Normalization):
    """Each sample by its own mean and variance."""

    def __init__(
        self,
        axis=-1,
        epsilon=1e-3,
        center=True,
        scale=True,
        beta_initializer='zeros',
        gamma_initializer='ones',
        beta_regularizer=None,
        gamma_regularizer=None,
        beta_constraint=None,
        gamma_constraint=None,
        trainable=True,
        name=None,
        **kwargs,
    ):
        given = locals()
        super().__init__(name=name, trainable=trainable, **kwargs)
        if not isinstance(axis, (list, tuple, int)):
            raise ValueError(
                "Expected an int or a list/tuple of ints for the argument 'axis', but received "
                'instead: %s' % axis
            )
        self.axis = axis if isinstance(axis, int) else axis[:]
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self._keep_options(given)
        self.supports_masking = True

    def build(self, input_shape):
        self.axis = resolved_axes(self.axis, len(input_shape))
        wide = [input_shape[axis] for axis in self.axis]
        self.gamma = self._weight('gamma', wide) if self.scale else None
        self.beta = self._weight('beta', wide) if self.center else None
        self.built = True

    def call(self, inputs):
        shape = inputs.shape
        rank = len(shape)
        mean, variance = normalization.moments(inputs, self.axis, keep_dims=True)
        wide = [1] * rank
        for axis in self.axis:
            wide[axis] = shape[axis].value

        def broadcast(value):
            if value is None or len(value.shape) == rank or self.axis == [rank - 1]:
                return value
            return arrays.reshape(value, wide)

        scale, offset = broadcast(self.gamma), broadcast(self.beta)
        outputs = normalization.batch_normalization(
            inputs, mean, variance, offset, scale, self.epsilon
        )
        outputs.set_shape(shape)
        return outputs
