"""@file Oracle cases: convolutions, pools, batch normalization, layers over images; values, gradients, refusals."""

from .writing import Cases, f, of_terms, rnd

SUMS = of_terms(4, 'order of a long sum')
INF, NAN = float('inf'), float('nan')

# Refusals: (name, what is evaluated; p makes a placeholder, r runs an expression of placeholders).
REFUSED = (
    ('rank of the image', "tf.nn.conv2d(p(2,8,3), p(2,2,3,4), 1, 'SAME')"),
    ('rank of the filter', "tf.nn.conv2d(p(2,8,8,3), p(2,2,3), 1, 'SAME')"),
    ('channels', "tf.nn.conv2d(p(2,8,8,3), p(2,2,2,4), 1, 'SAME')"),
    ('filter too large', "tf.nn.conv2d(p(2,2,2,3), p(3,3,3,4), 1, 'VALID')"),
    ('padding', "tf.nn.conv2d(p(2,8,8,3), p(2,2,3,4), 1, 'same')"),
    ('no padding', "tf.nn.conv2d(p(2,8,8,3), p(2,2,3,4), [1,1,1,1])"),
    ('explicit as text', "tf.nn.conv2d(p(2,8,8,3), p(2,2,3,4), 1, 'EXPLICIT')"),
    ('stride 0', "tf.nn.conv2d(p(2,8,8,3), p(2,2,3,4), [1,0,1,1], 'SAME')"),
    ('three strides', "tf.nn.conv2d(p(2,8,8,3), p(2,2,3,4), [1,1,1], 'SAME')"),
    ('dilation 0', "tf.nn.conv2d(p(2,8,8,3), p(2,2,3,4), 1, 'SAME', dilations=[1,0,1,1])"),
    ('data format', "tf.nn.conv2d(p(2,8,8,3), p(2,2,3,4), 1, 'SAME', data_format='FOO')"),
    ('no filter', "tf.nn.conv2d(p(2,8,8,3), None, 1, 'SAME')"),
    ('integers', "tf.nn.conv2d(tf.ones([1,2,2,1],tf.int32), tf.ones([1,1,1,1],tf.int32), 1, 'SAME')"),
    ('two types', "tf.nn.conv2d(p(2,8,8,3), tf.ones([2,2,3,4],tf.float64), 1, 'SAME')"),
    ('NCHW on the CPU', "r(lambda a, b: tf.nn.conv2d(a, b, 1, 'SAME', data_format='NCHW'), [2,3,4,4], [2,2,3,4])"),
    ('rank when run', "r(lambda a, b: tf.nn.conv2d(a, b, 1, 'SAME'), [2,8,8], [2,2,3,4])"),
    ('rank of filter when run', "r(lambda a, b: tf.nn.conv2d(a, b, 1, 'SAME'), [2,8,8,3], [2,2,3])"),
    ('channels when run', "r(lambda a, b: tf.nn.conv2d(a, b, 1, 'SAME'), [2,8,8,3], [2,2,4,4])"),
    ('groups when run', "r(lambda a, b: tf.nn.conv2d(a, b, 1, 'SAME'), [2,8,8,4], [2,2,2,4])"),
    ('batch stride when run', "r(lambda a, b: tf.nn.conv2d(a, b, [2,1,1,1], 'SAME'), [2,8,8,3], [2,2,3,4])"),
    ('batch dilation when run', "r(lambda a, b: tf.nn.conv2d(a, b, 1, 'SAME', dilations=[2,1,1,1]), [2,8,8,3], [2,2,3,4])"),
    ('filter too large when run', "r(lambda a, b: tf.nn.conv2d(a, b, 1, 'VALID'), [2,2,2,3], [4,4,3,4])"),
    ('gradient of dilations', "r(lambda a, b: tf.gradients(tf.nn.conv2d(a, b, 1, 'SAME', dilations=2), a)[0], [2,8,8,3], [2,2,3,4])"),
    ('filter gradient of dilations', "r(lambda a, b: tf.gradients(tf.nn.conv2d(a, b, 1, 'SAME', dilations=2), b)[0], [2,8,8,3], [2,2,3,4])"),
    ('transposed: sizes', "tf.nn.conv2d_transpose(p(2,4,4,3), p(2,2,4,3), [2,8,8], 2)"),
    ('transposed: padding', "tf.nn.conv2d_transpose(p(2,4,4,3), p(2,2,4,3), [2,8,8,4], 2, padding='FOO')"),
    ('transposed: rows', "r(lambda a, b: tf.nn.conv2d_transpose(a, b, [2,9,9,4], 2), [2,4,4,3], [2,2,4,3])"),
    ('transposed: channels', "r(lambda a, b: tf.nn.conv2d_transpose(a, b, [2,8,8,5], 2), [2,4,4,3], [2,2,4,3])"),
    ('transposed: filters', "r(lambda a, b: tf.nn.conv2d_transpose(a, b, [2,8,8,4], 2), [2,4,4,3], [2,2,4,5])"),
    ('transposed: batch', "r(lambda a, b: tf.nn.conv2d_transpose(a, b, [3,8,8,4], 2), [2,4,4,3], [2,2,4,3])"),
    ('transposed: NCHW', "r(lambda a, b: tf.nn.conv2d_transpose(a, b, [2,4,8,8], 2, data_format='NCHW'), [2,4,4,4], [2,2,4,4])"),
    ('pool: rank', "tf.nn.max_pool(p(2,8,8), 2, 2, 'SAME')"),
    ('pool: window too large', "tf.nn.max_pool(p(2,1,1,3), 2, 2, 'VALID')"),
    ('pool: padding', "tf.nn.max_pool(p(2,8,8,3), 2, 2, 'FOO')"),
    ('pool: no padding', "tf.nn.max_pool(p(2,8,8,3), 2, 2, None)"),
    ('pool: size 0', "tf.nn.max_pool(p(2,8,8,3), [1,0,2,1], 2, 'SAME')"),
    ('pool: stride -2', "tf.nn.max_pool(p(2,8,8,3), 2, [1,-2,2,1], 'SAME')"),
    ('pool: three sizes', "tf.nn.max_pool(p(2,8,8,3), [1,2,1], 2, 'SAME')"),
    ('pool: data format', "tf.nn.max_pool(p(2,8,8,3), 2, 2, 'SAME', data_format='NHWD')"),
    ('pool: rank when run', "r(lambda a: tf.nn.max_pool(a, 2, 2, 'SAME'), [2,8,8])"),
    ('pool: NCHW when run', "r(lambda a: tf.nn.max_pool(a, 2, 2, 'SAME', data_format='NCHW'), [2,3,4,4])"),
    ('pool: batch when run', "r(lambda a: tf.nn.max_pool(a, [2,1,1,1], [2,1,1,1], 'VALID'), [2,3,4,6])"),
    ('mean: rank', "tf.nn.avg_pool(p(2,8,8), 2, 2, 'SAME')"),
    ('mean: integers', "tf.nn.avg_pool(tf.ones([2,8,8,3], tf.int32), 2, 2, 'SAME')"),
    ('mean: stride 0', "tf.nn.avg_pool(p(2,8,8,3), 2, [1,0,2,1], 'SAME')"),
    ('mean: rank when run', "r(lambda a: tf.nn.avg_pool(a, 2, 2, 'SAME'), [2,8,8])"),
    ('mean: NCHW when run', "r(lambda a: tf.nn.avg_pool(a, 2, 2, 'SAME', data_format='NCHW'), [2,3,4,4])"),
    ('mean: depth when run', "r(lambda a: tf.nn.avg_pool(a, [1,1,1,3], [1,1,1,3], 'VALID'), [2,3,4,6])"),
    ('layer: rank', 'tf.layers.conv2d(p(2,4,4), 3, 2)'),
    ('layer: no rank', 'tf.layers.conv2d(p(), 3, 2)'),
    ('layer: name', "tf.layers.conv2d(p(2,4,4), 3, 2, name='c')"),
    ('layer: channels', 'tf.layers.conv2d(p(2,4,4,None), 3, 2)'),
    ('layer: three sizes', 'tf.layers.conv2d(p(2,4,4,3), 3, [2,2,2])'),
    ('layer: sizes', "tf.layers.conv2d(p(2,4,4,3), 3, 'a')"),
    ('layer: strides', 'tf.layers.conv2d(p(2,4,4,3), 3, 2, strides=[1,2,3])'),
    ('layer: padding', "tf.layers.conv2d(p(2,4,4,3), 3, 2, padding='foo')"),
    ('layer: causal', "tf.layers.conv2d(p(2,4,4,3), 3, 2, padding='causal')"),
    ('layer: data format', "tf.layers.conv2d(p(2,4,4,3), 3, 2, data_format='foo')"),
    ('layer: strides and dilation', 'tf.layers.conv2d(p(2,4,4,3), 3, 2, strides=2, dilation_rate=2)'),
    ('layer: second', '[tf.layers.conv2d(p(2,4,4,3), 3, 2), tf.layers.conv2d(p(2,4,4), 3, 2)]'),
    ('layer: transposed', 'tf.layers.conv2d_transpose(p(2,4,4), 3, 2)'),
    ('layer: pool', 'tf.layers.max_pooling2d(p(2,4,4), 2, 2)'),
    ('layer: pool size', 'tf.layers.max_pooling2d(p(2,4,4,3), [2], 2)'),
    ('layer: mean', 'tf.layers.average_pooling2d(p(2,4,4), 2, 2)'),
    ('norm: no rank', 'tf.layers.batch_normalization(p())'),
    ('norm: axis', 'tf.layers.batch_normalization(p(2,3), axis=5)'),
    ('norm: axis is no number', 'tf.layers.batch_normalization(p(2,3), axis=1.5)'),
    ('norm: NCHW', "r(lambda a: tf.layers.batch_normalization(a, axis=1, training=True), [2,3,4,4])"),
)

REFUSAL = """
def p(*dims):
    return tf.placeholder(tf.float32, list(dims) if dims else None)

def r(make, *shapes):
    fixed = 'layers' in make.__code__.co_names
    given = [tf.placeholder(tf.float32, shape if fixed else None) for shape in shapes]
    made = make(*given)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(made, {t: np.ones(s, 'float32') for t, s in zip(given, shapes)})

for name, expression in (
%s):
    with tf.Graph().as_default():
        try:
            eval(expression, {'tf': tf, 'p': p, 'r': r})
            out(name, 'no error')
        except Exception as error:
            out(name, type(error).__name__ + ': ' + str(error).split('\\n')[0])
"""

LENET = """
tf.set_random_seed(7)
random = np.random.RandomState(3)
images = random.rand(24, 12, 12, 1).astype('float32')
labels = random.randint(0, 4, 24)
x = tf.placeholder(tf.float32, [None, 12, 12, 1])
y = tf.placeholder(tf.int32, [None])
training = True
h = tf.layers.conv2d(x, 6, 5, padding='same', activation=tf.nn.relu)
h = tf.layers.max_pooling2d(h, 2, 2)
h = tf.layers.conv2d(h, 8, 3, use_bias=%s)
%s
h = tf.nn.relu(h)
h = tf.layers.average_pooling2d(h, 2, 2)
h = tf.layers.dense(tf.layers.flatten(h), 16, tf.nn.tanh)
logits = tf.layers.dense(h, 4)
loss = tf.losses.sparse_softmax_cross_entropy(y, logits)
with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
    step = tf.train.%s.minimize(loss)
with new_session() as session:
    session.run(tf.global_variables_initializer())
    losses = []
    for i in range(12):
        rows = slice(i %% 3 * 8, i %% 3 * 8 + 8)
        value, _ = session.run([loss, step], {x: images[rows], y: labels[rows]})
        losses.append('%%.5f' %% value)
    out('losses', ' '.join(losses))
    out('moving', ' '.join('%%.5f' %% n for v in tf.global_variables() if 'moving' in v.name for n in session.run(v)))
    out('names', ' '.join(v.name for v in tf.global_variables()))
"""


def cases():
    c = Cases()
    convolutions(c)
    pools(c)
    norms(c)
    rows = ''.join('    (%r, %r),\n' % row for row in REFUSED)
    c.program('image refused', 'all', REFUSAL % rows, dtypes=('float32',))
    norm = 'h = tf.layers.batch_normalization(h, training=training)'
    for name, bias, middle, optimizer in (
        ('GradientDescent', 'True', '', 'GradientDescentOptimizer(0.1)'),
        ('Adam and batch normalization', 'False', norm, 'AdamOptimizer(0.01)'),
    ):
        c.program('LeNet', name, LENET % (bias, middle, optimizer), dtypes=('float32',))
    return c.cases


def convolutions(c):
    for name, image, filters, strides, padding in (
        ('same', [2, 4, 5, 2], [3, 3, 2, 3], 1, 'SAME'),
        ('valid', [2, 5, 4, 2], [2, 3, 2, 3], 1, 'VALID'),
        ('strides', [1, 7, 6, 2], [3, 2, 2, 2], [1, 2, 3, 1], 'SAME'),
        ('strides, valid', [1, 7, 6, 1], [3, 2, 1, 2], [1, 3, 2, 1], 'VALID'),
        ('1 x 1', [2, 3, 3, 4], [1, 1, 4, 3], 1, 'VALID'),
        ('1 x 1, strides', [1, 4, 4, 2], [1, 1, 2, 2], 2, 'SAME'),
        ('one channel, one filter', [1, 5, 5, 1], [3, 3, 1, 1], 1, 'SAME'),
        ('whole image', [2, 3, 3, 2], [3, 3, 2, 4], 1, 'VALID'),
        ('explicit', [1, 4, 4, 2], [3, 3, 2, 2], 2, [[0, 0], [1, 2], [0, 1], [0, 0]]),
        ('empty batch', [0, 4, 4, 2], [3, 3, 2, 2], 1, 'SAME'),
    ):
        expr = 'tf.nn.conv2d(x, w, %r, %r)' % (strides, padding)
        c.op('conv2d', name, expr, bound=SUMS, x=rnd(name, image), w=rnd('w' + name, filters))
    c.op(
        'conv2d',
        'dilations',
        "tf.nn.conv2d(x, w, 1, 'SAME', dilations=2)",
        bound=SUMS,
        grad=False,
        x=rnd('d', [1, 6, 6, 2]),
        w=rnd('dw', [3, 2, 2, 2]),
    )
    c.op(
        'conv2d',
        'second gradients',
        "tf.gradients(tf.square(tf.nn.conv2d(x, w, 2, 'SAME')), [x, w])",
        bound=of_terms(16, 'sums of sums'),
        x=rnd('2x', [2, 4, 3, 2]),
        w=rnd('2w', [2, 3, 2, 2]),
    )
    for name, image, filters, wanted, strides, padding in (
        ('same', [2, 3, 3, 2], [3, 3, 3, 2], [2, 6, 6, 3], 2, 'SAME'),
        ('valid', [1, 3, 2, 2], [3, 2, 2, 2], [1, 7, 4, 2], 2, 'VALID'),
    ):
        expr = 'tf.nn.conv2d_transpose(x, w, %r, %r, %r)' % (wanted, strides, padding)
        c.op(
            'conv2d_transpose',
            name,
            expr,
            bound=SUMS,
            x=rnd('t' + name, image),
            w=rnd('tw' + name, filters),
        )


def pools(c):
    ties = f([[[[1.0], [3.0], [3.0]], [[3.0], [2.0], [3.0]], [[0.0], [3.0], [-1.0]]]])
    for name, x, rest in (
        ('same', rnd('ps', [2, 5, 4, 3]), "2, 2, 'SAME'"),
        ('valid', rnd('pv', [2, 5, 4, 3]), "2, 2, 'VALID'"),
        ('overlapping', rnd('po', [1, 5, 6, 2]), "3, 2, 'SAME'"),
        ('unequal', rnd('pu', [1, 5, 6, 2]), "[1, 3, 2, 1], [1, 1, 2, 1], 'VALID'"),
        ('ties', ties, "2, 1, 'VALID'"),
        ('ties, same', ties, "3, 1, 'SAME'"),
        ('gaps', rnd('pg', [1, 6, 6, 1]), "1, 3, 'VALID'"),
    ):
        c.op('max_pool', name, 'tf.nn.max_pool(x, %s)' % rest, x=x)
        c.op('avg_pool', name, 'tf.nn.avg_pool(x, %s)' % rest, bound=SUMS, x=x)
    odd = f([[[[NAN], [1.0]], [[-INF], [NAN]], [[-INF], [-INF]], [[-INF], [-INF]]]])
    c.op('max_pool', 'NaN and -inf', "tf.nn.max_pool(x, 2, 2, 'VALID')", grad=False, x=odd)
    for op in ('max_pool', 'avg_pool'):
        c.op(
            op,
            'second gradients',
            "tf.gradients(tf.square(tf.nn.%s(x, 2, 1, 'SAME')), x)[0]" % op,
            bound=SUMS,
            x=rnd('p2', [1, 3, 4, 2]),
        )


def norms(c):
    near = of_terms(8, 'mean, variance, rsqrt')
    x, g, b = rnd('bx', [3, 2, 3, 2]), f([1.5, -0.5]), f([0.25, 1.0])
    c.op(
        'fused_batch_norm',
        'training',
        'tf.nn.fused_batch_norm(x, g, b)[0]',
        dtypes=('float32',),
        bound=near,
        x=x,
        g=g,
        b=b,
    )
    c.op(
        'fused_batch_norm',
        'statistics',
        'tf.nn.fused_batch_norm(x, g, b)[1:]',
        dtypes=('float32',),
        bound=near,
        grad=False,
        x=x,
        g=g,
        b=b,
    )
    c.op(
        'fused_batch_norm',
        'inference',
        'tf.nn.fused_batch_norm(x, g, b, m, v, is_training=False)[0]',
        dtypes=('float32',),
        bound=near,
        x=x,
        g=g,
        b=b,
        m=f([0.5, -0.5]),
        v=f([2.0, 0.5]),
    )
