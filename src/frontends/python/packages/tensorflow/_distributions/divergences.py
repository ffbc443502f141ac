"""Kullback–Leibler divergences, registered by pairs of classes; the nearest pair of base classes counts."""

from _gradient_runtime import on_reset

from .._control_scope import ControlDependencies
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._ops import arrays, control, math, reductions

_registered = {}
#: Those of this package; a file's own end with it.
_own = set()


def _function_for(type_a, type_b):
    best, best_distance = None, None
    for far_a, parent_a in enumerate(type_a.__mro__):
        for far_b, parent_b in enumerate(type_b.__mro__):
            found = _registered.get((parent_a, parent_b))
            if found and (best is None or far_a + far_b < best_distance):
                best, best_distance = found, far_a + far_b
    return best


def kl_divergence(distribution_a, distribution_b, allow_nan_stats=True, name=None):
    """KL(a ‖ b) = E_a[log a(x) − log b(x)]"""
    function = _function_for(type(distribution_a), type(distribution_b))
    if function is None:
        raise NotImplementedError(
            'No KL(distribution_a || distribution_b) registered for distribution_a type %s and '
            'distribution_b type %s'
            % (type(distribution_a).__name__, type(distribution_b).__name__)
        )
    with name_scope('KullbackLeibler'):
        divergence = function(distribution_a, distribution_b, name=name)
        if allow_nan_stats:
            return divergence
        divergence = arrays.identity(divergence, name='kl')
        words = (
            'KL calculation between %s and %s returned NaN values (and was called with '
            'allow_nan_stats=False). Values:' % (distribution_a.name, distribution_b.name)
        )
        is_number = math.logical_not(reductions.reduce_any(math.is_nan(divergence)))
        check = control.assert_that(is_number, [words, divergence])
        with ControlDependencies(get_default_graph(), [check]):
            return arrays.identity(divergence, name='checked_kl')


def cross_entropy(ref, other, allow_nan_stats=True, name=None):
    with name_scope(name, 'cross_entropy'):
        return ref.entropy() + kl_divergence(ref, other, allow_nan_stats=allow_nan_stats)


class RegisterKL:
    """`@RegisterKL(A, B)` above a function (a, b, name=None)."""

    def __init__(self, dist_cls_a, dist_cls_b):
        self._key = (dist_cls_a, dist_cls_b)

    def __call__(self, kl_fn):
        if not callable(kl_fn):
            raise TypeError('kl_fn must be callable, received: %s' % kl_fn)
        if self._key in _registered:
            raise ValueError(
                'KL(%s || %s) has already been registered to: %s'
                % (self._key[0].__name__, self._key[1].__name__, _registered[self._key])
            )
        _registered[self._key] = kl_fn
        if kl_fn.__module__.startswith('tensorflow.'):
            _own.add(self._key)
        return kl_fn


@on_reset
def _forget():
    for key in [key for key in _registered if key not in _own]:
        del _registered[key]
