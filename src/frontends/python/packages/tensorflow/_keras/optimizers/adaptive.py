"""Adagrad, Adadelta, Ftrl. Of keras/optimizer_v2/adagrad.py, adadelta.py, ftrl.py."""

import numpy as np

from ..._apply import OpCall
from ..._convert import convert
from ..._dtypes import int64
from ..._initializers import Constant
from ..._ops import creation, math
from .. import settings
from .base import OptimizerV2
from .shared import epsilon_or_default

_adagrad = OpCall('ResourceApplyAdagradV2')
_sparse_adagrad = OpCall('ResourceSparseApplyAdagradV2')
_adadelta = OpCall('ResourceApplyAdadelta')
_sparse_adadelta = OpCall('ResourceSparseApplyAdadelta')
_ftrl = OpCall('ResourceApplyFtrl')
_ftrl_v2 = OpCall('ResourceApplyFtrlV2')
_sparse_ftrl = OpCall('ResourceSparseApplyFtrl')
_sparse_ftrl_v2 = OpCall('ResourceSparseApplyFtrlV2')


class _WithOlderWeights(OptimizerV2):
    """Weights of an older Keras come without `iterations`."""

    def set_weights(self, weights):
        if len(self.weights) == len(weights) + 1:
            weights = [np.array(0), *weights]
        super().set_weights(weights)


class Adagrad(_WithOlderWeights):
    """A ← A + g²; w ← w − lr·g/(√A + ε)"""

    def __init__(
        self,
        learning_rate=0.001,
        initial_accumulator_value=0.1,
        epsilon=1e-7,
        name='Adagrad',
        **kwargs,
    ):
        if initial_accumulator_value < 0.0:
            raise ValueError(
                'initial_accumulator_value must be non-negative: %s' % initial_accumulator_value
            )
        if epsilon is None:
            epsilon = settings.epsilon()
        super().__init__(name, **kwargs)
        self._set_hyper('learning_rate', kwargs.get('lr', learning_rate))
        self._set_hyper('decay', self._initial_decay)
        self._initial_accumulator_value = initial_accumulator_value
        self.epsilon = epsilon_or_default(epsilon)

    def _create_slots(self, var_list):
        for variable in var_list:
            start = Constant(self._initial_accumulator_value, dtype=variable.dtype.base_dtype)
            self.add_slot(variable, 'accumulator', start)

    def _prepare_local(self, dtype, shared):
        super()._prepare_local(dtype, shared)
        shared['epsilon'] = convert(self.epsilon, dtype)
        shared['neg_lr_t'] = -shared['lr_t']
        shared['zero'] = creation.zeros((), dtype=int64)

    @classmethod
    def from_config(cls, config, custom_objects=None):
        config.setdefault('initial_accumulator_value', 0.0)
        if 'lr' in config:
            config['learning_rate'] = config.pop('lr')
        return cls(**config)

    def _apply(self, call, grad, var, apply_state, *rows):
        shared = apply_state[var.dtype.base_dtype]
        return call(
            var,
            self.get_slot(var, 'accumulator'),
            shared['lr_t'],
            shared['epsilon'],
            grad,
            *rows,
            useLocking=self._use_locking,
            updateSlots=True,
        )

    def _resource_apply_dense(self, grad, var, apply_state=None):
        return self._apply(_adagrad, grad, var, apply_state)

    def _resource_apply_sparse(self, grad, var, indices, apply_state=None):
        return self._apply(_sparse_adagrad, grad, var, apply_state, indices)

    def get_config(self):
        return {
            **super().get_config(),
            'learning_rate': self._serialize_hyperparameter('learning_rate'),
            'decay': self._serialize_hyperparameter('decay'),
            'initial_accumulator_value': self._initial_accumulator_value,
            'epsilon': self.epsilon,
        }


class Adadelta(_WithOlderWeights):
    """A ← ρ·A + (1−ρ)·g²; d = √(U+ε)/√(A+ε)·g; w ← w − lr·d; U ← ρ·U + (1−ρ)·d²"""

    def __init__(self, learning_rate=0.001, rho=0.95, epsilon=1e-7, name='Adadelta', **kwargs):
        super().__init__(name, **kwargs)
        self._set_hyper('learning_rate', kwargs.get('lr', learning_rate))
        self._set_hyper('decay', self._initial_decay)
        self._set_hyper('rho', rho)
        self.epsilon = epsilon_or_default(epsilon)

    def _create_slots(self, var_list):
        for name in ('accum_grad', 'accum_var'):
            for variable in var_list:
                self.add_slot(variable, name)

    def _prepare_local(self, dtype, shared):
        super()._prepare_local(dtype, shared)
        shared['epsilon'] = convert(self.epsilon, dtype)
        shared['rho'] = self._hyper_tensor('rho', dtype)

    def _apply(self, call, grad, var, apply_state, *rows):
        shared = apply_state[var.dtype.base_dtype]
        return call(
            var,
            self.get_slot(var, 'accum_grad'),
            self.get_slot(var, 'accum_var'),
            shared['lr_t'],
            shared['rho'],
            shared['epsilon'],
            grad,
            *rows,
            useLocking=self._use_locking,
        )

    def _resource_apply_dense(self, grad, var, apply_state=None):
        return self._apply(_adadelta, grad, var, apply_state)

    def _resource_apply_sparse(self, grad, var, indices, apply_state=None):
        return self._apply(_sparse_adadelta, grad, var, apply_state, indices)

    def get_config(self):
        return {
            **super().get_config(),
            'learning_rate': self._serialize_hyperparameter('learning_rate'),
            'decay': self._serialize_hyperparameter('decay'),
            'rho': self._serialize_hyperparameter('rho'),
            'epsilon': self.epsilon,
        }


_STRENGTHS = (
    'initial_accumulator_value', 'learning_rate_power', 'l1_regularization_strength',
    'l2_regularization_strength', 'l2_shrinkage_regularization_strength',
)  # fmt: skip


class Ftrl(OptimizerV2):
    """Follow the regularized leader, as tf.train.FtrlOptimizer."""

    def __init__(
        self,
        learning_rate=0.001,
        learning_rate_power=-0.5,
        initial_accumulator_value=0.1,
        l1_regularization_strength=0.0,
        l2_regularization_strength=0.0,
        name='Ftrl',
        l2_shrinkage_regularization_strength=0.0,
        **kwargs,
    ):
        super().__init__(name, **kwargs)
        given = locals()
        for key in _STRENGTHS:
            is_power = key == 'learning_rate_power'
            if given[key] > 0.0 if is_power else given[key] < 0.0:
                sign = 'negative' if is_power else 'positive'
                raise ValueError('%s %f needs to be %s or zero' % (key, given[key], sign))
        self._set_hyper('learning_rate', learning_rate)
        self._set_hyper('decay', self._initial_decay)
        for key in _STRENGTHS[1:4]:
            self._set_hyper(key, given[key])
        self._initial_accumulator_value = initial_accumulator_value
        self._l2_shrinkage_regularization_strength = l2_shrinkage_regularization_strength

    def _create_slots(self, var_list):
        for variable in var_list:
            start = Constant(self._initial_accumulator_value, dtype=variable.dtype.base_dtype)
            self.add_slot(variable, 'accumulator', start)
            self.add_slot(variable, 'linear')

    def _prepare_local(self, dtype, shared):
        super()._prepare_local(dtype, shared)
        for key in _STRENGTHS[1:4]:
            shared[key] = self._hyper_tensor(key, dtype)
        shared[_STRENGTHS[4]] = math.cast(self._l2_shrinkage_regularization_strength, dtype)

    def _apply(self, calls, grad, var, apply_state, *rows):
        shared = apply_state[var.dtype.base_dtype]
        shrinks = self._l2_shrinkage_regularization_strength > 0.0
        return calls[shrinks](
            var,
            self.get_slot(var, 'accumulator'),
            self.get_slot(var, 'linear'),
            grad,
            *rows,
            shared['lr_t'],
            *[shared[key] for key in _STRENGTHS[2:4]],
            *[shared[_STRENGTHS[4]]] * shrinks,
            shared['learning_rate_power'],
            useLocking=self._use_locking,
        )

    def _resource_apply_dense(self, grad, var, apply_state=None):
        return self._apply((_ftrl, _ftrl_v2), grad, var, apply_state)

    def _resource_apply_sparse(self, grad, var, indices, apply_state=None):
        return self._apply((_sparse_ftrl, _sparse_ftrl_v2), grad, var, apply_state, indices)

    def get_config(self):
        return {
            **super().get_config(),
            'learning_rate': self._serialize_hyperparameter('learning_rate'),
            'decay': self._serialize_hyperparameter('decay'),
            'initial_accumulator_value': self._initial_accumulator_value,
            **{key: self._serialize_hyperparameter(key) for key in _STRENGTHS[1:4]},
            'l2_shrinkage_regularization_strength': self._l2_shrinkage_regularization_strength,
        }
