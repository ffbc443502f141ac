"""tf.contrib.training: create_train_op, and what it does to gradients."""

from .. import logging, summary
from .._collections import get_collection, get_collection_ref, trainable_variables
from .._control_scope import ControlDependencies
from .._convert import convert
from .._graph import GraphKeys, get_default_graph
from .._indexed_slices import IndexedSlices
from .._missing import getter
from .._name_scope import name_scope
from .._ops import arrays, clipping, control
from .._training.global_step import get_or_create_global_step
from .._training.optimizer import Optimizer

#: TensorFlow has modules below it (see _module_paths).
__path__ = []

_USE_GLOBAL_STEP = 0


def clip_gradient_norms(gradients_to_variables, max_norm):
    """Each gradient clipped by its own norm; of rows the rows given."""
    return [(_clipped(gradient, max_norm), var) for gradient, var in gradients_to_variables]


def _clipped(gradient, max_norm):
    if gradient is None:
        return None
    if isinstance(gradient, IndexedSlices):
        values = clipping.clip_by_norm(gradient.values, max_norm)
        return IndexedSlices(values, gradient.indices, gradient.dense_shape)
    return clipping.clip_by_norm(gradient, max_norm)


def clip_gradient_norms_fn(max_norm):
    def clip_norms(gradients_to_variables):
        return clip_gradient_norms(gradients_to_variables, max_norm)

    return clip_norms


def multiply_gradients(grads_and_vars, gradient_multipliers):
    """Gradients times the numbers that GRADIENT_MULTIPLIERS gives by variable or by op name."""
    if not isinstance(grads_and_vars, list):
        raise ValueError('`grads_and_vars` must be a list.')
    if not gradient_multipliers:
        raise ValueError('`gradient_multipliers` is empty.')
    if not isinstance(gradient_multipliers, dict):
        raise ValueError('`gradient_multipliers` must be a dict.')
    multiplied = []
    for grad, var in grads_and_vars:
        key = var if var in gradient_multipliers else var.op.name
        if key in gradient_multipliers:
            if grad is None:
                raise ValueError('Requested multiple of `None` gradient.')
            factor = gradient_multipliers[key]
            if isinstance(grad, IndexedSlices):
                values = grad.values * convert(factor, grad.dtype)
                grad = IndexedSlices(values, grad.indices, grad.dense_shape)
            else:
                grad = grad * convert(factor, grad.dtype)
        multiplied.append((grad, var))
    return multiplied


def add_gradients_summaries(grads_and_vars, separator='_'):
    summaries = []
    for grad, var in grads_and_vars:
        if grad is None:
            logging.info('Var %s has no gradient', var.op.name)
            continue
        values = grad.values if isinstance(grad, IndexedSlices) else grad
        summaries.append(summary.histogram(var.op.name + separator + 'gradient', values))
        norm = clipping.global_norm([values])
        summaries.append(summary.scalar(var.op.name + separator + 'gradient_norm', norm))
    return summaries


def create_train_op(
    total_loss,
    optimizer,
    global_step=_USE_GLOBAL_STEP,
    update_ops=None,
    variables_to_train=None,
    transform_grads_fn=None,
    summarize_gradients=False,
    gate_gradients=Optimizer.GATE_OP,
    aggregation_method=None,
    colocate_gradients_with_ops=False,
    check_numerics=True,
):
    """The loss, available when the step is made; it fails when the loss is not finite."""
    if global_step is _USE_GLOBAL_STEP:
        global_step = get_or_create_global_step()
    collected = get_collection(GraphKeys.UPDATE_OPS)
    update_ops = list(dict.fromkeys(collected if update_ops is None else update_ops))
    if not set(collected).issubset(update_ops):
        logging.warning(
            'update_ops in create_train_op does not contain all the update_ops in '
            'GraphKeys.UPDATE_OPS'
        )
    if update_ops:
        with ControlDependencies(get_default_graph(), update_ops):
            barrier = control.no_op(name='update_barrier')
        total_loss = control.with_dependencies([barrier], total_loss)
    if variables_to_train is None:
        variables_to_train = trainable_variables()
    else:
        for variable in variables_to_train:
            assert variable.trainable or variable in trainable_variables()
    assert variables_to_train
    pairs = optimizer.compute_gradients(
        total_loss,
        variables_to_train,
        gate_gradients=gate_gradients,
        aggregation_method=aggregation_method,
        colocate_gradients_with_ops=colocate_gradients_with_ops,
    )
    if transform_grads_fn:
        pairs = transform_grads_fn(pairs)
    if summarize_gradients:
        with name_scope('summarize_grads'):
            add_gradients_summaries(pairs)
    updates = optimizer.apply_gradients(pairs, global_step=global_step)
    with name_scope('train_op'):
        if check_numerics:
            total_loss = arrays.check_numerics(total_loss, 'LossTensor is inf or nan')
        train_op = control.with_dependencies([updates], total_loss)
    train_ops = get_collection_ref(GraphKeys.TRAIN_OP)
    if train_op not in train_ops:
        train_ops.append(train_op)
    return train_op


__getattr__ = getter('tf.contrib.training')
