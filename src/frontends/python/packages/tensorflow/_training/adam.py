"""AdamOptimizer: first and second moments per variable, one pair of beta powers for all."""

from .._control_scope import ControlDependencies
from .._convert import convert
from .._graph import get_default_graph
from .._ops import control, math, state
from .._ops.math import cast
from .._placement import colocate_with
from .._resource_variable import is_resource_variable
from .optimizer import Optimizer
from .update_call import UpdateCall, one_node

_apply_adam = UpdateCall('ApplyAdam', casts=range(2, 8))


class AdamOptimizer(Optimizer):
    """w ← w − lr·√(1−β₂ᵗ)/(1−β₁ᵗ)·m/(√v+ε); the powers are multiplied after all updates."""

    def __init__(
        self,
        learning_rate=0.001,
        beta1=0.9,
        beta2=0.999,
        epsilon=1e-8,
        use_locking=False,
        name='Adam',
    ):
        super().__init__(use_locking, name)
        self._lr = learning_rate
        self._beta1 = beta1
        self._beta2 = beta2
        self._epsilon = epsilon

    def _get_beta_accumulators(self):
        home = get_default_graph()._home
        return self._non_slots.get(('beta1_power', home)), self._non_slots.get(('beta2_power', home))

    def _create_slots(self, var_list):
        first = min(var_list, key=lambda variable: variable.name)
        self._create_non_slot_variable(self._beta1, 'beta1_power', first)
        self._create_non_slot_variable(self._beta2, 'beta2_power', first)
        for variable in var_list:
            self._zeros_slot(variable, 'm', self._name)
            self._zeros_slot(variable, 'v', self._name)

    def _prepare(self):
        self._lr_t = convert(self._call_if_callable(self._lr), name='learning_rate')
        self._beta1_t = convert(self._call_if_callable(self._beta1), name='beta1')
        self._beta2_t = convert(self._call_if_callable(self._beta2), name='beta2')
        self._epsilon_t = convert(self._call_if_callable(self._epsilon), name='epsilon')

    def _own_factors(self):
        """β₁ᵗ, β₂ᵗ, lr, β₁, β₂, ε"""
        powers = self._get_beta_accumulators()
        return *powers, self._lr_t, self._beta1_t, self._beta2_t, self._epsilon_t

    def _factors(self, var):
        """The same in the type of VAR."""
        dtype = var.dtype.base_dtype
        return [cast(factor, dtype) for factor in self._own_factors()]

    @one_node
    def _apply_dense(self, grad, var):
        inputs = self.get_slot(var, 'm'), self.get_slot(var, 'v'), *self._own_factors(), grad
        return _apply_adam, inputs, {'useLocking': bool(self._use_locking), 'useNesterov': False}

    def _apply_sparse(self, grad, var):
        """Decays the moments of all rows, then adds to the rows of the gradient."""
        beta1_power, beta2_power, rate, beta1, beta2, epsilon = self._factors(var)
        lock = self._use_locking
        scaled_rate = rate * math.sqrt(1 - beta2_power) / (1 - beta1_power)
        m = self.get_slot(var, 'm')
        graph = get_default_graph()
        m_values = grad.values * (1 - beta1)
        m_t = state.assign(m, m * beta1, use_locking=lock)
        with ControlDependencies(graph, [m_t]):
            m_t = self._scattered(m, grad.indices, m_values)
        v = self.get_slot(var, 'v')
        v_values = (grad.values * grad.values) * (1 - beta2)
        v_t = state.assign(v, v * beta2, use_locking=lock)
        with ControlDependencies(graph, [v_t]):
            v_t = self._scattered(v, grad.indices, v_values)
        root = math.sqrt(v_t)
        update = state.assign_sub(var, scaled_rate * m_t / (root + epsilon), use_locking=lock)
        return control.group(update, m_t, v_t)

    def _scattered(self, moment, indices, values):
        if not is_resource_variable(moment):
            return state.scatter_add(moment, indices, values, use_locking=self._use_locking)
        done = moment._scatter_rows_op('add', indices, values)
        with ControlDependencies(get_default_graph(), [done]):
            return moment.value()

    def _finish(self, update_ops, name_scope):
        with ControlDependencies(get_default_graph(), update_ops):
            beta1_power, beta2_power = self._get_beta_accumulators()
            lock = self._use_locking
            with colocate_with(beta1_power):
                updates = [
                    beta1_power.assign(beta1_power * self._beta1_t, use_locking=lock),
                    beta2_power.assign(beta2_power * self._beta2_t, use_locking=lock),
                ]
        return control.group(*update_ops, *updates, name=name_scope)
