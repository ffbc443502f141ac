"""tf.image: element types, brightness, contrast, hue, saturation, standard scores, colour spaces."""

from .. import _dtypes as dtypes
from .._apply import OpCall
from .._convert import convert, is_dense
from .._name_scope import name_scope
from .._op_functions import unary_op
from . import arrays, checks, control, creation, math, random, reductions
from .image_sizes import _holds, assert_at_least_3d
from .tensordot import tensordot

_contrast = OpCall('AdjustContrastv2')
_hue = OpCall('AdjustHue')
_saturation = OpCall('AdjustSaturation')
_rgb_to_hsv = unary_op('RGBToHSV')
_hsv_to_rgb = unary_op('HSVToRGB')


def rgb_to_hsv(images, name=None):
    return _rgb_to_hsv(images, name=name)


def hsv_to_rgb(images, name=None):
    return _hsv_to_rgb(images, name=name)


def convert_image_dtype(image, dtype, saturate=False, name=None):
    """Floats between 0 and 1 stand for integers between 0 and the type's largest."""
    image = convert(image, name='image')
    dtype = dtypes.as_dtype(dtype)
    if not dtype.is_floating and not dtype.is_integer:
        raise AttributeError('dtype must be either floating point or integer')
    if dtype == image.dtype:
        return arrays.identity(image, name=name)
    with name_scope(name, 'convert_image', [image]) as scope:
        cast_to = math.saturate_cast if saturate else math.cast
        if image.dtype.is_integer and dtype.is_integer:
            most, wanted = image.dtype.max, dtype.max
            if most > wanted:
                scaled = math.div(image, (most + 1) // (wanted + 1))
                return cast_to(scaled, dtype, name=scope)
            wider = cast_to(image, dtype)
            return math.multiply(wider, (wanted + 1) // (most + 1), name=scope)
        if image.dtype.is_floating and dtype.is_floating:
            return math.cast(image, dtype, name=scope)
        if image.dtype.is_integer:
            return math.multiply(math.cast(image, dtype), 1.0 / image.dtype.max, name=scope)
        # The half keeps the cast from rounding 1.0 down.
        return cast_to(math.multiply(image, dtype.max + 0.5), dtype, name=scope)


def _as_float(image):
    """(IMAGE as floats, its own type)"""
    own = image.dtype.base_dtype
    if own.name in ('float16', 'float32'):
        return image, own
    return convert_image_dtype(image, dtypes.float32), own


def adjust_brightness(image, delta):
    with name_scope(None, 'adjust_brightness', [image, delta]) as scope:
        image, own = _as_float(convert(image, name='image'))
        brighter = math.add(image, math.cast(delta, image.dtype), name=scope)
        return convert_image_dtype(brighter, own, saturate=True)


def adjust_contrast(images, contrast_factor):
    with name_scope(None, 'adjust_contrast', [images, contrast_factor]) as scope:
        images, own = _as_float(convert(images, name='images'))
        adjusted = _contrast(images, contrast_factor, name=scope)
        return convert_image_dtype(adjusted, own, saturate=True)


def adjust_gamma(image, gamma=1, gain=1):
    with name_scope(None, 'adjust_gamma', [image, gamma, gain]):
        image, own = _as_float(convert(image, name='image'))
        assertions = _holds(gamma >= 0, 'Gamma should be a non-negative real number.')
        if assertions:
            gamma = control.with_dependencies(assertions, gamma)
        return convert_image_dtype(gain * image**gamma, own, saturate=True)


def adjust_hue(image, delta, name=None):
    with name_scope(name, 'adjust_hue', [image]):
        image, own = _as_float(convert(image, name='image'))
        return convert_image_dtype(_hue(image, delta), own)


def adjust_saturation(image, saturation_factor, name=None):
    with name_scope(name, 'adjust_saturation', [image]):
        image, own = _as_float(convert(image, name='image'))
        return convert_image_dtype(_saturation(image, saturation_factor), own)


def random_brightness(image, max_delta, seed=None):
    if max_delta < 0:
        raise ValueError('max_delta must be non-negative.')
    return adjust_brightness(image, random.random_uniform([], -max_delta, max_delta, seed=seed))


def random_hue(image, max_delta, seed=None):
    if max_delta > 0.5:
        raise ValueError('max_delta must be <= 0.5.')
    if max_delta < 0:
        raise ValueError('max_delta must be non-negative.')
    return adjust_hue(image, random.random_uniform([], -max_delta, max_delta, seed=seed))


def _factor(lower, upper, seed):
    if upper <= lower:
        raise ValueError('upper must be > lower.')
    if lower < 0:
        raise ValueError('lower must be non-negative.')
    return random.random_uniform([], lower, upper, seed=seed)


def random_contrast(image, lower, upper, seed=None):
    return adjust_contrast(image, _factor(lower, upper, seed))


def random_saturation(image, lower, upper, seed=None):
    return adjust_saturation(image, _factor(lower, upper, seed))


def per_image_standardization(image):
    """(x − mean)/max(σ, 1/√n) per image."""
    with name_scope(None, 'per_image_standardization', [image]) as scope:
        image = assert_at_least_3d(convert(image, name='image'))
        image, own = _as_float(image)
        count = reductions.reduce_prod(arrays.shape(image)[-3:])
        axes = [-1, -2, -3]
        mean = reductions.reduce_mean(image, axis=axes, keepdims=True)
        deviation = reductions.reduce_std(image, axis=axes, keepdims=True)
        least = math.rsqrt(math.cast(count, image.dtype))
        divisor = math.maximum(deviation, least)
        image = math.div(image - mean, divisor, name=scope)
        return convert_image_dtype(image, own, saturate=True)


# -- colour spaces -----------------------------------------------------------------------------


def rgb_to_grayscale(images, name=None):
    with name_scope(name, 'rgb_to_grayscale', [images]) as scope:
        images = convert(images, name='images')
        own = images.dtype
        floats = convert_image_dtype(images, dtypes.float32)
        gray = tensordot(floats, [0.2989, 0.5870, 0.1140], [-1, -1])
        return convert_image_dtype(arrays.expand_dims(gray, -1), own, name=scope)


def _check_grayscale(image):
    try:
        if image.shape.ndims is None:
            shape = image.shape.with_rank(2)
        else:
            shape = image.shape.with_rank_at_least(2)
    except ValueError:
        raise ValueError('A grayscale image must be at least two-dimensional.') from None
    words = 'Last dimension of a grayscale image should be size 1.'
    if shape.is_fully_defined():
        if shape[-1] != 1:
            raise ValueError(words)
        return []
    return [
        checks.assert_equal(arrays.shape(image)[-1], 1, message=words),
        checks.assert_greater_equal(
            arrays.rank(image),
            3,
            message='A grayscale image must be at least two-dimensional.',
        ),
    ]


def grayscale_to_rgb(images, name=None):
    with name_scope(name, 'grayscale_to_rgb', [images]) as scope:
        if not is_dense(images):
            images = convert(images, name='images')
        images = control.with_dependencies(_check_grayscale(images), images)
        images = convert(images, name='images')
        before = arrays.expand_dims(arrays.rank(images) - 1, 0)
        counts = [creation.ones(before, dtype=dtypes.int32), arrays.expand_dims(3, 0)]
        rgb = arrays.tile(images, arrays.concat(counts, 0), name=scope)
        rgb.set_shape(images.shape[:-1].concatenate([3]))
        return rgb


def _by_matrix(matrix):
    def to_space(images):
        images = convert(images, name='images')
        kernel = convert(matrix, images.dtype.base_dtype, 'kernel')
        return tensordot(images, kernel, axes=[[images.shape.ndims - 1], [0]])

    return to_space


rgb_to_yiq = _by_matrix(
    [
        [0.299, 0.59590059, 0.2115],
        [0.587, -0.27455667, -0.52273617],
        [0.114, -0.32134392, 0.31119955],
    ]
)
yiq_to_rgb = _by_matrix(
    [[1, 1, 1], [0.95598634, -0.27201283, -1.10674021], [0.6208248, -0.64720424, 1.70423049]]
)
rgb_to_yuv = _by_matrix(
    [
        [0.299, -0.14714119, 0.61497538],
        [0.587, -0.28886916, -0.51496512],
        [0.114, 0.43601035, -0.10001026],
    ]
)
yuv_to_rgb = _by_matrix([[1, 1, 1], [0, -0.394642334, 2.03206185], [1.13988303, -0.58062185, 0]])
