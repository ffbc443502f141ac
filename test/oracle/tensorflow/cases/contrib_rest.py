"""@file Oracle cases: tf.ensure_shape, the older losses of contrib, conditional random fields."""

from .writing import Cases, f, i32, rnd, ulps

F32 = ['float32']
SUMS = ulps(8, 'order of the sums, log and exp of other libraries', floor=0.01, gradient=64)


def cases():
    c = Cases()
    a, t = rnd('p', [4, 3]), rnd('t', [4, 3], 0.05, 0.95)
    c.op('ensure_shape', 'matrix', 'tf.ensure_shape(a, [None, 3])', a=a)
    for name, expr in (
        ('softmax_cross_entropy', 'tf.contrib.losses.softmax_cross_entropy(a, d)'),
        ('softmax_cross_entropy, smooth', 'tf.contrib.losses.softmax_cross_entropy(a, d, 2.0, 0.1)'),
        ('sigmoid_cross_entropy', 'tf.contrib.losses.sigmoid_cross_entropy(a, d, label_smoothing=0.2)'),
        ('mean_squared_error', 'tf.contrib.losses.mean_squared_error(a, d)'),
        ('absolute_difference', 'tf.contrib.losses.absolute_difference(a, d, tf.constant([1.0, 0.0, 2.0, 0.5]))'),
        ('log_loss', 'tf.contrib.losses.log_loss(tf.sigmoid(a), d)'),
        ('hinge_loss', 'tf.contrib.losses.hinge_loss(a, d)'),
        ('cosine_distance', 'tf.contrib.losses.cosine_distance(a, d, 1)'),
        ('mean_pairwise_squared_error', 'tf.contrib.losses.mean_pairwise_squared_error(a, d)'),
    ):
        c.op('contrib ' + name.split(',')[0], name, expr, F32, bound=SUMS, a=a, d=t)
    x, m = rnd('crf', [3, 4, 3]), rnd('transitions', [3, 3], -1.0, 1.0)
    tags, lengths = i32([[0, 1, 2, 0], [2, 2, 1, 0], [1, 0, 0, 0]]), i32([4, 3, 1])
    c.op('crf_log_likelihood', 'three', 'tf.contrib.crf.crf_log_likelihood(a, e, h, d)[0]', F32, bound=SUMS, a=x, d=m, e=tags, h=lengths)
    c.op('crf_log_norm', 'three', 'tf.contrib.crf.crf_log_norm(a, h, d)', F32, bound=SUMS, a=x, d=m, h=lengths)
    c.op('crf_decode', 'tags', 'tf.contrib.crf.crf_decode(a, d, h)[0]', F32, grad=False, a=x, d=m, h=lengths)
    c.op('crf_decode', 'score', 'tf.contrib.crf.crf_decode(a, d, h)[1]', F32, grad=False, bound=SUMS, a=x, d=m, h=lengths)
    c.op('crf_log_norm', 'empty sequence', 'tf.contrib.crf.crf_log_norm(a, h, d)', F32, grad=False, bound=SUMS, a=x, d=m, h=i32([0, 3, 1]))
    return c.cases
