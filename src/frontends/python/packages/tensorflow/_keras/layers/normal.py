"""BatchNormalization (TensorFlow 1's) and LayerNormalization. Of keras/layers/normalization.py."""

from ..._constant import constant
from ..._convert import convert
from ..._ops import arrays, math, normalization, windows
from ..._ops.conditionals import smart_cond, smart_constant_value
from ..._ops.state import assign_sub
from ..._shapes import TensorShape
from .. import settings
from ..base_layer import Layer
from ..graph_state import learning_phase, scope
from ..input_spec import InputSpec
from .options import WeightOptions


def _resolved(axis, rank):
    axes = [axis] if isinstance(axis, int) else list(axis)
    axes = [rank + one if one < 0 else one for one in axes]
    for one in axes:
        if one < 0 or one >= rank:
            raise ValueError('Invalid axis: %d' % one)
    if len(axes) != len(set(axes)):
        raise ValueError('Duplicate axis: %s' % axes)
    return axes


class _Normalization(WeightOptions, Layer):
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


class BatchNormalization(_Normalization):
    """By mean and variance of the batch when learning, else by their moving averages."""

    def __init__(
        self,
        axis=-1,
        momentum=0.99,
        epsilon=1e-3,
        center=True,
        scale=True,
        beta_initializer='zeros',
        gamma_initializer='ones',
        moving_mean_initializer='zeros',
        moving_variance_initializer='ones',
        beta_regularizer=None,
        gamma_regularizer=None,
        beta_constraint=None,
        gamma_constraint=None,
        renorm=False,
        renorm_clipping=None,
        renorm_momentum=0.99,
        fused=None,
        trainable=True,
        virtual_batch_size=None,
        adjustment=None,
        name=None,
        **kwargs,
    ):
        given = locals()
        super().__init__(name=name, **kwargs)
        if not isinstance(axis, (list, int)):
            raise TypeError('axis must be int or list, type given: %s' % type(axis))
        for what in ('renorm', 'virtual_batch_size', 'adjustment'):
            if given[what]:
                raise NotImplementedError(
                    'BatchNormalization with %s is not evaluated by this engine' % what
                )
        self.axis = axis[:] if isinstance(axis, list) else axis
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self._named = ('beta', 'gamma', 'moving_mean', 'moving_variance')
        given.update(dict.fromkeys(
            ('moving_mean_regularizer', 'moving_mean_constraint',
             'moving_variance_regularizer', 'moving_variance_constraint')
        ))  # fmt: skip
        self._keep_options(given)
        self.supports_masking = True
        self.fused = True if fused is None else fused
        self.trainable = trainable

    def build(self, input_shape):
        shape = TensorShape(input_shape)
        if not shape.ndims:
            raise ValueError('Input has undefined rank:', shape)
        rank = len(shape)
        self.axis = _resolved(self.axis, rank)
        one_of_four = len(self.axis) == 1 and self.axis[0] in (1, 3)
        self.fused = bool(self.fused) and rank == 4 and one_of_four
        if self.fused:
            self._data_format = 'NCHW' if self.axis == [1] else 'NHWC'
        sizes = {axis: shape[axis].value for axis in self.axis}
        if None in sizes.values():
            raise ValueError('Input has undefined `axis` dimension. Input shape: ', shape)
        self.input_spec = InputSpec(ndim=rank, axes=sizes)
        if len(sizes) == 1:
            wide = tuple(sizes.values())
        else:
            wide = [sizes.get(axis, 1) for axis in range(rank)]
        dtype = self.dtype or settings.floatx()
        self._gamma_const = self._beta_const = None
        self.gamma = self.beta = None
        if self.scale:
            self.gamma = self._weight('gamma', wide)
        elif self.fused:
            self._gamma_const = constant(1.0, dtype=dtype, shape=wide)
        if self.center:
            self.beta = self._weight('beta', wide)
        elif self.fused:
            self._beta_const = constant(0.0, dtype=dtype, shape=wide)
        for name in ('moving_mean', 'moving_variance'):
            variable = self.add_weight(
                name=name,
                shape=wide,
                initializer=getattr(self, name + '_initializer'),
                trainable=False,
            )
            setattr(self, name, variable)
        self.built = True

    def _moved(self, variable, value, momentum):
        """The op that moves VARIABLE the share 1 - MOMENTUM of the way to VALUE."""
        with scope('AssignMovingAvg') as name:
            decay = convert(1.0 - momentum, name='decay')
            delta = (variable - math.cast(value, variable.dtype)) * decay
            return assign_sub(variable, delta, name=name)

    def call(self, inputs, training=None):
        training = learning_phase() if training is None else training
        run = self._fused if self.fused else self._by_moments
        return run(inputs, training)

    def _fused(self, inputs, training):
        gamma = self.gamma if self.scale else self._gamma_const
        beta = self.beta if self.center else self._beta_const
        options = {'epsilon': self.epsilon, 'data_format': self._data_format}

        def of_batch():
            return windows.fused_batch_norm(inputs, gamma, beta, **options)

        def of_averages():
            return windows.fused_batch_norm(
                inputs,
                gamma,
                beta,
                mean=self.moving_mean,
                variance=self.moving_variance,
                is_training=False,
                **options,
            )

        outputs, mean, variance = smart_cond(training, of_batch, of_averages)
        phase = smart_constant_value(training)
        if phase is None:
            momentum = smart_cond(training, lambda: self.momentum, lambda: 1.0)
        else:
            momentum = convert(self.momentum)
        if phase or phase is None:
            self.add_update(lambda: self._moved(self.moving_mean, mean, momentum))
            self.add_update(lambda: self._moved(self.moving_variance, variance, momentum))
        return outputs

    def _by_moments(self, inputs, training):
        shape = inputs.shape
        rank = len(shape)
        others = [i for i in range(rank) if i not in self.axis]
        wide = [1] * rank
        wide[self.axis[0]] = shape[self.axis[0]].value

        def broadcast(value):
            if value is None or len(value.shape) == rank or others == list(range(rank - 1)):
                return value
            return arrays.reshape(value, wide)

        scale, offset = broadcast(self.gamma), broadcast(self.beta)
        if smart_constant_value(training) is False:
            mean, variance = self.moving_mean, self.moving_variance
        else:
            own = normalization.moments(
                math.cast(inputs, self.dtype or settings.floatx()),
                others,
                keep_dims=len(self.axis) > 1,
            )
            moving = (self.moving_mean, self.moving_variance)
            mean, variance = [
                smart_cond(training, lambda new=new: new, lambda old=old: convert(old))
                for new, old in zip(own, moving)
            ]

            def updating(variable, value):
                return lambda: smart_cond(
                    training,
                    lambda: self._moved(variable, value, self.momentum),
                    lambda: variable,
                )

            for variable, value in zip(moving, (mean, variance)):
                self.add_update(updating(variable, value))
        mean = math.cast(mean, inputs.dtype)
        variance = math.cast(variance, inputs.dtype)
        offset = None if offset is None else math.cast(offset, inputs.dtype)
        scale = None if scale is None else math.cast(scale, inputs.dtype)
        outputs = normalization.batch_normalization(
            inputs, broadcast(mean), broadcast(variance), offset, scale, self.epsilon
        )
        outputs.set_shape(shape)
        return outputs

    def get_config(self):
        config = super().get_config()
        for name in ('moving_mean', 'moving_variance'):
            del config[name + '_regularizer'], config[name + '_constraint']
        return {**config, 'momentum': self.momentum}


class LayerNormalization(_Normalization):
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
        self.axis = _resolved(self.axis, len(input_shape))
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
