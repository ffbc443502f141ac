"""Pools, over windows and over everything. Of keras/layers/pooling.py."""

from ..._ops import arrays, math, reductions, volumes, windows
from ..._shapes import TensorShape
from .. import backend_math as K
from .. import settings
from ..backend_convolutions import pool2d
from ..base_layer import Layer
from ..input_spec import InputSpec
from .options import data_format_of, letters_of, output_length, padding_of, tuple_of


class _Pooling(Layer):
    _rank = 2
    _mode = 'max'

    def __init__(
        self,
        pool_size=2,
        strides=None,
        padding='valid',
        data_format=None,
        name=None,
        **kwargs,
    ):
        super().__init__(name=name, **kwargs)
        rank = self._rank
        self.pool_size = tuple_of(pool_size, rank, 'pool_size')
        self.strides = tuple_of(pool_size if strides is None else strides, rank, 'strides')
        self.padding = padding_of(padding)
        self.data_format = data_format_of(data_format)
        self.input_spec = InputSpec(ndim=rank + 2)

    def compute_output_shape(self, input_shape):
        shape = TensorShape(input_shape).as_list()
        is_first = self.data_format == 'channels_first'
        sides = shape[2:] if is_first else shape[1:-1]
        sides = [
            output_length(side, size, self.padding, step)
            for side, size, step in zip(sides, self.pool_size, self.strides)
        ]
        if is_first:
            return TensorShape([shape[0], shape[1], *sides])
        return TensorShape([shape[0], *sides, shape[-1]])

    def get_config(self):
        own = {
            'pool_size': self.pool_size,
            'padding': self.padding,
            'strides': self.strides,
            'data_format': self.data_format,
        }
        return {**super().get_config(), **own}


class _Pooling1D(_Pooling):
    _rank = 1

    def __init__(
        self, pool_size=2, strides=None, padding='valid', data_format='channels_last', **kwargs
    ):
        super().__init__(pool_size, strides, padding, data_format, **kwargs)

    def call(self, inputs):
        axis = 2 if self.data_format == 'channels_last' else 3
        outputs = pool2d(
            arrays.expand_dims(inputs, axis),
            (*self.pool_size, 1),
            strides=(*self.strides, 1),
            padding=self.padding,
            data_format=self.data_format,
            pool_mode=self._mode,
        )
        return arrays.squeeze(outputs, axis)


class MaxPooling1D(_Pooling1D):
    pass


class AveragePooling1D(_Pooling1D):
    _mode = 'avg'


class _Pooling2D(_Pooling):
    def call(self, inputs):
        is_last = self.data_format == 'channels_last'
        sizes, steps = [
            (1, *sides, 1) if is_last else (1, 1, *sides) for sides in (self.pool_size, self.strides)
        ]
        pool = windows.max_pool if self._mode == 'max' else windows.avg_pool
        return pool(
            inputs,
            sizes,
            steps,
            padding=self.padding.upper(),
            data_format=letters_of(self.data_format, 4),
        )


class MaxPooling2D(_Pooling2D):
    pass


class AveragePooling2D(_Pooling2D):
    _mode = 'avg'


class _Pooling3D(_Pooling):
    """The pools have channels last only, so channels_first is transposed around them."""

    _rank = 3

    def call(self, inputs):
        is_first = self.data_format == 'channels_first'
        if is_first:
            inputs = arrays.transpose(inputs, (0, 2, 3, 4, 1))
        pool = volumes.max_pool3d if self._mode == 'max' else volumes.avg_pool3d
        outputs = pool(
            inputs,
            ksize=(1, *self.pool_size, 1),
            strides=(1, *self.strides, 1),
            padding=self.padding.upper(),
        )
        return arrays.transpose(outputs, (0, 4, 1, 2, 3)) if is_first else outputs


class MaxPooling3D(_Pooling3D):
    pass


class AveragePooling3D(_Pooling3D):
    _mode = 'avg'


class _GlobalPooling(Layer):
    _rank = 2

    def __init__(self, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.input_spec = InputSpec(ndim=self._rank + 2)
        self.data_format = data_format_of(data_format)

    @property
    def _axes(self):
        is_last = self.data_format == 'channels_last'
        if self._rank == 1:
            return 1 if is_last else 2
        first = 1 if is_last else 2
        return list(range(first, first + self._rank))

    def compute_output_shape(self, input_shape):
        shape = TensorShape(input_shape).as_list()
        return TensorShape([shape[0], shape[-1 if self.data_format == 'channels_last' else 1]])

    def get_config(self):
        return {**super().get_config(), 'data_format': self.data_format}


class GlobalMaxPooling1D(_GlobalPooling):
    _rank = 1

    def __init__(self, data_format='channels_last', **kwargs):
        super().__init__(data_format, **kwargs)

    def call(self, inputs):
        return K.max_(inputs, axis=self._axes)


class GlobalAveragePooling1D(_GlobalPooling):
    """The mean over time, of the steps that no mask leaves out."""

    _rank = 1

    def __init__(self, data_format='channels_last', **kwargs):
        super().__init__(data_format, **kwargs)
        self.supports_masking = True

    def call(self, inputs, mask=None):
        axis = self._axes
        if mask is None:
            return K.mean(inputs, axis=axis)
        mask = math.cast(mask, settings.floatx())
        mask = arrays.reshape(mask, [-1, inputs.shape.as_list()[axis], 1])
        inputs *= mask
        return K.sum_(inputs, axis=axis) / reductions.reduce_sum(mask, axis=axis)

    def compute_mask(self, inputs, mask=None):
        return None


class GlobalMaxPooling2D(_GlobalPooling):
    def call(self, inputs):
        return K.max_(inputs, axis=self._axes)


class GlobalAveragePooling2D(_GlobalPooling):
    def call(self, inputs):
        return K.mean(inputs, axis=self._axes)


class GlobalMaxPooling3D(GlobalMaxPooling2D):
    _rank = 3


class GlobalAveragePooling3D(GlobalAveragePooling2D):
    _rank = 3
