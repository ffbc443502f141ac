"""Convolutions over lines, images and volumes (tensorflow/python/layers/convolutional.py)."""

from .. import _initializers
from .._keras.layers import convolutions, separable, transposed
from .._layer import Layer
from .forms import constructor, function_of

_DEFAULTS = {'data_format': 'channels_last', 'bias_initializer': _initializers.Zeros()}
_KERNEL = {**_DEFAULTS, 'kernel_initializer': None}
_KERNELS = {**_DEFAULTS, 'depthwise_initializer': None, 'pointwise_initializer': None}
_NOT_TRANSPOSED = ('output_padding', 'dilation_rate')


class Conv1D(convolutions.Conv1D, Layer):
    __init__ = constructor(convolutions.Conv1D, strides=1, dilation_rate=1, **_KERNEL)


class Conv2D(convolutions.Conv2D, Layer):
    __init__ = constructor(convolutions.Conv2D, strides=(1, 1), dilation_rate=(1, 1), **_KERNEL)


class Conv3D(convolutions.Conv3D, Layer):
    __init__ = constructor(
        convolutions.Conv3D, strides=(1, 1, 1), dilation_rate=(1, 1, 1), **_KERNEL
    )


class SeparableConv1D(separable.SeparableConv1D, Layer):
    __init__ = constructor(separable.SeparableConv1D, strides=1, dilation_rate=1, **_KERNELS)


class SeparableConv2D(separable.SeparableConv2D, Layer):
    __init__ = constructor(
        separable.SeparableConv2D, strides=(1, 1), dilation_rate=(1, 1), **_KERNELS
    )


class Conv2DTranspose(transposed.Conv2DTranspose, Layer):
    __init__ = constructor(transposed.Conv2DTranspose, _NOT_TRANSPOSED, **_KERNEL)


class Conv3DTranspose(transposed.Conv3DTranspose, Layer):
    __init__ = constructor(transposed.Conv3DTranspose, _NOT_TRANSPOSED, **_KERNEL)


conv1d = function_of(Conv1D, 'conv1d', 'activation(inputs [batch, steps, channels] * kernel + bias)')
conv2d = function_of(Conv2D, 'conv2d', 'activation(inputs convolved with kernel + bias)')
conv3d = function_of(Conv3D, 'conv3d', 'activation(inputs convolved with kernel + bias)')
separable_conv1d = function_of(
    SeparableConv1D, 'separable_conv1d', 'A convolution channel by channel, then across channels.'
)
separable_conv2d = function_of(
    SeparableConv2D,
    'separable_conv2d',
    'A convolution channel by channel, then one of single pixels across channels.',
)
conv2d_transpose = function_of(
    Conv2DTranspose,
    'conv2d_transpose',
    'What a convolution of these sizes would have made INPUTS of: larger by the strides.',
)
conv3d_transpose = function_of(
    Conv3DTranspose, 'conv3d_transpose', 'The same for volumes.'
)

Convolution1D = Conv1D
Convolution2D = Conv2D
Convolution3D = Conv3D
SeparableConvolution2D = SeparableConv2D
Convolution2DTranspose = Deconvolution2D = Deconv2D = Conv2DTranspose
Convolution3DTranspose = Deconvolution3D = Deconv3D = Conv3DTranspose
convolution1d = conv1d
convolution2d = conv2d
convolution3d = conv3d
separable_convolution2d = separable_conv2d
convolution2d_transpose = deconvolution2d = deconv2d = conv2d_transpose
convolution3d_transpose = deconvolution3d = deconv3d = conv3d_transpose
