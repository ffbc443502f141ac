"""SGD with its momentum, and RMSprop. Of keras/optimizer_v2/gradient_descent.py and rmsprop.py."""

import numpy as np

from ..._apply import OpCall
from ..._control_scope import ControlDependencies
from ..._convert import convert
from ..._graph import get_default_graph
from ..._ops import control, gathering, math, state
from .base import OptimizerV2
from .shared import epsilon_or_default, has_momentum

_descend = OpCall('ResourceApplyGradientDescent')
_momentum = OpCall('ResourceApplyKerasMomentum')
_sparse_momentum = OpCall('ResourceSparseApplyKerasMomentum')
_rms_prop = OpCall('ResourceApplyRMSProp')
_centered = OpCall('ResourceApplyCenteredRMSProp')
_sparse_rms_prop = OpCall('ResourceSparseApplyRMSProp')
_sparse_centered = OpCall('ResourceSparseApplyCenteredRMSProp')


class SGD(OptimizerV2):
    """w ← w − lr·g; with momentum a ← momentum·a − lr·g, w ← w + a (or, Nesterov, + momentum·a − lr·g)"""

    def __init__(self, learning_rate=0.01, momentum=0.0, nesterov=False, name='SGD', **kwargs):
        super().__init__(name, **kwargs)
        self._set_hyper('learning_rate', kwargs.get('lr', learning_rate))
        self._set_hyper('decay', self._initial_decay)
        self._momentum = has_momentum(momentum)
        self._set_hyper('momentum', momentum)
        self.nesterov = nesterov

    def _create_slots(self, var_list):
        if self._momentum:
            for variable in var_list:
                self.add_slot(variable, 'momentum')

    def _prepare_local(self, dtype, shared):
        super()._prepare_local(dtype, shared)
        shared['momentum'] = self._hyper_tensor('momentum', dtype)

    def _resource_apply_dense(self, grad, var, apply_state=None):
        shared = apply_state[var.dtype.base_dtype]
        if not self._momentum:
            return _descend(var, shared['lr_t'], grad, useLocking=self._use_locking)
        return _momentum(
            var,
            self.get_slot(var, 'momentum'),
            shared['lr_t'],
            grad,
            shared['momentum'],
            useLocking=self._use_locking,
            useNesterov=bool(self.nesterov),
        )

    def _resource_apply_sparse_duplicate_indices(self, grad, var, indices, apply_state=None):
        if self._momentum:
            return super()._resource_apply_sparse_duplicate_indices(
                grad, var, indices, apply_state=apply_state
            )
        rate = apply_state[var.dtype.base_dtype]['lr_t']
        return var._scatter_rows_op('add', indices, -grad * rate)

    def _resource_apply_sparse(self, grad, var, indices, apply_state=None):
        shared = apply_state[var.dtype.base_dtype]
        return _sparse_momentum(
            var,
            self.get_slot(var, 'momentum'),
            shared['lr_t'],
            grad,
            indices,
            shared['momentum'],
            useLocking=self._use_locking,
            useNesterov=bool(self.nesterov),
        )

    def get_config(self):
        return {
            **super().get_config(),
            'learning_rate': self._serialize_hyperparameter('learning_rate'),
            'decay': self._serialize_hyperparameter('decay'),
            'momentum': self._serialize_hyperparameter('momentum'),
            'nesterov': self.nesterov,
        }


class RMSprop(OptimizerV2):
    """s ← ρ·s + (1−ρ)·g²; w ← w − lr·g/(√s + ε), centered √(s − c²); with momentum TensorFlow's own op,
    which has ε inside of the root.
    """

    def __init__(
        self,
        learning_rate=0.001,
        rho=0.9,
        momentum=0.0,
        epsilon=1e-7,
        centered=False,
        name='RMSprop',
        **kwargs,
    ):
        super().__init__(name, **kwargs)
        self._set_hyper('learning_rate', kwargs.get('lr', learning_rate))
        self._set_hyper('decay', self._initial_decay)
        self._set_hyper('rho', rho)
        self._momentum = has_momentum(momentum)
        self._set_hyper('momentum', momentum)
        self.epsilon = epsilon_or_default(epsilon)
        self.centered = centered

    def _create_slots(self, var_list):
        names = ['rms', *['momentum'] * bool(self._momentum), *['mg'] * bool(self.centered)]
        for name in names:
            for variable in var_list:
                self.add_slot(variable, name)

    def _prepare_local(self, dtype, shared):
        super()._prepare_local(dtype, shared)
        rho = self._hyper_tensor('rho', dtype)
        shared['neg_lr_t'] = -shared['lr_t']
        shared['epsilon'] = convert(self.epsilon, dtype)
        shared['rho'] = rho
        shared['momentum'] = self._hyper_tensor('momentum', dtype)
        shared['one_minus_rho'] = 1.0 - rho

    def _fused(self, grad, var, shared, indices=None):
        """TensorFlow's op, for all rows or those of INDICES."""
        slots = [self.get_slot(var, 'rms'), self.get_slot(var, 'momentum')]
        if self.centered:
            slots.insert(0, self.get_slot(var, 'mg'))
            call = _centered if indices is None else _sparse_centered
        else:
            call = _rms_prop if indices is None else _sparse_rms_prop
        numbers = [shared[key] for key in ('lr_t', 'rho', 'momentum', 'epsilon')]
        rows = [] if indices is None else [indices]
        return call(var, *slots, *numbers, grad, *rows, useLocking=self._use_locking)

    def _resource_apply_dense(self, grad, var, apply_state=None):
        shared = apply_state[var.dtype.base_dtype]
        if self._momentum:
            return self._fused(grad, var, shared)
        rms = self.get_slot(var, 'rms')
        mean = shared['rho'] * rms + shared['one_minus_rho'] * math.square(grad)
        mean = spread = state.assign(rms, mean, use_locking=self._use_locking)
        if self.centered:
            mg = self.get_slot(var, 'mg')
            center = shared['rho'] * mg + shared['one_minus_rho'] * grad
            center = state.assign(mg, center, use_locking=self._use_locking)
            spread = mean - math.square(center)
        value = var - shared['lr_t'] * grad / (math.sqrt(spread) + shared['epsilon'])
        return state.assign(var, value, use_locking=self._use_locking).op

    def _resource_apply_sparse(self, grad, var, indices, apply_state=None):
        shared = apply_state[var.dtype.base_dtype]
        if self._momentum:
            return self._fused(grad, var, shared, indices)
        rms = self.get_slot(var, 'rms')
        mean, rows = self._moved(rms, shared, indices, (grad * grad) * shared['one_minus_rho'])
        done = [mean]
        if self.centered:
            mg = self.get_slot(var, 'mg')
            center, center_rows = self._moved(mg, shared, indices, grad * shared['one_minus_rho'])
            done.append(center)
            rows = rows - math.square(center_rows)
        update = self._resource_scatter_add(
            var, indices, shared['neg_lr_t'] * grad / (math.sqrt(rows) + shared['epsilon'])
        )
        return control.group(update, *done)

    def _moved(self, slot, shared, indices, added):
        """(the slot after it decayed and ADDED came to its rows, those rows)"""
        decayed = state.assign(slot, slot * shared['rho'], use_locking=self._use_locking)
        with ControlDependencies(get_default_graph(), [decayed]):
            whole = self._resource_scatter_add(slot, indices, added)
            return whole, gathering.gather(whole, indices)

    def set_weights(self, weights):
        if len(self.weights) == len(weights) + 1:
            weights = [np.array(0), *weights]
        super().set_weights(weights)

    def get_config(self):
        return {
            **super().get_config(),
            'learning_rate': self._serialize_hyperparameter('learning_rate'),
            'decay': self._serialize_hyperparameter('decay'),
            'rho': self._serialize_hyperparameter('rho'),
            'momentum': self._serialize_hyperparameter('momentum'),
            'epsilon': self.epsilon,
            'centered': self.centered,
        }
