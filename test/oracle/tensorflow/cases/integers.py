"""@file Oracle cases: integers of every width, which wrap, the bitwise ops, casts and bitcasts between all types."""

from .writing import Cases, INF, NAN, f, given

BORDERS = {
    'int8': [0, 1, 2, 7, -1, -7, 100, 127, 126, -128, -127],
    'int16': [0, 1, 2, 7, -1, -7, 300, 32767, 32766, -32768, -32767],
    'uint8': [0, 1, 2, 7, 100, 200, 255, 254],
    'uint16': [0, 1, 2, 7, 300, 40000, 65535, 65534],
    'int32': [0, 1, 2, 7, -1, -7, 70000, 2147483647, 2147483646, -2147483648, -2147483647],
    'int64': [0, 1, 2, 7, -1, -7, 70000, 5000000000, -5000000000],
    'uint32': [0, 1, 2, 7, 70000, 3000000000, 4294967295],
}
OTHERS = [3, 1, 5, 2, 1, 7, 1, 3, 100, 5, 2]
NARROW = ('int8', 'int16', 'uint8', 'uint16')
SIGNED = ('int8', 'int16', 'int32', 'int64')
ALL = tuple(BORDERS)
#: op: (expression, types that have it)
PAIRS = {
    'add': ('a + b', ('int8', 'int16', 'uint8', 'int32', 'int64')),
    'subtract': ('a - b', (*NARROW, 'int32', 'int64')),
    'multiply': ('a * b', (*NARROW, 'int32', 'int64')),
    'floordiv': ('a // b', (*NARROW, 'int32', 'int64')),
    'truncatediv': ('tf.truncatediv(a, b)', ('int16', 'uint8', 'uint16', 'int32', 'int64')),
    'truediv': ('a / b', (*NARROW, 'int32', 'int64')),
    'less': ('a < b', ('int8', 'int16', 'uint8', 'int32', 'int64')),
    'equal': ('tf.equal(a, b)', ('int8', 'int16', 'uint8', 'int32', 'int64')),
    'where': ('tf.where(a > b, a, b)', ('int8', 'int16', 'uint8', 'int32', 'int64')),
    'add_n': ('tf.add_n([a, b, a])', (*NARROW, 'int32', 'int64')),
    'bitwise_and': ('tf.bitwise.bitwise_and(a, b)', ALL),
    'bitwise_or': ('tf.bitwise.bitwise_or(a, b)', ALL),
    'bitwise_xor': ('tf.bitwise.bitwise_xor(a, b)', ALL),
    'left_shift': ('tf.bitwise.left_shift(a, b)', ALL),
    'right_shift': ('tf.bitwise.right_shift(a, b)', ALL),
    'concat': ('tf.concat([a, b], 0)', ALL),
    'stack': ('tf.stack([a, b])', (*NARROW, 'int32', 'int64')),
}
ALONE = {
    'abs': ('tf.abs(a)', SIGNED), 'invert': ('tf.bitwise.invert(a)', ALL),
    'sum': ('tf.reduce_sum(a)', (*NARROW, 'int32', 'int64')),
    'mean': ('tf.reduce_mean(a)', (*NARROW, 'int64')),
    'prod': ('tf.reduce_prod(a[1:5])', (*NARROW, 'int32', 'int64')),
    'max': ('tf.reduce_max(a)', (*NARROW, 'int32', 'int64')),
    'min': ('tf.reduce_min(a)', (*NARROW, 'int32', 'int64')),
    'argmax': ('tf.argmax(a)', (*NARROW, 'int32', 'int64')),
    'cumsum': ('tf.cumsum(a)', (*NARROW, 'int32', 'int64')),
    'cumprod': ('tf.cumprod(a[1:])', (*NARROW, 'int32')),
    'relu': ('tf.nn.relu(a)', (*NARROW, 'int32', 'int64')),
    'top_k': ('tf.nn.top_k(a, 3).values', (*NARROW, 'int32', 'int64')),
    'gather': ('tf.gather(a, [1, 1, 3])', ALL), 'slice': ('a[1:4]', ALL),
    'reverse': ('tf.reverse(a, [0])', (*NARROW, 'int32', 'int64')),
    'pad': ('tf.pad(a, [[1, 2]])', (*NARROW, 'int32', 'int64')),
    'transpose': ('tf.transpose(a[None])', (*NARROW, 'int32', 'int64')),
    'tile': ('tf.tile(a, [2])', ('int8', 'int16', 'uint8', 'int32', 'int64')),
    'zeros and ones': ('[tf.zeros_like(a), tf.ones_like(a)]', (*NARROW, 'int32', 'int64')),
    'segment_sum': ('tf.segment_sum(a[:4], [0, 0, 1, 3])', (*NARROW, 'int32', 'int64')),
    'unsorted_segment_sum': (
        'tf.unsorted_segment_sum(a[:4], [2, 0, 2, 2], 3)', (*NARROW, 'int32', 'int64'),
    ),
    'scatter_nd': ('tf.scatter_nd([[1], [0], [1]], a[-3:], [3])', (*NARROW, 'int32', 'int64')),
    'python number': ('a + 3', ('int8', 'int16', 'uint8', 'int32', 'int64')),
    'unique': ('tf.unique(tf.concat([a, a], 0))[0]', ('int8', 'int16', 'uint8', 'int32', 'int64')),
}  # fmt: skip
TYPES = ('float32', 'float64', 'float16', *BORDERS, 'bool')
REAL = [0.0, -0.0, 0.9, -0.9, 2.5, -2.5, 127.0, 128.0, -129.0, 255.9, 300.0, 65504.0, 65520.0,
        70000.0, -70000.0, 2147483520.0, 2147483648.0, -2147483648.0, 1e10, -1e10, INF, -INF, NAN]  # fmt: skip
BITCASTS = (
    ('float32', 'int32', [1.0, -2.5, 0.0, INF]), ('int32', 'float32', [1065353216, -1, 0]),
    ('float32', 'uint8', [1.0, -2.5]), ('uint16', 'int16', [65535, 1]), ('int16', 'float16', [15360, -1024]),
    ('float16', 'uint16', [1.5, -0.1, 6e-8, 65504.0]), ('float64', 'int32', [1.0, -3.25]),
    ('int64', 'int32', [5, -7]), ('uint8', 'int8', [0, 128, 255]),
)  # fmt: skip
VARIABLES = '''
for name in %r:
    v = tf.Variable([100, 120, 3], dtype=name)
    with new_session() as session:
        session.run(tf.global_variables_initializer())
        out(name, session.run(tf.assign_add(v, [100, 10, 1])))
        out(name, session.run(tf.assign_sub(v, [1, 2, 3])))
        out(name, session.run(tf.scatter_add(v, [0, 0, 1], tf.constant([100, 50, 7], name))))
        out(name, session.run(tf.assign(v, [1, 2, 3]) * v))
        out(name, session.run(tf.constant([1, 255, 300], name)))
''' % (('int8', 'int16', 'uint8', 'int32', 'int64'),)


def cases():
    c = Cases()
    for op, (expr, types) in PAIRS.items():
        for kind in types:
            values = BORDERS[kind]
            c.op(
                op, kind, expr, ['float32'], grad=False, a=given(kind, values),
                b=given(kind, OTHERS[: len(values)]),
            )  # fmt: skip
    for op, (expr, types) in ALONE.items():
        for kind in types:
            c.op(op, kind, expr, ['float32'], grad=False, a=given(kind, BORDERS[kind]))
    for source in TYPES:
        values = BORDERS.get(source, [True, False] if source == 'bool' else REAL)
        for target in TYPES:
            if source == 'float16' and target == 'float16':
                continue
            c.op(
                'cast', '%s to %s' % (source, target), 'tf.cast(a, tf.%s)' % target, ['float32'],
                grad=False, a=given(source, values),
            )  # fmt: skip
    for source, target, values in BITCASTS:
        c.op(
            'bitcast', '%s to %s' % (source, target), 'tf.bitcast(a, tf.%s)' % target, ['float32'],
            grad=False, a=given(source, values),
        )  # fmt: skip
    c.op(
        'bitcast', 'uint8 to float32', 'tf.bitcast(a, tf.float32)', ['float32'], grad=False,
        a=given('uint8', [[0, 0, 128, 63], [0, 0, 32, 192]]),
    )  # fmt: skip
    for target in (*NARROW, 'int32', 'float16'):
        c.op(
            'saturate_cast', 'to ' + target, 'tf.saturate_cast(a, tf.%s)' % target, ['float32'],
            grad=False, a=f([0.0, 2.9, -2.9, 127.5, 300.7, -300.2, 70000.0, 3e9, -3e9, INF, -INF]),
        )  # fmt: skip
    c.program('variables', 'of integers', VARIABLES, ['float32'])
    return c.cases
