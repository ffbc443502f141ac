"""Relatives of Adam in tf.contrib.opt: Nadam, AdaMax, LazyAdam."""

from .._control_scope import ControlDependencies
from .._graph import get_default_graph
from .._ops import control, gathering, math, state
from .._ops.math import cast
from .._placement import colocate_with
from .adam import AdamOptimizer
from .update_call import UpdateCall

_apply_adam = UpdateCall('ApplyAdam')
_apply_ada_max = UpdateCall('ApplyAdaMax')


class NadamOptimizer(AdamOptimizer):
    """Adam with Nesterov's look ahead: the step goes along (1−β₁)·g + β₁·m′."""

    def _apply_dense(self, grad, var):
        return _apply_adam(
            var,
            self.get_slot(var, 'm'),
            self.get_slot(var, 'v'),
            *self._factors(var),
            grad,
            useLocking=bool(self._use_locking),
            useNesterov=True,
        )

    def _apply_sparse(self, grad, var):
        """Moments of all rows decay, the rows of the gradient move."""
        beta1_power, beta2_power, rate, beta1, beta2, epsilon = self._factors(var)
        lock = self._use_locking
        rows = grad.indices
        scaled_rate = rate * math.sqrt(1 - beta2_power) / (1 - beta1_power)
        graph = get_default_graph()
        m = self.get_slot(var, 'm')
        m_values = grad.values * (1 - beta1)
        m_t = state.assign(m, m * beta1, use_locking=lock)
        with ControlDependencies(graph, [m_t]):
            m_t = state.scatter_add(m, rows, m_values, use_locking=lock)
            direction = m_values + beta1 * gathering.gather(m_t, rows)
        v = self.get_slot(var, 'v')
        v_values = (grad.values * grad.values) * (1 - beta2)
        v_t = state.assign(v, v * beta2, use_locking=lock)
        with ControlDependencies(graph, [v_t]):
            v_t = state.scatter_add(v, rows, v_values, use_locking=lock)
        root = math.sqrt(gathering.gather(v_t, rows))
        step = -scaled_rate * direction / (root + epsilon)
        update = state.scatter_add(var, rows, step, use_locking=lock)
        return control.group(update, direction, v_t)


class AdaMaxOptimizer(AdamOptimizer):
    """m as Adam's; v ← max(β₂·v, |g|); w ← w − lr/(1−β₁ᵗ)·m/(v+ε)"""

    def __init__(
        self,
        learning_rate=0.001,
        beta1=0.9,
        beta2=0.999,
        epsilon=1e-8,
        use_locking=False,
        name='AdaMax',
    ):
        super().__init__(learning_rate, beta1, beta2, epsilon, use_locking, name)

    def _get_beta_accumulators(self):
        return self._get_non_slot_variable('beta1_power', graph=get_default_graph())

    def _create_slots(self, var_list):
        first = min(var_list, key=lambda variable: variable.name)
        self._create_non_slot_variable(self._beta1, 'beta1_power', first)
        for variable in var_list:
            self._zeros_slot(variable, 'm', self._name)
            self._zeros_slot(variable, 'v', self._name)

    def _factors(self, var):
        """β₁ᵗ, lr, β₁, β₂, ε in the type of VAR."""
        factors = (
            self._get_beta_accumulators(),
            self._lr_t,
            self._beta1_t,
            self._beta2_t,
            self._epsilon_t,
        )
        return [cast(factor, var.dtype.base_dtype) for factor in factors]

    def _apply_dense(self, grad, var):
        return _apply_ada_max(
            var,
            self.get_slot(var, 'm'),
            self.get_slot(var, 'v'),
            *self._factors(var),
            grad,
            useLocking=bool(self._use_locking),
        )

    def _apply_sparse(self, grad, var):
        """Only the rows of the gradient move, their moments too."""
        beta1_power, rate, beta1, beta2, epsilon = self._factors(var)
        lock = self._use_locking
        rows, values = grad.indices, grad.values
        graph = get_default_graph()
        m = self.get_slot(var, 'm')
        m_rows = gathering.gather(m, rows) * beta1 + values * (1 - beta1)
        with ControlDependencies(graph, [m_rows]):
            m_t = state.scatter_update(m, rows, m_rows, use_locking=lock)
        v = self.get_slot(var, 'v')
        v_rows = math.maximum(gathering.gather(v, rows) * beta2, math.abs(values))
        with ControlDependencies(graph, [v_rows]):
            v_t = state.scatter_update(v, rows, v_rows, use_locking=lock)
        step = -rate / (1 - beta1_power) * (m_rows / (v_rows + epsilon))
        with ControlDependencies(graph, [step]):
            update = state.scatter_add(var, rows, step, use_locking=lock)
        return control.group(update, m_t, v_t)

    def _finish(self, update_ops, name_scope):
        with ControlDependencies(get_default_graph(), update_ops):
            beta1_power = self._get_beta_accumulators()
            with colocate_with(beta1_power):
                update = beta1_power.assign(
                    beta1_power * self._beta1_t, use_locking=self._use_locking
                )
        return control.group(*update_ops, update, name=name_scope)


class LazyAdamOptimizer(AdamOptimizer):
    """Adam whose sparse step leaves the moments of other rows as they are."""

    def _apply_sparse(self, grad, var):
        beta1_power, beta2_power, rate, beta1, beta2, epsilon = self._factors(var)
        lock = self._use_locking
        rows, values = grad.indices, grad.values
        scaled_rate = rate * math.sqrt(1 - beta2_power) / (1 - beta1_power)
        m = self.get_slot(var, 'm')
        m_rows = beta1 * gathering.gather(m, rows) + (1 - beta1) * values
        m_t = state.scatter_update(m, rows, m_rows, use_locking=lock)
        v = self.get_slot(var, 'v')
        v_rows = beta2 * gathering.gather(v, rows) + (1 - beta2) * math.square(values)
        v_t = state.scatter_update(v, rows, v_rows, use_locking=lock)
        m_rows = gathering.gather(m_t, rows)
        root = math.sqrt(gathering.gather(v_t, rows)) + epsilon
        step = scaled_rate * m_rows / root
        update = state.scatter_sub(var, rows, step, use_locking=lock)
        return control.group(update, m_t, v_t)
