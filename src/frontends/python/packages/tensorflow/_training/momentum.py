"""MomentumOptimizer: a velocity per variable, plain or Nesterov."""

from .._convert import convert
from .optimizer import Optimizer
from .update_call import UpdateCall, one_node

_apply_momentum = UpdateCall('ApplyMomentum', casts=(1, 3))
_sparse_apply_momentum = UpdateCall('SparseApplyMomentum', casts=(1, 4))


class MomentumOptimizer(Optimizer):
    """a ← momentum·a + g; w ← w − lr·a, or with Nesterov w − lr·g − lr·momentum·a"""

    def __init__(
        self, learning_rate, momentum, use_locking=False, name='Momentum', use_nesterov=False
    ):
        super().__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._momentum = momentum
        self._use_nesterov = use_nesterov

    def _create_slots(self, var_list):
        for variable in var_list:
            self._zeros_slot(variable, 'momentum', self._name)

    def _prepare(self):
        rate = self._call_if_callable(self._learning_rate)
        self._learning_rate_tensor = convert(rate, name='learning_rate')
        self._momentum_tensor = convert(self._call_if_callable(self._momentum), name='momentum')

    def _attributes(self):
        return {'useLocking': bool(self._use_locking), 'useNesterov': bool(self._use_nesterov)}

    @one_node
    def _apply_dense(self, grad, var):
        slot = self.get_slot(var, 'momentum')
        inputs = slot, self._learning_rate_tensor, grad, self._momentum_tensor
        return _apply_momentum, inputs, self._attributes()

    def _apply_sparse(self, grad, var):
        return _sparse_apply_momentum(
            var,
            self.get_slot(var, 'momentum'),
            self._learning_rate_tensor,
            grad.values,
            grad.indices,
            self._momentum_tensor,
            **self._attributes(),
        )
