"""@file Oracle cases: distributions, gamma and Poisson draws, tf.where_v2."""

from .writing import Cases, INF, NAN, b, f, i32, ulps

TAIL = """
with new_session() as s:
    for run in (1, 2):
        out('run %d' % run, s.run(y))
"""
LOGS = ulps(8, 'lgamma, digamma, log and exp of other libraries', floor=0.05)
FAR = ulps(400, 'lgamma and digamma in double precision here, by short series in TensorFlow', floor=0.05)

#: name, constructor, values of which log_prob is asked
KINDS = (
    ('Normal', 'Normal(tf.constant([0.0, 1.0], F), tf.constant([1.0, 2.5], F))', [-1.5, 0.7]),
    ('Laplace', 'Laplace(tf.constant([0.0, 1.0], F), tf.constant([1.0, 2.5], F))', [-1.5, 0.7]),
    ('Uniform', 'Uniform(tf.constant([0.0, 1.0], F), tf.constant([1.0, 2.5], F))', [0.5, 0.7]),
    ('Gamma', 'Gamma(tf.constant([0.5, 3.0], F), tf.constant([1.0, 2.5], F))', [0.5, 2.7]),
    ('Exponential', 'Exponential(tf.constant([0.5, 3.0], F))', [0.5, 2.7]),
    ('Beta', 'Beta(tf.constant([0.5, 3.0], F), tf.constant([1.5, 2.5], F))', [0.2, 0.7]),
    ('StudentT', 'StudentT(tf.constant([1.5, 4.0], F), tf.constant([0.0, 1.0], F), tf.constant([1.0, 2.5], F))', [-1.5, 0.7]),
    ('Dirichlet', 'Dirichlet(tf.constant([1.5, 4.0, 0.5], F))', [0.2, 0.3, 0.5]),
    ('Bernoulli', 'Bernoulli(logits=tf.constant([-0.5, 1.5], F), dtype=F)', [0.0, 1.0]),
    ('Categorical', 'Categorical(logits=tf.constant([[-0.5, 1.5, 0.2], [0.1, 2.0, 3.0]], F))', None),
    ('Multinomial', 'Multinomial(tf.constant(4.0, F), logits=tf.constant([-0.5, 1.5, 0.2], F))', [1.0, 2.0, 1.0]),
    ('DirichletMultinomial', 'DirichletMultinomial(tf.constant(4.0, F), tf.constant([1.5, 4.0, 0.5], F))', [1.0, 2.0, 1.0]),
)
STATISTICS = {
    'mean': 'Normal Laplace Uniform Gamma Exponential Beta StudentT Dirichlet Bernoulli Multinomial DirichletMultinomial',
    'stddev': 'Normal Laplace Uniform Gamma Exponential Beta StudentT Dirichlet Bernoulli Multinomial DirichletMultinomial',
    'mode': 'Normal Laplace Gamma Beta StudentT Dirichlet Bernoulli Categorical',
    'entropy': 'Normal Laplace Uniform Gamma Exponential Beta StudentT Dirichlet Bernoulli Categorical',
    'covariance': 'Dirichlet Multinomial DirichletMultinomial',
}
CDF = 'Normal Laplace Uniform Gamma Exponential Beta StudentT'


def cases():
    c = Cases()
    for name, call, value in KINDS:
        head = 'd = tf.distributions.%s\n' % call
        if name != 'Multinomial':  # its draws of float64 logits run in a loop of float32
            draw = 'y = d.sample([2, 3], seed=7)'
            bound = None if name in ('Uniform', 'Bernoulli', 'Categorical') else ulps(4, 'log, sin and cos of the draw', floor=0.01)
            c.program(name, 'draws', 'tf.set_random_seed(2)\n' + head + draw + TAIL, bound=bound)
        x = 'tf.constant([2, 1])' if value is None else 'tf.constant(%r, F)' % value
        calls = ['d.log_prob(%s)' % x, 'd.prob(%s)' % x]
        if name in CDF.split():
            calls += ['d.cdf(%s)' % x, 'd.log_cdf(%s)' % x, 'd.survival_function(%s)' % x]
        calls += ['d.%s()' % what for what, who in STATISTICS.items() if name in who.split()]
        # TensorFlow's own variance of Student's t mixes float32 into float64 and fails.
        kinds = ['float32'] if name == 'StudentT' else ['float32', 'float64']
        c.program(name, 'functions', head + 'y = [%s]' % ', '.join(calls) + TAIL, kinds, bound=FAR)
    for name, first, second in (
        ('Normal', 'Normal(tf.constant(0.2, F), tf.constant(1.5, F))', 'Normal(tf.constant([0.0, 1.0], F), tf.constant(2.0, F))'),
        ('Bernoulli', 'Bernoulli(logits=tf.constant([0.2, -1.0], F))', 'Bernoulli(logits=tf.constant([1.2, 0.5], F))'),
        ('Categorical', 'Categorical(logits=tf.constant([0.2, -1.0], F))', 'Categorical(logits=tf.constant([1.2, 0.5], F))'),
        ('Gamma', 'Gamma(tf.constant([0.5, 3.0], F), tf.constant(1.5, F))', 'Gamma(tf.constant(2.0, F), tf.constant(0.7, F))'),
        ('Beta', 'Beta(tf.constant([0.5, 3.0], F), tf.constant(1.5, F))', 'Beta(tf.constant(2.0, F), tf.constant(0.7, F))'),
        ('Dirichlet', 'Dirichlet(tf.constant([0.5, 3.0], F))', 'Dirichlet(tf.constant([2.0, 0.7], F))'),
    ):
        head = 'a = tf.distributions.%s\nb = tf.distributions.%s\n' % (first, second)
        c.program(name, 'divergence', head + 'y = tf.distributions.kl_divergence(a, b)' + TAIL, bound=FAR)
    tails = 'd.quantile(tf.constant([1e-6, 0.01, 0.3, 0.9, 0.99999, 0.0, 1.0], F)), d.log_cdf(tf.constant([-30.0, -12.0, -3.0, 6.0, 9.0], F)), d.log_survival_function(tf.constant([-9.0, 0.0, 12.0], F))'
    c.program('Normal', 'tails', 'd = tf.distributions.Normal(tf.constant(0.0, F), tf.constant(1.0, F))\ny = [%s]' % tails + TAIL, bound=ulps(64, 'log, exp and erfc of other libraries', floor=1e-3))
    draws = (
        ('small shapes', 'tf.random_gamma([40], tf.constant([0.05, 0.5, 0.99], F), dtype=F, seed=3)'),
        ('one', 'tf.random_gamma([40], tf.constant(1.0, F), dtype=F, seed=3)'),
        ('large shapes', 'tf.random_gamma([20, 2], tf.constant([1.01, 3.0, 50.0, 1e4], F), dtype=F, seed=3)'),
        ('rates', 'tf.random_gamma([5], tf.constant([[2.0], [3.0]], F), tf.constant([0.5, 2.0, 1e6], F), dtype=F, seed=3)'),
        ('no samples', 'tf.random_gamma([0], tf.constant([2.0, 3.0], F), dtype=F, seed=3)'),
    )
    for name, call in draws:
        c.program('random_gamma', name, 'y = ' + call + TAIL, ['float32'])
        c.program('random_gamma', name + ', double', 'y = ' + call + TAIL, ['float64'], bound=ulps(8, 'log, sin, cos and pow of other libraries'))
    for name, rate in (('below ten', '[0.0, 0.1, 2.5, 9.99]'), ('from ten', '[10.0, 25.0, 300.0, 1e6]')):
        c.program('random_poisson', name, 'y = tf.random_poisson(tf.constant(%s, F), [30], dtype=F, seed=6)' % rate + TAIL)
    c.program('random_poisson', 'integers', 'y = [tf.random_poisson(tf.constant([3.0, 40.0]), [8], dtype=F, seed=6), tf.random_poisson(tf.constant([3.0, 40.0], tf.float64), [], dtype=F, seed=1)]' + TAIL, ['int32', 'int64'])
    c.program('random_gamma', 'gradient', 'a = tf.constant([0.1, 0.9, 1.0, 2.5, 30.0], F)\ny = tf.gradients(tf.random_gamma([6], a, dtype=F, seed=3), a)' + TAIL, bound=ulps(2000, 'series in double precision here, in the type itself in TensorFlow', floor=0.05))
    c.op('where_v2', 'equal shapes', 'tf.where_v2(d, a, e)', a=f([1.0, NAN, 3.0]), d=b([True, False, True]), e=f([INF, -2.0, 0.0]))
    c.op('where_v2', 'broadcast', 'tf.where_v2(d, a, e)', a=f([[1.0], [2.0]]), d=b([True, False, True]), e=f(-4.0, []))
    c.op('where_v2', 'condition is wide', 'tf.where_v2(d, a, e)', a=f([1.5, 2.0]), d=b([[True, False], [False, False]]), e=f([[3.0], [5.0]]))
    c.op('where_v2', 'empty', 'tf.where_v2(d, a, e)', a=f([], [0]), d=b([True]), e=f([2.0]))
    c.op('broadcast_dynamic_shape', 'two', 'tf.broadcast_dynamic_shape(a, d)', ['float32'], grad=False, a=i32([2, 1, 3]), d=i32([4, 1]))
    return c.cases
