"""@file Oracle cases: float16 and bfloat16. Every op that this engine evaluates on them, with
gradients; overflow at 65520, denormals, NaN, both zeros. A bfloat16 travels as the float32 it is."""

from .writing import Cases, INF, NAN, f, i32, rnd

#: Halves at every border: zeros, denormals, the smallest normal, odd and even last bits, the largest.
EDGES = [
    0.0, -0.0, 6e-8, -6e-8, 6.1e-5, -6e-5, 1.0, -1.0, 0.5, -2.5, 0.1, -0.3, 2.0, 3.0, -7.0, 6.0, 5.5,
    1000.5, -2047.0, 2049.0, 65504.0, -65504.0, INF, -INF, NAN,
]  # fmt: skip
SMALL = [0.0, -0.0, 6e-8, 1.0, -1.0, 0.1, -2.5, 300.0, -700.0, 65504.0, INF, -INF, NAN]
LEFT = [x for x in SMALL for _ in SMALL]
RIGHT = SMALL * len(SMALL)

UNARY = {
    'exp': 'tf.exp(a)', 'expm1': 'tf.math.expm1(a)', 'log': 'tf.log(a)', 'log1p': 'tf.log1p(a)',
    'sin': 'tf.sin(a)', 'cos': 'tf.cos(a)', 'tan': 'tf.tan(a)', 'tanh': 'tf.tanh(a)',
    'sigmoid': 'tf.sigmoid(a)', 'sqrt': 'tf.sqrt(a)', 'rsqrt': 'tf.rsqrt(a)',
    'square': 'tf.square(a)', 'reciprocal': 'tf.reciprocal(a)', 'negative': '-a', 'abs': 'tf.abs(a)',
    'sign': 'tf.sign(a)', 'round': 'tf.round(a)', 'floor': 'tf.floor(a)', 'ceil': 'tf.ceil(a)',
    'relu': 'tf.nn.relu(a)', 'relu6': 'tf.nn.relu6(a)', 'leaky_relu': 'tf.nn.leaky_relu(a)',
    'elu': 'tf.nn.elu(a)', 'selu': 'tf.nn.selu(a)', 'softplus': 'tf.nn.softplus(a)',
    'softsign': 'tf.nn.softsign(a)', 'cumsum': 'tf.cumsum(a)', 'cumprod': 'tf.cumprod(a)',
    'is_nan': 'tf.is_nan(a)', 'clip_by_value': 'tf.clip_by_value(a, -1, 1)',
    'python number': '2 * a + 0.1', 'zeros_like': 'tf.zeros_like(a) + tf.ones_like(a)',
    'tile': 'tf.tile(a, [2])', 'gather': 'tf.gather(a, [1, 1, 0])', 'slice': 'a[1:4]',
    'concat': 'tf.concat([a, a], 0)', 'stack': 'tf.stack([a, a])', 'pad': 'tf.pad(a, [[1, 2]])',
    'reverse': 'tf.reverse(a, [0])', 'to float32': 'tf.cast(a, tf.float32)',
    'to int32': 'tf.cast(a, tf.int32)', 'to bool': 'tf.cast(a, tf.bool)',
}  # fmt: skip
BINARY = {
    'add': 'a + b', 'subtract': 'a - b', 'multiply': 'a * b', 'divide': 'a / b',
    'div_no_nan': 'tf.div_no_nan(a, b)', 'floordiv': 'a // b', 'maximum': 'tf.maximum(a, b)',
    'minimum': 'tf.minimum(a, b)', 'squared_difference': 'tf.squared_difference(a, b)',
    'pow': 'tf.pow(a, b)', 'less': 'a < b', 'equal': 'tf.equal(a, b)',
    'where': 'tf.where(a < b, a, b)', 'add_n': 'tf.add_n([a, b, a, b, a, b, a, b, a, b])',
}  # fmt: skip
REDUCTIONS = ('sum', 'mean', 'prod', 'max', 'min')
#: TensorFlow has no CPU kernel for these on bfloat16 (it lends one from its XLA device).
NOT_BFLOAT16 = {
    'exp', 'expm1', 'log1p', 'sin', 'cos', 'tan', 'tanh', 'sigmoid', 'rsqrt', 'reciprocal', 'sign',
    'round', 'floor', 'ceil', 'elu', 'selu', 'div_no_nan', 'floordiv', 'squared_difference', 'pow',
    'softplus', 'abs', 'log',
}  # fmt: skip


def as_bfloat16(expr, names):
    """EXPR over bfloat16 copies of float32 inputs; a real result comes back as float32."""
    casts = ', '.join('tf.cast(%s, tf.bfloat16)' % name for name in names)
    to_32 = '(lambda y: tf.cast(y, tf.float32) if y.dtype == tf.bfloat16 else y)'
    return '%s((lambda %s: %s)(%s))' % (to_32, ', '.join(names), expr, casts)


def cases():
    c = Cases()

    def both(op, name, expr, **inputs):
        c.op(op, name, expr, ['float16'], **inputs)
        if op not in NOT_BFLOAT16:
            c.op(op, name + ', bfloat16', as_bfloat16(expr, inputs), ['float32'], **inputs)

    for op, expr in UNARY.items():
        both(op, 'edges', expr, a=f(EDGES))
        both(op, 'random', expr, a=rnd(op, [23]))
    for op, expr in BINARY.items():
        both(op, 'all pairs', expr, a=f(LEFT), b=f(RIGHT))
        both(op, 'random', expr, a=rnd(op, [19]), b=rnd(op + 'b', [19], 0.2, 3.0))
        if op not in ('where', 'add_n'):
            both(op, 'row against column', expr, a=rnd(op, [3, 1]), b=rnd(op + 'b', [1, 4]))
    for op in REDUCTIONS:
        expr = 'tf.reduce_%s(a' % op
        both(op, 'all', expr + ')', a=rnd(op, [37]))
        both(op, 'rows', expr + ', 1)', a=rnd(op, [3, 21], 0.5, 1.5))
        both(op, 'columns', expr + ', 0)', a=rnd(op, [21, 3], 0.5, 1.5))
        both(op, 'middle', expr + ', 1, keepdims=True)', a=rnd(op, [2, 5, 3]))
    both('sum', 'long', 'tf.reduce_sum(a)', a=rnd('long', [2500], -1, 1))
    both('sum', 'overflow', 'tf.reduce_sum(a)', a=f([60000.0, 60000.0, -60000.0]))
    both('matmul', 'square', 'tf.matmul(a, b)', a=rnd('ma', [5, 5]), b=rnd('mb', [5, 5]))
    both('matmul', 'long', 'tf.matmul(a, b)', a=rnd('ma', [3, 40]), b=rnd('mb', [40, 2]))
    both('matmul', 'row', 'tf.matmul(a, b)', a=rnd('ma', [1, 7]), b=rnd('mb', [7, 4]))
    both('matmul', 'column', 'tf.matmul(a, b)', a=rnd('ma', [4, 7]), b=rnd('mb', [7, 1]))
    both(
        'matmul', 'transposed', 'tf.matmul(a, b, True, True)', a=rnd('ma', [4, 3]), b=rnd('mb', [5, 4])
    )
    c.op(
        'batch matmul', 'of two', 'tf.matmul(a, b)', ['float16'], a=rnd('ba', [2, 3, 4]),
        b=rnd('bb', [2, 4, 2]),
    )  # fmt: skip
    both('matmul', 'packets', 'tf.matmul(a, b)', a=rnd('mp', [6, 35]), b=rnd('mq', [35, 25]))
    both('matmul', 'one packet', 'tf.matmul(a, b, True)', a=rnd('mo', [33, 7]), b=rnd('mr', [33, 9]))
    for name, left, right in (('columns', [2, 5, 19], [2, 19, 1]), ('rows', [2, 1, 19], [2, 19, 4])):
        c.op(
            'batch matmul', name, 'tf.matmul(a, b)', ['float16'], a=rnd(name, left),
            b=rnd(name + 'b', right),
        )  # fmt: skip
    both('bias_add', 'matrix', 'tf.nn.bias_add(a, b)', a=rnd('x', [9, 4]), b=rnd('b', [4]))
    both('max_pool', '2 by 2', "tf.nn.max_pool(a, 2, 2, 'VALID')", a=rnd('p', [1, 4, 4, 2]))
    both('transpose', 'matrix', 'tf.transpose(a)', a=rnd('t', [2, 3]))
    both('constant', 'filled', 'a * tf.constant(0.1, a.dtype, [3])', a=rnd('t', [2, 3]))
    both('argmax', 'rows', 'tf.argmax(a, 1)', a=rnd('t', [3, 5]))
    both('top_k', 'three', 'tf.nn.top_k(a, 3).values', a=rnd('t', [2, 7]))
    both('split', 'two', 'tf.add(*tf.split(a, 2))', a=rnd('t', [6]))
    half = {'dtypes': ['float16']}
    c.op('l2_loss', 'random', 'tf.nn.l2_loss(a)', a=rnd('l2', [29]), **half)
    c.op('softmax', 'random', 'tf.nn.softmax(a)', a=rnd('sm', [4, 11]), **half)
    c.op('softmax', 'few', 'tf.nn.softmax(a)', a=rnd('sm', [3, 3], -20, 20), **half)
    c.op('log_softmax', 'random', 'tf.nn.log_softmax(a)', a=rnd('sm', [4, 11]), **half)
    c.op(
        'softmax_cross_entropy', 'random',
        'tf.nn.softmax_cross_entropy_with_logits_v2(labels=tf.stop_gradient(b), logits=a)',
        a=rnd('sm', [4, 11]), b=rnd('y', [4, 11], 0, 0.2), **half,
    )  # fmt: skip
    c.op(
        'sparse_softmax_cross_entropy', 'random',
        'tf.nn.sparse_softmax_cross_entropy_with_logits(labels=b, logits=a)',
        a=rnd('sm', [4, 11]), b=i32([0, 3, 10, 5]), **half,
    )  # fmt: skip
    c.op(
        'sigmoid_cross_entropy', 'random',
        'tf.nn.sigmoid_cross_entropy_with_logits(labels=b, logits=a)',
        a=rnd('sm', [13]), b=rnd('y', [13], 0, 1), **half,
    )  # fmt: skip
    c.op('norm', 'random', 'tf.norm(a)', a=rnd('no', [13]), **half)
    c.op('clip_by_norm', 'clips', 'tf.clip_by_norm(a, 1.0)', a=rnd('no', [13]), **half)
    c.op('moments', 'rows', 'tf.nn.moments(a, [0])', a=rnd('no', [7, 3]), **half)
    c.op('float32 to float16', 'edges', 'tf.cast(a, tf.float16)', ['float32'], a=f(
        [0.1, 65519.0, 65520.0, -65520.0, 1e-8, 2.98e-8, 2.99e-8, 1.00048828125, 1.00146484375, NAN, INF]
    ))  # fmt: skip
    c.op('float64 to float16', 'edges', 'tf.cast(a, tf.float16)', ['float64'], a=f(
        [0.1, 1.00048828125000001, 65519.99999999, 65520.0, 2.9802322387695e-8, 1e300, NAN]
    ))  # fmt: skip
    c.op(
        'loss scaling', 'two layers', 'tf.cast(tf.reduce_mean(tf.square(tf.matmul(tf.nn.relu('
        'tf.matmul(tf.cast(a, tf.float16), tf.cast(b, tf.float16))), tf.cast(w, tf.float16))'
        ')), tf.float32) * 128.0',
        ['float32'], a=rnd('ls', [6, 4]), b=rnd('ls1', [4, 5]), w=rnd('ls2', [5, 1]),
    )  # fmt: skip
    both(
        'segment_sum', 'many', 'tf.segment_sum(a, [0, 0, 0, 1, 1, 3])', a=rnd('se', [6, 2], 0.1, 9)
    )
    both(
        'unsorted_segment_sum', 'many', 'tf.unsorted_segment_sum(a, [2, 0, 2, 2, 0, 2], 4)',
        a=rnd('se', [6, 2], 0.1, 9),
    )  # fmt: skip
    both('segment_mean', 'many', 'tf.segment_mean(a, [0, 0, 0, 1, 1, 3])', a=rnd('se', [6, 2]))
    both('scatter_nd', 'many', 'tf.scatter_nd([[1], [0], [1], [1]], a, [3])', a=rnd('sn', [4]))
    program(c)
    optimizers(c)
    return c.cases


DRAWS = '''
tf.set_random_seed(7)
for kind in (tf.float16, tf.bfloat16):
    drawn = [tf.random_uniform([11], dtype=kind), tf.random_normal([11], 1.0, 3.0, dtype=kind),
             tf.truncated_normal([11], dtype=kind), tf.random_uniform([5], -3, 9, dtype=kind)]
    with new_session() as session:
        for i, value in enumerate(session.run([tf.cast(d, tf.float32) for d in drawn])):
            out('%s %d' % (kind.name, i), value)
'''
SCATTERS = '''
v = tf.Variable([1.0, 0.1, 300.0], dtype=tf.float16)
with new_session() as session:
    session.run(tf.global_variables_initializer())
    for name in ('add', 'sub', 'mul', 'div', 'max', 'min', 'update'):
        op = getattr(tf, 'scatter_' + name)(v, [1, 1, 2, 1], tf.constant([0.3, 0.007, 1.1, 5], tf.float16))
        out(name, session.run(op))
    out('assign_add', session.run(tf.assign_add(v, [0.1, 0.2, 0.3])))
    out('assign_sub', session.run(tf.assign_sub(v, [0.1, 0.2, 0.3])))
    table = tf.Variable([[1.0, 2.0], [0.3, 4.0], [5.0, 6.0]], dtype=tf.float16)
    rows = tf.nn.embedding_lookup(table, [1, 1, 2, 1])
    trains = [made(0.1).minimize(tf.reduce_sum(rows * rows * 0.37)) for made in (
        tf.train.GradientDescentOptimizer, tf.train.AdagradOptimizer,
        lambda rate: tf.train.MomentumOptimizer(rate, 0.9), tf.train.AdamOptimizer,
        lambda rate: tf.train.AdadeltaOptimizer(rate, epsilon=1e-3),
        lambda rate: tf.train.RMSPropOptimizer(rate, epsilon=1e-2),
        lambda rate: tf.train.RMSPropOptimizer(rate, epsilon=1e-1, centered=True),
        tf.train.FtrlOptimizer)]
    session.run(tf.global_variables_initializer())
    for train in trains * 2:
        session.run(train)
        out('table', session.run(table))
'''


def program(c):
    c.program('random', 'halves', DRAWS, ['float32'])
    c.program('scatters', 'float16', SCATTERS, ['float16'])


STEPS = '''
w = tf.Variable([0.5, -1.25, 2.0, 0.1, 6e-5], dtype=tf.float16, name='w')
x = tf.constant([1.0, 2.0, -0.5, 3.0, 1.0], tf.float16)
loss = tf.reduce_sum(tf.square(w * x - 0.3))
optimizer = %s
train = optimizer.minimize(loss)
with new_session() as session:
    session.run(tf.global_variables_initializer())
    for step in range(6):
        session.run(train)
        out('w %%d' %% step, session.run(w))
    for name in optimizer.get_slot_names():
        out(name, session.run(optimizer.get_slot(w, name)))
'''
OPTIMIZERS = {
    'GradientDescent': 'tf.train.GradientDescentOptimizer(0.1)',
    'Momentum': 'tf.train.MomentumOptimizer(0.05, 0.9)',
    'Nesterov': 'tf.train.MomentumOptimizer(0.05, 0.9, use_nesterov=True)',
    'Adam': 'tf.train.AdamOptimizer(0.01, epsilon=1e-3)',
    'Adagrad': 'tf.train.AdagradOptimizer(0.1)',
    'Adadelta': 'tf.train.AdadeltaOptimizer(1.0, epsilon=1e-4)',
    'RMSProp': 'tf.train.RMSPropOptimizer(0.01, epsilon=1e-3)',
    'RMSProp centered': 'tf.train.RMSPropOptimizer(0.01, momentum=0.5, epsilon=1e-2, centered=True)',
    'Ftrl': 'tf.train.FtrlOptimizer(0.1, l1_regularization_strength=0.01)',
}


def optimizers(c):
    for name, made in OPTIMIZERS.items():
        c.program(name, 'six steps', STEPS % made, ['float16'])
