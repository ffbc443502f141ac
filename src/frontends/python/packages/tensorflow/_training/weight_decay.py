"""Decoupled weight decay of tf.contrib.opt: w ← w − wd·w before the optimizer's own update."""

from .._control_scope import ControlDependencies
from .._convert import convert
from .._graph import get_default_graph
from .._ops import control, gathering, state
from .adam import AdamOptimizer
from .momentum import MomentumOptimizer
from .optimizer import Optimizer


class DecoupledWeightDecayExtension:
    """First base of an optimizer class, whose steps it extends."""

    def __init__(self, weight_decay, **kwargs):
        self._decay_var_list = None
        self._weight_decay = weight_decay
        self._weight_decay_tensor = None
        super().__init__(**kwargs)

    def minimize(
        self,
        loss,
        global_step=None,
        var_list=None,
        gate_gradients=Optimizer.GATE_OP,
        aggregation_method=None,
        colocate_gradients_with_ops=False,
        name=None,
        grad_loss=None,
        decay_var_list=None,
    ):
        self._decay_var_list = set(decay_var_list) if decay_var_list else False
        return super().minimize(
            loss,
            global_step=global_step,
            var_list=var_list,
            gate_gradients=gate_gradients,
            aggregation_method=aggregation_method,
            colocate_gradients_with_ops=colocate_gradients_with_ops,
            name=name,
            grad_loss=grad_loss,
        )

    def apply_gradients(self, grads_and_vars, global_step=None, name=None, decay_var_list=None):
        """As TensorFlow's: minimize calls it without a list, so that it forgets the one it was given."""
        self._decay_var_list = set(decay_var_list) if decay_var_list else False
        return super().apply_gradients(grads_and_vars, global_step=global_step, name=name)

    def _prepare(self):
        weight_decay = self._weight_decay
        if callable(weight_decay):
            weight_decay = weight_decay()
        self._weight_decay_tensor = convert(weight_decay, name='weight_decay')
        super()._prepare()

    def _decays(self, var):
        return not self._decay_var_list or var in self._decay_var_list

    def _apply_dense(self, grad, var):
        if self._decays(var):
            decayed = var.assign_sub(self._weight_decay * var, self._use_locking)
        else:
            decayed = control.no_op()
        with ControlDependencies(get_default_graph(), [decayed]):
            return super()._apply_dense(grad, var)

    def _apply_sparse(self, grad, var):
        rows = grad.indices
        if self._decays(var):
            delta = -self._weight_decay * gathering.gather(var, rows)
            decayed = state.scatter_add(var, rows, delta, self._use_locking)
        else:
            decayed = control.no_op()
        with ControlDependencies(get_default_graph(), [decayed]):
            return super()._apply_sparse(grad, var)


def extend_with_decoupled_weight_decay(base_optimizer):
    """A class like BASE_OPTIMIZER that takes the weight decay as its first argument."""

    class OptimizerWithDecoupledWeightDecay(DecoupledWeightDecayExtension, base_optimizer):
        def __init__(self, weight_decay, *args, **kwargs):
            super().__init__(weight_decay, *args, **kwargs)

    return OptimizerWithDecoupledWeightDecay


class MomentumWOptimizer(DecoupledWeightDecayExtension, MomentumOptimizer):
    def __init__(
        self,
        weight_decay,
        learning_rate,
        momentum,
        use_locking=False,
        name='MomentumW',
        use_nesterov=False,
    ):
        super().__init__(
            weight_decay,
            learning_rate=learning_rate,
            momentum=momentum,
            use_locking=use_locking,
            name=name,
            use_nesterov=use_nesterov,
        )


class AdamWOptimizer(DecoupledWeightDecayExtension, AdamOptimizer):
    def __init__(
        self,
        weight_decay,
        learning_rate=0.001,
        beta1=0.9,
        beta2=0.999,
        epsilon=1e-8,
        use_locking=False,
        name='AdamW',
    ):
        super().__init__(
            weight_decay,
            learning_rate=learning_rate,
            beta1=beta1,
            beta2=beta2,
            epsilon=epsilon,
            use_locking=use_locking,
            name=name,
        )
