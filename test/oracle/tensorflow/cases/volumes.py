"""@file Oracle cases: convolutions and pools of volumes."""

from .writing import Cases, f, rnd, ulps


def cases():
    c = Cases()
    near = ulps(32, 'sums in double precision here, in the order of a matrix product in TensorFlow', floor=1.0, gradient=64)
    x, w = rnd('volume', [2, 3, 4, 5, 2]), rnd('filter', [2, 3, 2, 2, 3])
    for padding in ('SAME', 'VALID'):
        for strides in ('[1, 1, 1, 1, 1]', '[1, 2, 1, 2, 1]'):
            c.op('conv3d', padding + ' ' + strides, 'tf.nn.conv3d(a, d, %s, "%s")' % (strides, padding), bound=near, a=x, d=w)
        for ksize, strides in (('2', '1'), ('[1, 2, 3, 2, 1]', '[1, 1, 2, 2, 1]')):
            name = '%s %s %s' % (padding, ksize, strides)
            c.op('max_pool3d', name, 'tf.nn.max_pool3d(a, %s, %s, "%s")' % (ksize, strides, padding), ['float32'], bound=ulps(0, 'order of the sums of overlapping windows', floor=1.0, gradient=8), a=x)
            c.op('avg_pool3d', name, 'tf.nn.avg_pool3d(a, %s, %s, "%s")' % (ksize, strides, padding), bound=near, a=x)
    c.op('max_pool3d', 'ties', 'tf.nn.max_pool3d(a, 2, 2, "VALID")', ['float32'], a=f([1.0] * 8 + [2.0, 1.0] * 4, [1, 2, 2, 4, 1]))
    return c.cases
