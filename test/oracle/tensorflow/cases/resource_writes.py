"""@file Oracle cases: the contrib optimizers with fused updates on resource variables, and writes of rows."""

from .contrib_optimizers import CONTRIB, OWN
from .optimizers import FED, STEPS, add, numbers
from .resource_variables import on_handles
from .writing import Cases

FUSED = ('AdaMax', 'AddSign', 'PowerSign')

SCATTER = """
w = tf.get_variable('w', use_resource=True, initializer=tf.constant({start}, F))
write = tf.scatter_{kind}(w, {ids}, tf.constant({rows}, F))
with new_session() as s:
    s.run(tf.global_variables_initializer())
    for k in range(2):
        out('returned %d' % k, s.run(write))
        out('w %d' % k, s.run(w))
"""
START = '[[1.0, -2.0], [0.3, 0.0], [4.0, 0.25]]'
ROWS = '[[0.7, -1.1], [3.0, 0.9]]'


def cases():
    c = Cases()
    both = ['float32', 'float64']
    fed = numbers('fused handles', STEPS, 4)
    dense = dict(start=[1.0, -2.0, 0.3, 0.0], width=4, fed=fed, feeds='{c: fed[k]}')
    for op in FUSED:
        for call in OWN[op]:
            title = 'resource: ' + call
            add(c, op, title, on_handles(FED), both, None, dense, optimizer=CONTRIB + call)
    for kind in ('add', 'sub', 'mul', 'div', 'min', 'max', 'update'):
        for name, ids in (('rows', [2, 0]), ('a row twice', [1, 1])):
            source = SCATTER.format(start=START, kind=kind, ids=ids, rows=ROWS)
            c.program('resource scatter_' + kind, name, source, both)
    return c.cases
