"""tf.contrib.slim.learning: create_train_op with multipliers and a clip of each gradient's norm."""

from .._missing import getter
from .._name_scope import name_scope
from .._training.optimizer import Optimizer
from . import training
from .training import clip_gradient_norms, multiply_gradients


def add_gradients_summaries(grads_and_vars):
    return training.add_gradients_summaries(grads_and_vars, '/')


def create_train_op(
    total_loss,
    optimizer,
    global_step=training._USE_GLOBAL_STEP,
    update_ops=None,
    variables_to_train=None,
    clip_gradient_norm=0,
    summarize_gradients=False,
    gate_gradients=Optimizer.GATE_OP,
    aggregation_method=None,
    colocate_gradients_with_ops=False,
    gradient_multipliers=None,
    check_numerics=True,
):
    def transform(pairs):
        if gradient_multipliers:
            with name_scope('multiply_grads'):
                pairs = multiply_gradients(pairs, gradient_multipliers)
        if clip_gradient_norm > 0:
            with name_scope('clip_grads'):
                pairs = clip_gradient_norms(pairs, clip_gradient_norm)
        return pairs

    return training.create_train_op(
        total_loss=total_loss,
        optimizer=optimizer,
        global_step=global_step,
        update_ops=update_ops,
        variables_to_train=variables_to_train,
        transform_grads_fn=transform,
        summarize_gradients=summarize_gradients,
        gate_gradients=gate_gradients,
        aggregation_method=aggregation_method,
        colocate_gradients_with_ops=colocate_gradients_with_ops,
        check_numerics=check_numerics,
    )


__getattr__ = getter('tf.contrib.slim.learning')
