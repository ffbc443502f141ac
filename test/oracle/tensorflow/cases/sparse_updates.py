"""@file Oracle cases: every optimizer of tf.train on IndexedSlices; the variable and every slot after each step, bit for bit."""

from .optimizers import DENSE, ONLY_FLOAT32, OPTIMIZERS, POWER, ROOT, add, numbers
from .writing import Cases, ulps

# Six elements: of eight, Adam's steps over the whole variable would take Eigen's vector sqrt.
PAIRS = """
w = tf.Variable([[0.5, -1.5], [2.0, 0.1], [-0.7, 0.3]], dtype=F, name='w')
i = tf.placeholder(tf.int32, [3])
c = tf.placeholder(F, [3, 2])
loss = tf.reduce_sum(tf.gather(w, i) * c)
step = tf.train.get_or_create_global_step()
optimizer = {optimizer}
train = optimizer.minimize(loss, global_step=step)
fed = {fed}
rows = [[0, 2, 2], [1, 1, 1], [2, 0, 1], [0, 0, 2]]
"""
# Rows of one element: several sparse kernels have another loop for them.
SINGLES = """
w = tf.Variable([0.5, -1.5, 2.0, -0.7], dtype=F, name='w')
i = tf.placeholder(tf.int64, [3])
c = tf.placeholder(F, [3])
loss = tf.reduce_sum(tf.gather(w, i) * c)
step = tf.train.get_or_create_global_step()
optimizer = {optimizer}
train = optimizer.minimize(loss, global_step=step)
fed = {fed}
rows = [[0, 2, 2], [1, 1, 1], [3, 0, 1], [0, 0, 2]]
"""
WIDE = """
w = tf.Variable([{start}, {start}, {start}], dtype=F, name='w')
loss = tf.reduce_sum(tf.nn.embedding_lookup(w, [2, 0, 2]) * {fed})
step = tf.train.get_or_create_global_step()
optimizer = {optimizer}
train = optimizer.minimize(loss, global_step=step)
fed = range(4)
"""


#: In float32, of rows of eleven: bounds with the magnitude below which an ulp is that of it.
WIDE_BOUNDS = {
    'Adam': ulps(2, ROOT, 1),
    'Adagrad': ulps(2, ROOT, 1),
    'AdagradDA': ulps(2, ROOT, 1),
    'RMSProp': ulps(2, ROOT, 1),
    'RMSProp centered': ulps(2, ROOT, 1),
    'ProximalAdagrad': ulps(2, ROOT, 1),
    'Adadelta': ulps(5, ROOT, 1),
    'Ftrl': ulps(6, ROOT, 1),
}


def cases():
    """Rows of two, of one and of eleven elements, some of them twice."""
    c = Cases()
    pairs = dict(
        fed=[[r[:2], r[2:4], r[4:6]] for r in numbers('rows', 6 + 6, 6)][:8],
        feeds='{i: rows[k % 4], c: fed[k]}',
    )
    singles = dict(fed=numbers('narrow', 12, 3), feeds='{i: rows[k % 4], c: fed[k]}')
    wide = dict(
        start=[round(0.3 * k - 1.1, 1) for k in range(11)],
        fed=numbers('wide', 12, 11)[:3],
        feeds='{}',
    )
    for op, calls in OPTIMIZERS.items():
        dtypes = ['float32'] if op in ONLY_FLOAT32 else ['float32', 'float64']
        for call in calls:
            use = DENSE + call
            bound = ulps(8, 'pow of two C libraries', 0.01) if POWER in call else None
            add(c, op, 'IndexedSlices: ' + call, PAIRS, dtypes, bound, pairs, optimizer=use)
            title = 'IndexedSlices, rows of one: ' + call
            add(c, op, title, SINGLES, dtypes, bound, singles, optimizer=use)
        title = 'IndexedSlices, rows of eleven: ' + calls[0]
        use = DENSE + calls[0]
        add(c, op, title, WIDE, ['float32'], WIDE_BOUNDS.get(op), wide, optimizer=use)
    return c.cases
