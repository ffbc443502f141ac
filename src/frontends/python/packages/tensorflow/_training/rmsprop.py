"""RMSPropOptimizer, plain and centered."""

from .._convert import convert
from .._initializers import Ones
from .._ops.creation import ones_like
from .optimizer import Optimizer
from .update_call import UpdateCall, one_node

_apply_rms_prop = UpdateCall('ApplyRMSProp', casts=range(2, 6))
_apply_centered_rms_prop = UpdateCall('ApplyCenteredRMSProp', casts=range(3, 7))
_sparse_apply_rms_prop = UpdateCall('SparseApplyRMSProp', casts=range(2, 6))
_sparse_apply_centered_rms_prop = UpdateCall('SparseApplyCenteredRMSProp', casts=range(3, 7))


class RMSPropOptimizer(Optimizer):
    """ms ← ms+(1−decay)(g²−ms); mom ← momentum·mom + lr·g/√(ms+ε); w ← w − mom. ms starts at one."""

    def __init__(
        self,
        learning_rate,
        decay=0.9,
        momentum=0.0,
        epsilon=1e-10,
        use_locking=False,
        centered=False,
        name='RMSProp',
    ):
        super().__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._decay = decay
        self._momentum = momentum
        self._epsilon = epsilon
        self._centered = centered

    def _create_slots(self, var_list):
        for v in var_list:
            dtype = v.dtype.base_dtype
            ones = Ones(dtype=dtype) if v.shape.is_fully_defined() else ones_like(v)
            self._get_or_make_slot_with_initializer(v, ones, v.shape, dtype, 'rms', self._name)
            if self._centered:
                self._zeros_slot(v, 'mg', self._name)
            self._zeros_slot(v, 'momentum', self._name)

    def _prepare(self):
        rate = self._call_if_callable(self._learning_rate)
        decay = self._call_if_callable(self._decay)
        momentum = self._call_if_callable(self._momentum)
        epsilon = self._call_if_callable(self._epsilon)
        self._learning_rate_tensor = convert(rate, name='learning_rate')
        self._decay_tensor = convert(decay, name='decay')
        self._momentum_tensor = convert(momentum, name='momentum')
        self._epsilon_tensor = convert(epsilon, name='epsilon')

    @one_node
    def _apply_dense(self, grad, var):
        call = _apply_centered_rms_prop if self._centered else _apply_rms_prop
        return call, self._inputs(var, grad), {'useLocking': bool(self._use_locking)}

    def _apply_sparse(self, grad, var):
        call = _sparse_apply_centered_rms_prop if self._centered else _sparse_apply_rms_prop
        inputs = self._inputs(var, grad.values, grad.indices)
        return call(var, *inputs, useLocking=bool(self._use_locking))

    def _inputs(self, var, *gradient):
        state = [self.get_slot(var, 'rms'), self.get_slot(var, 'momentum')]
        if self._centered:
            state.insert(0, self.get_slot(var, 'mg'))
        return (
            *state,
            self._learning_rate_tensor,
            self._decay_tensor,
            self._momentum_tensor,
            self._epsilon_tensor,
            *gradient,
        )
