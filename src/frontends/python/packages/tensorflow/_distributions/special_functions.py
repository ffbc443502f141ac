"""The normal distribution's function Φ, its logarithm and inverse, and log of Laplace's (special_math.py).
Φ: erf in the middle, erfc outside. Φ⁻¹: Cephes' ndtri. log Φ far left: an asymptotic series."""

import math as numbers

from .._constant import constant
from .._convert import convert
from .._name_scope import name_scope
from .._ops import arrays, creation, math
from .._ops.broadcasting import where_v2

#: Between these log Φ is computed by Φ itself: float32, float64.
_LOWER = {'float32': -10.0, 'float64': -20.0}
_UPPER = {'float32': 5.0, 'float64': 8.0}

#: Cephes' ndtri: numerators and denominators, highest power first.
_P0 = (
    -5.99633501014107895267e1, 9.80010754185999661536e1, -5.66762857469070293439e1,
    1.39312609387279679503e1, -1.23916583867381258016e0,
)  # fmt: skip
_Q0 = (
    1.0, 1.95448858338141759834e0, 4.67627912898881538453e0, 8.63602421390890590575e1,
    -2.25462687854119370527e2, 2.00260212380060660359e2, -8.20372256168333339912e1,
    1.59056225126211695515e1, -1.18331621121330003142e0,
)  # fmt: skip
_P1 = (
    4.05544892305962419923e0, 3.15251094599893866154e1, 5.71628192246421288162e1,
    4.40805073893200834700e1, 1.46849561928858024014e1, 2.18663306850790267539e0,
    -1.40256079171354495875e-1, -3.50424626827848203418e-2, -8.57456785154685413611e-4,
)  # fmt: skip
_Q1 = (
    1.0, 1.57799883256466749731e1, 4.53907635128879210584e1, 4.13172038254672030440e1,
    1.50425385692907503408e1, 2.50464946208309415979e0, -1.42182922854787788574e-1,
    -3.80806407691578277194e-2, -9.33259480895457427372e-4,
)  # fmt: skip
_P2 = (
    3.23774891776946035970e0, 6.91522889068984211695e0, 3.93881025292474443415e0,
    1.33303460815807542389e0, 2.01485389549179081538e-1, 1.23716634817820021358e-2,
    3.01581553508235416007e-4, 2.65806974686737550832e-6, 6.23974539184983293730e-9,
)  # fmt: skip
_Q2 = (
    1.0, 6.02427039364742014255e0, 3.67983563856160859403e0, 1.37702099489081330271e0,
    2.16236993594496635890e-1, 1.34204006088543189037e-2, 3.28014464682127739104e-4,
    2.89247864745380683936e-6, 6.79019408009981274425e-9,
)  # fmt: skip


def _checked(x, name, words='x.dtype=%s is not handled, see docstring for supported types.'):
    x = convert(x, name=name)
    if x.dtype.base_dtype.name not in _LOWER:
        raise TypeError(words % x.dtype)
    return x


def ndtr(x, name='ndtr'):
    """Φ(x)"""
    with name_scope(name, values=[x]):
        return _ndtr(_checked(x, 'x'))


def _ndtr(x):
    root = constant(0.5 * numbers.sqrt(2.0), x.dtype, name='half_sqrt_2')
    w = x * root
    z = math.abs(w)
    is_middle = math.less(z, root)
    middle = 1.0 + math.erf(w)
    is_right = math.greater(w, 0.0)
    right = 2.0 - math.erfc(z)
    outside = where_v2(is_right, right, math.erfc(z))
    return 0.5 * where_v2(is_middle, middle, outside)


def ndtri(p, name='ndtri'):
    """Φ⁻¹(p)"""
    with name_scope(name, values=[p]):
        p = convert(p, name='p')
        if p.dtype.base_dtype.name not in _LOWER:
            raise TypeError(
                'p.dtype=%s is not handled, see docstring for supported types.' % p.dtype
            )
        return _ndtri(p)


def _polynomial(x, coefficients):
    """Horner's scheme as TensorFlow nests it: c₀ + (c₁ + (… + 0·x)·x)·x, lowest power first."""
    if not coefficients:
        return creation.zeros_like(x)
    return coefficients[0] + _polynomial(x, coefficients[1:]) * x


def _ratio(x, numerator, denominator):
    return _polynomial(x, numerator[::-1]) / _polynomial(x, denominator[::-1])


def _ndtri(p):
    is_high = p > -numbers.expm1(-2.0)
    mirrored = where_v2(is_high, 1.0 - p, p)
    is_out = mirrored <= 0.0
    halves = _filled_like(p, 0.5)
    q = where_v2(is_out, halves, mirrored)
    w = q - 0.5
    ww = w**2
    middle = w + w * ww * _ratio(ww, _P0, _Q0)
    middle *= -numbers.sqrt(2.0 * numbers.pi)
    z = math.sqrt(-2.0 * math.log(q))
    first = z - math.log(z) / z
    far = _polynomial(1.0 / z, _P2[::-1]) / _polynomial(1.0 / z, _Q2[::-1]) / z
    near = _polynomial(1.0 / z, _P1[::-1]) / _polynomial(1.0 / z, _Q1[::-1]) / z
    x_far = first - far
    x_near = first - near
    is_middle = q > numbers.exp(-2.0)
    x = where_v2(is_middle, middle, where_v2(z >= 8.0, x_far, x_near))
    x = where_v2(p > 1.0 - numbers.exp(-2.0), x, -x)
    infinite = constant(float('inf'), p.dtype)
    infinity = creation.fill(arrays.shape(p), infinite)
    is_zero = p <= 0.0
    negative = -infinity
    return where_v2(is_zero, negative, where_v2(p >= 1.0, infinity, x))


def _filled_like(x, number):
    import numpy as np

    return creation.fill(arrays.shape(x), np.array(number, x.dtype.as_numpy_dtype))


def log_ndtr(x, series_order=3, name='log_ndtr'):
    """log Φ(x)"""
    if not isinstance(series_order, int):
        raise TypeError('series_order must be a Python integer.')
    if series_order < 0:
        raise ValueError('series_order must be non-negative.')
    if series_order > 30:
        raise ValueError('series_order must be <= 30.')
    with name_scope(name, values=[x]):
        x = _checked(x, 'x', 'x.dtype=%s is not supported.')
        lower, upper = _LOWER[x.dtype.base_dtype.name], _UPPER[x.dtype.base_dtype.name]
        is_right = math.greater(x, upper)
        right = -_ndtr(-x)
        is_middle = math.greater(x, lower)
        middle = math.log(_ndtr(math.maximum(x, lower)))
        left = _log_ndtr_lower(math.minimum(x, lower), series_order)
        return where_v2(is_right, right, where_v2(is_middle, middle, left))


def _log_ndtr_lower(x, series_order):
    square = math.square(x)
    scale = -0.5 * square - math.log(-x) - 0.5 * numbers.log(2.0 * numbers.pi)
    return scale + math.log(_asymptotic_series(x, series_order))


def _asymptotic_series(x, series_order):
    """1 − 1/x² + 3/x⁴ − 15/x⁶ + …"""
    if series_order <= 0:
        return constant(1.0, x.dtype)
    square = math.square(x)
    even = creation.zeros_like(x)
    odd = creation.zeros_like(x)
    power = square
    factorial = 1.0
    for n in range(1, series_order + 1):
        factorial *= 2 * n - 1
        term = factorial / power
        if n % 2:
            odd += term
        else:
            even += term
        power *= square
    return 1.0 + even - odd


def log_cdf_laplace(x, name='log_cdf_laplace'):
    with name_scope(name, values=[x]):
        x = convert(x, name='x')
        lower = -numbers.log(2.0) + x
        safe = math.exp(-math.abs(x))
        upper = math.log1p(-0.5 * safe)
        return where_v2(x < 0.0, lower, upper)
