"""ExponentialMovingAverage: a shadow of each variable that follows it slowly."""

from .. import _dtypes as dtypes
from .._collections import (
    add_to_collection,
    get_collection,
    global_variables,
    moving_average_variables,
    trainable_variables,
)
from .._control_scope import InitScope
from .._convert import convert
from .._graph import GraphKeys, get_default_graph
from .._initializers import Zeros
from .._name_scope import name_scope
from .._ops import control, math, state
from .._placement import colocate_with
from .._variable import Variable
from .._variable_scope import get_variable, variable_scope
from . import slots


def assign_moving_average(variable, value, decay, zero_debias=True, name=None):
    """variable −= (1 − decay)·(variable − value), divided by 1 − decayᵗ for ZERO_DEBIAS."""
    with name_scope(name, 'AssignMovingAvg', [variable, value, decay]) as scope:
        rate = convert(1.0 - decay, name='decay')
        if rate.dtype.base_dtype is not variable.dtype.base_dtype:
            rate = math.cast(rate, variable.dtype.base_dtype)
        if zero_debias:
            return _zero_debiased(variable, value, rate)
        return state.assign_sub(variable, (variable - value) * rate, name=scope)


def _zero_debiased(unbiased, value, rate):
    """The average that began with zero, made up for it; kept beside in variables of its own."""
    with variable_scope(unbiased.op.name, values=[unbiased, value, rate]) as scope:
        taken = [v.op.name for v in get_collection(GraphKeys.GLOBAL_VARIABLES, scope.name + '/')]

        def unused(name):
            full = scope.name + '/' + name
            if scope.reuse or full not in taken:
                return name
            count = 1
            while '%s_%d' % (full, count) in taken:
                count += 1
            return '%s_%d' % (name, count)

        options = {'dtype': unbiased.dtype, 'initializer': Zeros(), 'trainable': False}
        with colocate_with(unbiased):
            biased = get_variable(unused('biased'), shape=unbiased.shape, **options)
            local_step = get_variable(unused('local_step'), shape=[], **options)
    moved = state.assign_sub(biased, (biased - value) * rate)
    steps = local_step.assign_add(1)
    factor = 1 - math.pow(1.0 - rate, steps)
    own = get_default_graph().get_name_scope() + '/'
    return state.assign(unbiased, moved / factor, name=own)


class ExponentialMovingAverage:
    def __init__(
        self, decay, num_updates=None, zero_debias=False, name='ExponentialMovingAverage'
    ):
        self._decay = decay
        self._num_updates = num_updates
        self._zero_debias = zero_debias
        self._name = name
        self._averages = {}

    name = property(lambda self: self._name)

    def apply(self, var_list=None):
        """An Operation that moves every average towards its variable."""
        var_list = trainable_variables() if var_list is None else var_list
        debiased = set()
        for variable in var_list:
            if not variable.dtype.base_dtype.is_floating:
                raise TypeError('The variables must be half, float, or double: %s' % variable.name)
            if variable not in self._averages:
                with InitScope(get_default_graph()):
                    self._averages[variable] = self._make(variable)
                if self._zero_debias and not isinstance(variable, Variable):
                    debiased.add(self._averages[variable])
        with name_scope(self._name) as scope:
            decay = convert(self._decay, name='decay')
            if self._num_updates is not None:
                updates = math.cast(self._num_updates, dtypes.float32, name='num_updates')
                decay = math.minimum(decay, (1.0 + updates) / (10.0 + updates))
            moves = [
                assign_moving_average(
                    self._averages[v], v, decay, zero_debias=self._averages[v] in debiased
                )
                for v in var_list
            ]
            return control.group(*moves, name=scope)

    def _make(self, variable):
        if isinstance(variable, Variable):
            start = variable.initialized_value()
            average = slots.create_slot(variable, start, self._name)
            add_to_collection(GraphKeys.MOVING_AVERAGE_VARIABLES, variable)
            return average
        beside = variable.op.type in ('Variable', 'VariableV2', 'VarHandleOp')
        return slots.create_zeros_slot(variable, self._name, variable.dtype.base_dtype, beside)

    def average(self, var):
        return self._averages.get(var)

    def average_name(self, var):
        if var in self._averages:
            return self._averages[var].op.name
        return get_default_graph().unique_name(var.op.name + '/' + self._name, mark_as_used=False)

    def variables_to_restore(self, moving_avg_variables=None):
        if moving_avg_variables is None:
            moving_avg_variables = trainable_variables() + moving_average_variables()
        names = {self.average_name(v): v for v in moving_avg_variables}
        own = {v.name for v in moving_avg_variables}
        for v in global_variables():
            if v.name not in own and v.op.name not in names:
                names[v.op.name] = v
        return names
