"""The gamma, beta, zeta and Bessel functions, and sums of logarithms built on them."""

from .._apply import OpCall
from .._constant import constant
from .._convert import convert
from .._name_scope import name_scope
from .._op_functions import binary_op, unary_op
from . import math, reductions

lgamma = unary_op('Lgamma')
digamma = unary_op('Digamma')
bessel_i0e = unary_op('BesselI0e')
bessel_i1e = unary_op('BesselI1e')
_igamma = binary_op('Igamma')
_igammac = binary_op('Igammac')
_zeta = binary_op('Zeta')
_polygamma = binary_op('Polygamma')
_betainc = OpCall('Betainc')


def igamma(a, x, name=None):
    return _igamma(a, x, name=name)


def igammac(a, x, name=None):
    return _igammac(a, x, name=name)


def zeta(x, q, name=None):
    return _zeta(x, q, name=name)


def polygamma(a, x, name=None):
    return _polygamma(a, x, name=name)


def betainc(a, b, x, name=None):
    return _betainc(a, b, x, name=name)


def lbeta(x, name=None):
    """Σ log Γ(x) − log Γ(Σ x) over the last dimension"""
    with name_scope(name, 'lbeta', [x]):
        x = convert(x, name='x')
        logs = reductions.reduce_sum(lgamma(x), axis=[-1])
        return logs - lgamma(reductions.reduce_sum(x, axis=[-1]))


def bessel_i0(x, name=None):
    with name_scope(name, 'bessel_i0', [x]):
        return math.exp(math.abs(x)) * bessel_i0e(x)


def bessel_i1(x, name=None):
    with name_scope(name, 'bessel_i1', [x]):
        return math.exp(math.abs(x)) * bessel_i1e(x)


def polyval(coeffs, x, name=None):
    with name_scope(name, 'polyval', [*coeffs, x]) as scope:
        from .creation import zeros_like

        x = convert(x, name='x')
        if len(coeffs) < 1:
            return zeros_like(x, name=scope)
        coeffs = [convert(c, name='coeff_%d' % index) for index, c in enumerate(coeffs)]
        value = coeffs[0]
        for c in coeffs[1:]:
            value = c + value * x
        return value


def reciprocal_no_nan(x, name=None):
    with name_scope(name, 'reciprocal_no_nan', [x]) as scope:
        x = convert(x, name='x')
        one = constant(1, dtype=x.dtype.base_dtype, name='one')
        return math._div_no_nan(one, x, name=scope)


__all__ = ['betainc', 'digamma', 'igamma', 'igammac', 'lbeta', 'lgamma', 'polygamma', 'zeta']
