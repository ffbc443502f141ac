"""Metric: a number over many batches, kept in variables. Of keras/metrics.py, keras/utils/metrics_utils.py."""

import types

from .._control_scope import ControlDependencies, InitScope
from .._dtypes import as_dtype
from .._graph import get_default_graph
from .._initializers import Zeros
from .._ops import arrays, control, math, reductions
from . import backend_values as K
from . import settings
from .base_layer import Layer
from .weighting import broadcast_weights, squeeze_or_expand_dimensions

_WRITES = frozenset(('AssignVariableOp', 'AssignAddVariableOp', 'AssignSubVariableOp'))


class Metric(Layer):
    """Subclasses have `update_state(…)`, which gives an op or just writes variables, and `result()`."""

    def __new__(cls, *args, **kwargs):
        metric = super().__new__(cls)
        update, result = metric.update_state, metric.result

        def update_state(self, *args, **kwargs):
            before = len(get_default_graph().get_operations())
            done = update(*args, **kwargs)
            if done is None:
                made = get_default_graph().get_operations()[before:]
                done = control.group(*[op for op in made if op.type in _WRITES])
            self.add_update(done)
            return done

        def told_result(self):
            value = arrays.identity(result())
            self._call_result = value
            return value

        metric.__dict__['update_state'] = types.MethodType(update_state, metric)
        metric.__dict__['result'] = types.MethodType(told_result, metric)
        return metric

    def __init__(self, name=None, dtype=None, **kwargs):
        super().__init__(name=name, dtype=dtype, **kwargs)
        self.stateful = True
        self.built = True
        self._dtype = settings.floatx() if dtype is None else as_dtype(dtype).name

    def __call__(self, *args, **kwargs):
        """The result after the given values were added."""
        update = self.update_state(*args, **kwargs)
        with ControlDependencies(get_default_graph(), [update]):
            result = self.result()
            result._metric_obj = self
            return result

    def get_config(self):
        return {'name': self.name, 'dtype': self.dtype}

    def reset_states(self):
        K.batch_set_value([(variable, 0) for variable in self.variables])

    def update_state(self, *args, **kwargs):
        raise NotImplementedError('Must be implemented in subclasses.')

    def result(self):
        raise NotImplementedError('Must be implemented in subclasses.')

    def add_weight(
        self,
        name,
        shape=(),
        aggregation=None,
        synchronization=None,
        initializer=None,
        dtype=None,
    ):
        return super().add_weight(
            name=name,
            shape=shape,
            dtype=self._dtype if dtype is None else dtype,
            trainable=False,
            initializer=initializer,
            collections=[],
        )


class Reduce(Metric):
    """A sum, or a sum and a count."""

    _counts = True

    def __init__(self, name, dtype=None):
        super().__init__(name=name, dtype=dtype)
        with InitScope(get_default_graph()):
            self.total = self.add_weight('total', initializer=Zeros)
            if self._counts:
                self.count = self.add_weight('count', initializer=Zeros)

    def update_state(self, values, sample_weight=None):
        values = math.cast(values, self._dtype)
        if sample_weight is not None:
            sample_weight = math.cast(sample_weight, self._dtype)
            values, _, sample_weight = squeeze_or_expand_dimensions(
                values, sample_weight=sample_weight
            )
            try:
                sample_weight = broadcast_weights(sample_weight, values)
            except ValueError:
                axes = list(range(K.ndim(sample_weight), K.ndim(values)))
                reduce = reductions.reduce_mean if self._counts else reductions.reduce_sum
                values = reduce(values, axis=axes)
            values = math.multiply(values, sample_weight)
        graph = get_default_graph()
        added = reductions.reduce_sum(values)
        with ControlDependencies(graph, [added]):
            totalled = self.total.assign_add(added)
        if not self._counts:
            return totalled
        if sample_weight is None:
            count = math.cast(arrays.size(values), self._dtype)
        else:
            count = reductions.reduce_sum(sample_weight)
        with ControlDependencies(graph, [totalled]):
            return self.count.assign_add(count)

    def result(self):
        if not self._counts:
            return arrays.identity(self.total)
        return math.div_no_nan(self.total, self.count)


class Sum(Reduce):
    _counts = False

    def __init__(self, name='sum', dtype=None):
        super().__init__(name=name, dtype=dtype)


class Mean(Reduce):
    """The weighted mean of all values so far."""

    def __init__(self, name='mean', dtype=None):
        super().__init__(name=name, dtype=dtype)


class MeanMetricWrapper(Mean):
    """The mean of what a function gives for targets and predictions."""

    def __init__(self, fn, name=None, dtype=None, **kwargs):
        super().__init__(name=name, dtype=dtype)
        self._fn = fn
        self._fn_kwargs = kwargs

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = math.cast(y_true, self._dtype)
        y_pred = math.cast(y_pred, self._dtype)
        y_pred, y_true = squeeze_or_expand_dimensions(y_pred, y_true)
        matches = self._fn(y_true, y_pred, **self._fn_kwargs)
        return super().update_state(matches, sample_weight=sample_weight)

    def get_config(self):
        own = {k: K.eval_(v) if K.is_tensor(v) else v for k, v in self._fn_kwargs.items()}
        return {**super().get_config(), **own}
