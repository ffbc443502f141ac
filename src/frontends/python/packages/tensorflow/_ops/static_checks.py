"""Assertions on ranks, shapes and types. They are decided while building where the shape is known;
the order of the checks and the words are those of TensorFlow's check_ops."""

import numpy as np

from .. import _dtypes as dtypes
from .._convert import convert
from .._control_scope import ControlDependencies
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._tensor import Tensor
from . import arrays, control, math

_NUMERIC = frozenset(
    'float32 float64 int8 int16 int32 int64 uint8 qint8 qint32 quint8 complex64'.split()
)


class _Failed(Exception):
    """A static rank condition does not hold: (found, wanted)."""


def _rank_condition(x, rank, holds, compare, data, summarize):
    assert_type(rank, dtypes.int32)
    known = arrays.constant_value(rank)
    if known is not None:
        if isinstance(known, list):
            raise ValueError('Rank must be a scalar.')
        found = x.shape.ndims
        if found is not None:
            if not holds(found, known):
                raise _Failed(found, known)
            return control.no_op(name='static_checks_determined_all_ok')
    condition = compare(arrays.rank(x), rank)
    if known is None:
        condition = _with_scalar_rank(condition, rank)
    return control.assert_that(condition, data, summarize=summarize)


def _with_scalar_rank(condition, rank):
    check = assert_rank(rank, 0, data=['Rank must be a scalar. Received rank: ', rank])
    return control.with_dependencies([check], condition)


def _rank_check(name, words, holds, compare):
    def check(x, rank, data=None, summarize=None, message=None, name=None):
        with name_scope(name, check.__name__, [x, rank, *(data or [])]):
            x = convert(x, name='x')
            rank = convert(rank, name='rank')
            message = message or ''
            if data is None:
                data = [
                    message,
                    f'Tensor {x.name} must have {words}',
                    rank,
                    'Received shape: ',
                    arrays.shape(x),
                ]
            try:
                return _rank_condition(x, rank, holds, compare, data, summarize)
            except _Failed as failed:
                found, wanted = failed.args
            raise ValueError(
                '%s.  Tensor %s must have %s %d.  Received rank %d, shape %s'
                % (message, x.name, words, wanted, found, x.shape)
            )

    check.__name__ = name
    return check


assert_rank = _rank_check('assert_rank', 'rank', lambda a, b: a == b, math.equal)
assert_rank_at_least = _rank_check(
    'assert_rank_at_least', 'rank at least', lambda a, b: a >= b, math.greater_equal
)


def _is_one_of(actual, ranks):
    if not ranks:
        return convert(False)
    result = math.equal(ranks[0], actual)
    for rank in ranks[1:]:
        result = math.logical_or(result, math.equal(rank, actual))
    return result


def assert_rank_in(x, ranks, data=None, summarize=None, message=None, name=None):
    with name_scope(name, 'assert_rank_in', [x, *ranks, *(data or [])]):
        x = convert(x, name='x')
        ranks = tuple(convert(rank, name='rank') for rank in ranks)
        message = message or ''
        if data is None:
            data = [
                message,
                'Tensor %s must have rank in' % x.name,
                *ranks,
                'Received shape: ',
                arrays.shape(x),
            ]
        for rank in ranks:
            assert_type(rank, dtypes.int32)
        known = [arrays.constant_value(rank) for rank in ranks]
        if None not in known:
            if any(isinstance(rank, list) for rank in known):
                raise ValueError('Rank must be a scalar.')
            found = x.shape.ndims
            if found is not None:
                if found not in known:
                    wanted = tuple(np.array(rank, dtype=np.int32) for rank in known)
                    raise ValueError(
                        '%s.  Tensor %s must have rank in %s.  Received rank %d, shape %s'
                        % (message, x.name, wanted, found, x.shape)
                    )
                return control.no_op(name='static_checks_determined_all_ok')
        condition = _is_one_of(arrays.rank(x), ranks)
        for rank, value in zip(ranks, known):
            if value is None:
                condition = _with_scalar_rank(condition, rank)
        return control.assert_that(condition, data, summarize=summarize)


# -- types -------------------------------------------------------------------------------------


def assert_integer(x, message=None, name=None):
    with name_scope(name, 'assert_integer', [x]):
        x = convert(x, name='x')
        if not x.dtype.is_integer:
            raise TypeError(
                '%s  Expected "x" to be integer type.  Found: %s of dtype %s'
                % (message or '', x.name, x.dtype)
            )
        return control.no_op('statically_determined_was_integer')


def assert_type(tensor, tf_type, message=None, name=None):
    with name_scope(name, 'assert_type', [tensor]):
        tensor = convert(tensor, name='tensor')
        if tensor.dtype != tf_type:
            raise TypeError('%s  %s must be of type %s' % (message or '', tensor.name, tf_type))
        return control.no_op('statically_determined_correct_type')


def assert_scalar(tensor, name=None, message=None):
    with name_scope(name, 'assert_scalar', [tensor]) as scope:
        tensor = convert(tensor, name=scope)
        if tensor.shape.ndims != 0:
            raise ValueError(
                '%sExpected scalar shape for %s, saw shape: %s.'
                % (message or '', tensor.name, tensor.shape)
            )
        return tensor


def assert_same_float_dtype(tensors=None, dtype=None):
    """The one float type of TENSORS (None among them counts for nothing) and DTYPE, or float32."""
    wanted = dtype
    first = None
    for tensor in tensors or ():
        if tensor is None:
            continue
        found = tensor.dtype.base_dtype
        if not wanted:
            wanted, first = found, tensor.name
        elif wanted != found:
            raise ValueError(
                '%s, type=%s, must be of the same type (%s)%s.'
                % (tensor.name, found, wanted, f' as {first}' if first else '')
            )
    if not wanted:
        return dtypes.float32
    if not wanted.is_floating:
        raise ValueError('Expected floating point type, got %s.' % wanted)
    return wanted


def is_numeric_tensor(tensor):
    return isinstance(tensor, Tensor) and tensor.dtype.name in _NUMERIC


def assert_proper_iterable(values):
    from .sparse import SparseTensor

    if isinstance(values, (Tensor, SparseTensor, np.ndarray, str, bytes)):
        raise TypeError(
            'Expected argument "values" to be a "proper" iterable.  Found: %s' % type(values)
        )
    if not hasattr(values, '__iter__'):
        raise TypeError('Expected argument "values" to be iterable.  Found: %s' % type(values))


# -- shapes by symbol --------------------------------------------------------------------------


def _actual_sizes(x):
    """Sizes of X as numbers where they are known, else as tensors."""
    from .conditionals import cond

    whole = arrays.shape(x)
    if x.shape.ndims == 0:
        return (1,)
    if x.shape.ndims is not None:
        return [whole[i] if dim is None else dim for i, dim in enumerate(x.shape.as_list())]
    is_scalar = math.equal(arrays.rank(x), 0)
    return cond(is_scalar, lambda: convert([1]), lambda: whole)


def _is_number(size):
    if isinstance(size, Tensor):
        return False
    try:
        int(size)
    except (TypeError, ValueError):
        return False
    return True


def _wanted_sizes(tensor, symbols, message):
    """(symbols, whether the first dimensions are free)"""
    if not (hasattr(symbols, '__iter__') or hasattr(symbols, '__getitem__')):
        raise ValueError(
            '%s.  Tensor %s.  Specified shape must be an iterable.  An iterable has the attribute '
            '`__iter__` or `__getitem__`.  Received specified shape: %s'
            % (message, tensor.name, symbols)
        )
    symbols = tuple(symbols)
    is_free = False
    for i, symbol in enumerate(symbols):
        if symbol not in (Ellipsis, '*'):
            continue
        if i != 0:
            raise ValueError(
                '%s.  Tensor %s specified shape index %d.  Symbol `...` or `*` for a variable number '
                'of unspecified dimensions is only allowed as the first entry'
                % (message, tensor.name, i)
            )
        is_free = True
    return symbols[1:] if is_free else symbols, is_free


def assert_shapes(shapes, data=None, summarize=None, message=None, name=None):
    """{tensor: ('N', 3)}: sizes by number or by a symbol that means the same size everywhere."""
    pairs = list(shapes.items() if isinstance(shapes, dict) else shapes)
    message = message or ''
    with name_scope(name, 'assert_shapes', [tensor for tensor, _ in pairs]):
        constraints = []
        for tensor, symbols in [(convert(x), s) for x, s in pairs if s is not None]:
            wanted, is_free = _wanted_sizes(tensor, symbols, message)
            constraints.append((tensor, is_free, _actual_sizes(tensor), wanted or (1,)))
        ranks = []
        for tensor, is_free, _, wanted in constraints:
            options = {'data': data, 'summarize': summarize, 'message': message, 'name': name}
            rank = len(wanted)
            if not is_free:
                check = assert_rank_in if rank <= 1 else assert_rank
                ranks.append(check(tensor, [0, 1] if rank <= 1 else rank, **options))
            elif rank > 1:
                ranks.append(assert_rank_at_least(tensor, rank, **options))
        sizes = _size_checks(constraints, data, summarize, message)
        with ControlDependencies(get_default_graph(), ranks):
            return control.group(*sizes)


def _size_checks(constraints, data, summarize, message):
    checks = []
    known = {}  # symbol -> (size, tensor, dimension) where it was first seen
    for tensor, is_free, actual_sizes, wanted in constraints:
        for i, symbol in enumerate(wanted):
            if symbol in (None, '.'):
                continue
            at = i - len(wanted) if is_free else i
            actual = actual_sizes[at]
            if _is_number(symbol):
                size, words = int(symbol), 'Specified explicitly'
            elif symbol in known:
                size, owner, dimension = known[symbol]
                words = 'Specified by tensor %s dimension %d' % (owner.name, dimension)
            else:
                known[symbol] = (actual, tensor, at)
                continue
            if _is_number(actual) and _is_number(size):
                if int(actual) != int(size):
                    raise ValueError(
                        '%s.  %s.  Tensor %s dimension %s must have size %d.  Received size %d, '
                        'shape %s'
                        % (message, words, tensor.name, at, size, actual, tensor.shape)
                    )
                continue
            condition = math.equal(convert(actual), convert(size))
            said = data
            if data is None:
                said = [
                    message,
                    words,
                    'Tensor %s dimension' % tensor.name,
                    at,
                    'must have size',
                    size,
                    'Received shape: ',
                    arrays.shape(tensor),
                ]
            checks.append(control.assert_that(condition, said, summarize=summarize))
    return checks
