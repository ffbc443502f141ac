"""Pools over lines, images and volumes (tensorflow/python/layers/pooling.py)."""

from .._keras.layers import pooling
from .._layer import Layer
from .forms import constructor, pool_of

_DEFAULTS = {'pool_size': ..., 'strides': ..., 'data_format': 'channels_last'}


class AveragePooling1D(pooling.AveragePooling1D, Layer):
    __init__ = constructor(pooling.AveragePooling1D, **_DEFAULTS)


class MaxPooling1D(pooling.MaxPooling1D, Layer):
    __init__ = constructor(pooling.MaxPooling1D, **_DEFAULTS)


class AveragePooling2D(pooling.AveragePooling2D, Layer):
    __init__ = constructor(pooling.AveragePooling2D, **_DEFAULTS)


class MaxPooling2D(pooling.MaxPooling2D, Layer):
    __init__ = constructor(pooling.MaxPooling2D, **_DEFAULTS)


class AveragePooling3D(pooling.AveragePooling3D, Layer):
    __init__ = constructor(pooling.AveragePooling3D, **_DEFAULTS)


class MaxPooling3D(pooling.MaxPooling3D, Layer):
    __init__ = constructor(pooling.MaxPooling3D, **_DEFAULTS)


average_pooling1d = pool_of(AveragePooling1D, 'average_pooling1d', 'The mean of each window.')
max_pooling1d = pool_of(MaxPooling1D, 'max_pooling1d', 'The largest of each window.')
average_pooling2d = pool_of(AveragePooling2D, 'average_pooling2d', 'The mean of each window.')
max_pooling2d = pool_of(MaxPooling2D, 'max_pooling2d', 'The largest of each window.')
average_pooling3d = pool_of(AveragePooling3D, 'average_pooling3d', 'The mean of each window.')
max_pooling3d = pool_of(MaxPooling3D, 'max_pooling3d', 'The largest of each window.')

AvgPool2D = AveragePooling2D
MaxPool2D = MaxPooling2D
avg_pool2d = average_pooling2d
max_pool2d = max_pooling2d
