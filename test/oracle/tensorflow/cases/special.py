"""@file Oracle cases: the gamma, beta, zeta and Bessel functions."""

from .writing import Cases, INF, NAN, f, ulps

NEAR = ulps(24, 'evaluated in double precision here, by series of the type itself in TensorFlow', floor=0.05, gradient=400)
FAR = ulps(400, 'evaluated in double precision here, by short series in TensorFlow', floor=0.05)

POSITIVE = f([0.1, 0.5, 1.0, 1.5, 2.0, 2.5, 3.7, 8.0, 12.5])
MIXED = f([-2.5, -1.25, -0.5, 0.25, 1.0, 4.0, 30.0])
EDGES = f([0.0, -1.0, INF, NAN])
SHARES = f([0.05, 0.2, 0.5, 0.75, 0.95])
ABOVE = f([0.3, 1.0, 2.5, 4.0, 9.0])


def cases():
    c = Cases()
    for name, x in (('positive', POSITIVE), ('mixed', MIXED)):
        c.op('lgamma', name, 'tf.lgamma(a)', bound=NEAR, a=x)
        c.op('digamma', name, 'tf.digamma(a)', bound=FAR, a=x)
    c.op('lgamma', 'edges', 'tf.lgamma(a)', grad=False, a=EDGES)
    for order in (0.0, 1.0, 2.0):
        c.op('polygamma', str(order), 'tf.polygamma(tf.constant(%r, F), a)' % order, bound=FAR, a=POSITIVE)
    c.op('zeta', 'two', 'tf.zeta(a, d)', bound=FAR, a=f([1.5, 2.0, 3.0, 5.5]), d=f([1.0, 0.5, 2.0, 7.0]))
    c.op('zeta', 'edges', 'tf.zeta(a, d)', grad=False, a=f([1.0, 0.5, 2.0]), d=f([1.0, 1.0, 0.0]))
    c.op('igamma', 'points', 'tf.igamma(a, d)', bound=FAR, a=ABOVE, d=f([0.2, 1.0, 1.5, 7.0, 8.5]))
    c.op('igammac', 'points', 'tf.igammac(a, d)', bound=FAR, a=ABOVE, d=f([0.2, 1.0, 1.5, 7.0, 8.5]))
    c.op('igamma', 'broadcast', 'tf.igamma(a, d)', bound=FAR, a=f([[0.5], [2.0]]), d=f([0.5, 1.0, 3.0]))
    c.op('igamma', 'edges', 'tf.igamma(a, d)', grad=False, a=f([1.0, -1.0, 2.0]), d=f([0.0, 1.0, INF]))
    c.op('betainc', 'points', 'tf.betainc(a, d, e)', bound=FAR, a=ABOVE, d=f([2.0, 0.5, 1.5, 3.0, 1.0]), e=SHARES)
    c.op('lbeta', 'rows', 'tf.lbeta(a)', bound=NEAR, a=f([[0.5, 1.5], [2.0, 3.0]]))
    for op in ('bessel_i0', 'bessel_i1', 'bessel_i0e', 'bessel_i1e'):
        c.op(op, 'points', 'tf.math.%s(a)' % op, bound=FAR, a=f([-3.0, -0.5, 0.25, 1.0, 6.0, 12.0]))
    c.op('polyval', 'cubic', 'tf.math.polyval([a, a, a], a)', bound=NEAR, a=MIXED)
    c.op('reciprocal_no_nan', 'zero too', 'tf.math.reciprocal_no_nan(a)', a=f([2.0, 0.0, -0.3]))
    near = ulps(4, 'exp and log1p of other libraries', floor=1e-30)
    c.op('softplus', 'mixed', 'tf.nn.softplus(a)', bound=near, a=f([-30.0, -2.0, 0.0, 0.5, 3.0, 40.0]))
    return c.cases
