"""Independent(distribution, n): the last n dimensions of its batch are one event, whose numbers do not
depend on each other (contrib/distributions/python/ops/independent.py)."""

from .._control_scope import ControlDependencies
from .._convert import convert
from .._dtypes import int32
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._ops import arrays, checks, creation, math, reductions
from .._shapes import TensorShape
from . import divergences
from .base import Distribution, parameters_of
from .divergences import RegisterKL


def _rank_of_batch(shape):
    """How many entries the vector SHAPE has."""
    count = shape.shape.with_rank_at_least(1)[0].value
    return arrays.shape(shape)[0] if count is None else count


def _all_but_one(distribution):
    rank = distribution.batch_shape.ndims
    if rank is None:
        return math.maximum(0, arrays.shape(distribution.batch_shape_tensor())[0] - 1)
    return max(0, rank - 1)


def _of_parts(name, is_summed=False):
    """The statistic NAME of the distribution of the parts, summed over an event where IS_SUMMED."""

    def statistic(self):
        with self._behind_assertions():
            found = getattr(self.distribution, name)()
            return self._reduce_sum(found) if is_summed else found

    statistic.__name__ = '_' + name
    return statistic


class Independent(Distribution):
    def __init__(
        self, distribution, reinterpreted_batch_ndims=None, validate_args=False, name=None
    ):
        parameters = parameters_of(locals())
        name = name or 'Independent' + distribution.name
        self._distribution = distribution
        with name_scope(name) as name:
            if reinterpreted_batch_ndims is None:
                reinterpreted_batch_ndims = _all_but_one(distribution)
            count = convert(reinterpreted_batch_ndims, int32, 'reinterpreted_batch_ndims')
            self._static_count = arrays.constant_value(count)
            self._count = count if self._static_count is None else self._static_count
            super().__init__(
                dtype=distribution.dtype,
                reparameterization_type=distribution.reparameterization_type,
                validate_args=validate_args,
                allow_nan_stats=distribution.allow_nan_stats,
                parameters=parameters,
                graph_parents=[count, *distribution._graph_parents],
                name=name,
            )
            self._runtime_assertions = self._assertions(count)

    distribution = property(lambda self: self._distribution)
    reinterpreted_batch_ndims = property(lambda self: self._count)

    def _assertions(self, count):
        rank = self.distribution.batch_shape.ndims
        if rank is not None and self._static_count is not None:
            if self._static_count > rank:
                raise ValueError(
                    'reinterpreted_batch_ndims({}) cannot exceed distribution.batch_ndims({})'.format(
                        self._static_count, rank
                    )
                )
            return []
        if not self.validate_args:
            return []
        rank = _rank_of_batch(self.distribution.batch_shape_tensor())
        words = 'reinterpreted_batch_ndims cannot exceed distribution.batch_ndims'
        return [checks.assert_less_equal(count, rank, message=words)]

    def _behind_assertions(self):
        return ControlDependencies(get_default_graph(), self._runtime_assertions)

    def _batch_shape_tensor(self):
        with self._behind_assertions():
            shape = self.distribution.batch_shape_tensor()
            return shape[: _rank_of_batch(shape) - self._count]

    def _event_shape_tensor(self):
        with self._behind_assertions():
            shape = self.distribution.batch_shape_tensor()
            rest = shape[_rank_of_batch(shape) - self._count :]
            return arrays.concat([rest, self.distribution.event_shape_tensor()], axis=0)

    def _split_shape(self):
        """(the batch's shape, the event's), static"""
        shape = self.distribution.batch_shape
        if self._static_count is None or shape.ndims is None:
            return TensorShape(None), TensorShape(None)
        at = shape.ndims - self._static_count
        return shape[:at], shape[at:].concatenate(self.distribution.event_shape)

    def _batch_shape(self):
        return self._split_shape()[0]

    def _event_shape(self):
        return self._split_shape()[1]

    def _sample_n(self, n, seed):
        with self._behind_assertions():
            return self.distribution.sample(sample_shape=n, seed=seed)

    def _log_prob(self, x):
        with self._behind_assertions():
            return self._reduce_sum(self.distribution.log_prob(x))

    _entropy = _of_parts('entropy', is_summed=True)
    _mean = _of_parts('mean')
    _variance = _of_parts('variance')
    _stddev = _of_parts('stddev')
    _mode = _of_parts('mode')

    def _reduce_sum(self, value):
        if self._static_count is None:
            return reductions.reduce_sum(value, axis=-1 - creation.range_(self._count))
        return reductions.reduce_sum(value, axis=[-1 - i for i in range(self._static_count)])


@RegisterKL(Independent, Independent)
def _kl_independent(a, b, name='kl_independent'):
    p, q = a.distribution, b.distribution
    if not (a.event_shape.is_fully_defined() and b.event_shape.is_fully_defined()):
        raise NotImplementedError(
            'The divergence of tf.contrib.distributions.Independent with an event of unknown shape is not '
            'evaluated by this engine'
        )
    if a.event_shape != b.event_shape:
        raise ValueError('Event shapes do not match.')
    if p.event_shape != q.event_shape:
        raise NotImplementedError(
            'KL between Independents with different event shapes not supported.'
        )
    count = a.event_shape.ndims - p.event_shape.ndims
    found = divergences.kl_divergence(p, q, name=name)
    return reductions.reduce_sum(found, axis=[-i - 1 for i in range(count)])
