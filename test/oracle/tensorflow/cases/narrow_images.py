"""@file Oracle cases: convolutions of one axis or per channel, local responses, resized images, moments."""

from .writing import Cases, of_terms, rnd, ulps

SUMS = of_terms(4, 'order of a long sum')
NEAR = ulps(16, 'pow by exp and log in TensorFlow', floor=0.05)
MIXED = of_terms(4, 'the weights are mixed in another order')


def cases():
    c = Cases()
    for stride, padding in ((1, 'SAME'), (2, 'VALID')):
        c.op(
            'conv1d',
            '%d, %s' % (stride, padding),
            'tf.nn.conv1d(x, w, %d, %r)' % (stride, padding),
            bound=SUMS,
            x=rnd('c1', [2, 7, 3]),
            w=rnd('w1', [3, 3, 2]),
        )
        rest = '[1, %d, %d, 1], %r' % (stride, stride, padding)
        x, w, p = rnd('dx', [2, 5, 6, 3]), rnd('dw', [3, 2, 3, 2]), rnd('pw', [1, 1, 6, 2])
        expr = 'tf.nn.depthwise_conv2d(x, w, %s)' % rest
        c.op('depthwise_conv2d', rest, expr, bound=SUMS, x=x, w=w)
        expr = 'tf.nn.separable_conv2d(x, w, p, %s)' % rest
        c.op('separable_conv2d', rest, expr, bound=SUMS, x=x, w=w, p=p)
    for rest in ('1, 1.0, 0.5, 0.75', '2, 0.5, 0.1, 0.5', '5'):
        c.op('lrn', rest, 'tf.nn.lrn(x, %s)' % rest, ['float32'], bound=NEAR, x=rnd('lr', [1, 2, 2, 6]))
    for op in ('bilinear', 'nearest_neighbor'):
        for size in ((3, 9), (8, 8), (1, 1), (4, 5)):
            for rest in ('', ', align_corners=True', ', half_pixel_centers=True'):
                c.op(
                    'resize_' + op,
                    '%s%s' % (size, rest),
                    'tf.image.resize_%s(x, %s%s)' % (op, list(size), rest),
                    ['float32'],
                    bound=MIXED,
                    x=rnd('rs', [2, 4, 5, 2]),
                )
    near = ulps(8, 'sums and sigmoid of other libraries', floor=1.0)
    c.op('swish', 'mixed', 'tf.nn.swish(x)', bound=near, x=rnd('sw', [7]))
    c.op(
        'weighted_moments',
        'rows',
        'list(tf.nn.weighted_moments(x, [0], w))',
        bound=near,
        x=rnd('wm', [4, 3]),
        w=rnd('ww', [4, 1], 0.1, 2.0),
    )
    c.op(
        'normalize_moments',
        'of sufficient statistics',
        'list(tf.nn.normalize_moments(*tf.nn.sufficient_statistics(x, [0])))',
        bound=near,
        x=rnd('nm', [4, 3]),
    )
    return c.cases
