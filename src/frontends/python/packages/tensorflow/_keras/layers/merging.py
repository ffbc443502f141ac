"""Layers of several inputs: sums, products, means, concatenations. Of keras/layers/merge.py."""

from ..._ops import arrays, creation, math, normalization
from ..._shapes import TensorShape
from .. import backend_math as K
from ..backend_values import ndim
from ..base_layer import Layer


def _dims(shape):
    return tuple(TensorShape(shape).as_list())


def _broadcast(shape1, shape2):
    """The shape of an elementwise op; ValueError where the two do not go together."""
    if None in (shape1, shape2):
        return None
    if len(shape1) < len(shape2):
        shape1, shape2 = shape2, shape1
    if not shape2:
        return shape1
    result = list(shape1[: -len(shape2)])
    for one, two in zip(shape1[-len(shape2) :], shape2):
        if None in (one, two):
            result.append(None)
        elif 1 in (one, two):
            result.append(two if one == 1 else one)
        elif one != two:
            raise ValueError(
                'Operands could not be broadcast together with shapes %s %s' % (shape1, shape2)
            )
        else:
            result.append(one)
    return tuple(result)


class _Merge(Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def build(self, input_shape):
        if not isinstance(input_shape, list):
            raise ValueError('A merge layer should be called on a list of inputs.')
        if len(input_shape) < 2:
            raise ValueError(
                'A merge layer should be called on a list of at least 2 inputs. Got '
                + str(len(input_shape)) + ' inputs.'
            )
        shapes = [_dims(shape) for shape in input_shape]
        if len({shape[0] for shape in shapes} - {None}) > 1:
            raise ValueError(
                'Can not merge tensors with different batch sizes. Got tensors with shapes : '
                + str(shapes)
            )
        merged = shapes[0][1:]
        for shape in shapes[1:]:
            merged = _broadcast(merged, shape[1:])
        self._reshape_required = len(set(map(len, shapes))) != 1

    def call(self, inputs):
        if not isinstance(inputs, list):
            raise ValueError('A merge layer should be called on a list of inputs.')
        if not self._reshape_required:
            return self._merge_function(inputs)
        ranks = [ndim(x) for x in inputs]
        if None in ranks:
            raise NotImplementedError(
                'A merge layer over inputs of unknown rank is not evaluated by this engine'
            )
        wide = []
        for x in inputs:
            for _ in range(max(ranks) - ndim(x)):
                x = arrays.expand_dims(x, axis=1)
            wide.append(x)
        return self._merge_function(wide)

    def compute_output_shape(self, input_shape):
        shapes = [_dims(shape) for shape in input_shape]
        merged = shapes[0][1:]
        for shape in shapes[1:]:
            merged = _broadcast(merged, shape[1:])
        sizes = {shape[0] for shape in shapes} - {None}
        return (sizes.pop() if len(sizes) == 1 else None, *merged)

    def _check_masks(self, inputs, mask):
        if not isinstance(mask, list):
            raise ValueError('`mask` should be a list.')
        if not isinstance(inputs, list):
            raise ValueError('`inputs` should be a list.')
        if len(mask) != len(inputs):
            raise ValueError('The lists `inputs` and `mask` should have the same length.')

    def compute_mask(self, inputs, mask=None):
        if mask is None:
            return None
        self._check_masks(inputs, mask)
        if all(one is None for one in mask):
            return None
        masks = [arrays.expand_dims(one, axis=0) for one in mask if one is not None]
        return K.all_(K.concatenate(masks, axis=0), axis=0, keepdims=False)


class Add(_Merge):
    def _merge_function(self, inputs):
        output = inputs[0]
        for x in inputs[1:]:
            output += x
        return output


class Subtract(_Merge):
    def build(self, input_shape):
        super().build(input_shape)
        self._check_count(input_shape)

    def _check_count(self, given):
        if len(given) != 2:
            raise ValueError('A `Subtract` layer should be called on exactly 2 inputs')

    def _merge_function(self, inputs):
        self._check_count(inputs)
        return inputs[0] - inputs[1]


class Multiply(_Merge):
    def _merge_function(self, inputs):
        output = inputs[0]
        for x in inputs[1:]:
            output *= x
        return output


class Average(_Merge):
    def _merge_function(self, inputs):
        output = inputs[0]
        for x in inputs[1:]:
            output += x
        return output / len(inputs)


class Maximum(_Merge):
    def _merge_function(self, inputs):
        output = inputs[0]
        for x in inputs[1:]:
            output = math.maximum(output, x)
        return output


class Minimum(_Merge):
    def _merge_function(self, inputs):
        output = inputs[0]
        for x in inputs[1:]:
            output = math.minimum(output, x)
        return output


class Concatenate(_Merge):
    def __init__(self, axis=-1, **kwargs):
        super().__init__(**kwargs)
        self.axis = axis
        self._reshape_required = False

    def build(self, input_shape):
        if not isinstance(input_shape, list) or len(input_shape) < 2:
            raise ValueError(
                'A `Concatenate` layer should be called on a list of at least 2 inputs'
            )
        shapes = [list(_dims(shape)) for shape in input_shape]
        others = set()
        for shape in shapes:
            rest = list(shape)
            del rest[self.axis]
            others.add(tuple(rest))
        if len(others) > 1:
            raise ValueError(
                'A `Concatenate` layer requires inputs with matching shapes except for the concat axis. '
                'Got inputs shapes: %s' % ([tuple(shape) for shape in shapes])
            )

    def _merge_function(self, inputs):
        return K.concatenate(inputs, axis=self.axis)

    def compute_output_shape(self, input_shape):
        if not isinstance(input_shape, list):
            raise ValueError('A `Concatenate` layer should be called on a list of inputs.')
        shapes = [list(_dims(shape)) for shape in input_shape]
        sizes = [shape[self.axis] for shape in shapes]
        shapes[0][self.axis] = None if None in sizes else sum(sizes)
        return tuple(shapes[0])

    def compute_mask(self, inputs, mask=None):
        if mask is None:
            return None
        self._check_masks(inputs, mask)
        if all(one is None for one in mask):
            return None
        masks = []
        for x, one in zip(inputs, mask):
            if one is None:
                one = creation.ones_like(x, dtype='bool')
            elif ndim(one) < ndim(x):
                one = arrays.expand_dims(one, axis=-1)
            masks.append(one)
        return K.all_(K.concatenate(masks, axis=self.axis), axis=-1, keepdims=False)

    def get_config(self):
        return {**super().get_config(), 'axis': self.axis}


class Dot(_Merge):
    """Products of samples over AXES; cosines when they are NORMALIZEd."""

    def __init__(self, axes, normalize=False, **kwargs):
        super().__init__(**kwargs)
        if not isinstance(axes, int):
            if not isinstance(axes, (list, tuple)):
                raise TypeError('Invalid type for `axes` - should be a list or an int.')
            if len(axes) != 2:
                raise ValueError('Invalid format for `axes` - should contain two elements.')
            if not all(isinstance(axis, int) for axis in axes):
                raise ValueError('Invalid format for `axes` - list elements should be "int".')
        self.axes = axes
        self.normalize = normalize
        self._reshape_required = False

    def _axes_of(self, *ranks):
        if isinstance(self.axes, int):
            if self.axes >= 0:
                return [self.axes] * 2
            return [self.axes % rank for rank in ranks]
        return [axis % rank if axis < 0 else axis for axis, rank in zip(self.axes, ranks)]

    def build(self, input_shape):
        if not isinstance(input_shape, list) or len(input_shape) != 2:
            raise ValueError('A `Dot` layer should be called on a list of 2 inputs.')
        one, two = [_dims(shape) for shape in input_shape]
        axes = self._axes_of(len(one), len(two))
        if one[axes[0]] != two[axes[1]]:
            raise ValueError(
                'Dimension incompatibility %s != %s. Layer shapes: %s, %s'
                % (one[axes[0]], two[axes[1]], one, two)
            )

    def _merge_function(self, inputs):
        if len(inputs) != 2:
            raise ValueError('A `Dot` layer should be called on exactly 2 inputs')
        x1, x2 = inputs
        axes = self._axes_of(ndim(x1), ndim(x2))
        if self.normalize:
            x1 = normalization.l2_normalize(x1, axis=axes[0])
            x2 = normalization.l2_normalize(x2, axis=axes[1])
        return K.batch_dot(x1, x2, axes)

    def compute_output_shape(self, input_shape):
        if not isinstance(input_shape, list) or len(input_shape) != 2:
            raise ValueError('A `Dot` layer should be called on a list of 2 inputs.')
        one, two = [list(_dims(shape)) for shape in input_shape]
        axes = self._axes_of(len(one), len(two))
        one.pop(axes[0])
        two.pop(axes[1])
        result = one + two[1:]
        return tuple(result if len(result) > 1 else [*result, 1])

    def compute_mask(self, inputs, mask=None):
        return None

    def get_config(self):
        return {**super().get_config(), 'axes': self.axes, 'normalize': self.normalize}


def _function(kind):
    def merge(inputs, **kwargs):
        return kind(**kwargs)(inputs)

    merge.__name__ = kind.__name__.lower()
    return merge


add = _function(Add)
subtract = _function(Subtract)
multiply = _function(Multiply)
average = _function(Average)
maximum = _function(Maximum)
minimum = _function(Minimum)


def concatenate(inputs, axis=-1, **kwargs):
    return Concatenate(axis=axis, **kwargs)(inputs)


def dot(inputs, axes, normalize=False, **kwargs):
    return Dot(axes=axes, normalize=normalize, **kwargs)(inputs)
