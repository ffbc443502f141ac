"""MomentumOptimizer: a velocity per variable, plain or Nesterov."""

from .._convert import convert
from .._ops.math import cast
from .optimizer import Optimizer
from .update_call import UpdateCall

_apply_momentum = UpdateCall('ApplyMomentum')
_sparse_apply_momentum = UpdateCall('SparseApplyMomentum')


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

    def _apply_dense(self, grad, var):
        dtype = var.dtype.base_dtype
        return _apply_momentum(
            var,
            self.get_slot(var, 'momentum'),
            cast(self._learning_rate_tensor, dtype),
            grad,
            cast(self._momentum_tensor, dtype),
            useLocking=bool(self._use_locking),
            useNesterov=bool(self._use_nesterov),
        )

    def _apply_sparse(self, grad, var):
        dtype = var.dtype.base_dtype
        return _sparse_apply_momentum(
            var,
            self.get_slot(var, 'momentum'),
            cast(self._learning_rate_tensor, dtype),
            grad.values,
            grad.indices,
            cast(self._momentum_tensor, dtype),
            useLocking=bool(self._use_locking),
            useNesterov=bool(self._use_nesterov),
        )
