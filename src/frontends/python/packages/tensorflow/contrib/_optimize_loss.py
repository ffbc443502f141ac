"""tf.contrib.layers.optimize_loss: one call from the loss to a tensor that trains when it is fetched."""

from .. import summary
from .._collections import get_collection, trainable_variables
from .._convert import convert
from .._graph import GraphKeys
from .._indexed_slices import IndexedSlices
from .._initializers import Constant
from .._name_scope import name_scope
from .._ops import clipping, control, math, random
from .._tensor import Tensor
from .._training.adagrad import AdagradOptimizer
from .._training.adam import AdamOptimizer
from .._training.ftrl import FtrlOptimizer
from .._training.global_step import assert_global_step, get_global_step
from .._training.gradient_descent import GradientDescentOptimizer
from .._training.momentum import MomentumOptimizer
from .._training.optimizer import Optimizer
from .._training.rmsprop import RMSPropOptimizer
from .._variable_scope import get_variable, variable_scope

OPTIMIZER_CLS_NAMES = {
    'Adagrad': AdagradOptimizer,
    'Adam': AdamOptimizer,
    'Ftrl': FtrlOptimizer,
    'Momentum': lambda learning_rate: MomentumOptimizer(learning_rate, momentum=0.9),
    'RMSProp': RMSPropOptimizer,
    'SGD': GradientDescentOptimizer,
}
OPTIMIZER_SUMMARIES = [
    'learning_rate',
    'loss',
    'gradients',
    'gradient_norm',
    'global_gradient_norm',
]


def optimize_loss(
    loss,
    global_step,
    learning_rate,
    optimizer,
    gradient_noise_scale=None,
    gradient_multipliers=None,
    clip_gradients=None,
    learning_rate_decay_fn=None,
    update_ops=None,
    variables=None,
    name=None,
    summaries=None,
    colocate_gradients_with_ops=False,
    increment_global_step=True,
):
    """The loss, available when the step is made: gradients, noise, multipliers, clip, update."""
    loss = convert(loss)
    _assert_scalar(loss)
    if global_step is None:
        global_step = get_global_step()
    else:
        assert_global_step(global_step)
    with variable_scope(name, 'OptimizeLoss', [loss, global_step]):
        if update_ops is None:
            update_ops = get_collection(GraphKeys.UPDATE_OPS)
        if update_ops:
            loss = control.with_dependencies(list(dict.fromkeys(update_ops)), loss)
        rate = _rate(learning_rate)
        if summaries is None:
            summaries = ['loss', 'learning_rate', 'global_gradient_norm']
        for one in summaries:
            if one not in OPTIMIZER_SUMMARIES:
                raise ValueError(
                    'Summaries should be one of [%s], you provided %s.'
                    % (', '.join(OPTIMIZER_SUMMARIES), one)
                )
        if learning_rate is not None and learning_rate_decay_fn is not None:
            if global_step is None:
                raise ValueError('global_step is required for learning_rate_decay_fn.')
            rate = learning_rate_decay_fn(rate, global_step)
            if 'learning_rate' in summaries:
                summary.scalar('learning_rate', rate)
        opt = _optimizer(optimizer, rate, learning_rate)
        if variables is None:
            variables = trainable_variables()
        pairs = opt.compute_gradients(
            loss, variables, colocate_gradients_with_ops=colocate_gradients_with_ops
        )
        if gradient_noise_scale is not None:
            pairs = [(_noisy(g, gradient_noise_scale), v) for g, v in pairs]
        if gradient_multipliers is not None:
            pairs = [(_multiplied(g, v, gradient_multipliers), v) for g, v in pairs]
            if not pairs:
                raise ValueError(
                    'Empty list of (gradient, var) pairs encountered. This is most likely to be caused '
                    'by an improper value of gradient_multipliers.'
                )
        has_norms = 'global_gradient_norm' in summaries or 'gradient_norm' in summaries
        if has_norms:
            norm = clipping.global_norm([g for g, _ in pairs])
            summary.scalar('global_norm/gradient_norm', norm)
        pairs = _clipped(pairs, clip_gradients)
        _summarize(pairs, loss, summaries)
        if clip_gradients is not None and has_norms:
            norm = clipping.global_norm([g for g, _ in pairs])
            summary.scalar('global_norm/clipped_gradient_norm', norm)
        step = global_step if increment_global_step else None
        updates = opt.apply_gradients(pairs, global_step=step, name='train')
        return control.with_dependencies([updates], loss)


def _assert_scalar(tensor):
    with name_scope(None, 'assert_scalar', [tensor]):
        if tensor.shape.ndims != 0:
            raise ValueError(
                'Expected scalar shape for %s, saw shape: %s.' % (tensor.name, tensor.shape)
            )


def _rate(learning_rate):
    if learning_rate is None:
        return None
    if isinstance(learning_rate, Tensor) and learning_rate.shape.ndims == 0:
        return learning_rate
    if isinstance(learning_rate, float):
        if learning_rate < 0.0:
            raise ValueError('Invalid learning_rate %s.', learning_rate)
        return get_variable(
            'learning_rate', [], trainable=False, initializer=Constant(learning_rate)
        )
    raise ValueError(
        'Learning rate should be 0d Tensor or float. Got %s of type %s'
        % (learning_rate, type(learning_rate))
    )


def _optimizer(optimizer, rate, learning_rate):
    if isinstance(optimizer, str):
        if rate is None:
            raise ValueError(
                'Learning rate is None, but should be specified if optimizer is string (%s).'
                % optimizer
            )
        if optimizer not in OPTIMIZER_CLS_NAMES:
            raise ValueError(
                'Optimizer name should be one of [%s], you provided %s.'
                % (', '.join(OPTIMIZER_CLS_NAMES), optimizer)
            )
        return OPTIMIZER_CLS_NAMES[optimizer](learning_rate=rate)
    if isinstance(optimizer, type) and issubclass(optimizer, Optimizer):
        if rate is None:
            raise ValueError(
                'Learning rate is None, but should be specified if optimizer is class (%s).'
                % optimizer
            )
        return optimizer(learning_rate=rate)
    if isinstance(optimizer, Optimizer):
        return optimizer
    if callable(optimizer):
        made = optimizer() if learning_rate is None else optimizer(rate)
        if not isinstance(made, Optimizer):
            raise ValueError(
                'Unrecognized optimizer: function should return subclass of Optimizer. Got %s.' % made
            )
        return made
    raise ValueError(
        'Unrecognized optimizer: should be string, subclass of Optimizer, instance of subclass of '
        'Optimizer or function with one argument. Got %s.' % optimizer
    )


def _noisy(gradient, scale):
    if gradient is None:
        return None
    shape = gradient.dense_shape if isinstance(gradient, IndexedSlices) else gradient.shape
    return gradient + random.truncated_normal(shape) * scale


def _multiplied(gradient, variable, multipliers):
    key = variable if variable in multipliers else variable.name
    if gradient is None or key not in multipliers:
        return gradient
    if isinstance(gradient, IndexedSlices):
        values = gradient.values * multipliers[key]
        return IndexedSlices(values, gradient.indices, gradient.dense_shape)
    return gradient * math.cast(multipliers[key], gradient.dtype)


def _clipped(pairs, clip_gradients):
    if isinstance(clip_gradients, float):
        gradients, variables = zip(*pairs)
        clipped, _ = clipping.clip_by_global_norm(gradients, clip_gradients)
        return list(zip(clipped, variables))
    if callable(clip_gradients):
        return clip_gradients(pairs)
    if clip_gradients is not None:
        raise ValueError('Unknown type %s for clip_gradients' % type(clip_gradients))
    return pairs


def _summarize(pairs, loss, summaries):
    if 'loss' in summaries:
        summary.scalar('loss', loss)
    for gradient, variable in pairs:
        values = gradient.values if isinstance(gradient, IndexedSlices) else gradient
        if values is None:
            continue
        name = variable.name.replace(':', '_')
        if 'gradients' in summaries:
            summary.histogram('gradients/%s' % name, values)
        if 'gradient_norm' in summaries:
            summary.scalar('gradient_norm/%s' % name, clipping.global_norm([values]))
