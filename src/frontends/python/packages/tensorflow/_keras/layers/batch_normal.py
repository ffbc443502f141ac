"""BatchNormalization, as TensorFlow 1 has it. Of keras/layers/normalization.py."""

from ..._constant import constant
from ..._convert import convert
from ..._ops import activations, arrays, creation, math, normalization, reductions, windows
from ..._ops.conditionals import smart_cond, smart_constant_value
from ..._ops.control import control_dependencies
from ..._ops.state import assign, assign_sub
from ..._placement import colocate_with
from ..._shapes import TensorShape
from .. import settings
from ..graph_state import learning_phase, scope
from ..input_spec import InputSpec
from .normal import Normalization, resolved_axes

_AVERAGES = ('moving_mean', 'moving_variance')
_CLIPS = ['rmax', 'rmin', 'dmax']


def _composed(scale, offset, then_scale, then_offset):
    """The two of one transform after another."""
    if then_scale is not None:
        scale *= then_scale
        offset *= then_scale
    if then_offset is not None:
        offset += then_offset
    return scale, offset


class BatchNormalization(Normalization):
    """By mean and variance of the batch when learning, else by their moving averages.

    With `renorm`, in training corrected towards the averages (arXiv:1702.03275); with `virtual_batch_size`
    by the moments of parts of the batch; `adjustment` gives a scale and a shift of its own for training.
    """

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
        self.axis = axis[:] if isinstance(axis, list) else axis
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self._named = ('beta', 'gamma', *_AVERAGES)
        given.update(dict.fromkeys(
            ('moving_mean_regularizer', 'moving_mean_constraint',
             'moving_variance_regularizer', 'moving_variance_constraint')
        ))  # fmt: skip
        self._keep_options(given)
        self.supports_masking = True
        self.renorm = renorm
        self.virtual_batch_size = virtual_batch_size
        self.adjustment = adjustment
        self.fused = True if fused is None else fused
        self.trainable = trainable
        if renorm:
            renorm_clipping = renorm_clipping or {}
            if set(renorm_clipping) - set(_CLIPS):
                raise ValueError(
                    'renorm_clipping %s contains keys not in %s' % (renorm_clipping, _CLIPS)
                )
            self.renorm_clipping = renorm_clipping
            self.renorm_momentum = renorm_momentum

    @property
    def _wide_dtype(self):
        """float32 for the parameters of half inputs."""
        dtype = self.dtype or settings.floatx()
        return 'float32' if dtype in ('float16', 'bfloat16') else dtype

    def _check_virtual_batches(self):
        if self.virtual_batch_size is None:
            return
        if self.virtual_batch_size <= 0:
            raise ValueError(
                'virtual_batch_size must be a positive integer that divides the true batch size of '
                'the input Tensor'
            )
        if 0 in self.axis:
            raise ValueError(
                'When using virtual_batch_size, the batch dimension must be 0 and thus axis cannot '
                'include 0'
            )
        if self.adjustment is not None:
            raise ValueError(
                'When using virtual_batch_size, adjustment cannot be specified'
            )

    def build(self, input_shape):
        shape = TensorShape(input_shape)
        if not shape.ndims:
            raise ValueError('Input has undefined rank:', shape)
        rank = len(shape)
        self.axis = resolved_axes(self.axis, rank)
        self._check_virtual_batches()
        is_plain = not self.renorm and self.virtual_batch_size is None and self.adjustment is None
        is_fused = rank == 4 and is_plain and self.axis in ([1], [3])
        self.fused = self.fused in (None, True) and is_fused
        if self.fused:
            self._data_format = 'NCHW' if self.axis == [1] else 'NHWC'
        sizes = {axis: shape[axis].value for axis in self.axis}
        if None in sizes.values():
            raise ValueError('Input has undefined `axis` dimension. Input shape: ', shape)
        self.input_spec = InputSpec(ndim=rank, axes=sizes)
        if len(sizes) == 1 and self.virtual_batch_size is None:
            wide = tuple(sizes.values())
        else:
            wide = [sizes.get(axis, 1) for axis in range(rank)]
            if self.virtual_batch_size is not None:
                wide.insert(1, 1)
                self.axis = [axis + 1 for axis in self.axis]
        self._make_parameters(wide)
        self.built = True

    def _make_parameters(self, wide):
        dtype = self._wide_dtype
        self._gamma_const = self._beta_const = None
        self.gamma = self.beta = None
        if self.scale:
            self.gamma = self._weight('gamma', wide, dtype=dtype)
        elif self.fused:
            self._gamma_const = constant(1.0, dtype=dtype, shape=wide)
        if self.center:
            self.beta = self._weight('beta', wide, dtype=dtype)
        elif self.fused:
            self._beta_const = constant(0.0, dtype=dtype, shape=wide)

        def average(name, initializer):
            options = {'dtype': dtype, 'initializer': initializer, 'trainable': False}
            setattr(self, name, self.add_weight(name=name, shape=wide, **options))

        average('moving_mean', self.moving_mean_initializer)
        average('moving_variance', self.moving_variance_initializer)
        if self.renorm:

            def first_deviation(*arguments, **options):
                return math.sqrt(self.moving_variance_initializer(*arguments, **options))

            # TensorFlow places each beside the average that it follows.
            with colocate_with(self.moving_variance):
                average('moving_stddev', first_deviation)
            with colocate_with(self.moving_mean):
                average('renorm_mean', self.moving_mean_initializer)
            with colocate_with(self.moving_stddev):
                average('renorm_stddev', first_deviation)

    # -- updates -------------------------------------------------------------------------------

    def _moved(self, variable, value, momentum):
        """The op that moves VARIABLE the share 1 - MOMENTUM of the way to VALUE."""
        with scope('AssignMovingAvg') as name, colocate_with(variable):
            decay = convert(1.0 - momentum, name='decay')
            if decay.dtype.base_dtype is not variable.dtype.base_dtype:
                decay = math.cast(decay, variable.dtype.base_dtype)
            delta = (variable - math.cast(value, variable.dtype.base_dtype)) * decay
            return assign_sub(variable, delta, name=name)

    def _moved_variance(self, variance, momentum):
        """The same for the variance; with renorm its root moves, and the variance becomes its square."""
        if not self.renorm:
            return self._moved(self.moving_variance, variance, momentum)
        root = self._moved(self.moving_stddev, math.sqrt(variance + self.epsilon), momentum)
        value = activations.relu(root * root - self.epsilon)
        with scope('AssignNewValue') as name, colocate_with(self.moving_variance):
            return assign(self.moving_variance, value, name=name)

    # -- calling -------------------------------------------------------------------------------

    def call(self, inputs, training=None):
        training = learning_phase() if training is None else training
        if self.fused:
            return self._fused(inputs, training)
        if self.virtual_batch_size is None:
            return self._by_moments(inputs, training)
        original = [-1] + inputs.shape.as_list()[1:]
        parts = arrays.reshape(inputs, [self.virtual_batch_size, -1, *original[1:]])
        return arrays.reshape(self._by_moments(parts, training), original)

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
            self.add_update(lambda: self._moved_variance(variance, momentum))
        return outputs

    def _by_moments(self, inputs, training):
        shape = inputs.shape
        rank = len(shape)
        others = [i for i in range(rank) if i not in self.axis]
        is_virtual = self.virtual_batch_size is not None
        if is_virtual:
            del others[1]
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
            if self.adjustment:
                scale, offset = _composed(*self._adjusted(inputs, training), scale, offset)
            own = normalization.moments(
                math.cast(inputs, self._wide_dtype),
                others,
                keep_dims=is_virtual or len(self.axis) > 1,
            )
            mean, variance = [
                smart_cond(training, lambda new=new: new, lambda old=old: convert(old))
                for new, old in zip(own, (self.moving_mean, self.moving_variance))
            ]
            new_mean, new_variance = mean, variance
            if is_virtual:
                new_mean = reductions.reduce_mean(mean, axis=1, keepdims=True)
                new_variance = reductions.reduce_mean(variance, axis=1, keepdims=True)
            if self.renorm:
                r, d, new_mean, new_variance = self._corrections(new_mean, new_variance, training)
                r = broadcast(arrays.stop_gradient(r, name='renorm_r'))
                d = broadcast(arrays.stop_gradient(d, name='renorm_d'))
                scale, offset = _composed(r, d, scale, offset)
            self._add_updates(new_mean, new_variance, training)
        dtype = inputs.dtype
        mean, variance = math.cast(mean, dtype), math.cast(variance, dtype)
        offset = None if offset is None else math.cast(offset, dtype)
        scale = None if scale is None else math.cast(scale, dtype)
        outputs = normalization.batch_normalization(
            inputs, broadcast(mean), broadcast(variance), offset, scale, self.epsilon
        )
        outputs.set_shape(shape)
        return outputs

    def _add_updates(self, mean, variance, training):
        def of_mean():
            return self._moved(self.moving_mean, mean, self.momentum)

        def of_variance():
            return self._moved_variance(variance, self.momentum)

        self.add_update(lambda: smart_cond(training, of_mean, lambda: self.moving_mean))
        self.add_update(lambda: smart_cond(training, of_variance, lambda: self.moving_variance))

    def _adjusted(self, inputs, training):
        scale, shift = self.adjustment(arrays.shape(inputs))
        return (
            smart_cond(training, lambda: scale, lambda: creation.ones_like(scale)),
            smart_cond(training, lambda: shift, lambda: creation.zeros_like(shift)),
        )

    def _corrections(self, mean, variance, training):
        """(r, d, mean, variance): x̂ becomes r·x̂ + d; the moments wait for the averages that moved.

        r = σ/σ_avg, d = (μ - μ_avg)/σ_avg, both clipped, with the averages of before this step.
        """
        deviation = math.sqrt(variance + self.epsilon)
        average = self.renorm_mean
        average_deviation = math.maximum(self.renorm_stddev, math.sqrt(self.epsilon))
        r = deviation / average_deviation
        d = (mean - average) / average_deviation
        with control_dependencies([r, d]):
            mean = arrays.identity(mean)
            deviation = arrays.identity(deviation)
        least, most, shift = [self.renorm_clipping.get(key) for key in ('rmin', 'rmax', 'dmax')]
        if least is not None:
            r = math.maximum(r, least)
        if most is not None:
            r = math.minimum(r, most)
        if shift is not None:
            d = math.minimum(math.maximum(d, -shift), shift)
        chosen_r, chosen_d = r, d
        r = smart_cond(training, lambda: chosen_r, lambda: creation.ones_like(chosen_r))
        d = smart_cond(training, lambda: chosen_d, lambda: creation.zeros_like(chosen_d))

        def moved(variable, value):
            value = arrays.identity(value)
            return smart_cond(
                training,
                lambda: self._moved(variable, value, self.renorm_momentum),
                lambda: arrays.identity(variable),
            )

        updates = [moved(self.renorm_mean, mean), moved(self.renorm_stddev, deviation)]
        with control_dependencies(updates):
            return r, d, arrays.identity(mean), arrays.identity(variance)

    def get_config(self):
        config = super().get_config()
        for name in _AVERAGES:
            del config[name + '_regularizer'], config[name + '_constraint']
        config['momentum'] = self.momentum
        if self.renorm:
            config['renorm'] = True
            config['renorm_clipping'] = self.renorm_clipping
            config['renorm_momentum'] = self.renorm_momentum
        if self.virtual_batch_size is not None:
            config['virtual_batch_size'] = self.virtual_batch_size
        return config
