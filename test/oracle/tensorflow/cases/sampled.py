"""@file Oracle cases: candidate samplers, the losses over sampled classes, and tables in partitions."""

from .writing import Cases, f, i32, i64, rnd, ulps

TAIL = """
with new_session() as s:
    for run in (1, 2, 3):
        out('run %d' % run, s.run(list(y)))
"""
CLASSES = 'c = tf.constant(%s, tf.int64)\n'
SAMPLERS = {
    'uniform_candidate_sampler': '',
    'log_uniform_candidate_sampler': '',
    'learned_unigram_candidate_sampler': '',
}


def cases():
    c = Cases()
    float32 = ['float32']
    for op in SAMPLERS:
        for name, classes, call in (
            ('unique', [[1], [3]], 'c, 1, 5, True, 11, seed=7'),
            ('repeated', [[1], [3]], 'c, 1, 5, False, 11, seed=7'),
            ('range of a power of two', [[1], [3]], 'c, 1, 6, True, 16, seed=-3'),
            ('all of the range', [[2, 0]], 'c, 2, 7, True, 7, seed=1'),
            ('one class', [[0]], 'c, 1, 1, True, 1, seed=1'),
            ('many', [[900], [1], [44]], 'c, 1, 64, True, 1000, seed=12'),
            ('many, repeated', [[900], [1], [44]], 'c, 1, 64, False, 1000, seed=12'),
            ('large range', [[123456]], 'c, 1, 20, True, 5000000000, seed=3'),
            ('two true classes', [[1, 2], [3, 3], [0, 9]], 'c, 2, 8, True, 10, seed=5'),
        ):
            if name == 'large range' and op.startswith('learned'):
                call = 'c, 1, 20, True, 300000, seed=3'
            c.program(op, name, CLASSES % classes + 'y = tf.nn.%s(%s)' % (op, call) + TAIL, float32)
        c.program(
            op,
            'graph seed',
            'tf.set_random_seed(4)\n'
            + CLASSES % [[1], [3]]
            + 'y = tf.nn.%s(c, 1, 5, True, 11)' % op
            + TAIL,
            float32,
        )
        if not op.startswith('learned'):
            c.program(
                op,
                'a true class outside the range',
                CLASSES % [[99], [11]] + 'y = tf.nn.%s(c, 1, 5, True, 11, seed=2)' % op + TAIL,
                float32,
            )
    c.program(
        'learned_unigram_candidate_sampler',
        'fed classes, two sessions',
        """
p = tf.placeholder(tf.int64, [None, 1])
y = tf.nn.learned_unigram_candidate_sampler(p, 1, 4, True, 9, seed=2)
for count in (1, 2):
    with new_session() as s:
        for run in range(4):
            out('session %d run %d' % (count, run), s.run(list(y), {p: [[run], [8], [run]]}))
""",
        float32,
    )
    for name, call in (
        ('unigrams', '1, 5, True, 8, unigrams=[1.0, 5.0, 2.0, 3.0, 9.0, 4.0, 2.0, 1.0], seed=7'),
        (
            'distorted',
            '1, 5, True, 8, distortion=0.75, unigrams=[1.0, 5.0, 2.0, 3.0, 9.0, 4.0, 2.0, 1.0], seed=7',
        ),
        ('repeated', '1, 9, False, 4, unigrams=[0.1, 0.2, 0.3, 0.7], seed=3'),
        (
            'reserved',
            '1, 9, False, 4, unigrams=[0.1, 0.2, 0.3], num_reserved_ids=1, distortion=0.5, seed=3',
        ),
        (
            'shard',
            '1, 2, True, 2, unigrams=[1.0, 2.0, 3.0, 4.0], num_shards=2, shard=1, seed=9',
        ),
        (
            'reserved and shard',
            '1, 2, True, 3, unigrams=[1.0, 2.0, 3.0, 4.0], num_reserved_ids=2, num_shards=2, shard=1, seed=9',
        ),
        ('equal', '1, 40, False, 5, unigrams=[2.0, 2.0, 2.0, 2.0, 2.0], seed=11'),
        ('one zero', '1, 40, False, 3, unigrams=[1.0, 0.0, 3.0], seed=11'),
        ('many', '1, 30, True, 200, unigrams=[1.0 / (k + 1) for k in range(200)], seed=11'),
    ):
        c.program(
            'fixed_unigram_candidate_sampler',
            name,
            CLASSES % [[1], [0]] + 'y = tf.nn.fixed_unigram_candidate_sampler(c, %s)' % call + TAIL,
            float32,
        )
    c.program(
        'all_candidate_sampler',
        'plain',
        CLASSES % [[9], [1]] + 'y = tf.nn.all_candidate_sampler(c, 1, 3, False)' + TAIL,
        float32,
    )
    for name, call in (
        ('hits', '[[1, 2], [4, 5]], [4, 1, 4], 2'),
        ('none', '[[1], [2]], [5, 6], 1'),
        ('empty', 'tf.zeros([0, 1], tf.int64), [5, 6], 1'),
    ):
        c.program(
            'compute_accidental_hits',
            name,
            'y = tf.nn.compute_accidental_hits(%s)' % call + TAIL,
            float32,
        )
    losses(c)
    lookups(c)
    return c.cases


def losses(c):
    table = dict(w=rnd('w', [12, 3]), b=rnd('b', [12]), x=rnd('x', [4, 3]))
    one, two = i64([[3], [0], [11], [3]]), i64([[3, 1], [0, 0], [11, 2], [3, 5]])
    float32 = ['float32']
    near = ulps(2, 'exp of the softmax', floor=1.0)
    for name, call, labels in (
        ('nce', 'tf.nn.nce_loss(w, b, t, x, 5, 12, sampled_values=s)', one),
        ('nce, hits removed', 'tf.nn.nce_loss(w, b, t, x, 5, 12, sampled_values=s, remove_accidental_hits=True)', one),
        ('softmax', 'tf.nn.sampled_softmax_loss(w, b, t, x, 5, 12, sampled_values=s)', one),
        ('softmax with hits', 'tf.nn.sampled_softmax_loss(w, b, t, x, 5, 12, sampled_values=s, remove_accidental_hits=False)', one),
    ):
        call = call.replace(
            'sampled_values=s',
            'sampled_values=tf.nn.uniform_candidate_sampler(t, 1, 5, True, 12, seed=4)',
        )
        op = 'nce_loss' if name.startswith('nce') else 'sampled_softmax_loss'
        c.op(
            op, name, call, float32, bound=None if op == 'nce_loss' else near, t=labels, **table
        )
    c.op(
        'sampled_softmax_loss',
        'seed',
        'tf.nn.sampled_softmax_loss(w, b, t, x, 5, 12, seed=3)',
        float32,
        bound=near,
        t=one,
        **table,
    )
    c.op(
        'sampled_softmax_loss',
        'two true classes',
        'tf.nn.sampled_softmax_loss(w, b, t, x, 5, 12, 2, seed=3)',
        float32,
        bound=near,
        t=two,
        **table,
    )
    c.op(
        'nce_loss',
        'two true classes',
        'tf.nn.nce_loss(w, b, t, x, 5, 12, 2, tf.nn.log_uniform_candidate_sampler(t, 2, 5, True, 12, seed=4))',
        float32,
        t=two,
        **table,
    )
    c.op(
        'sampled_softmax_loss',
        'partitions',
        "tf.nn.sampled_softmax_loss([w, v], b, t, x, 5, 12, seed=3, partition_strategy='div')",
        float32,
        bound=near,
        t=one,
        w=rnd('w', [6, 3]),
        v=rnd('v', [6, 3]),
        b=table['b'],
        x=table['x'],
    )


def lookups(c):
    ids = i32([[0, 7], [3, 3], [5, 1]])
    parts = dict(a=rnd(1, [3, 2]), b=rnd(2, [3, 2]), d=rnd(3, [2, 2]))
    for strategy in ('mod', 'div'):
        for name, more in (('', ''), (' with max_norm', ', max_norm=1.5')):
            c.op(
                'embedding_lookup',
                strategy + name,
                "tf.nn.embedding_lookup([a, b, d], i, '%s'%s)" % (strategy, more),
                i=ids,
                **parts,
            )
    c.op('embedding_lookup', 'max_norm', 'tf.nn.embedding_lookup(a, i, max_norm=1.5)', a=rnd(4, [8, 3]), i=ids)
    c.op('embedding_lookup', 'max_norm of a zero row', 'tf.nn.embedding_lookup(a, i, max_norm=1.5)', a=f([[0, 0], [3, 4]]), i=i32([0, 1, 1]))
    c.op('embedding_lookup', 'scalar id', 'tf.nn.embedding_lookup(a, i, max_norm=0.5)', a=rnd(4, [8, 3]), i=i32(5))
    c.op('embedding_lookup', 'rows of rank 2', 'tf.nn.embedding_lookup([a, b], i, max_norm=0.5)', a=rnd(4, [4, 3, 2]), b=rnd(5, [4, 3, 2]), i=i64([5, 0]))
    c.op('embedding_lookup', 'no ids', 'tf.nn.embedding_lookup([a, b], i)', a=rnd(4, [4, 3]), b=rnd(5, [4, 3]), i=i64([], [0]))
