"""VariableClippingOptimizer of tf.contrib.opt: after the update the variable's own norm is clipped."""

import contextlib

from .._control_scope import ControlDependencies
from .._graph import get_default_graph
from .._indexed_slices import IndexedSlices
from .._name_scope import name_scope
from .._ops import clipping, control, gathering
from .._placement import colocate_with
from .._tensor import Tensor
from . import reports
from .optimizer import Optimizer


class VariableClippingOptimizer(Optimizer):
    """Wraps OPT; VARS_TO_CLIP_DIMS gives by variable the dimensions along which the norm is taken."""

    def __init__(
        self,
        opt,
        vars_to_clip_dims,
        max_norm,
        use_locking=False,
        colocate_clip_ops_with_vars=False,
        name='VariableClipping',
    ):
        super().__init__(use_locking, name)
        self._opt = opt
        self._vars_to_clip_dims = {var: dims[:] for var, dims in vars_to_clip_dims.items()}
        self._max_norm = max_norm
        self._colocate_clip_ops_with_vars = colocate_clip_ops_with_vars

    def compute_gradients(self, *args, **kwargs):
        return self._opt.compute_gradients(*args, **kwargs)

    def get_slot(self, *args, **kwargs):
        return self._opt.get_slot(*args, **kwargs)

    def get_slot_names(self, *args, **kwargs):
        return self._opt.get_slot_names(*args, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        clipped = []
        with name_scope(name, self._name) as scope:
            update = self._opt.apply_gradients(grads_and_vars, global_step=global_step)
            with ControlDependencies(get_default_graph(), [update]):
                for grad, var in grads_and_vars:
                    if grad is None or var not in self._vars_to_clip_dims:
                        continue
                    with name_scope('clip_' + var.op.name):
                        clip = self._clip_dense if isinstance(grad, Tensor) else self._clip_sparse
                        clipped.append((grad, var, clip(grad, var)))
            done = control.group(update, *[clip for _, _, clip in clipped], name=scope)
        pairs = [(grad, var) for grad, var, _ in clipped]
        reports.made_training_op(self, done, pairs, [clip for _, _, clip in clipped], global_step)
        return done

    def _clip_dense(self, grad, var):
        with self._beside(var):
            value = var.read_value()
            limited = clipping.clip_by_norm(value, self._max_norm, self._vars_to_clip_dims[var])
            delta = value - limited
        with colocate_with(var):
            return var.assign_sub(delta, use_locking=self._use_locking)

    def _beside(self, var):
        return colocate_with(var) if self._colocate_clip_ops_with_vars else contextlib.nullcontext()

    def _clip_sparse(self, grad, var):
        dims = self._vars_to_clip_dims[var]
        if 0 in dims:
            return self._clip_dense(grad, var)
        with colocate_with(var):
            rows = gathering.gather(var, grad.indices)
        with self._beside(var):
            limited = clipping.clip_by_norm(rows, self._max_norm, dims)
            delta = IndexedSlices(rows - limited, grad.indices, grad.dense_shape)
        with colocate_with(var):
            return var.scatter_sub(delta, use_locking=self._use_locking)
