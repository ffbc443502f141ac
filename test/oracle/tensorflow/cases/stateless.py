"""@file Oracle cases: stateless draws, classes drawn from odd logits, random crops."""

from .writing import Cases, ulps

TAIL = """
with new_session() as s:
    for run in (1, 2):
        out('run %d' % run, s.run(y))
"""
SEEDS = ('[1, 2]', '[0, 0]', '[-3, 7]', '[1234567890123, -9876543210]')


def cases():
    c = Cases()
    for name, bound in (('stateless_uniform', None), ('stateless_normal', 2), ('stateless_truncated_normal', 2)):
        bound = bound and ulps(bound, 'log, sin and cos of Box and Muller')
        for seed in SEEDS:
            c.program(name, seed, 'y = tf.random.%s([3, 7], tf.constant(%s, tf.int64), dtype=F)' % (name, seed) + TAIL, bound=bound)
        c.program(name, 'int32 seeds', 'y = tf.random.%s([5], tf.constant([-3, 2147483647]), dtype=F)' % name + TAIL, bound=bound)
        c.program(name, 'scalar and empty', 'y = [tf.random.%s([], [1, 2], dtype=F), tf.random.%s([0], [1, 2], dtype=F)]' % (name, name) + TAIL, bound=bound)
    c.program('stateless_uniform', 'bounds', 'y = tf.random.stateless_uniform([9], [3, 4], -2, 5, F)' + TAIL)
    c.program('stateless_uniform', 'integers', 'y = tf.random.stateless_uniform([9], [3, 4], -20, 500, F)' + TAIL, ['int32', 'int64'])
    c.program('stateless_normal', 'mean and deviation', 'y = tf.random.stateless_normal([9], [3, 4], 1.5, 0.2, F)' + TAIL, bound=ulps(2, 'Box and Muller'))
    c.program('stateless_categorical', 'classes', 'y = tf.random.stateless_categorical(tf.log([[0.1, 0.2, 0.7], [0.5, 0.25, 0.25]]), 11, [3, 4], F)' + TAIL, ['int32', 'int64'])
    odd = '[[float("-inf"), 0.0, 1.0], [float("nan"), 2.0, float("inf")], [1e30, 1e30, -1e30]]'
    c.program('multinomial', 'odd logits', 'y = tf.random.categorical(%s, 12, seed=4)' % odd + TAIL, ['int64'])
    c.program('multinomial', 'one class', 'y = tf.multinomial([[3.0]], 5, seed=4, output_dtype=tf.int32)' + TAIL, ['int32'])
    c.program('multinomial', 'no draws', 'y = tf.multinomial([[3.0, 1.0]], 0, seed=4)' + TAIL, ['int64'])
    c.program('multinomial', 'double logits', 'y = tf.multinomial(tf.constant([[0.3, 1.0, -2.0]], tf.float64), 20, seed=4)' + TAIL, ['int64'])
    c.program('random_crop', 'matrix', 'y = tf.random_crop(tf.reshape(tf.cast(tf.range(30), F), [5, 6]), [2, 3], seed=4)' + TAIL)
    c.program('random_crop', 'everything', 'y = tf.random_crop(tf.reshape(tf.cast(tf.range(6), F), [2, 3]), [2, 3], seed=4)' + TAIL)
    c.program('random_crop', 'gradient', 'tf.set_random_seed(1)\nx = tf.ones([4, 4], F)\ny = tf.gradients(tf.random_crop(x, [2, 2], seed=5), x)' + TAIL)
    return c.cases
