"""Adagrad and its relatives: AdagradDA, ProximalAdagrad, Adadelta."""

from .._constant import constant
from .._convert import convert
from .._initializers import Constant
from .._ops import arrays, creation
from .._ops.math import cast
from .._placement import colocate_with
from .optimizer import Optimizer
from .update_call import UpdateCall, one_node

_apply_adagrad = UpdateCall('ApplyAdagrad', casts=(1,))
_apply_adagrad_da = UpdateCall('ApplyAdagradDA')
_apply_proximal_adagrad = UpdateCall('ApplyProximalAdagrad')
_apply_adadelta = UpdateCall('ApplyAdadelta', casts=range(2, 5))
_sparse_apply_adagrad = UpdateCall('SparseApplyAdagrad')
_sparse_apply_adagrad_da = UpdateCall('SparseApplyAdagradDA')
_sparse_apply_proximal_adagrad = UpdateCall('SparseApplyProximalAdagrad')
_sparse_apply_adadelta = UpdateCall('SparseApplyAdadelta', casts=range(2, 5))


def _must_be_positive(name, value):
    if value <= 0.0:
        raise ValueError('%s must be positive: %s' % (name, value))


class AdagradOptimizer(Optimizer):
    """A ← A + g²; w ← w − lr·g/√A"""

    def __init__(
        self, learning_rate, initial_accumulator_value=0.1, use_locking=False, name='Adagrad'
    ):
        _must_be_positive('initial_accumulator_value', initial_accumulator_value)
        super().__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._initial_accumulator_value = initial_accumulator_value

    def _create_slots(self, var_list):
        for v in var_list:
            dtype = v.dtype.base_dtype
            if v.shape.is_fully_defined():
                init = Constant(self._initial_accumulator_value, dtype=dtype)
            else:

                def init(v=v, dtype=dtype):
                    return cast(creation.fill(arrays.shape(v), self._initial_accumulator_value), dtype)

            self._get_or_make_slot_with_initializer(
                v, init, v.shape, dtype, 'accumulator', self._name
            )

    def _prepare(self):
        rate = self._call_if_callable(self._learning_rate)
        self._learning_rate_tensor = convert(rate, name='learning_rate')

    @one_node
    def _apply_dense(self, grad, var):
        inputs = self.get_slot(var, 'accumulator'), self._learning_rate_tensor, grad
        attributes = {'useLocking': bool(self._use_locking), 'updateSlots': True}
        return _apply_adagrad, inputs, attributes

    def _apply_sparse(self, grad, var):
        return _sparse_apply_adagrad(
            var,
            self.get_slot(var, 'accumulator'),
            cast(self._learning_rate_tensor, var.dtype.base_dtype),
            grad.values,
            grad.indices,
            useLocking=bool(self._use_locking),
            updateSlots=True,
        )


class AdagradDAOptimizer(Optimizer):
    """Dual averaging: w is a function of the sums of g and g², its old value is forgotten."""

    def __init__(
        self,
        learning_rate,
        global_step,
        initial_gradient_squared_accumulator_value=0.1,
        l1_regularization_strength=0.0,
        l2_regularization_strength=0.0,
        use_locking=False,
        name='AdagradDA',
    ):
        _must_be_positive(
            'initial_gradient_squared_accumulator_value', initial_gradient_squared_accumulator_value
        )
        super().__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._initial = initial_gradient_squared_accumulator_value
        self._l1_regularization_strength = l1_regularization_strength
        self._l2_regularization_strength = l2_regularization_strength
        self._global_step = global_step

    def _create_slots(self, var_list):
        for v in var_list:
            dtype = v.dtype.base_dtype
            with colocate_with(v):
                sums = constant(0.0, shape=v.shape, dtype=dtype)
                squares = constant(self._initial, shape=v.shape, dtype=dtype)
            self._get_or_make_slot(v, sums, 'gradient_accumulator', self._name)
            self._get_or_make_slot(v, squares, 'gradient_squared_accumulator', self._name)

    def _prepare(self):
        self._learning_rate_tensor = convert(self._learning_rate, name='learning_rate')
        with colocate_with(self._learning_rate_tensor):
            self._step = arrays.identity(self._global_step) + 1

    def _apply_dense(self, grad, var):
        return self._apply(_apply_adagrad_da, var, grad)

    def _apply_sparse(self, grad, var):
        return self._apply(_sparse_apply_adagrad_da, var, grad.values, grad.indices)

    def _apply(self, call, var, *gradient):
        step = arrays.identity(self._step)
        dtype = var.dtype.base_dtype
        return call(
            var,
            self.get_slot(var, 'gradient_accumulator'),
            self.get_slot(var, 'gradient_squared_accumulator'),
            *gradient,
            cast(self._learning_rate_tensor, dtype),
            cast(self._l1_regularization_strength, dtype),
            cast(self._l2_regularization_strength, dtype),
            step,
            useLocking=bool(self._use_locking),
        )


class ProximalAdagradOptimizer(Optimizer):
    def __init__(
        self,
        learning_rate,
        initial_accumulator_value=0.1,
        l1_regularization_strength=0.0,
        l2_regularization_strength=0.0,
        use_locking=False,
        name='ProximalAdagrad',
    ):
        _must_be_positive('initial_accumulator_value', initial_accumulator_value)
        super().__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._initial_accumulator_value = initial_accumulator_value
        self._l1_regularization_strength = l1_regularization_strength
        self._l2_regularization_strength = l2_regularization_strength

    def _create_slots(self, var_list):
        for v in var_list:
            with colocate_with(v):
                value = constant(
                    self._initial_accumulator_value, shape=v.shape, dtype=v.dtype.base_dtype
                )
            self._get_or_make_slot(v, value, 'accumulator', self._name)

    def _prepare(self):
        self._learning_rate_tensor = convert(self._learning_rate, name='learning_rate')
        self._l1_tensor = convert(
            self._l1_regularization_strength, name='l1_regularization_strength'
        )
        self._l2_tensor = convert(
            self._l2_regularization_strength, name='l2_regularization_strength'
        )

    def _apply_dense(self, grad, var):
        return self._apply(_apply_proximal_adagrad, var, grad)

    def _apply_sparse(self, grad, var):
        return self._apply(_sparse_apply_proximal_adagrad, var, grad.values, grad.indices)

    def _apply(self, call, var, *gradient):
        return call(
            var,
            self.get_slot(var, 'accumulator'),
            self._learning_rate_tensor,
            self._l1_tensor,
            self._l2_tensor,
            *gradient,
            useLocking=bool(self._use_locking),
        )


class AdadeltaOptimizer(Optimizer):
    """A ← ρA+(1−ρ)g²; d = √(U+ε)/√(A+ε)·g; w ← w − lr·d; U ← ρU+(1−ρ)d²"""

    def __init__(
        self, learning_rate=0.001, rho=0.95, epsilon=1e-8, use_locking=False, name='Adadelta'
    ):
        super().__init__(use_locking, name)
        self._lr = learning_rate
        self._rho = rho
        self._epsilon = epsilon

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'accum', self._name)
            self._zeros_slot(v, 'accum_update', self._name)

    def _prepare(self):
        self._lr_t = convert(self._call_if_callable(self._lr), name='lr')
        self._rho_t = convert(self._call_if_callable(self._rho), name='rho')
        self._epsilon_t = convert(self._call_if_callable(self._epsilon), name='epsilon')

    @one_node
    def _apply_dense(self, grad, var):
        return _apply_adadelta, self._inputs(var, grad), {'useLocking': bool(self._use_locking)}

    def _apply_sparse(self, grad, var):
        inputs = self._inputs(var, grad.values, grad.indices)
        return _sparse_apply_adadelta(var, *inputs, useLocking=bool(self._use_locking))

    def _inputs(self, var, *gradient):
        slots = self.get_slot(var, 'accum'), self.get_slot(var, 'accum_update')
        return *slots, self._lr_t, self._rho_t, self._epsilon_t, *gradient
