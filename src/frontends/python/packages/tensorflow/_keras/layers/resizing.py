"""Padding, cropping and upsampling. Of keras/layers/convolutional.py."""

from ..._shapes import TensorShape
from .. import backend_convolutions as backend
from .. import backend_math as M
from ..base_layer import Layer
from ..input_spec import InputSpec
from .options import data_format_of, tuple_of


def _sides(value, name, short):
    """((top, bottom), (left, right))"""
    if isinstance(value, int):
        return ((value, value), (value, value))
    if hasattr(value, '__len__'):
        if len(value) != 2:
            raise ValueError('`%s` should have two elements. Found: %s' % (name, value))
        return tuple(
            tuple_of(side, 2, '%s entry of %s' % (which, name))
            for side, which in zip(value, ('1st', '2nd'))
        )
    raise ValueError(
        '`{0}` should be either an int, a tuple of 2 ints (symmetric_height_{1}, '
        'symmetric_width_{1}), or a tuple of 2 tuples of 2 ints ((top_{1}, bottom_{1}), (left_{1}, '
        'right_{1})). Found: {2}'.format(name, short, value)
    )


class _Sides(Layer):
    """A layer that changes rows and columns."""

    def _changed(self, length, axis):
        raise NotImplementedError

    def compute_output_shape(self, input_shape):
        shape = TensorShape(input_shape).as_list()
        first = 2 if self.data_format == 'channels_first' else 1
        for axis in (0, 1):
            if shape[first + axis] is not None:
                shape[first + axis] = self._changed(shape[first + axis], axis)
        return TensorShape(shape)


class ZeroPadding1D(Layer):
    def __init__(self, padding=1, **kwargs):
        super().__init__(**kwargs)
        self.padding = tuple_of(padding, 2, 'padding')
        self.input_spec = InputSpec(ndim=3)

    def call(self, inputs):
        return backend.temporal_padding(inputs, padding=self.padding)

    def compute_output_shape(self, input_shape):
        shape = TensorShape(input_shape).as_list()
        length = None if shape[1] is None else shape[1] + sum(self.padding)
        return TensorShape([shape[0], length, shape[2]])

    def get_config(self):
        return {**super().get_config(), 'padding': self.padding}


class ZeroPadding2D(_Sides):
    def __init__(self, padding=(1, 1), data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.data_format = data_format_of(data_format)
        self.padding = _sides(padding, 'padding', 'pad')
        self.input_spec = InputSpec(ndim=4)

    def _changed(self, length, axis):
        return length + sum(self.padding[axis])

    def call(self, inputs):
        return backend.spatial_2d_padding(
            inputs, padding=self.padding, data_format=self.data_format
        )

    def get_config(self):
        own = {'padding': self.padding, 'data_format': self.data_format}
        return {**super().get_config(), **own}


class Cropping1D(Layer):
    def __init__(self, cropping=(1, 1), **kwargs):
        super().__init__(**kwargs)
        self.cropping = tuple_of(cropping, 2, 'cropping')
        self.input_spec = InputSpec(ndim=3)

    def call(self, inputs):
        first, last = self.cropping
        return inputs[:, first:, :] if last == 0 else inputs[:, first:-last, :]

    def compute_output_shape(self, input_shape):
        shape = TensorShape(input_shape).as_list()
        length = None if shape[1] is None else shape[1] - sum(self.cropping)
        return TensorShape([shape[0], length, shape[2]])

    def get_config(self):
        return {**super().get_config(), 'cropping': self.cropping}


class Cropping2D(_Sides):
    def __init__(self, cropping=((0, 0), (0, 0)), data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.data_format = data_format_of(data_format)
        self.cropping = _sides(cropping, 'cropping', 'crop')
        self.input_spec = InputSpec(ndim=4)

    def _changed(self, length, axis):
        return length - sum(self.cropping[axis])

    def call(self, inputs):
        rows, columns = [slice(first, -last if last else None) for first, last in self.cropping]
        if self.data_format == 'channels_first':
            return inputs[:, :, rows, columns]
        return inputs[:, rows, columns, :]

    def get_config(self):
        own = {'cropping': self.cropping, 'data_format': self.data_format}
        return {**super().get_config(), **own}


class UpSampling1D(Layer):
    def __init__(self, size=2, **kwargs):
        super().__init__(**kwargs)
        self.size = int(size)
        self.input_spec = InputSpec(ndim=3)

    def call(self, inputs):
        return M.repeat_elements(inputs, self.size, axis=1)

    def compute_output_shape(self, input_shape):
        shape = TensorShape(input_shape).as_list()
        length = None if shape[1] is None else shape[1] * self.size
        return TensorShape([shape[0], length, shape[2]])

    def get_config(self):
        return {**super().get_config(), 'size': self.size}


class UpSampling2D(_Sides):
    def __init__(self, size=(2, 2), data_format=None, interpolation='nearest', **kwargs):
        super().__init__(**kwargs)
        self.data_format = data_format_of(data_format)
        self.size = tuple_of(size, 2, 'size')
        if interpolation not in {'nearest', 'bilinear'}:
            raise ValueError(
                '`interpolation` argument should be one of `"nearest"` or `"bilinear"`.'
            )
        self.interpolation = interpolation
        self.input_spec = InputSpec(ndim=4)

    def _changed(self, length, axis):
        return length * self.size[axis]

    def call(self, inputs):
        return backend.resize_images(
            inputs, *self.size, self.data_format, interpolation=self.interpolation
        )

    def get_config(self):
        own = {
            'size': self.size,
            'data_format': self.data_format,
            'interpolation': self.interpolation,
        }
        return {**super().get_config(), **own}
