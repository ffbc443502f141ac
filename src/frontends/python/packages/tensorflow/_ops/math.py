"""Elementwise mathematics, casts and comparisons."""

from .. import _dtypes as dtypes
from .. import _engine
from .._apply import OpCall
from .._constant import constant
from .._convert import convert
from .._graph_scopes import known_names
from .._indexed_slices import IndexedSlices
from .._name_scope import name_scope
from .._op_arguments import is_read_by_snapshot
from .._op_functions import binary_op, unary_op
from .._state import current
from .._tensor import Tensor

add = binary_op('Add')
add_v2 = binary_op('AddV2')
subtract = binary_op('Sub')
multiply = binary_op('Mul')
real_div = binary_op('RealDiv')
floor_div = binary_op('FloorDiv')
truncate_div = binary_op('TruncateDiv')
floor_mod = binary_op('FloorMod')
truncate_mod = binary_op('TruncateMod')
maximum = binary_op('Maximum')
minimum = binary_op('Minimum')
squared_difference = binary_op('SquaredDifference')
atan2 = binary_op('Atan2')
xdivy = binary_op('Xdivy')
xlogy = binary_op('Xlogy')
equal = binary_op('Equal')
not_equal = binary_op('NotEqual')
less = binary_op('Less')
less_equal = binary_op('LessEqual')
greater = binary_op('Greater')
greater_equal = binary_op('GreaterEqual')
logical_and = binary_op('LogicalAnd')
logical_or = binary_op('LogicalOr')
logical_not = unary_op('LogicalNot')

negative = unary_op('Neg')
square = unary_op('Square')
sqrt = unary_op('Sqrt')
rsqrt = unary_op('Rsqrt')
reciprocal = unary_op('Reciprocal')
exp = unary_op('Exp')
expm1 = unary_op('Expm1')
log = unary_op('Log')
log1p = unary_op('Log1p')
sin = unary_op('Sin')
cos = unary_op('Cos')
tan = unary_op('Tan')
asin = unary_op('Asin')
acos = unary_op('Acos')
atan = unary_op('Atan')
sinh = unary_op('Sinh')
cosh = unary_op('Cosh')
asinh = unary_op('Asinh')
acosh = unary_op('Acosh')
atanh = unary_op('Atanh')
erf = unary_op('Erf')
erfc = unary_op('Erfc')
floor = unary_op('Floor')
ceil = unary_op('Ceil')
rint = unary_op('Rint')
is_nan = unary_op('IsNan')
is_inf = unary_op('IsInf')
is_finite = unary_op('IsFinite')
sign = unary_op('Sign')
_round = unary_op('Round')
_abs = unary_op('Abs')
_pow = binary_op('Pow')
_tanh = unary_op('Tanh')
_sigmoid = unary_op('Sigmoid')
_softplus = unary_op('Softplus')
_div_no_nan = binary_op('DivNoNan')
_mul_no_nan = binary_op('MulNoNan')
_add_n = OpCall('AddN')
_accumulate_n = OpCall('AccumulateNV2')
_cast = OpCall('Cast')
_cast_kinds = _engine.kinds_of_run()  # by the type that is wanted

tanh = _tanh
mod = floormod = floor_mod
truncatemod = truncate_mod
truncatediv = truncate_div
realdiv = real_div


def _scoped(name, default, value, function, label='x'):
    """FUNCTION, whose op is called DEFAULT, inside a scope of that name."""
    if name is None and type(value) is Tensor:
        return function(value)  # The scope would stay empty and be the node's name.
    with name_scope(name, default, [value]) as scope:
        return function(convert(value, name=label), name=scope)


def abs(x, name=None):
    return _scoped(name, 'Abs', x, _abs)


def sigmoid(x, name=None):
    return _scoped(name, 'Sigmoid', x, _sigmoid)


def log_sigmoid(x, name=None):
    with name_scope(name, 'LogSigmoid', [x]) as scope:
        return negative(_softplus(-convert(x, name='x')), name=scope)


def round(x, name=None):
    x = convert(x, name='x')
    return x if x.dtype.is_integer else _round(x, name=name)


def pow(x, y, name=None):
    with name_scope(name, 'Pow', [x]) as scope:
        return _pow(x, y, name=scope)


_TRUE_DIVISION = {
    'uint8': dtypes.float32,
    'int8': dtypes.float32,
    'uint16': dtypes.float32,
    'int16': dtypes.float32,
    'int32': dtypes.float64,
    'int64': dtypes.float64,
}


def truediv(x, y, name=None):
    """Integers are cast to floats first, as Python 3 divides."""
    with name_scope(name, 'truediv', [x, y]) as scope:
        x = convert(x, name='x')
        y = convert(y, name='y')
        base = _same_type(x, y)
        wider = _TRUE_DIVISION.get(base.name)
        if wider is None and not (base.is_floating or base.is_complex):
            raise TypeError('Invalid dtype %r in __truediv__' % base)
        if wider is not None:
            x = cast(x, wider)
            y = cast(y, wider)
        return real_div(x, y, name=scope)


def _same_type(x, y):
    if x.dtype.base_dtype is not y.dtype.base_dtype:
        raise TypeError(
            'x and y must have the same dtype, got %r != %r' % (x.dtype.base_dtype, y.dtype.base_dtype)
        )
    return x.dtype.base_dtype


def _with_type_of_x(default, function):
    def divide_like(x, y, name=None):
        with name_scope(name, default, [x, y]) as scope:
            x = convert(x, name='x')
            y = convert(y, x.dtype.base_dtype, 'y')
            _same_type(x, y)
            return function(x, y, name=scope)

    divide_like.__name__ = default
    return divide_like


def _python2_division(x, y, name):
    return (real_div if x.dtype.is_floating else floor_div)(x, y, name=name)


div = _with_type_of_x('div', _python2_division)
div_no_nan = _with_type_of_x('div_no_nan', _div_no_nan)
multiply_no_nan = _with_type_of_x('multiply_no_nan', _mul_no_nan)


def divide(x, y, name=None):
    return x / y if name is None else truediv(x, y, name)


def floordiv(x, y, name=None):
    with name_scope(name, 'floordiv', [x, y]) as scope:
        return floor_div(x, y, name=scope)


def scalar_mul(scalar, x, name=None):
    scalar = convert(scalar, x.dtype.base_dtype, 'scalar')
    if scalar.shape.ndims != 0:
        raise ValueError('Only scalar multiply works, got shape %s' % scalar.shape)
    if isinstance(x, IndexedSlices):
        return IndexedSlices(multiply(scalar, x.values, name), x.indices, x.dense_shape)
    return multiply(scalar, x, name)


def logical_xor(x, y, name='LogicalXor'):
    return logical_and(logical_or(x, y), logical_not(logical_and(x, y)), name=name)


def cast(x, dtype, name=None):
    """Float to int truncates towards zero; a tensor that has the type already is returned itself."""
    base = (dtype if type(dtype) is dtypes.DType else dtypes.as_dtype(dtype)).base_dtype
    if (isinstance(x, Tensor) or hasattr(x, 'handle')) and x.dtype is base:
        return x
    if name is None and is_read_by_snapshot(x) and x.dtype.base_dtype is base and x.graph is current.graph:
        # Nothing is made in the scope that the rest enters.
        _engine.unique_name('Cast', True)
        return x._snapshot
    if type(x) is Tensor and (name is None or name in known_names):
        # What the rest comes to where nothing is converted: the scope is the node's name.
        number = _cast_kinds.get(base)
        if number is None:
            dtypes.code_of(base)
            number = _cast_kinds[base] = _engine.kind_of('Cast', {'dstT': base.name})
        return _cast(x, name=name, _kind=number)
    with name_scope(name, 'Cast', [x]) as scope:
        if isinstance(x, IndexedSlices):
            return IndexedSlices(cast(x.values, base, name=scope), x.indices, x.dense_shape)
        x = convert(x, name='x')
        if x.dtype.base_dtype is not base:
            dtypes.code_of(base)
            x = _cast(x, name=scope, dstT=base.name)
        return x


def saturate_cast(value, dtype, name=None):
    with name_scope(name, 'saturate_cast', [value]) as scope:
        value = convert(value, name='value')
        dtype = dtypes.as_dtype(dtype).base_dtype
        if value.dtype.min < dtype.min:
            value = maximum(value, convert(dtype.min, value.dtype, 'min'))
        if value.dtype.max > dtype.max:
            value = minimum(value, convert(dtype.max, value.dtype, 'max'))
        return cast(value, dtype, name=scope)


def to_float(x, name='ToFloat'):
    return cast(x, dtypes.float32, name=name)


def to_double(x, name='ToDouble'):
    return cast(x, dtypes.float64, name=name)


def to_bfloat16(x, name='ToBFloat16'):
    return cast(x, dtypes.bfloat16, name=name)


def to_int32(x, name='ToInt32'):
    return cast(x, dtypes.int32, name=name)


def to_int64(x, name='ToInt64'):
    return cast(x, dtypes.int64, name=name)


def add_n(inputs, name=None):
    from .._indexed_slices import convert_all_or_slices
    from .arrays import identity

    if not inputs or not isinstance(inputs, (list, tuple)):
        raise ValueError(
            'inputs must be a list of at least one Tensor/IndexedSlices with the same dtype and shape'
        )
    inputs = convert_all_or_slices(inputs)
    if len(inputs) == 1:
        values = convert(inputs[0])
        return identity(values, name=name) if name else values
    return _add_n(inputs, name=name)


def accumulate_n(inputs, shape=None, tensor_dtype=None, name=None):
    from .arrays import identity

    problem = 'inputs must be a list of at least one Tensor with the same dtype and shape'
    if not inputs or not isinstance(inputs, (list, tuple)):
        raise ValueError(problem)
    inputs = [convert(item) for item in inputs]
    if any(item.dtype.base_dtype is not inputs[0].dtype.base_dtype for item in inputs):
        raise ValueError(problem)
    if tensor_dtype is not None and dtypes.as_dtype(tensor_dtype) != inputs[0].dtype:
        raise TypeError(
            'tensor_dtype is {}, but input is of type {}'.format(tensor_dtype, inputs[0].dtype)
        )
    if len(inputs) == 1:
        return inputs[0] if name is None else identity(inputs[0], name=name)
    result = _accumulate_n(inputs, name=name)
    if shape is not None:
        result.set_shape(shape)
    return result


def log_poisson_loss(targets, log_input, compute_full_loss=False, name=None):
    from .arrays import where
    from .creation import ones_like, zeros_like

    with name_scope(name, 'log_poisson_loss', [log_input, targets]):
        log_input = convert(log_input, name='log_input')
        targets = convert(targets, name='targets')
        try:
            targets.shape.merge_with(log_input.shape)
        except ValueError:
            raise ValueError(
                'log_input and targets must have the same shape (%s vs %s)'
                % (log_input.shape, targets.shape)
            ) from None
        result = exp(log_input) - log_input * targets
        if compute_full_loss:
            half = constant(0.5, targets.dtype)
            two_pi = constant(6.283185307179586, targets.dtype)
            stirling = targets * log(targets) - targets + half * log(two_pi * targets)
            zeros = zeros_like(targets, dtype=targets.dtype)
            ones = ones_like(targets, dtype=targets.dtype)
            small = logical_and(targets >= zeros, targets <= ones)
            result += where(small, zeros, stirling)
        return result
