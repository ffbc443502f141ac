"""@file Oracle cases: zeros, denormals, infinities and NaN as gradients, through every optimizer, dense and in rows."""

from .contrib_optimizers import CONTRIB, OWN
from .optimizers import DENSE, FED, ONLY_FLOAT32, OPTIMIZERS, POWER, add
from .sparse_updates import SINGLES
from .writing import Cases, ulps

EDGES = [
    [0.0, -0.0, 1e-40, -1e-40],
    [float('inf'), float('nan'), 1e30, -1e-30],
    [1.0, 1.0, 1.0, 1.0],
    [0.0, 0.0, 0.0, 0.0],
    [float('-inf'), 1.0, 3e38, 1e-45],
    [-1.0, 0.5, -0.25, 2.0],
]


def cases():
    source = 'inf, nan = float("inf"), float("nan")\nfed = '
    c = Cases()
    wild = dict(start=[1.0, -2.0, 0.3, 0.0], width=4, fed=EDGES, feeds='{c: fed[k]}')
    dense = FED.replace('fed = ', source)
    rows = SINGLES.replace('fed = ', source)
    narrow = dict(fed=[r[:3] for r in EDGES], feeds='{i: rows[k % 4], c: fed[k]}')
    groups = [(DENSE, OPTIMIZERS), (CONTRIB, OWN)]
    for prefix, group in groups:
        for op, calls in group.items():
            dtypes = ['float32'] if op in ONLY_FLOAT32 else ['float32', 'float64']
            for call in calls:
                bound = ulps(8, 'pow of two C libraries', 0.01) if POWER in call else None
                use = prefix + call
                add(c, op, 'edges: ' + call, dense, dtypes, bound, wild, optimizer=use)
                title = 'IndexedSlices, edges: ' + call
                add(c, op, title, rows, dtypes, bound, narrow, optimizer=use)
    return c.cases
