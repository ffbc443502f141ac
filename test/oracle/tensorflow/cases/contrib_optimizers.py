"""@file Oracle cases: tf.contrib.opt, 20 steps, dense and sparse; constraints; wrappers."""

from .optimizers import DENSE, FED, STEPS, TWO, add, numbers
from .sparse_updates import PAIRS, SINGLES
from .writing import Cases, ulps

CONTRIB = 'tf.contrib.opt.'
OWN = {
    'AdamW': ['AdamWOptimizer(0.01, 0.1)', 'AdamWOptimizer(0.2)'],
    'MomentumW': [
        'MomentumWOptimizer(0.01, 0.1, 0.9)',
        'MomentumWOptimizer(0.1, 0.05, 0.5, use_nesterov=True)',
    ],
    'Nadam': ['NadamOptimizer(0.1)', 'NadamOptimizer(0.05, beta1=0.5, beta2=0.99, epsilon=1e-3)'],
    'AdaMax': ['AdaMaxOptimizer(0.1)', 'AdaMaxOptimizer(0.05, beta1=0.5, beta2=0.9, epsilon=1e-3)'],
    'LazyAdam': ['LazyAdamOptimizer(0.1)'],
    'AddSign': ['AddSignOptimizer(0.1)', 'AddSignOptimizer(0.05, alpha=2.0, beta=0.5)'],
    'PowerSign': ['PowerSignOptimizer(0.1)', 'PowerSignOptimizer(0.05, base=2.0, beta=0.5)'],
}
WRAPPED = {
    'RMSPropW': "tf.contrib.opt.extend_with_decoupled_weight_decay(tf.train.RMSPropOptimizer)("
    'weight_decay=0.1, learning_rate=0.05)',
    'VariableClipping': 'tf.contrib.opt.VariableClippingOptimizer('
    'tf.train.MomentumOptimizer(0.1, 0.9), {w: [0]}, 1.5)',
    'AddSign decayed': 'tf.contrib.opt.AddSignOptimizer(0.1, sign_decay_fn='
    'lambda s: tf.maximum(0.0, 1.0 - tf.cast(s, tf.float32) / 10.0))',
}
CONSTRAINED = FED.replace(
    "name='w')", "name='w', constraint=lambda v: tf.clip_by_value(v, -1.0, 1.5))"
)


def cases():
    c = Cases()
    plain = dict(
        start=[1.0, -2.0, 0.3, 0.0], width=4, fed=numbers('fed', STEPS, 4), feeds='{c: fed[k]}'
    )
    two = dict(fed=numbers('two', STEPS, 3), feeds='{c: fed[k]}', width=3)
    pairs = dict(
        fed=[[r[:2], r[2:4], r[4:6]] for r in numbers('rows', 12, 6)],
        feeds='{i: rows[k % 4], c: fed[k]}',
    )
    singles = dict(fed=numbers('narrow', 12, 3), feeds='{i: rows[k % 4], c: fed[k]}')
    both = ['float32', 'float64']
    for op, calls in OWN.items():
        for call in calls:
            use = CONTRIB + call
            bound = ulps(4, 'exp and pow of two C libraries, 20 steps', 0.01) if 'Sign' in op else None
            add(c, op, call, FED, both, None, plain, optimizer=use)
            add(c, op, 'IndexedSlices: ' + call, PAIRS, both, bound, pairs, optimizer=use)
            title = 'IndexedSlices, rows of one: ' + call
            add(c, op, title, SINGLES, both, bound, singles, optimizer=use)
        # The decay of a reference variable races with the gradients that read it in TensorFlow.
        if op not in ('AdamW', 'MomentumW'):
            title = 'two variables: ' + calls[0]
            add(c, op, title, TWO, both, None, two, optimizer=CONTRIB + calls[0])
    for op, call in WRAPPED.items():
        add(c, op, call, FED, both, None, plain, optimizer=call)
    for call in ('GradientDescentOptimizer(0.1)', 'AdamOptimizer(0.1)', 'FtrlOptimizer(0.1)'):
        add(c, 'constraint', call, CONSTRAINED, both, None, plain, optimizer=DENSE + call)
    return c.cases

