"""Static shapes: Dimension and TensorShape, as TensorFlow 1 prints, compares and combines them."""

import functools


class Dimension:
    """One dimension; its value is None when it is not known."""

    __slots__ = ('_value',)

    def __init__(self, value):
        if type(value) is int and value >= 0:
            self._value = value
        elif isinstance(value, Dimension):
            self._value = value._value
        elif value is None:
            self._value = None
        else:
            if hasattr(value, 'name') and hasattr(value, 'as_numpy_dtype'):
                raise TypeError('Cannot convert %s to Dimension' % value)
            self._value = int(value)
            if not isinstance(value, (str, bytes)) and self._value != value:
                raise ValueError('Ambiguous dimension: %s' % value)
            if self._value < 0:
                raise ValueError('Dimension %d must be >= 0' % self._value)

    value = property(lambda self: self._value)

    def __repr__(self):
        return 'Dimension(%s)' % repr(self._value)

    def __str__(self):
        return '?' if self._value is None else str(self._value)

    def __int__(self):
        return self._value

    def __index__(self):
        return self._value

    #: As in TensorFlow, whose Dimension has an equality and no hash.
    __hash__ = None

    def __float__(self):
        raise TypeError(
            "float() argument must be a string or a number, not '%s'" % type(self).__name__
        )

    def __reduce__(self):
        return Dimension, (self._value,)

    def is_compatible_with(self, other):
        try:
            other = as_dimension(other)
        except (TypeError, ValueError):
            return NotImplemented
        return self._value is None or other._value is None or self._value == other._value

    def assert_is_compatible_with(self, other):
        compatible = self.is_compatible_with(other)
        if compatible is not NotImplemented and not compatible:
            raise ValueError('Dimensions %s and %s are not compatible' % (self, other))

    def merge_with(self, other):
        try:
            other = as_dimension(other)
        except (TypeError, ValueError):
            return NotImplemented
        self.assert_is_compatible_with(other)
        return Dimension(other._value if self._value is None else self._value)

    def __rsub__(self, other):
        return as_dimension(other) - self

    def __rfloordiv__(self, other):
        return as_dimension(other) // self

    def __rmod__(self, other):
        return as_dimension(other) % self

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __truediv__(self, other):
        raise TypeError(
            "unsupported operand type(s) for /: 'Dimension' and '{}', please use // instead".format(
                type(other).__name__
            )
        )

    def __rtruediv__(self, other):
        raise TypeError(
            "unsupported operand type(s) for /: '{}' and 'Dimension', please use // instead".format(
                type(other).__name__
            )
        )


def _combine(symbol, compute, unknown):
    """A binary operator that yields UNKNOWN() when one side is not known."""

    def operate(self, other):
        try:
            other = as_dimension(other)
        except (TypeError, ValueError):
            if raises:
                raise
            return NotImplemented
        if self._value is None or other._value is None:
            return unknown()
        return compute(self._value, other._value)

    # TensorFlow asks for a dimension here, and does not leave the operation to the other side.
    raises = symbol in ('__mod__', '__lt__', '__le__', '__gt__', '__ge__')
    operate.__name__ = symbol
    setattr(Dimension, symbol, operate)


for _symbol, _compute in {
    '__add__': lambda a, b: Dimension(a + b),
    '__sub__': lambda a, b: Dimension(a - b),
    '__mul__': lambda a, b: Dimension(a * b),
    '__floordiv__': lambda a, b: Dimension(a // b),
    '__mod__': lambda a, b: Dimension(a % b),
}.items():
    _combine(_symbol, _compute, lambda: Dimension(None))
for _symbol, _compute in {
    '__eq__': lambda a, b: a == b,
    '__ne__': lambda a, b: a != b,
    '__lt__': lambda a, b: a < b,
    '__le__': lambda a, b: a <= b,
    '__gt__': lambda a, b: a > b,
    '__ge__': lambda a, b: a >= b,
}.items():
    _combine(_symbol, _compute, lambda: None)


#: Small dimensions, shared. Those that are not known are not: two of them are equal only if they are one.
_FEW = [Dimension(_value) for _value in range(257)]


def as_dimension(value):
    return value if isinstance(value, Dimension) else Dimension(value)


def dimension_value(dimension):
    return dimension.value if isinstance(dimension, Dimension) else dimension


class TensorShape:
    """The shape of a tensor as far as it is known when the graph is built."""

    __slots__ = ('_dims',)

    def __init__(self, dims):
        if dims is None:
            self._dims = None
        elif type(dims) is list or type(dims) is tuple:
            self._dims = [
                dim if type(dim) is Dimension
                else _FEW[dim] if type(dim) is int and 0 <= dim < 257
                else as_dimension(dim)
                for dim in dims
            ]  # fmt: skip
        elif type(dims) is int:
            self._dims = [as_dimension(dims)]
        elif isinstance(dims, (str, bytes)):
            raise TypeError(
                'A string has ambiguous TensorShape, please wrap in a list or convert to an int: %s' % dims
            )
        elif isinstance(dims, TensorShape):
            self._dims = dims._dims
        else:
            try:
                items = iter(dims)
            except TypeError:
                if hasattr(dims, '__iter__'):
                    raise  # a tensor, which has its own words for this
                self._dims = [as_dimension(dims)]
            else:
                self._dims = [as_dimension(item) for item in items]

    @property
    def dims(self):
        """A list of Dimensions, the reader's own: shapes are shared between tensors."""
        return None if self._dims is None else list(self._dims)

    @property
    def rank(self):
        return None if self._dims is None else len(self._dims)

    ndims = rank

    def __repr__(self):
        return 'TensorShape(%r)' % self._dims

    def __str__(self):
        if self._dims is None:
            return '<unknown>'
        if len(self._dims) == 1:
            return '(%s,)' % self._dims[0]
        return '(%s)' % ', '.join(str(dim) for dim in self._dims)

    def __len__(self):
        if self._dims is None:
            raise ValueError('Cannot take the length of shape with unknown rank.')
        return len(self._dims)

    def __bool__(self):
        return self._dims is not None

    def __iter__(self):
        if self._dims is None:
            raise ValueError('Cannot iterate over a shape with unknown rank.')
        return iter(self._dims)

    def __getitem__(self, key):
        if self._dims is not None:
            return TensorShape(self._dims[key]) if isinstance(key, slice) else self._dims[key]
        if not isinstance(key, slice):
            return Dimension(None)
        start = key.start or 0
        if key.step is not None:
            raise ValueError('Steps are not yet handled')
        if key.stop is None or key.stop < 0 or start < 0:
            return unknown_shape()
        return unknown_shape(key.stop - start)

    def __add__(self, other):
        return self.concatenate(other)

    def __radd__(self, other):
        return as_shape(other).concatenate(self)

    def __eq__(self, other):
        try:
            other = as_shape(other)
        except TypeError:
            return NotImplemented
        return self._dims == other._dims

    def __ne__(self, other):
        try:
            other = as_shape(other)
        except TypeError:
            return NotImplemented
        if self._dims is None or other._dims is None:
            raise ValueError('The inequality of unknown TensorShapes is undefined.')
        return self._dims != other._dims

    #: As in TensorFlow, whose TensorShape has an equality and no hash.
    __hash__ = None

    def __reduce__(self):
        return TensorShape, (self._dims,)

    def num_elements(self):
        if not self.is_fully_defined():
            return None
        return functools.reduce(lambda size, dim: size * dim, self.as_list(), 1)

    def is_fully_defined(self):
        if self._dims is None:
            return False
        for dim in self._dims:
            if dim._value is None:
                return False
        return True

    def as_list(self):
        if self._dims is None:
            raise ValueError('as_list() is not defined on an unknown TensorShape.')
        return [dim._value for dim in self._dims]

    def is_compatible_with(self, other):
        other = as_shape(other)
        if self._dims is None or other._dims is None:
            return True
        if len(self._dims) != len(other._dims):
            return False
        for a, b in zip(self._dims, other._dims):
            if a._value is not None and b._value is not None and a._value != b._value:
                return False
        return True

    def assert_is_compatible_with(self, other):
        if not self.is_compatible_with(other):
            raise ValueError('Shapes %s and %s are incompatible' % (self, other))

    def assert_same_rank(self, other):
        other = as_shape(other)
        if self.ndims is not None and other.ndims is not None and self.ndims != other.ndims:
            raise ValueError('Shapes %s and %s must have the same rank' % (self, other))

    def assert_has_rank(self, rank):
        if self.ndims not in (None, rank):
            raise ValueError('Shape %s must have rank %d' % (self, rank))

    def assert_is_fully_defined(self):
        if not self.is_fully_defined():
            raise ValueError('Shape %s is not fully defined' % self)

    def merge_with(self, other):
        other = as_shape(other)
        if self._dims is None or self is other:
            return other
        if other._dims is None:
            return self
        if not self.is_compatible_with(other):
            raise ValueError('Shapes %s and %s are not compatible' % (self, other))
        pairs = zip(self._dims, other._dims)
        return TensorShape([b._value if a._value is None else a._value for a, b in pairs])

    def most_specific_compatible_shape(self, other):
        """What both shapes agree on; the dimensions that differ are unknown."""
        other = as_shape(other)
        if self._dims is None or other._dims is None or len(self._dims) != len(other._dims):
            return unknown_shape()
        return TensorShape(
            [
                a if a._value is not None and a._value == b._value else Dimension(None)
                for a, b in zip(self._dims, other._dims)
            ]
        )

    def concatenate(self, other):
        other = as_shape(other)
        if self._dims is None or other._dims is None:
            return unknown_shape()
        return TensorShape(self._dims + other._dims)

    def with_rank(self, rank):
        try:
            return self.merge_with(unknown_shape(rank))
        except ValueError:
            raise ValueError('Shape %s must have rank %d' % (self, rank)) from None

    def with_rank_at_least(self, rank):
        if self._dims is not None and len(self._dims) < rank:
            raise ValueError('Shape %s must have rank at least %d' % (self, rank))
        return self

    def with_rank_at_most(self, rank):
        if self.ndims is not None and self.ndims > rank:
            raise ValueError('Shape %s must have rank at most %d' % (self, rank))
        return self

    def _as_text(self):
        """As the engine reads a shape: `2,?,3`, `*` for an unknown rank."""
        if self._dims is None:
            return '*'
        return ','.join(['?' if dim._value is None else str(dim._value) for dim in self._dims])


def as_shape(shape):
    return shape if isinstance(shape, TensorShape) else TensorShape(shape)


def shape_attribute(shape):
    """SHAPE as a tuple for an op's attribute, None for an unknown rank; with the words of op_def_library."""
    if type(shape) is list and all([dim is None or type(dim) is int and dim >= 0 for dim in shape]):
        return tuple(shape)
    try:
        dims = as_shape(shape).dims
    except TypeError as error:
        raise TypeError('Error converting shape to a TensorShape: %s.' % error) from None
    except ValueError as error:
        raise ValueError('Error converting shape to a TensorShape: %s.' % error) from None
    return None if dims is None else tuple(dim.value for dim in dims)


def unknown_shape(rank=None):
    return TensorShape(None if rank is None else [Dimension(None)] * rank)


#: Shapes by their text, which most tensors share.
_known_shapes = {}


def shape_of_text(text):
    """The inverse of TensorShape._as_text."""
    shape = _known_shapes.get(text)
    if shape is None:
        if text == '*':
            shape = TensorShape(None)
        else:
            dims = text.split(',') if text else []
            shape = TensorShape([None if dim == '?' else int(dim) for dim in dims])
        if len(_known_shapes) >= 1000:
            _known_shapes.clear()
        _known_shapes[text] = shape
    return shape


Dimension.__module__ = TensorShape.__module__ = 'tensorflow.python.framework.tensor_shape'
