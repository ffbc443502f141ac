"""Distribution: what all distributions share. A subclass writes `_sample_n`, `_log_prob`, `_mean`, …; the
public methods put them into name scopes and fill in what follows from another (prob from log_prob)."""

import contextlib
import functools

from .. import _dtypes as dtypes
from .._convert import convert
from .._name_scope import name_scope
from .._ops import arrays, math, reductions
from .._shapes import TensorShape, as_shape
from .._tensor import Tensor
from . import divergences


class ReparameterizationType:
    def __init__(self, rep_type):
        self._rep_type = rep_type

    def __repr__(self):
        # TensorFlow's own spelling.
        return '<Reparameteriation Type: %s>' % self._rep_type

    def __eq__(self, other):
        return self is other

    __hash__ = object.__hash__


FULLY_REPARAMETERIZED = ReparameterizationType('FULLY_REPARAMETERIZED')
NOT_REPARAMETERIZED = ReparameterizationType('NOT_REPARAMETERIZED')


def parameters_of(values):
    """VALUES (the locals of a constructor at its first line) as what `copy` hands on."""
    return {
        key: value
        for key, value in values.items()
        if key != 'self' and not key.startswith('__')
    }


def _not_implemented(name):
    def missing(self, *arguments, **options):
        raise NotImplementedError('%s is not implemented: %s' % (name, type(self).__name__))

    missing.__name__ = '_' + name
    return missing


def _first_of(*attempts):
    """What the first of ATTEMPTS gives that is implemented; else the failure of the first."""
    failure = None
    for attempt in attempts:
        try:
            return attempt()
        except NotImplementedError as error:
            failure = failure or error
    raise failure


def _of_value(name, other=None):
    """A public method of a value: `_NAME(value)`, or what OTHER makes of the value without it."""

    def method(self, value, name=name, **options):
        return self._call(name, private, other, value, **options)

    private = '_' + name
    method.__name__ = method.__qualname__ = name
    return method


def _statistic(name, other=None):
    def method(self, name=name):
        with self._name_scope(name):
            own = getattr(self, private)
            return own() if other is None else _first_of(own, functools.partial(other, self))

    private = '_' + name
    method.__name__ = method.__qualname__ = name
    return method


class Distribution:
    def __init__(
        self,
        dtype,
        reparameterization_type,
        validate_args,
        allow_nan_stats,
        parameters=None,
        graph_parents=None,
        name=None,
    ):
        graph_parents = [] if graph_parents is None else graph_parents
        for i, parent in enumerate(graph_parents):
            if not (isinstance(parent, Tensor) or hasattr(type(parent), '_is_variable')):
                raise ValueError('Graph parent item %d is not a Tensor; %s.' % (i, parent))
        if not name or name[-1] != '/':
            with name_scope(name or type(self).__name__) as name:
                pass
        self._dtype = dtype
        self._reparameterization_type = reparameterization_type
        self._allow_nan_stats = allow_nan_stats
        self._validate_args = validate_args
        self._parameters = parameters_of(parameters or {})
        self._graph_parents = graph_parents
        self._name = name

    name = property(lambda self: self._name)
    dtype = property(lambda self: self._dtype)
    parameters = property(lambda self: parameters_of(self._parameters))
    reparameterization_type = property(lambda self: self._reparameterization_type)
    allow_nan_stats = property(lambda self: self._allow_nan_stats)
    validate_args = property(lambda self: self._validate_args)

    def copy(self, **override_parameters_kwargs):
        return type(self)(**dict(self.parameters, **override_parameters_kwargs))

    @contextlib.contextmanager
    def _name_scope(self, name=None, values=None):
        with name_scope(self.name):
            with name_scope(name, values=[*(values or []), *self._graph_parents]) as scope:
                yield scope

    # -- shapes --------------------------------------------------------------------------------

    @classmethod
    def param_shapes(cls, sample_shape, name='DistributionParamShapes'):
        with name_scope(name, values=[sample_shape]):
            return cls._param_shapes(sample_shape)

    @classmethod
    def param_static_shapes(cls, sample_shape):
        if isinstance(sample_shape, TensorShape):
            if not sample_shape.is_fully_defined():
                raise ValueError('TensorShape sample_shape must be fully defined')
            sample_shape = sample_shape.as_list()
        static = {}
        for name, shape in cls.param_shapes(sample_shape).items():
            known = arrays.constant_value(shape)
            if known is None:
                raise ValueError('sample_shape must be a fully-defined TensorShape or list/tuple')
            static[name] = TensorShape(known)
        return static

    @staticmethod
    def _param_shapes(sample_shape):
        raise NotImplementedError('_param_shapes not implemented')

    _batch_shape_tensor = _not_implemented('batch_shape_tensor')
    _event_shape_tensor = _not_implemented('event_shape_tensor')

    def _batch_shape(self):
        return TensorShape(None)

    _event_shape = _batch_shape

    batch_shape = property(lambda self: as_shape(self._batch_shape()))
    event_shape = property(lambda self: as_shape(self._event_shape()))

    def batch_shape_tensor(self, name='batch_shape_tensor'):
        with self._name_scope(name):
            if self.batch_shape.is_fully_defined():
                return convert(self.batch_shape.as_list(), dtypes.int32, 'batch_shape')
            return self._batch_shape_tensor()

    def event_shape_tensor(self, name='event_shape_tensor'):
        with self._name_scope(name):
            if self.event_shape.is_fully_defined():
                return convert(self.event_shape.as_list(), dtypes.int32, 'event_shape')
            return self._event_shape_tensor()

    def is_scalar_event(self, name='is_scalar_event'):
        with self._name_scope(name):
            found = _is_scalar(self.event_shape, self.event_shape_tensor)
            return convert(found, name='is_scalar_event')

    def is_scalar_batch(self, name='is_scalar_batch'):
        with self._name_scope(name):
            found = _is_scalar(self.batch_shape, self.batch_shape_tensor)
            return convert(found, name='is_scalar_batch')

    # -- samples -------------------------------------------------------------------------------

    def _sample_n(self, n, seed=None):
        raise NotImplementedError('sample_n is not implemented: %s' % type(self).__name__)

    def sample(self, sample_shape=(), seed=None, name='sample'):
        """[sample_shape…, batch_shape…, event_shape…] numbers of the distribution."""
        return self._call_sample_n(sample_shape, seed, name)

    def _call_sample_n(self, sample_shape, seed, name, **options):
        with self._name_scope(name, [sample_shape]):
            sample_shape = convert(sample_shape, dtypes.int32, 'sample_shape')
            sample_shape, n = self._expand_sample_shape_to_vector(sample_shape, 'sample_shape')
            samples = self._sample_n(n, seed, **options)
            rest = arrays.shape(samples)[1:]
            samples = arrays.reshape(samples, arrays.concat([sample_shape, rest], 0))
            return self._set_sample_static_shape(samples, sample_shape)

    def _expand_sample_shape_to_vector(self, x, name):
        """The sample shape as a vector, and how many samples it has (a number where it is known)."""
        from .parameters import pick_vector

        known = arrays.constant_value(x)
        if known is None:
            count = reductions.reduce_prod(x)
        else:
            count = 1
            for dim in _flat(known):
                count *= dim
        rank = x.shape.ndims
        if rank is None:
            is_scalar = math.equal(arrays.rank(x), 0)
            x = arrays.reshape(x, pick_vector(is_scalar, [1], arrays.shape(x)))
        elif rank == 0:
            x = arrays.reshape(x, [1]) if known is None else convert([known], dtypes.int32, name)
        elif rank != 1:
            raise ValueError('Input is neither scalar nor vector.')
        return x, count

    def _set_sample_static_shape(self, x, sample_shape):
        """X with what is known of its shape from the sample shape, the batch and the event."""
        sample_shape = TensorShape(arrays.constant_value(sample_shape))
        ranks = sample_shape.ndims, self.batch_shape.ndims, self.event_shape.ndims
        samples, batch, event = ranks
        rank = x.shape.ndims
        if rank is None and None not in ranks:
            rank = sum(ranks)
            x.set_shape([None] * rank)
        if rank is None:
            return x
        if samples is not None:
            x.set_shape(sample_shape.concatenate([None] * (rank - samples)))
        if event is not None:
            x.set_shape(TensorShape([None] * (rank - event)).concatenate(self.event_shape))
        if batch is not None:
            if samples is None and event is not None:
                samples = rank - batch - event
            elif event is None and samples is not None:
                event = rank - batch - samples
            if samples is not None and event is not None:
                shape = TensorShape([None] * samples).concatenate(self.batch_shape)
                x.set_shape(shape.concatenate([None] * event))
        return x

    # -- functions of a value ------------------------------------------------------------------

    def _call(self, name, private, other, value, **options):
        with self._name_scope(name, [value]):
            value = convert(value, None, 'value', self.dtype)
            own = functools.partial(getattr(self, private), value, **options)
            if other is None:
                return own()
            return _first_of(own, functools.partial(other, self, value, **options))

    _log_prob = _not_implemented('log_prob')
    _prob = _not_implemented('prob')
    _log_cdf = _not_implemented('log_cdf')
    _cdf = _not_implemented('cdf')
    _log_survival_function = _not_implemented('log_survival_function')
    _survival_function = _not_implemented('survival_function')
    _quantile = _not_implemented('quantile')

    log_prob = _of_value('log_prob', lambda self, x, **o: math.log(self._prob(x, **o)))
    prob = _of_value('prob', lambda self, x, **o: math.exp(self._log_prob(x, **o)))
    log_cdf = _of_value('log_cdf', lambda self, x, **o: math.log(self._cdf(x, **o)))
    cdf = _of_value('cdf', lambda self, x, **o: math.exp(self._log_cdf(x, **o)))
    log_survival_function = _of_value(
        'log_survival_function', lambda self, x, **o: math.log1p(-self.cdf(x, **o))
    )
    survival_function = _of_value('survival_function', lambda self, x, **o: 1.0 - self.cdf(x, **o))
    quantile = _of_value('quantile')

    # -- statistics ----------------------------------------------------------------------------

    _entropy = _not_implemented('entropy')
    _mean = _not_implemented('mean')
    _mode = _not_implemented('mode')
    _variance = _not_implemented('variance')
    _stddev = _not_implemented('stddev')
    _covariance = _not_implemented('covariance')

    entropy = _statistic('entropy')
    mean = _statistic('mean')
    mode = _statistic('mode')
    variance = _statistic('variance', lambda self: math.square(self._stddev()))
    stddev = _statistic('stddev', lambda self: math.sqrt(self._variance()))
    covariance = _statistic('covariance')

    def _cross_entropy(self, other):
        return divergences.cross_entropy(self, other, allow_nan_stats=self.allow_nan_stats)

    def cross_entropy(self, other, name='cross_entropy'):
        with self._name_scope(name):
            return self._cross_entropy(other)

    def _kl_divergence(self, other):
        return divergences.kl_divergence(self, other, allow_nan_stats=self.allow_nan_stats)

    def kl_divergence(self, other, name='kl_divergence'):
        with self._name_scope(name):
            return self._kl_divergence(other)

    # -- text ----------------------------------------------------------------------------------

    def __str__(self):
        batch, event = self.batch_shape, self.event_shape
        return 'tfp.distributions.%s("%s"%s%s, dtype=%s)' % (
            type(self).__name__,
            self.name,
            '' if batch.ndims is None else ', batch_shape=%s' % batch,
            '' if event.ndims is None else ', event_shape=%s' % event,
            self.dtype.name,
        )

    def __repr__(self):
        return "<tfp.distributions.%s '%s' batch_shape=%s event_shape=%s dtype=%s>" % (
            type(self).__name__,
            self.name,
            self.batch_shape,
            self.event_shape,
            self.dtype.name,
        )


def _flat(numbers):
    if not isinstance(numbers, list):
        return [numbers]
    return [number for part in numbers for number in _flat(part)]


def _is_scalar(static, make_dynamic):
    if static.ndims is not None:
        return static.ndims == 0
    shape = make_dynamic()
    if shape.shape.ndims is not None and shape.shape.dims[0].value is not None:
        return shape.shape.as_list() == [0]
    return math.equal(arrays.shape(shape)[0], 0)


class ScalarEvent(Distribution):
    """A distribution of single numbers."""

    def _event_shape_tensor(self):
        return convert([], dtypes.int32, 'Const')

    def _event_shape(self):
        return TensorShape([])


class Broadcast(ScalarEvent):
    """A distribution of single numbers whose two parameters, named by `_pair`, are broadcast."""

    _pair = ()

    def _two(self):
        return [getattr(self, name) for name in self._pair]

    def _batch_shape_tensor(self):
        from .._ops.broadcasting import broadcast_dynamic_shape

        first, second = self._two()
        return broadcast_dynamic_shape(arrays.shape(first), arrays.shape(second))

    def _batch_shape(self):
        from .._ops.broadcasting import broadcast_static_shape

        first, second = self._two()
        return broadcast_static_shape(first.shape, second.shape)

    @classmethod
    def _param_shapes(cls, sample_shape):
        shape = convert(sample_shape, dtypes.int32)
        return dict.fromkeys(cls._pair, shape)
