"""tf.image: flips, crops, pads and other sizes (python/ops/image_ops_impl.py)."""

from .. import _dtypes as dtypes
from .._convert import convert, is_dense
from .._name_scope import name_scope
from . import arrays, checks, control, math, random
from .conditionals import case, cond
from .images import resize_bicubic, resize_bilinear, resize_nearest_neighbor
from .slicing import slice_

_EITHER = "'image' must have either 3 or 4 dimensions."


def _holds(condition, words):
    """Assertions for the run where CONDITION is a tensor; else ValueError at once."""
    if is_dense(condition):
        return [control.assert_that(condition, [words])]
    if not condition:
        raise ValueError(words)
    return []


def _dimensions(image, rank):
    """Sizes of IMAGE, numbers where they are known."""
    if image.shape.is_fully_defined():
        return image.shape.as_list()
    static = image.shape.with_rank(rank).as_list()
    dynamic = arrays.unstack(arrays.shape(image), rank)
    return [d if s is None else s for s, d in zip(static, dynamic)]


def _check_at_least_3d(image):
    try:
        if image.shape.ndims is None:
            shape = image.shape.with_rank(3)
        else:
            shape = image.shape.with_rank_at_least(3)
    except ValueError:
        raise ValueError("'image' must be at least three-dimensional.") from None
    if any(dim == 0 for dim in shape):
        raise ValueError("all dims of 'image.shape' must be > 0: %s" % shape)
    if shape.is_fully_defined():
        return []
    words = ["all dims of 'image.shape' must be > 0."]
    return [
        checks.assert_positive(arrays.shape(image), words),
        checks.assert_greater_equal(
            arrays.rank(image), 3, message="'image' must be at least three-dimensional."
        ),
    ]


def assert_at_least_3d(image):
    return control.with_dependencies(_check_at_least_3d(image), image)


def _with_shape_of(image, result):
    result.set_shape(image.shape if image.shape.ndims is not None else [None, None, None])
    return result


# -- flips and turns ---------------------------------------------------------------------------


def _flip(image, axis, name):
    with name_scope(None, name, [image]):
        image = assert_at_least_3d(convert(image, name='image'))
        rank = image.shape.ndims
        if rank == 3 or rank is None:
            return _with_shape_of(image, arrays.reverse(image, [axis]))
        if rank == 4:
            return arrays.reverse(image, [axis + 1])
        raise ValueError(_EITHER)


def flip_left_right(image):
    return _flip(image, 1, 'flip_left_right')


def flip_up_down(image):
    return _flip(image, 0, 'flip_up_down')


def _random_flip(image, axis, seed, name):
    with name_scope(None, name, [image]) as scope:
        image = assert_at_least_3d(convert(image, name='image'))
        rank = image.shape.ndims
        if rank == 3 or rank is None:
            drawn = random.random_uniform([], 0, 1.0, seed=seed)
            result = cond(
                math.less(drawn, 0.5),
                lambda: arrays.reverse(image, [axis]),
                lambda: image,
                name=scope,
            )
            return _with_shape_of(image, result)
        if rank != 4:
            raise ValueError(_EITHER)
        batch = arrays.shape(image)[0]
        drawn = random.random_uniform([batch], 0, 1.0, seed=seed)
        flips = math.round(arrays.reshape(drawn, [batch, 1, 1, 1]))
        flips = math.cast(flips, image.dtype)
        flipped = arrays.reverse(image, [axis + 1])
        return flips * flipped + (1 - flips) * image


def random_flip_left_right(image, seed=None):
    return _random_flip(image, 1, seed, 'random_flip_left_right')


def random_flip_up_down(image, seed=None):
    return _random_flip(image, 0, seed, 'random_flip_up_down')


def rot90(image, k=1, name=None):
    """IMAGE turned K times by a right angle, against the clock."""
    with name_scope(name, 'rot90', [image, k]) as scope:
        image = assert_at_least_3d(convert(image, name='image'))
        k = convert(k, dtypes.int32, 'k')
        k.shape.assert_has_rank(0)
        k = math.mod(k, 4)
        rank = image.shape.ndims
        if rank not in (None, 3, 4):
            raise ValueError(_EITHER)
        first = 1 if rank == 4 else 0
        swapped = [0, 2, 1, 3] if rank == 4 else [1, 0, 2]
        columns = [first + 1]

        def once():
            return arrays.transpose(arrays.reverse(image, columns), swapped)

        def twice():
            return arrays.reverse(image, [first, first + 1])

        def thrice():
            return arrays.reverse(arrays.transpose(image, swapped), columns)

        turns = (once, twice, thrice)
        cases = [(math.equal(k, i + 1), turn) for i, turn in enumerate(turns)]
        result = case(cases, default=lambda: image, exclusive=True, name=scope)
        if rank == 4:
            result.set_shape([result.shape[0], None, None, result.shape[3]])
        else:
            result.set_shape([None, None, image.shape[2]])
        return result


def transpose(image, name=None):
    with name_scope(name, 'transpose', [image]):
        image = assert_at_least_3d(convert(image, name='image'))
        rank = image.shape.ndims
        if rank not in (None, 3, 4):
            raise ValueError(_EITHER)
        perm = [0, 2, 1, 3] if rank == 4 else [1, 0, 2]
        return arrays.transpose(image, perm, name='transpose' if name is None else name)


# -- crops and pads ----------------------------------------------------------------------------


def _as_batch(image):
    """(a batch of images, whether IMAGE was one)"""
    rank = image.shape.ndims
    if rank == 4:
        return image, True
    if rank not in (None, 3):
        raise ValueError(_EITHER)
    image = arrays.expand_dims(image, 0)
    if rank is None:
        image.set_shape([None] * 4)
    return image, False


def _finished(images, sizes, is_batch):
    if sizes is not None:
        images.set_shape([None if is_dense(size) else size for size in sizes])
    return images if is_batch else arrays.squeeze(images, axis=[0])


def central_crop(image, central_fraction):
    with name_scope(None, 'central_crop', [image]):
        image = convert(image, name='image')
        if central_fraction <= 0.0 or central_fraction > 1.0:
            raise ValueError('central_fraction must be within (0, 1]')
        if central_fraction == 1.0:
            return image
        assert_at_least_3d(image)
        rank = image.shape.ndims
        if rank not in (3, 4):
            raise ValueError(
                '`image` should either be a Tensor with rank = 3 or rank = 4. Had rank = {}.'.format(
                    rank
                )
            )
        first = rank - 3
        static = image.shape.as_list()
        sizes = [
            arrays.shape(image)[i] if static[i] is None else static[i]
            for i in (first, first + 1)
        ]
        starts = [_central_start(size, central_fraction) for size in sizes]
        lengths = [size - start * 2 for size, start in zip(sizes, starts)]
        begin = arrays.stack([0] * first + [*starts, 0])
        size = arrays.stack([-1] * first + [*lengths, -1])
        image = slice_(image, begin, size)
        known = [None if is_dense(length) else length for length in lengths]
        image.set_shape([*static[:first], *known, static[-1]])
        return image


def _central_start(size, fraction):
    if is_dense(size):
        wide = math.cast(size, dtypes.float64)
        return math.cast((wide - wide * fraction) / 2, dtypes.int32)
    return int((float(size) - float(size) * fraction) / 2)


def pad_to_bounding_box(image, offset_height, offset_width, target_height, target_width):
    with name_scope(None, 'pad_to_bounding_box', [image]):
        image, is_batch = _as_batch(convert(image, name='image'))
        assertions = _check_at_least_3d(image)
        batch, height, width, depth = _dimensions(image, rank=4)
        right = target_width - offset_width - width
        below = target_height - offset_height - height
        assertions += _holds(offset_height >= 0, 'offset_height must be >= 0')
        assertions += _holds(offset_width >= 0, 'offset_width must be >= 0')
        assertions += _holds(right >= 0, 'width must be <= target - offset')
        assertions += _holds(below >= 0, 'height must be <= target - offset')
        image = control.with_dependencies(assertions, image)
        pads = arrays.stack([0, 0, offset_height, below, offset_width, right, 0, 0])
        padded = arrays.pad(image, arrays.reshape(pads, [4, 2]))
        return _finished(padded, [batch, target_height, target_width, depth], is_batch)


def crop_to_bounding_box(image, offset_height, offset_width, target_height, target_width):
    with name_scope(None, 'crop_to_bounding_box', [image]):
        image, is_batch = _as_batch(convert(image, name='image'))
        assertions = _check_at_least_3d(image)
        batch, height, width, depth = _dimensions(image, rank=4)
        assertions += _holds(offset_width >= 0, 'offset_width must be >= 0.')
        assertions += _holds(offset_height >= 0, 'offset_height must be >= 0.')
        assertions += _holds(target_width > 0, 'target_width must be > 0.')
        assertions += _holds(target_height > 0, 'target_height must be > 0.')
        fits = width >= (target_width + offset_width)
        assertions += _holds(fits, 'width must be >= target + offset.')
        fits = height >= (target_height + offset_height)
        assertions += _holds(fits, 'height must be >= target + offset.')
        image = control.with_dependencies(assertions, image)
        begin = arrays.stack([0, offset_height, offset_width, 0])
        size = arrays.stack([-1, target_height, target_width, -1])
        cropped = slice_(image, begin, size)
        return _finished(cropped, [batch, target_height, target_width, depth], is_batch)


def _of_either(tensors, numbers):
    """A function of two that is TENSORS where one is a tensor, else NUMBERS."""
    return lambda x, y: (tensors if is_dense(x) or is_dense(y) else numbers)(x, y)


_max, _min = _of_either(math.maximum, max), _of_either(math.minimum, min)
_equal = _of_either(math.equal, lambda x, y: x == y)


def resize_image_with_crop_or_pad(image, target_height, target_width):
    """The middle of IMAGE, or IMAGE in the middle of zeros."""
    with name_scope(None, 'resize_image_with_crop_or_pad', [image]):
        image, is_batch = _as_batch(convert(image, name='image'))
        assertions = _check_at_least_3d(image)
        assertions += _holds(target_width > 0, 'target_width must be > 0.')
        assertions += _holds(target_height > 0, 'target_height must be > 0.')
        image = control.with_dependencies(assertions, image)
        if is_dense(target_height):
            target_height = control.with_dependencies(assertions, target_height)
        if is_dense(target_width):
            target_width = control.with_dependencies(assertions, target_width)
        _, height, width, _ = _dimensions(image, rank=4)
        more = target_width - width
        crop_width = _max(-more // 2, 0)
        pad_width = _max(more // 2, 0)
        more = target_height - height
        crop_height = _max(-more // 2, 0)
        pad_height = _max(more // 2, 0)
        rows, columns = _min(target_height, height), _min(target_width, width)
        cropped = crop_to_bounding_box(image, crop_height, crop_width, rows, columns)
        resized = pad_to_bounding_box(cropped, pad_height, pad_width, target_height, target_width)
        if resized.shape.ndims is None:
            raise ValueError('resized contains no shape.')
        _, height, width, _ = _dimensions(resized, rank=4)
        assertions = _holds(_equal(height, target_height), 'resized height is not correct.')
        assertions += _holds(_equal(width, target_width), 'resized width is not correct.')
        resized = control.with_dependencies(assertions, resized)
        return _finished(resized, None, is_batch)


# -- other sizes -------------------------------------------------------------------------------


class ResizeMethod:
    BILINEAR = 0
    NEAREST_NEIGHBOR = 1
    BICUBIC = 2
    AREA = 3


def _resizer(method):
    if method in (ResizeMethod.BILINEAR, 'bilinear'):
        return resize_bilinear
    if method in (ResizeMethod.NEAREST_NEIGHBOR, 'nearest'):
        return resize_nearest_neighbor
    if method in (ResizeMethod.BICUBIC, 'bicubic'):
        return resize_bicubic
    if method in (ResizeMethod.AREA, 'area'):
        raise NotImplementedError('tf.image.ResizeMethod.AREA is not evaluated by this engine')
    raise ValueError('Resize method is not implemented.')


def resize_images(
    images,
    size,
    method=ResizeMethod.BILINEAR,
    align_corners=False,
    preserve_aspect_ratio=False,
    name=None,
):
    with name_scope(name, 'resize', [images, size]):
        images = convert(images, name='images')
        rank = images.shape.ndims
        if rank is None:
            raise ValueError("'images' contains no shape.")
        if rank == 3:
            images = arrays.expand_dims(images, 0)
        elif rank != 4:
            raise ValueError("'images' must have either 3 or 4 dimensions.")
        _, height, width, _ = images.shape.as_list()
        try:
            size = convert(size, dtypes.int32, 'size')
        except (TypeError, ValueError):
            raise ValueError("'size' must be a 1-D int32 Tensor") from None
        if not size.shape.is_compatible_with([2]):
            raise ValueError("'size' must be a 1-D Tensor of 2 elements: new_height, new_width")
        rows, columns = _known_pair(size)
        if preserve_aspect_ratio:
            size = _with_aspect_ratio(images, rows, columns)
            rows, columns = _known_pair(size)
        if None in (rows, columns, height, width) or (rows, columns) != (height, width):
            images = _resizer(method)(images, size, align_corners=align_corners)
            images.set_shape([None, rows, columns, None])
        return images if rank == 4 else arrays.squeeze(images, axis=[0])


def _known_pair(size):
    known = arrays.constant_value(size)
    return (None, None) if known is None else tuple(known)


def _with_aspect_ratio(images, rows, columns):
    _, height, width, _ = _dimensions(images, rank=4)

    def as_float(number):
        return math.cast(number, dtypes.float32)

    scales = [as_float(rows) / as_float(height), as_float(columns) / as_float(width)]
    scale = math.minimum(*scales)
    sides = [
        math.cast(math.round(scale * as_float(side)), dtypes.int32) for side in (height, width)
    ]
    return convert(sides, dtypes.int32, 'size')


def resize_image_with_pad(
    image, target_height, target_width, method=ResizeMethod.BILINEAR, align_corners=False
):
    """IMAGE as large as it fits without a change of its form, in the middle of zeros."""
    with name_scope(None, 'resize_image_with_pad', [image]):
        image, is_batch = _as_batch(convert(image, name='image'))
        assertions = _check_at_least_3d(image)
        assertions += _holds(target_width > 0, 'target_width must be > 0.')
        assertions += _holds(target_height > 0, 'target_height must be > 0.')
        image = control.with_dependencies(assertions, image)
        _, height, width, _ = _dimensions(image, rank=4)
        height, width, tall, wide = (
            math.cast(side, dtypes.float64)
            for side in (height, width, target_height, target_width)
        )
        by_width = width / wide
        ratio = _max(by_width, height / tall)
        high, broad = height / ratio, width / ratio
        rows = math.cast(math.floor(high), dtypes.int32)
        columns = math.cast(math.floor(broad), dtypes.int32)
        above = (tall - high) / 2
        left = (wide - broad) / 2
        above, left = math.floor(above), math.floor(left)
        above = _max(0, math.cast(above, dtypes.int32))
        left = _max(0, math.cast(left, dtypes.int32))
        resized = resize_images(image, [rows, columns], method, align_corners=align_corners)
        padded = pad_to_bounding_box(resized, above, left, target_height, target_width)
        if padded.shape.ndims is None:
            raise ValueError('padded contains no shape.')
        _dimensions(padded, rank=4)
        return _finished(padded, None, is_batch)
