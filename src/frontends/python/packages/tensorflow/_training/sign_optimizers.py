"""AddSign and PowerSign of tf.contrib.opt: steps by how the gradient agrees with its moving mean."""

import math as _math

from .._convert import convert
from .._ops import control, gathering, math, state
from .._ops.math import cast
from .optimizer import Optimizer
from .update_call import UpdateCall

_apply_add_sign = UpdateCall('ApplyAddSign')
_apply_power_sign = UpdateCall('ApplyPowerSign')


class _SignOptimizer(Optimizer):
    """`sign_decay_fn(global_step)` scales the agreement; without one it counts in full."""

    def __init__(self, learning_rate, beta, sign_decay_fn, use_locking, name):
        super().__init__(use_locking, name)
        self._lr = learning_rate
        self._beta = beta
        self._sign_decay_fn = sign_decay_fn

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        if self._sign_decay_fn is not None:
            self._sign_decay_t = convert(self._sign_decay_fn(global_step), name='sign_decay')
        return super().apply_gradients(grads_and_vars, global_step=global_step, name=name)

    def _create_slots(self, var_list):
        for variable in var_list:
            self._zeros_slot(variable, 'm', self._name)

    def _prepare(self):
        self._lr_t = convert(self._lr, name='learning_rate')
        self._beta_t = convert(self._beta, name='beta')
        self._prepare_own()
        if self._sign_decay_fn is None:
            self._sign_decay_t = convert(1.0, name='sign_decay')

    def _apply_with(self, call, own, grad, var):
        dtype = var.dtype.base_dtype
        factors = (self._lr_t, own, self._sign_decay_t, self._beta_t)
        return call(
            var,
            self.get_slot(var, 'm'),
            *[cast(factor, dtype) for factor in factors],
            grad,
            useLocking=bool(self._use_locking),
        )

    def _agreement(self, grad, var, beta):
        """The mean of the whole variable moved on, and sign(m)·sign(g) of the gradient's rows."""
        m = self.get_slot(var, 'm')
        m_t = state.assign(m, m * beta + grad * (1 - beta), use_locking=self._use_locking)
        sign = math.sign(grad.values)
        return m_t, gathering.gather(math.sign(m_t), grad.indices) * sign

    def _subtract_rows(self, grad, var, step, m_t):
        update = state.scatter_sub(var, grad.indices, step, use_locking=self._use_locking)
        return control.group(update, m_t)


class AddSignOptimizer(_SignOptimizer):
    """w ← w − lr·(α + d·sign(g)·sign(m))·g"""

    def __init__(
        self,
        learning_rate=0.1,
        alpha=1.0,
        beta=0.9,
        sign_decay_fn=None,
        use_locking=False,
        name='AddSignOptimizer',
    ):
        super().__init__(learning_rate, beta, sign_decay_fn, use_locking, name)
        self._alpha = alpha

    def _prepare_own(self):
        self._alpha_t = convert(self._alpha, name='alpha')

    def _apply_dense(self, grad, var):
        return self._apply_with(_apply_add_sign, self._alpha_t, grad, var)

    def _apply_sparse(self, grad, var):
        dtype = var.dtype.base_dtype
        rate = cast(self._lr_t, dtype)
        alpha = cast(self._alpha_t, dtype)
        beta = cast(self._beta_t, dtype)
        m_t, agreement = self._agreement(grad, var, beta)
        decay = cast(self._sign_decay_t, dtype)
        scale = alpha + decay * agreement
        return self._subtract_rows(grad, var, rate * scale * grad.values, m_t)


class PowerSignOptimizer(_SignOptimizer):
    """w ← w − lr·base^(d·sign(g)·sign(m))·g"""

    def __init__(
        self,
        learning_rate=0.1,
        base=_math.e,
        beta=0.9,
        sign_decay_fn=None,
        use_locking=False,
        name='PowerSignOptimizer',
    ):
        super().__init__(learning_rate, beta, sign_decay_fn, use_locking, name)
        self._logbase = _math.log(base)

    def _prepare_own(self):
        self._logbase_t = convert(self._logbase, name='logbase')

    def _apply_dense(self, grad, var):
        return self._apply_with(_apply_power_sign, self._logbase_t, grad, var)

    def _apply_sparse(self, grad, var):
        dtype = var.dtype.base_dtype
        rate = cast(self._lr_t, dtype)
        beta = cast(self._beta_t, dtype)
        logbase = cast(self._logbase_t, dtype)
        e = cast(_math.e, dtype)
        m_t, agreement = self._agreement(grad, var, beta)
        decay = cast(self._sign_decay_t, dtype)
        scale = math.pow(e, logbase * decay * agreement)
        return self._subtract_rows(grad, var, rate * scale * grad.values, m_t)
