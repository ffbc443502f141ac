"""@file Oracle cases: learning-rate schedules over the global step, moving averages, Hessians."""

from .writing import Cases, ulps

SCHEDULE = """
step = tf.placeholder(tf.int64, [])
rate = {rate}
with new_session() as s:
    for k in (0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 25, 100):
        out('%d' % k, s.run(rate, {{step: k}}))
"""
AVERAGE = """
w = tf.Variable([0.5, -1.5, 2.0], dtype=F, name='w')
x = w * w
count = tf.Variable(0, trainable=False)
ema = tf.train.ExponentialMovingAverage({options})
op = ema.apply([w, x])
out('names', [ema.average_name(w), ema.average_name(x)])
out('restored', sorted(ema.variables_to_restore([w])))
with new_session() as s:
    s.run(tf.global_variables_initializer())
    for k in range(6):
        s.run([w.assign_add([0.1, -0.7, 0.3]), count.assign_add(1)])
        s.run(op)
        out('%d' % k, s.run([ema.average(w), ema.average(x)]))
"""
HESSIAN = """
x = tf.constant({x}, F)
h = tf.hessians({y}, x)
with new_session() as s:
    out('h', s.run(h))
"""
RATES = [
    'tf.train.exponential_decay(0.1, step, 5, 0.9)',
    'tf.train.exponential_decay(0.1, step, 5, 0.9, staircase=True)',
    'tf.train.natural_exp_decay(0.1, step, 5, 0.9)',
    'tf.train.inverse_time_decay(0.1, step, 5, 0.9)',
    'tf.train.inverse_time_decay(0.1, step, 5, 0.9, staircase=True)',
    'tf.train.polynomial_decay(0.1, step, 5, 0.01, power=0.5)',
    'tf.train.polynomial_decay(0.1, step, 5, 0.01, cycle=True)',
    'tf.train.piecewise_constant(step, [2, 5, 9], [0.1, 0.05, 0.01, 0.001])',
    'tf.train.cosine_decay(0.1, step, 10)',
    'tf.train.cosine_decay(0.1, step, 10, alpha=0.3)',
    'tf.train.cosine_decay_restarts(0.1, step, 5)',
    'tf.train.cosine_decay_restarts(0.1, step, 5, t_mul=1.0, m_mul=0.5, alpha=0.1)',
    'tf.train.cosine_decay_restarts(0.1, step, 3, t_mul=1.5, m_mul=0.9)',
    'tf.train.linear_cosine_decay(0.1, step, 10)',
    'tf.train.linear_cosine_decay(0.1, step, 10, num_periods=2.0, alpha=0.1, beta=0.2)',
]


def cases():
    c = Cases()
    close = ulps(4, 'cos, exp, log and pow of two C libraries', 0.01)
    for rate in RATES:
        c.program('schedule', rate, SCHEDULE.format(rate=rate), ['float32'], close)
    for options in ('0.9', '0.999, count', '0.9, zero_debias=True', '0.9, count, zero_debias=True'):
        bound = ulps(4, 'pow of two C libraries', 0.01) if 'debias' in options else None
        c.program('ExponentialMovingAverage', options, AVERAGE.format(options=options), bound=bound)
    for x, y in (
        ('[1.0, -2.0, 0.5]', 'tf.reduce_sum(x * x * x)'),
        ('[[1.0, -2.0], [0.5, 3.0]]', 'tf.reduce_sum(tf.matmul(x, x))'),
        ('[0.3, 0.4]', 'x[0] * x[0] * x[1] + tf.reduce_sum(tf.sqrt(x))'),
    ):
        c.program('hessians', y, HESSIAN.format(x=x, y=y))
    return c.cases
