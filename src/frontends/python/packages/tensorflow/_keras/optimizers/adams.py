"""Adam with AMSGrad, Adamax, Nadam. Of keras/optimizer_v2/adam.py, adamax.py, nadam.py."""

from ..._apply import OpCall
from ..._control_scope import ControlDependencies
from ..._convert import convert
from ..._dtypes import int64
from ..._graph import get_default_graph
from ..._ops import arrays, control, creation, gathering, math, state
from .base import OptimizerV2
from .schedules import LearningRateSchedule
from .shared import epsilon_or_default

_adam = OpCall('ResourceApplyAdam')
_amsgrad = OpCall('ResourceApplyAdamWithAmsgrad')
_ada_max = OpCall('ResourceApplyAdaMax')


class _Moments(OptimizerV2):
    """What the three share: two moments, two rates of decay, ε."""

    def _begin(self, learning_rate, beta_1, beta_2, epsilon):
        self._set_hyper('learning_rate', learning_rate)
        self._set_hyper('decay', self._initial_decay)
        self._set_hyper('beta_1', beta_1)
        self._set_hyper('beta_2', beta_2)
        self.epsilon = epsilon_or_default(epsilon)

    def _create_slots(self, var_list):
        for name in ('m', 'v'):
            for variable in var_list:
                self.add_slot(variable, name)

    def _assigned(self, slot, value):
        return state.assign(slot, value, use_locking=self._use_locking)

    def _decayed(self, slot, rate, indices, added):
        """SLOT after it was multiplied by RATE and ADDED came to its rows."""
        with ControlDependencies(get_default_graph(), [self._assigned(slot, slot * rate)]):
            return self._resource_scatter_add(slot, indices, added)

    def get_config(self):
        return {
            **super().get_config(),
            'learning_rate': self._serialize_hyperparameter('learning_rate'),
            'decay': self._serialize_hyperparameter('decay'),
            'beta_1': self._serialize_hyperparameter('beta_1'),
            'beta_2': self._serialize_hyperparameter('beta_2'),
            'epsilon': self.epsilon,
        }


class Adam(_Moments):
    """w ← w − lr·√(1−β₂ᵗ)/(1−β₁ᵗ)·m/(√v+ε); the powers come from `iterations`. AMSGrad: the largest v."""

    def __init__(
        self,
        learning_rate=0.001,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
        amsgrad=False,
        name='Adam',
        **kwargs,
    ):
        super().__init__(name, **kwargs)
        self._begin(kwargs.get('lr', learning_rate), beta_1, beta_2, epsilon)
        self.amsgrad = amsgrad

    def _create_slots(self, var_list):
        super()._create_slots(var_list)
        if self.amsgrad:
            for variable in var_list:
                self.add_slot(variable, 'vhat')

    def _prepare_local(self, dtype, shared):
        super()._prepare_local(dtype, shared)
        step = math.cast(self.iterations + 1, dtype)
        beta1 = self._hyper_tensor('beta_1', dtype)
        beta2 = self._hyper_tensor('beta_2', dtype)
        power1 = math.pow(beta1, step)
        power2 = math.pow(beta2, step)
        shared['lr'] = shared['lr_t'] * (math.sqrt(1 - power2) / (1 - power1))
        shared['epsilon'] = convert(self.epsilon, dtype)
        shared.update(beta_1_t=beta1, beta_1_power=power1, one_minus_beta_1_t=1 - beta1)
        shared.update(beta_2_t=beta2, beta_2_power=power2, one_minus_beta_2_t=1 - beta2)

    def set_weights(self, weights):
        # Weights of an older Keras had a vhat for each variable in any case.
        count = int((len(self.weights) - 1) / 2)
        if len(weights) == 3 * count + 1:
            weights = weights[: len(self.weights)]
        super().set_weights(weights)

    def _resource_apply_dense(self, grad, var, apply_state=None):
        shared = apply_state[var.dtype.base_dtype]
        slots = [self.get_slot(var, 'm'), self.get_slot(var, 'v')]
        keys = ('beta_1_power', 'beta_2_power', 'lr_t', 'beta_1_t', 'beta_2_t', 'epsilon')
        numbers = [shared[key] for key in keys]
        if self.amsgrad:
            slots.append(self.get_slot(var, 'vhat'))
            return _amsgrad(var, *slots, *numbers, grad, useLocking=self._use_locking)
        return _adam(
            var, *slots, *numbers, grad, useLocking=self._use_locking, useNesterov=False
        )

    def _resource_apply_sparse(self, grad, var, indices, apply_state=None):
        shared = apply_state[var.dtype.base_dtype]
        m = self.get_slot(var, 'm')
        added = grad * shared['one_minus_beta_1_t']
        m = self._decayed(m, shared['beta_1_t'], indices, added)
        v = self.get_slot(var, 'v')
        added = (grad * grad) * shared['one_minus_beta_2_t']
        v = largest = self._decayed(v, shared['beta_2_t'], indices, added)
        done = [m, v]
        if self.amsgrad:
            vhat = self.get_slot(var, 'vhat')
            largest = math.maximum(vhat, v)
            with ControlDependencies(get_default_graph(), [largest]):
                largest = self._assigned(vhat, largest)
            done.append(largest)
        root = math.sqrt(largest)
        update = state.assign_sub(
            var, shared['lr'] * m / (root + shared['epsilon']), use_locking=self._use_locking
        )
        return control.group(update, *done)

    def get_config(self):
        return {**super().get_config(), 'amsgrad': self.amsgrad}


class Adamax(_Moments):
    """w ← w − lr/(1−β₁ᵗ)·m/(v+ε), v the larger of β₂·v and |g|"""

    def __init__(
        self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, name='Adamax', **kwargs
    ):
        super().__init__(name, **kwargs)
        self._begin(kwargs.get('lr', learning_rate), beta_1, beta_2, epsilon)

    def _prepare_local(self, dtype, shared):
        super()._prepare_local(dtype, shared)
        step = math.cast(self.iterations + 1, dtype)
        beta1 = self._hyper_tensor('beta_1', dtype)
        beta2 = self._hyper_tensor('beta_2', dtype)
        power = math.pow(beta1, step)
        shared['neg_scaled_lr'] = -shared['lr_t'] / (1 - power)
        shared['epsilon'] = convert(self.epsilon, dtype)
        shared.update(beta_1_t=beta1, beta_1_power=power, one_minus_beta_1_t=1 - beta1)
        shared.update(beta_2_t=beta2, zero=creation.zeros((), dtype=int64))

    def _resource_apply_dense(self, grad, var, apply_state=None):
        shared = apply_state[var.dtype.base_dtype]
        keys = ('beta_1_power', 'lr_t', 'beta_1_t', 'beta_2_t', 'epsilon')
        return _ada_max(
            var,
            self.get_slot(var, 'm'),
            self.get_slot(var, 'v'),
            *[shared[key] for key in keys],
            grad,
            useLocking=self._use_locking,
        )

    def _resource_apply_sparse(self, grad, var, indices, apply_state=None):
        shared = apply_state[var.dtype.base_dtype]
        graph = get_default_graph()
        m = self.get_slot(var, 'm')
        rows = gathering.gather(m, indices, axis=shared['zero'])
        m_rows = rows * shared['beta_1_t'] + grad * shared['one_minus_beta_1_t']
        with ControlDependencies(graph, [m_rows]):
            m = self._resource_scatter_update(m, indices, m_rows)
        v = self.get_slot(var, 'v')
        rows = gathering.gather(v, indices, axis=shared['zero'])
        v_rows = math.maximum(rows * shared['beta_2_t'], math.abs(grad))
        with ControlDependencies(graph, [v_rows]):
            v = self._resource_scatter_update(v, indices, v_rows)
        change = shared['neg_scaled_lr'] * (m_rows / (v_rows + shared['epsilon']))
        with ControlDependencies(graph, [change]):
            update = self._resource_scatter_add(var, indices, change)
        return control.group(update, m, v)


class Nadam(_Moments):
    """Adam that looks ahead, with Dozat's schedule of the momentum: μₜ = β₁·(1 − 0.5·0.96^(t·decay))"""

    def __init__(
        self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, name='Nadam', **kwargs
    ):
        kwargs['decay'] = kwargs.pop('schedule_decay', 0.004)
        learning_rate = kwargs.get('lr', learning_rate)
        if isinstance(learning_rate, LearningRateSchedule):
            raise ValueError(
                'The Nadam optimizer does not support tf.keras.optimizers.LearningRateSchedules as the '
                'learning rate.'
            )
        super().__init__(name, **kwargs)
        self._begin(learning_rate, beta_1, beta_2, epsilon)
        self._m_cache = None

    def _create_slots(self, var_list):
        if self._m_cache is None:
            self._m_cache = self.add_weight(
                'momentum_cache',
                shape=[],
                dtype=var_list[0].dtype.base_dtype,
                initializer='ones',
                trainable=False,
            )
            self._weights.append(self._m_cache)
        super()._create_slots(var_list)

    def _prepare(self, var_list):
        self._m_cache_read = arrays.identity(self._m_cache)
        return super()._prepare(var_list)

    def _prepare_local(self, dtype, shared):
        rate = self._hyper_tensor('learning_rate', dtype)
        beta1 = self._hyper_tensor('beta_1', dtype)
        beta2 = self._hyper_tensor('beta_2', dtype)
        step = math.cast(self.iterations + 1, dtype)
        next_step = math.cast(self.iterations + 2, dtype)
        base = math.cast(0.96, dtype)
        now = beta1 * (1.0 - 0.5 * math.pow(base, self._initial_decay * step))
        ahead = beta1 * (1.0 - 0.5 * math.pow(base, self._initial_decay * next_step))
        product = math.cast(self._m_cache_read, dtype) * now
        if dtype is self._m_cache.dtype:
            product = arrays.identity(self._assigned(self._m_cache, product))
        product_ahead = product * ahead
        shared.update(lr_t=rate, neg_lr_t=-rate, epsilon=convert(self.epsilon, dtype))
        shared.update(beta_1_t=beta1, beta_2_t=beta2, m_t=now, m_t_1=ahead)
        shared['one_minus_beta_1_t'] = 1 - beta1
        shared['one_minus_beta_2_t'] = 1 - beta2
        shared['one_minus_m_t'] = 1.0 - now
        shared['one_minus_m_schedule_new'] = 1.0 - product
        shared['one_minus_m_schedule_next'] = 1.0 - product_ahead
        shared['v_t_prime_denominator'] = 1.0 - math.pow(beta2, step)

    def _resource_apply_dense(self, grad, var, apply_state=None):
        shared = apply_state[var.dtype.base_dtype]
        m = self.get_slot(var, 'm')
        v = self.get_slot(var, 'v')
        fresh = grad / shared['one_minus_m_schedule_new']
        m = self._assigned(m, shared['beta_1_t'] * m + shared['one_minus_beta_1_t'] * grad)
        corrected = m / shared['one_minus_m_schedule_next']
        moved = shared['beta_2_t'] * v + shared['one_minus_beta_2_t'] * math.square(grad)
        v = self._assigned(v, moved)
        spread = v / shared['v_t_prime_denominator']
        mean = shared['one_minus_m_t'] * fresh + shared['m_t_1'] * corrected
        value = var - shared['lr_t'] * mean / (math.sqrt(spread) + shared['epsilon'])
        return self._assigned(var, value).op

    def _resource_apply_sparse(self, grad, var, indices, apply_state=None):
        shared = apply_state[var.dtype.base_dtype]
        graph = get_default_graph()
        m = self.get_slot(var, 'm')
        v = self.get_slot(var, 'v')
        fresh = grad / shared['one_minus_m_schedule_new']
        added = grad * shared['one_minus_beta_1_t']
        decayed = self._assigned(m, m * shared['beta_1_t'])
        with ControlDependencies(graph, [decayed]):
            m_rows = gathering.gather(self._resource_scatter_add(m, indices, added), indices)
        corrected = m_rows / shared['one_minus_m_schedule_next']
        mean = shared['one_minus_m_t'] * fresh + shared['m_t_1'] * corrected
        added = (grad * grad) * shared['one_minus_beta_2_t']
        decayed = self._assigned(v, v * shared['beta_2_t'])
        with ControlDependencies(graph, [decayed]):
            v = self._resource_scatter_add(v, indices, added)
            v_rows = gathering.gather(v, indices)
        bottom = math.sqrt(v_rows / shared['v_t_prime_denominator']) + shared['epsilon']
        update = self._resource_scatter_add(var, indices, shared['neg_lr_t'] * mean / bottom)
        return control.group(update, mean, v)
