"""Learning rates that follow the global step: tf.train.exponential_decay and its kin."""

import functools

from .. import _dtypes as dtypes
from .._constant import constant
from .._convert import convert
from .._eager.mode import executing_eagerly
from .._graph import get_default_graph
from .._ops import conditionals, math
from .._ops.math import cast


def follows_the_step(schedule):
    """Under eager execution a schedule is a function that gives the rate of the moment."""

    @functools.wraps(schedule)
    def rate(*arguments, **options):
        if executing_eagerly():
            return functools.partial(schedule, *arguments, **options)
        return schedule(*arguments, **options)

    return rate


def _scope(name, default):
    return get_default_graph().name_scope(name or default)


def _exponential(rate, step, decay_steps, decay_rate, staircase, name):
    with _scope(name, 'ExponentialDecay') as scope:
        rate = convert(rate, name='initial_learning_rate')
        dtype = rate.dtype
        decay_steps = cast(decay_steps, dtype)
        decay_rate = cast(decay_rate, dtype)
        p = cast(step, dtype) / decay_steps
        if staircase:
            p = math.floor(p)
        return math.multiply(rate, math.pow(decay_rate, p), name=scope)


@follows_the_step
def exponential_decay(
    learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None
):
    """learning_rate · decay_rate^(global_step / decay_steps)"""
    return _exponential(learning_rate, global_step, decay_steps, decay_rate, staircase, name)


@follows_the_step
def natural_exp_decay(
    learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None
):
    """learning_rate · e^(−decay_rate · global_step / decay_steps)"""
    rate = math.exp(math.negative(decay_rate))
    return _exponential(learning_rate, global_step, decay_steps, rate, staircase, name)


@follows_the_step
def inverse_time_decay(
    learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None
):
    """learning_rate / (1 + decay_rate · global_step / decay_steps)"""
    with _scope(name, 'InverseTimeDecay') as scope:
        rate = convert(learning_rate, name='initial_learning_rate')
        dtype = rate.dtype
        decay_steps = cast(decay_steps, dtype)
        decay_rate = cast(decay_rate, dtype)
        p = cast(global_step, dtype) / decay_steps
        if staircase:
            p = math.floor(p)
        one = cast(constant(1), dtype)
        return math.divide(rate, math.add(one, math.multiply(decay_rate, p)), name=scope)


@follows_the_step
def polynomial_decay(
    learning_rate,
    global_step,
    decay_steps,
    end_learning_rate=0.0001,
    power=1.0,
    cycle=False,
    name=None,
):
    """(learning_rate − end) · (1 − step/decay_steps)^power + end, until decay_steps."""
    with _scope(name, 'PolynomialDecay') as scope:
        rate = convert(learning_rate, name='initial_learning_rate')
        dtype = rate.dtype
        end = cast(end_learning_rate, dtype)
        power = cast(power, dtype)
        step = cast(global_step, dtype)
        steps = cast(decay_steps, dtype)
        if cycle:
            factor = conditionals.cond(
                math.equal(step, 0), lambda: 1.0, lambda: math.ceil(step / decay_steps)
            )
            steps = math.multiply(steps, factor)
        else:
            step = math.minimum(step, decay_steps)
        p = math.divide(step, steps)
        falling = math.multiply(rate - end, math.pow(1 - p, power))
        return math.add(falling, end, name=scope)


@follows_the_step
def piecewise_constant(x, boundaries, values, name=None):
    """values[i] where boundaries[i−1] < x ≤ boundaries[i]."""
    if len(boundaries) != len(values) - 1:
        raise ValueError('The length of boundaries should be 1 less than the length of values')
    boundaries = [convert(item) for item in boundaries]
    values = [convert(item) for item in values]
    x = convert(x)
    own = x.dtype.base_dtype
    for i, boundary in enumerate(boundaries):
        theirs = boundary.dtype.base_dtype
        if theirs is not own:
            if theirs is not dtypes.int32 or own is not dtypes.int64:
                raise ValueError(
                    'Boundaries (%s) must have the same dtype as x (%s).' % (theirs, own)
                )
            boundaries[i] = cast(boundary, own)
    for value in values[1:]:
        if value.dtype.base_dtype is not values[0].dtype.base_dtype:
            raise ValueError(
                'Values must have elements all with the same dtype (%s vs %s).'
                % (values[0].dtype.base_dtype, value.dtype.base_dtype)
            )
    with _scope(name, 'PiecewiseConstant'):
        pairs = [
            (x <= boundaries[0], lambda: values[0]),
            (x > boundaries[-1], lambda: values[-1]),
        ]
        for low, high, value in zip(boundaries[:-1], boundaries[1:], values[1:-1]):
            pairs.append(((x > low) & (x <= high), lambda value=value: value))
        return conditionals.case(pairs, lambda: values[0], exclusive=True)


piecewise_constant_decay = piecewise_constant
