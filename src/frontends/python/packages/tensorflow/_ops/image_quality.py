"""tf.image: how alike two images are: total variation, PSNR, SSIM, edges."""

import math as numbers

from .. import _dtypes as dtypes
from .._constant import constant
from .._control_scope import ControlDependencies
from .._convert import convert
from .._graph import get_default_graph
from .._name_scope import name_scope
from . import activations, arrays, control, creation, math, reductions
from .image_colors import convert_image_dtype
from .images import depthwise_conv2d


def total_variation(images, name=None):
    """Σ |differences of neighbours| per image."""
    with name_scope(name, 'total_variation'):
        rank = images.shape.ndims
        if rank == 3:
            down = images[1:, :, :] - images[:-1, :, :]
            across = images[:, 1:, :] - images[:, :-1, :]
            axes = None
        elif rank == 4:
            down = images[:, 1:, :, :] - images[:, :-1, :, :]
            across = images[:, :, 1:, :] - images[:, :, :-1, :]
            axes = [1, 2, 3]
        else:
            raise ValueError("'images' must be either 3 or 4-dimensional.")
        total = reductions.reduce_sum(math.abs(down), axis=axes)
        return total + reductions.reduce_sum(math.abs(across), axis=axes)


def _checked_shapes(img1, img2):
    """Assertions that both have the same last three sizes; the shapes as tensors."""
    first = img1.shape.with_rank_at_least(3)
    second = img2.shape.with_rank_at_least(3)
    first[-3:].assert_is_compatible_with(second[-3:])
    if first.ndims is not None and second.ndims is not None:
        for a, b in zip(reversed(first.dims[:-3]), reversed(second.dims[:-3])):
            if not (a == 1 or b == 1 or a.is_compatible_with(b)):
                raise ValueError('Two images are not compatible: %s and %s' % (first, second))
    first, second = arrays.shape_n([img1, img2])
    is_image = math.greater_equal(arrays.size(first), 3)
    checks = [control.assert_that(is_image, [first, second], summarize=10)]
    are_equal = reductions.reduce_all(math.equal(first[-3:], second[-3:]))
    checks.append(control.assert_that(are_equal, [first, second], summarize=10))
    return checks


def psnr(a, b, max_val, name=None):
    """20·log₁₀ max − 10·log₁₀ of the mean square difference."""
    with name_scope(name, 'PSNR', [a, b]):
        max_val = math.cast(max_val, a.dtype)
        max_val = convert_image_dtype(max_val, dtypes.float32)
        a = convert_image_dtype(a, dtypes.float32)
        b = convert_image_dtype(b, dtypes.float32)
        error = reductions.reduce_mean(math.squared_difference(a, b), [-3, -2, -1])
        signal = 20 * math.log(max_val) / math.log(10.0)
        noise = 10 / numbers.log(10) * math.log(error)
        result = math.subtract(signal, noise, name='psnr')
        with ControlDependencies(get_default_graph(), _checked_shapes(a, b)):
            return arrays.identity(result)


def _gauss(size, sigma):
    size = convert(size, dtypes.int32)
    sigma = convert(sigma)
    places = math.cast(creation.range_(size), sigma.dtype)
    places -= math.cast(size - 1, sigma.dtype) / 2.0
    g = math.square(places)
    g *= -0.5 / math.square(sigma)
    row = arrays.reshape(g, shape=[1, -1])
    g = row + arrays.reshape(g, shape=[-1, 1])
    g = activations.softmax(arrays.reshape(g, shape=[1, -1]))
    return arrays.reshape(g, shape=[size, size, 1, 1])


def _ssim_parts(x, y, reducer, max_val, k1, k2):
    """(luminance, contrast times structure): Wang et al. 2004."""
    c1 = (k1 * max_val) ** 2
    c2 = (k2 * max_val) ** 2
    mean0 = reducer(x)
    mean1 = reducer(y)
    num0 = mean0 * mean1 * 2.0
    den0 = math.square(mean0)
    den0 = den0 + math.square(mean1)
    luminance = (num0 + c1) / (den0 + c1)
    num1 = reducer(x * y) * 2.0
    squares = math.square(x)
    den1 = reducer(squares + math.square(y))
    c2 *= 1.0
    return luminance, (num1 - num0 + c2) / (den1 - den0 + c2)


def _ssim_per_channel(img1, img2, max_val, filter_size, filter_sigma, k1, k2):
    filter_size = constant(filter_size, dtype=dtypes.int32)
    filter_sigma = constant(filter_sigma, dtype=img1.dtype)
    shapes = arrays.shape_n([img1, img2])
    checks = []
    for shape in shapes:
        is_large = reductions.reduce_all(math.greater_equal(shape[-3:-1], filter_size))
        checks.append(control.assert_that(is_large, [shape, filter_size], summarize=8))
    with ControlDependencies(get_default_graph(), checks):
        img1 = arrays.identity(img1)
    kernel = _gauss(filter_size, filter_sigma)
    kernel = arrays.tile(kernel, multiples=[1, 1, shapes[0][-1], 1])

    def reducer(x):
        shape = arrays.shape(x)
        x = arrays.reshape(x, shape=arrays.concat([[-1], shape[-3:]], 0))
        y = depthwise_conv2d(x, kernel, strides=[1, 1, 1, 1], padding='VALID')
        before = shape[:-3]
        return arrays.reshape(y, arrays.concat([before, arrays.shape(y)[1:]], 0))

    luminance, structure = _ssim_parts(img1, img2, reducer, max_val, k1, k2)
    axes = constant([-3, -2], dtype=dtypes.int32)
    whole = reductions.reduce_mean(luminance * structure, axes)
    return whole, reductions.reduce_mean(structure, axes)


def ssim(img1, img2, max_val, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03):
    with ControlDependencies(get_default_graph(), _checked_shapes(img1, img2)):
        img1 = arrays.identity(img1)
    max_val = math.cast(max_val, img1.dtype)
    max_val = convert_image_dtype(max_val, dtypes.float32)
    img1 = convert_image_dtype(img1, dtypes.float32)
    img2 = convert_image_dtype(img2, dtypes.float32)
    per_channel, _ = _ssim_per_channel(img1, img2, max_val, filter_size, filter_sigma, k1, k2)
    return reductions.reduce_mean(per_channel, [-1])


def image_gradients(image):
    """(differences down, differences across), zeros at the end."""
    if image.shape.ndims != 4:
        raise ValueError(
            'image_gradients expects a 4D tensor [batch_size, h, w, d], not %s.' % image.shape
        )
    shape = arrays.shape(image)
    batch, height, width, depth = arrays.unstack(shape)
    down = image[:, 1:, :, :] - image[:, :-1, :, :]
    across = image[:, :, 1:, :] - image[:, :, :-1, :]
    row = creation.zeros(arrays.stack([batch, 1, width, depth]), image.dtype)
    down = arrays.reshape(arrays.concat([down, row], 1), shape)
    column = creation.zeros(arrays.stack([batch, height, 1, depth]), image.dtype)
    across = arrays.reshape(arrays.concat([across, column], 2), shape)
    return down, across
