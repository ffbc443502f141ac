"""FtrlOptimizer: follow the regularized leader, with l2 shrinkage as version 2 of the op."""

from .._constant import constant
from .._convert import convert
from .._placement import colocate_with
from .optimizer import Optimizer
from .update_call import UpdateCall, one_node

_apply_ftrl = UpdateCall('ApplyFtrl', casts=range(3, 7))
_apply_ftrl_v2 = UpdateCall('ApplyFtrlV2', casts=range(3, 8))
_sparse_apply_ftrl = UpdateCall('SparseApplyFtrl', casts=range(4, 8))
_sparse_apply_ftrl_v2 = UpdateCall('SparseApplyFtrlV2', casts=range(4, 9))


class FtrlOptimizer(Optimizer):
    def __init__(
        self,
        learning_rate,
        learning_rate_power=-0.5,
        initial_accumulator_value=0.1,
        l1_regularization_strength=0.0,
        l2_regularization_strength=0.0,
        use_locking=False,
        name='Ftrl',
        accum_name=None,
        linear_name=None,
        l2_shrinkage_regularization_strength=0.0,
    ):
        super().__init__(use_locking, name)
        for what, value in (
            ('initial_accumulator_value', initial_accumulator_value),
            ('l1_regularization_strength', l1_regularization_strength),
            ('l2_regularization_strength', l2_regularization_strength),
            ('l2_shrinkage_regularization_strength', l2_shrinkage_regularization_strength),
        ):
            if value < 0.0:
                raise ValueError('%s %f needs to be positive or zero' % (what, value))
            if what == 'initial_accumulator_value' and learning_rate_power > 0.0:
                raise ValueError(
                    'learning_rate_power %f needs to be negative or zero' % learning_rate_power
                )
        self._learning_rate = learning_rate
        self._learning_rate_power = learning_rate_power
        self._initial_accumulator_value = initial_accumulator_value
        self._l1_regularization_strength = l1_regularization_strength
        self._l2_regularization_strength = l2_regularization_strength
        self._l2_shrinkage = l2_shrinkage_regularization_strength
        self._accum_name = accum_name
        self._linear_name = linear_name

    def _create_slots(self, var_list):
        for v in var_list:
            with colocate_with(v):
                value = constant(
                    self._initial_accumulator_value, dtype=v.dtype.base_dtype, shape=v.shape
                )
                self._get_or_make_slot(v, value, 'accum', self._accum_name or self._name)
                self._zeros_slot(v, 'linear', self._linear_name or self._name)

    def _prepare(self):
        self._learning_rate_tensor = convert(self._learning_rate, name='learning_rate')
        self._l1_tensor = convert(
            self._l1_regularization_strength, name='l1_regularization_strength'
        )
        self._l2_tensor = convert(
            self._l2_regularization_strength, name='l2_regularization_strength'
        )
        self._l2_shrinkage_tensor = convert(
            self._l2_shrinkage, name='l2_shrinkage_regularization_strength'
        )
        self._learning_rate_power_tensor = convert(
            self._learning_rate_power, name='learning_rate_power'
        )

    @one_node
    def _apply_dense(self, grad, var):
        call = _apply_ftrl_v2 if self._l2_shrinkage > 0.0 else _apply_ftrl
        return call, self._inputs(var, grad), {'useLocking': bool(self._use_locking)}

    def _apply_sparse(self, grad, var):
        call = _sparse_apply_ftrl_v2 if self._l2_shrinkage > 0.0 else _sparse_apply_ftrl
        inputs = self._inputs(var, grad.values, grad.indices)
        return call(var, *inputs, useLocking=bool(self._use_locking))

    def _inputs(self, var, *gradient):
        factors = [self._learning_rate_tensor, self._l1_tensor, self._l2_tensor]
        if self._l2_shrinkage > 0.0:
            factors.append(self._l2_shrinkage_tensor)
        factors.append(self._learning_rate_power_tensor)
        return self.get_slot(var, 'accum'), self.get_slot(var, 'linear'), *gradient, *factors
