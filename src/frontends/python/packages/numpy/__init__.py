"""A subset of NumPy 1 for loss files: our own, over TypeScript kernels; what is missing says so."""

import math

from . import _array, _scalars, _dtypes, _errors, _printing, _ufunc_table
from ._array import ndarray
from ._dtypes import dtype
from ._scalars import (
    generic, number, integer, signedinteger, unsignedinteger, inexact, floating, complexfloating,
    flexible, character, bool_, str_, object_, int8, int16, int32, int64, uint8, uint16, uint32,
    uint64, float16, float32, float64, False_, True_)
from . import _elements
from ._errors import (
    AxisError, ComplexWarning, errstate, geterr, geterrcall, RankWarning, seterr, seterrcall,
    TooHardError, VisibleDeprecationWarning)
from ._promotion import (can_cast, issubdtype, min_scalar_type, obj2sctype, promote_types,
                         result_type)
from ._ufunc import ufunc
from ._ufunc_table import *
from ._discovery import array, asanyarray, asarray, asarray_chkfinite, asfarray
from ._copying import copyto
from ._shaping import (
    asfortranarray, ascontiguousarray, atleast_1d, atleast_2d, atleast_3d, broadcast_arrays,
    broadcast_shapes, broadcast_to, byte_bounds, copy, diagonal, expand_dims, may_share_memory,
    moveaxis, ndim, ravel, require, reshape, resize, rollaxis, shape, shares_memory, size, squeeze,
    swapaxes, transpose)
from . import _indexing
from ._reductions import (
    all, alltrue, amax, amin, any, cumprod, cumproduct, cumsum, max, min, prod, product, ptp,
    sometrue, sum)
from ._searching import (
    argmax, argmin, argpartition, argsort, argwhere, choose, compress, count_nonzero, digitize,
    extract, flatnonzero, lexsort, nanargmax, nanargmin, nonzero, partition, place, put,
    put_along_axis, putmask, searchsorted, select, sort, take, take_along_axis, where)
from ._rounding import (
    around, clip, conj, conjugate, diff, ediff1d, fix, gradient, imag, interp, modf, nan_to_num, real,
    real_if_close, round_, sinc)
from ._rounding import divmod_ as divmod, round_ as round
from . import _operators
from ._creation import (
    arange, asscalar, diag, diag_indices, diagflat, empty, empty_like, eye, fill_diagonal, fromfunction,
    fromiter, fromstring, full, full_like, geomspace, identity, isscalar, linspace, logspace, ones,
    ones_like, tri, tril, tril_indices, tril_indices_from, triu,
    triu_indices, triu_indices_from, vander, zeros, zeros_like)
from ._buffers import frombuffer, fromfile
from ._joining import (
    append, array_split, column_stack, concatenate, delete, dsplit, dstack, flip, fliplr, flipud,
    hsplit, hstack, insert, pad, repeat, roll, rot90, row_stack, split, stack, tile, vsplit, vstack)
from ._statistics import (
    average, corrcoef, cov, mean, median, nancumsum, nanmax, nanmean, nanmedian, nanmin,
    nanpercentile, nanprod, nanquantile, nanstd, nansum, nanvar, percentile, quantile, std, var)
from ._logic import (
    allclose, array_equal, array_equiv, iscomplex, iscomplexobj, isclose, isfortran, isneginf,
    isposinf, isreal, isrealobj, iterable)
from ._products import cross, dot, inner, kron, matmul, outer, tensordot, trace, vdot
from ._grids import (
    broadcast, c_, flatiter, index_exp, indices, ix_, meshgrid, mgrid, ndenumerate, ndindex, ogrid,
    r_, ravel_multi_index, s_, unravel_index)
from ._printing import (
    array2string, array_repr, array_str, base_repr, binary_repr, format_float_positional,
    format_float_scientific, get_printoptions, printoptions, set_printoptions)

__version__ = '1.24.2'
version = type('version', (), {'version': __version__, 'full_version': __version__,
                               'short_version': __version__})

inf = Inf = infty = Infinity = PINF = float('inf')
NINF = -inf
nan = NaN = NAN = float('nan')
PZERO, NZERO = 0.0, -0.0
pi = 3.141592653589793
e = 2.718281828459045
euler_gamma = 0.5772156649015329
newaxis = None
little_endian = True

byte, ubyte, short, ushort, intc, uintc = int8, uint8, int16, uint16, int32, uint32
int_ = intp = longlong = int0 = int64
uint = uintp = ulonglong = uint0 = uint64
half, single, double, float_ = float16, float32, float64, float64
bool8, unicode_ = bool_, str_

# The Python types under NumPy's older names: files of TensorFlow 1's time use them.
bool, int, float, object, str = bool, int, float, object, str
long, unicode = int, str

ScalarType = (int, float, bool, str, bool_, int8, int16, int32, int64, uint8, uint16, uint32, uint64,
              float16, float32, float64)
sctypeDict = {kind.name: kind.type for kind in _dtypes.BY_CODE}
typecodes = {'AllInteger': 'bBhHiIlLqQ', 'AllFloat': 'efd', 'Integer': 'bhilq',
             'UnsignedInteger': 'BHILQ', 'Float': 'efd', 'All': '?bBhHiIlLqQefdOU'}

#: Names that load their module when they are first used.
_LATER = {
    'linalg': 'numpy.linalg', 'random': 'numpy.random', 'testing': 'numpy.testing',
    'matlib': 'numpy.matlib',
}
_LATER_NAMES = {
    '_files': 'load save savez savez_compressed',
    '_text_files': 'loadtxt savetxt genfromtxt',
    '_sets': 'unique in1d isin intersect1d union1d setdiff1d setxor1d',
    '_histograms': 'histogram histogram_bin_edges histogram2d bincount',
    '_polynomials': 'polyfit polyval polyadd polysub polymul polyder polyint poly1d',
    '_functional': 'vectorize apply_along_axis apply_over_axes piecewise frompyfunc nditer convolve '
                   'correlate trapz trim_zeros unwrap i0 bartlett blackman hamming hanning kaiser '
                   'packbits unpackbits',
    '_einsum': 'einsum einsum_path',
    '_limits': 'finfo iinfo MachAr',
    '_matrix': 'matrix asmatrix mat bmat',
}
_WHERE = {name: module for module, names in _LATER_NAMES.items() for name in names.split()}


def __getattr__(name):
    from importlib import import_module
    if name in _LATER:
        found = import_module(_LATER[name])
    elif name in _WHERE:
        found = getattr(import_module('numpy.' + _WHERE[name]), name)
    else:
        raise AttributeError('numpy.%s is not evaluated by this engine' % name)
    globals()[name] = found
    return found


def __dir__():
    return sorted({*globals(), *_LATER, *_WHERE})


def _reset_for_run():
    """Settings and the shared random state as in a fresh interpreter; called before every run."""
    import sys
    _errors.reset()
    _printing.reset()
    drawn = sys.modules.get('numpy.random')
    if drawn is not None:
        drawn._reset_for_run()


# As in NumPy, `from numpy import *` leaves Python's own types and functions alone.
_OWN_TYPES = {'bool', 'int', 'float', 'object', 'str', 'long', 'unicode', 'divmod', 'abs', 'max',
              'min', 'round'}
__all__ = sorted(name for name in {*globals(), *_WHERE, *_LATER}
                 if name[0] != '_' and name not in _OWN_TYPES)

try:
    from _gradient_runtime import on_reset as _on_reset, plain_module as _plain_module
except ImportError:
    pass  # A plain interpreter: whoever runs files there calls _reset_for_run.
else:
    _on_reset(_reset_for_run)
    # An array of objects can hold a tensor; no other value of ours can.
    _plain_module(__import__('sys').modules[__name__], {
        ndarray: lambda values: values.dtype.kind != 'O',
        **dict.fromkeys((bool_, str_, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, float32,
                         float64), lambda _: True),
    })
