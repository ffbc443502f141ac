"""Dense, Activation, Dropout and the layers that only change shapes. Of keras/layers/core.py."""

import numpy as np

from ..._apply import OpCall
from ..._convert import convert
from ..._dtypes import as_dtype
from ..._engine import fixed_kind
from ..._op_arguments import snapshot_of
from ..._ops import activations as nn
from ..._ops import arrays, conditionals, math, normalization
from ..._ops.tensordot import tensordot
from ..._shapes import TensorShape
from .. import activations, settings
from .. import backend_math as K
from ..base_layer import Layer
from ..graph_state import learning_phase
from ..input_spec import InputSpec
from .options import WeightOptions, data_format_of

_matmul = OpCall('MatMul')
_not_transposed = fixed_kind('MatMul', {'transposeA': False, 'transposeB': False})


class Dense(WeightOptions, Layer):
    """activation(inputs · kernel + bias), over the last dimension."""

    _named = ('kernel', 'bias')

    def __init__(
        self,
        units,
        activation=None,
        use_bias=True,
        kernel_initializer='glorot_uniform',
        bias_initializer='zeros',
        kernel_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        kernel_constraint=None,
        bias_constraint=None,
        trainable=True,
        name=None,
        **kwargs,
    ):
        if 'input_shape' not in kwargs and 'input_dim' in kwargs:
            kwargs['input_shape'] = (kwargs.pop('input_dim'),)
        given = locals()
        super().__init__(
            trainable=trainable,
            name=name,
            activity_regularizer=self._regularizer(activity_regularizer),
            **kwargs,
        )
        self.units = int(units)
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self._keep_options(given)
        self.supports_masking = True
        self.input_spec = InputSpec(min_ndim=2)

    def build(self, input_shape):
        dtype = as_dtype(self.dtype or settings.floatx())
        if not dtype.is_floating:
            raise TypeError(
                'Unable to build `Dense` layer with non-floating point dtype %s' % (dtype,)
            )
        width = TensorShape(input_shape)[-1].value
        if width is None:
            raise ValueError(
                'The last dimension of the inputs to `Dense` should be defined. Found `None`.'
            )
        self.input_spec = InputSpec(min_ndim=2, axes={-1: width})
        self.kernel = self._weight('kernel', [width, self.units])
        self.bias = self._weight('bias', [self.units]) if self.use_bias else None
        self.built = True

    def call(self, inputs):
        rank = len(inputs.shape)
        if rank > 2:
            outputs = tensordot(inputs, self.kernel, [[rank - 1], [0]])
            outputs.set_shape([*inputs.shape.as_list()[:-1], self.units])
        else:
            inputs = math.cast(inputs, self.dtype)
            outputs = _matmul(inputs, snapshot_of(self.kernel), _kind=_not_transposed())
        if self.use_bias:
            outputs = nn.bias_add(outputs, self.bias)
        return outputs if self.activation is None else self.activation(outputs)

    def compute_output_shape(self, input_shape):
        shape = TensorShape(input_shape).with_rank_at_least(2)
        if shape[-1].value is None:
            raise ValueError(
                'The innermost dimension of input_shape must be defined, but saw: %s' % shape
            )
        return shape[:-1].concatenate(TensorShape([self.units]))

    def get_config(self):
        return {
            **super().get_config(),
            'units': self.units,
            'activation': activations.serialize(self.activation),
            'use_bias': self.use_bias,
            **self._options_config(),
        }


class _SameShape(Layer):
    def compute_output_shape(self, input_shape):
        return input_shape


class Activation(_SameShape):
    def __init__(self, activation, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.activation = activations.get(activation)

    def call(self, inputs):
        return self.activation(inputs)

    def get_config(self):
        return {**super().get_config(), 'activation': activations.serialize(self.activation)}


class Masking(_SameShape):
    """Steps whose features are all MASK_VALUE are left out by the layers that follow."""

    def __init__(self, mask_value=0.0, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.mask_value = mask_value
        self._compute_output_and_mask_jointly = True

    def compute_mask(self, inputs, mask=None):
        return K.any_(math.not_equal(inputs, self.mask_value), axis=-1)

    def call(self, inputs):
        mask = K.any_(math.not_equal(inputs, self.mask_value), axis=-1, keepdims=True)
        outputs = inputs * math.cast(mask, inputs.dtype)
        outputs._keras_mask = arrays.squeeze(mask, axis=-1)
        return outputs

    def get_config(self):
        return {**super().get_config(), 'mask_value': self.mask_value}


class Dropout(_SameShape):
    """While training, zeroes a share RATE of the inputs and scales the others."""

    def __init__(self, rate, noise_shape=None, seed=None, name=None, **kwargs):
        super().__init__(name=name, **kwargs)
        self.rate = rate
        self.noise_shape = noise_shape
        self.seed = seed
        self.supports_masking = True

    def _get_noise_shape(self, inputs):
        if self.noise_shape is None:
            return None
        shape = arrays.shape(inputs)
        return convert([shape[i] if dim is None else dim for i, dim in enumerate(self.noise_shape)])

    def call(self, inputs, training=None):
        training = learning_phase() if training is None else training

        def dropped():
            return normalization.dropout(
                inputs, noise_shape=self._get_noise_shape(inputs), seed=self.seed, rate=self.rate
            )

        return conditionals.smart_cond(training, dropped, lambda: arrays.identity(inputs))

    def get_config(self):
        own = {'rate': self.rate, 'noise_shape': self.noise_shape, 'seed': self.seed}
        return {**super().get_config(), **own}


class SpatialDropout1D(Dropout):
    """Drops whole features."""

    def __init__(self, rate, **kwargs):
        super().__init__(rate, **kwargs)
        self.input_spec = InputSpec(ndim=3)

    def _get_noise_shape(self, inputs):
        shape = arrays.shape(inputs)
        return (shape[0], 1, shape[2])


class SpatialDropout2D(Dropout):
    """Drops whole channels."""

    def __init__(self, rate, data_format=None, **kwargs):
        super().__init__(rate, **kwargs)
        self.data_format = settings.image_data_format() if data_format is None else data_format
        if self.data_format not in {'channels_last', 'channels_first'}:
            raise ValueError('data_format must be in {"channels_last", "channels_first"}')
        self.input_spec = InputSpec(ndim=4)

    def _get_noise_shape(self, inputs):
        shape = arrays.shape(inputs)
        if self.data_format == 'channels_first':
            return (shape[0], shape[1], 1, 1)
        return (shape[0], 1, 1, shape[3])


class ActivityRegularization(_SameShape):
    def __init__(self, l1=0.0, l2=0.0, **kwargs):
        from ..regularizers import L1L2

        super().__init__(activity_regularizer=L1L2(l1=l1, l2=l2), **kwargs)
        self.supports_masking = True
        self.l1 = l1
        self.l2 = l2

    def get_config(self):
        return {**super().get_config(), 'l1': self.l1, 'l2': self.l2}


# -- shapes --------------------------------------------------------------------------------------


class Reshape(Layer):
    def __init__(self, target_shape, **kwargs):
        super().__init__(**kwargs)
        self.target_shape = tuple(target_shape)

    def compute_output_shape(self, input_shape):
        shape = TensorShape(input_shape).as_list()
        if None in shape[1:]:
            return TensorShape([shape[0], *[None if d == -1 else d for d in self.target_shape]])
        return TensorShape([shape[0], *self._without_unknown(shape[1:])])

    def _without_unknown(self, given):
        wanted = list(self.target_shape)
        unknown = [i for i, dim in enumerate(wanted) if dim < 0]
        if len(unknown) > 1:
            raise ValueError('Can only specify one unknown dimension.')
        known = int(np.prod([dim for dim in wanted if dim >= 0], dtype=int))
        size = int(np.prod(given, dtype=int))
        if unknown:
            if known == 0 or size % known != 0:
                raise ValueError('total size of new array must be unchanged')
            wanted[unknown[0]] = size // known
        elif size != known:
            raise ValueError('total size of new array must be unchanged')
        return wanted

    def call(self, inputs):
        return arrays.reshape(inputs, (arrays.shape(inputs)[0], *self.target_shape))

    def get_config(self):
        return {**super().get_config(), 'target_shape': self.target_shape}


class Permute(Layer):
    def __init__(self, dims, **kwargs):
        super().__init__(**kwargs)
        self.dims = tuple(dims)
        if sorted(dims) != list(range(1, len(dims) + 1)):
            raise ValueError(
                'Invalid permutation `dims` for Permute Layer: %s. The set of indices in `dims` must be '
                'consecutive and start from 1.' % (dims,)
            )
        self.input_spec = InputSpec(ndim=len(self.dims) + 1)

    def compute_output_shape(self, input_shape):
        shape = TensorShape(input_shape).as_list()
        return TensorShape([shape[0], *[shape[dim] for dim in self.dims]])

    def call(self, inputs):
        return arrays.transpose(inputs, perm=(0, *self.dims))

    def get_config(self):
        return {**super().get_config(), 'dims': self.dims}


class Flatten(Layer):
    def __init__(self, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.data_format = data_format_of(data_format)
        self.input_spec = InputSpec(min_ndim=1)

    def call(self, inputs):
        rank = inputs.shape.ndims
        if self.data_format == 'channels_first' and rank is not None and rank > 1:
            inputs = arrays.transpose(inputs, perm=[0, *range(2, rank), 1])
        count = inputs.shape[0].value or arrays.shape(inputs)[0]
        outputs = arrays.reshape(inputs, (count, -1))
        outputs.set_shape(self.compute_output_shape(inputs.shape))
        return outputs

    def compute_output_shape(self, input_shape):
        shape = TensorShape(input_shape).as_list()
        size = int(np.prod(shape[1:])) if all(shape[1:]) else None
        return TensorShape([shape[0], size])

    def get_config(self):
        return {**super().get_config(), 'data_format': self.data_format}


class RepeatVector(Layer):
    def __init__(self, n, **kwargs):
        super().__init__(**kwargs)
        self.n = n
        self.input_spec = InputSpec(ndim=2)

    def compute_output_shape(self, input_shape):
        shape = TensorShape(input_shape).as_list()
        return TensorShape([shape[0], self.n, shape[1]])

    def call(self, inputs):
        return K.repeat(inputs, self.n)

    def get_config(self):
        return {**super().get_config(), 'n': self.n}


