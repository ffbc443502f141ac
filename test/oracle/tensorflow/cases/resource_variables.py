"""@file Oracle cases: every optimizer on resource variables, dense and by rows; reads and writes through the handle."""

from .optimizers import DENSE, FED, ONLY_FLOAT32, OPTIMIZERS, POWER, add, numbers
from .sparse_updates import PAIRS
from .writing import Cases, ulps


def on_handles(code):
    return code.replace("name='w')", "name='w', use_resource=True)")


def cases():
    c = Cases()
    dense = dict(
        start=[1.0, -2.0, 0.3, 0.0], width=4, fed=numbers('handles', 12, 4), feeds='{c: fed[k]}'
    )
    rows = dict(
        fed=[[r[:2], r[2:4], r[4:6]] for r in numbers('rows of handles', 12, 6)][:8],
        feeds='{i: rows[k % 4], c: fed[k]}',
    )
    for op, calls in OPTIMIZERS.items():
        dtypes = ['float32'] if op in ONLY_FLOAT32 else ['float32', 'float64']
        for call in calls:
            use = DENSE + call
            bound = ulps(8, 'pow of two C libraries', 0.01) if POWER in call else None
            title = 'resource: ' + call
            add(c, op, title, on_handles(FED), dtypes, bound, dense, optimizer=use)
            title = 'resource, IndexedSlices: ' + call
            add(c, op, title, on_handles(PAIRS), dtypes, bound, rows, optimizer=use)
    return c.cases
