"""@file The words in which oracle cases are written. Knows no framework."""

import random

BOTH = ('float32', 'float64')
INF, NAN = float('inf'), float('nan')


def flat(data):
    if isinstance(data, (list, tuple)):
        return [v for part in data for v in flat(part)]
    return [data]


def shape(data):
    return [len(data)] + shape(data[0]) if isinstance(data, (list, tuple)) else []


def given(kind, data, dims=None):
    return {'t': kind, 's': shape(data) if dims is None else list(dims), 'v': flat(data)}


def f(data, dims=None):
    """A float input, in whichever float type the case runs."""
    return given('F', data, dims)


def i32(data, dims=None):
    return given('int32', data, dims)


def i64(data, dims=None):
    return given('int64', data, dims)


def b(data, dims=None):
    return given('bool', data, dims)


def f32(data, dims=None):
    return given('float32', data, dims)


def f64(data, dims=None):
    return given('float64', data, dims)


def rnd(seed, dims, low=-3.0, high=3.0):
    """Seeded numbers with seven digits, written out in full in the recording."""
    source = random.Random(repr(seed))
    count = 1
    for n in dims:
        count *= n
    return f([float('%.7g' % source.uniform(low, high)) for _ in range(count)], dims)


class Cases:
    """A list in the making: `op` for an expression, `program` for statements."""

    def __init__(self):
        self.cases = []

    def op(self, op, name, expr, dtypes=BOTH, grad=True, bound=None, **inputs):
        case = {'op': op, 'name': name, 'expr': expr, 'in': inputs, 'dtypes': list(dtypes)}
        self._add(case, grad, bound)

    def program(self, op, name, source, dtypes=BOTH, bound=None):
        self._add({'op': op, 'name': name, 'source': source, 'dtypes': list(dtypes)}, True, bound)

    def _add(self, case, grad, bound):
        if not grad:
            case['grad'] = False
        if bound:
            case['bound'] = bound
        self.cases.append(case)


def ulps(count, reason, floor=None, gradient=None):
    """At most `count` units in the last place, of at least the number `floor` where given;
    `gradient` units for gradients, which pass through several kernels."""
    bound = {'ulp': count, 'reason': reason}
    if floor is not None:
        bound['floor'] = floor
    if gradient is not None:
        bound['gradient'] = gradient
    return bound


def of_terms(count, reason):
    """At most `count` units in the last place of the sum of the |terms|."""
    return {'ulp': count, 'ofTerms': True, 'reason': reason}


def flushed(bound):
    """Eigen's vector exp never gives a denormal number: below the smallest normal one all are equal."""
    return dict(bound, flush=True)
