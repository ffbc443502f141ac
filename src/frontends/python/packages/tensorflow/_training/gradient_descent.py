"""GradientDescentOptimizer and ProximalGradientDescentOptimizer."""

from .._convert import convert
from .._indexed_slices import IndexedSlices
from .._ops.math import cast
from .optimizer import Optimizer
from .update_call import UpdateCall, one_node

_apply_gradient_descent = UpdateCall('ApplyGradientDescent', casts=(0,))
_apply_proximal = UpdateCall('ApplyProximalGradientDescent')
_sparse_apply_proximal = UpdateCall('SparseApplyProximalGradientDescent')


class GradientDescentOptimizer(Optimizer):
    """w ← w − lr·g"""

    def __init__(self, learning_rate, use_locking=False, name='GradientDescent'):
        super().__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._learning_rate_tensor = None

    def _prepare(self):
        rate = self._call_if_callable(self._learning_rate)
        self._learning_rate_tensor = convert(rate, name='learning_rate')

    @one_node
    def _apply_dense(self, grad, var):
        inputs = self._learning_rate_tensor, grad
        return _apply_gradient_descent, inputs, {'useLocking': bool(self._use_locking)}

    def _resource_apply_sparse_duplicate_indices(self, grad, handle, indices):
        return handle._scatter_rows_op('add', indices, -grad * self._learning_rate)

    def _apply_sparse_duplicate_indices(self, grad, var):
        rate = cast(self._learning_rate_tensor, var.dtype.base_dtype)
        delta = IndexedSlices(grad.values * rate, grad.indices, grad.dense_shape)
        return var.scatter_sub(delta, use_locking=self._use_locking)


class ProximalGradientDescentOptimizer(Optimizer):
    def __init__(
        self,
        learning_rate,
        l1_regularization_strength=0.0,
        l2_regularization_strength=0.0,
        use_locking=False,
        name='ProximalGradientDescent',
    ):
        super().__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._l1_regularization_strength = l1_regularization_strength
        self._l2_regularization_strength = l2_regularization_strength

    def _prepare(self):
        self._learning_rate_tensor = convert(self._learning_rate, name='learning_rate')
        self._l1_tensor = convert(
            self._l1_regularization_strength, name='l1_regularization_strength'
        )
        self._l2_tensor = convert(
            self._l2_regularization_strength, name='l2_regularization_strength'
        )

    def _apply_dense(self, grad, var):
        # As in TensorFlow, nothing is cast to the variable's type here.
        return _apply_proximal(
            var,
            self._learning_rate_tensor,
            self._l1_tensor,
            self._l2_tensor,
            grad,
            useLocking=bool(self._use_locking),
        )

    def _apply_sparse(self, grad, var):
        return _sparse_apply_proximal(
            var,
            self._learning_rate_tensor,
            self._l1_tensor,
            self._l2_tensor,
            grad.values,
            grad.indices,
            useLocking=bool(self._use_locking),
        )
