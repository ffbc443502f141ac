"""Learning rates along a cosine: cosine_decay, with restarts, linear and noisy forms."""

import math as _math

from .._constant import constant
from .._convert import convert
from .._graph import get_default_graph
from .._ops import conditionals, math, random
from .._ops.math import cast
from .schedules import follows_the_step


def _scope(name, default):
    return get_default_graph().name_scope(name or default)


def _half_wave(fraction):
    """(1 + cos(π·fraction)), to be halved."""
    return 1.0 + math.cos(constant(_math.pi) * fraction)


@follows_the_step
def cosine_decay(learning_rate, global_step, decay_steps, alpha=0.0, name=None):
    """learning_rate · ((1−α)·½(1+cos(π·step/decay_steps)) + α), until decay_steps"""
    with _scope(name, 'CosineDecay'):
        rate = convert(learning_rate, name='initial_learning_rate')
        dtype = rate.dtype
        decay_steps = cast(decay_steps, dtype)
        step = math.minimum(cast(global_step, dtype), decay_steps)
        done = step / decay_steps
        return math.multiply(rate, (1 - alpha) * (0.5 * _half_wave(done)) + alpha)


@follows_the_step
def cosine_decay_restarts(
    learning_rate, global_step, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name=None
):
    """Cosines one after the other, each T_MUL times as long and M_MUL times as high."""
    with _scope(name, 'SGDRDecay') as scope:
        rate = convert(learning_rate, name='initial_learning_rate')
        dtype = rate.dtype
        first_decay_steps = cast(first_decay_steps, dtype)
        alpha = cast(alpha, dtype)
        t_mul = cast(t_mul, dtype)
        m_mul = cast(m_mul, dtype)
        done = cast(global_step, dtype) / first_decay_steps

        def equal_lengths():
            restart = math.floor(done)
            return restart, done - restart

        def growing_lengths():
            restart = math.floor(math.log(1.0 - done * (1.0 - t_mul)) / math.log(t_mul))
            before = (1.0 - t_mul**restart) / (1.0 - t_mul)
            return restart, (done - before) / t_mul**restart

        restart, part = conditionals.cond(
            math.equal(t_mul, 1.0), equal_lengths, growing_lengths
        )
        height = m_mul**restart
        wave = 0.5 * height * _half_wave(part)
        return math.multiply(rate, (1 - alpha) * wave + alpha, name=scope)


@follows_the_step
def linear_cosine_decay(
    learning_rate, global_step, decay_steps, num_periods=0.5, alpha=0.0, beta=0.001, name=None
):
    """learning_rate · ((α + linear)·½(1+cos(2π·num_periods·step/decay_steps)) + β)"""
    with _scope(name, 'LinearCosineDecay') as scope:
        rate = convert(learning_rate, name='initial_learning_rate')
        dtype = rate.dtype
        decay_steps = cast(decay_steps, dtype)
        num_periods = cast(num_periods, dtype)
        alpha = cast(alpha, dtype)
        beta = cast(beta, dtype)
        step = math.minimum(cast(global_step, dtype), decay_steps)
        linear = (decay_steps - step) / decay_steps
        done = step / decay_steps
        fraction = 2.0 * num_periods * done
        wave = 0.5 * _half_wave(fraction)
        return math.multiply(rate, (alpha + linear) * wave + beta, name=scope)


@follows_the_step
def noisy_linear_cosine_decay(
    learning_rate,
    global_step,
    decay_steps,
    initial_variance=1.0,
    variance_decay=0.55,
    num_periods=0.5,
    alpha=0.0,
    beta=0.001,
    name=None,
):
    """As linear_cosine_decay with noise of variance initial/(1+step)^decay on the linear part."""
    with _scope(name, 'NoisyLinearCosineDecay') as scope:
        rate = convert(learning_rate, name='initial_learning_rate')
        dtype = rate.dtype
        decay_steps = cast(decay_steps, dtype)
        initial_variance = cast(initial_variance, dtype)
        variance_decay = cast(variance_decay, dtype)
        num_periods = cast(num_periods, dtype)
        alpha = cast(alpha, dtype)
        beta = cast(beta, dtype)
        step = math.minimum(cast(global_step, dtype), decay_steps)
        linear = (decay_steps - step) / decay_steps
        deviation = math.sqrt(initial_variance / math.pow(1.0 + step, variance_decay))
        noisy = linear + random.random_normal(linear.shape, stddev=deviation)
        done = step / decay_steps
        fraction = 2.0 * num_periods * done
        wave = 0.5 * _half_wave(fraction)
        return math.multiply(rate, (alpha + noisy) * wave + beta, name=scope)
