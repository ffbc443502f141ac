"""@file Oracle cases: losses of sequences, in the old form (lists of steps) and in the new one."""

from .writing import Cases, i32, rnd, ulps


def cases():
    c = Cases()
    near = ulps(3, 'exp and log of the softmax', floor=0.25)
    t, w = i32([[0, 2, 1], [3, 3, 0]]), rnd('w', [2, 3], 0.0, 2.0)
    x = rnd('x', [2, 3, 4])
    for name, options in (
        ('mean', ''),
        ('mean over the batch', ', average_across_timesteps=False'),
        ('mean over the steps', ', average_across_batch=False'),
        ('plain', ', False, False'),
        ('sum', ', False, False, True, True'),
        ('sum over the steps', ', False, False, True, False'),
        ('sum over the batch', ', False, False, False, True'),
    ):
        call = 'tf.contrib.seq2seq.sequence_loss(a, t, w%s)' % options
        c.op('contrib.seq2seq.sequence_loss', name, call, bound=near, a=x, t=t, w=w)
    c.op(
        'contrib.seq2seq.sequence_loss',
        'weights of zero',
        'tf.contrib.seq2seq.sequence_loss(a, t, w * 0.0)',
        bound=near,
        a=x,
        t=t,
        w=w,
    )
    for name, call in (
        ('sequence_loss', 'sequence_loss([a, b], [t, u], [w, v])'),
        ('sequence_loss', 'sequence_loss([a, b], [t, u], [w, v], average_across_batch=False)'),
        ('sequence_loss_by_example', 'sequence_loss_by_example([a, b], [t, u], [w, v])'),
        (
            'sequence_loss_by_example',
            'sequence_loss_by_example([a, b], [t, u], [w, v], average_across_timesteps=False)',
        ),
        ('sequence_loss_by_example', 'sequence_loss_by_example([a, b], [t, u], [w * 0.0, v * 0.0])'),
    ):
        c.op(
            'contrib.legacy_seq2seq.' + name,
            call,
            'tf.contrib.legacy_seq2seq.' + call,
            bound=near,
            a=rnd('a', [2, 4]),
            b=rnd('b', [2, 4]),
            t=i32([0, 3]),
            u=i32([2, 2]),
            w=rnd('w', [2], 0.0, 1.0),
            v=rnd('v', [2], 0.0, 1.0),
        )
    ids = i32([[[0, 1], [2, 3]], [[4, 5], [6, 7]], [[8, 9], [10, 11]]])
    parents = i32([[[0, 0], [0, 0]], [[0, 1], [1, 0]], [[1, 0], [0, 1]]])
    for lengths, end in (([3, 2], 10), ([3, 0], 7), ([9, -1], 3), ([3, 3], 2), ([1, 3], 0)):
        c.op(
            'contrib.seq2seq.gather_tree',
            'lengths %s, end %d' % (lengths, end),
            'tf.contrib.seq2seq.gather_tree(i, p, n, e)',
            ['int32'],
            i=ids,
            p=parents,
            n=i32(lengths),
            e=i32(end),
        )
    c.op(
        'contrib.seq2seq.gather_tree',
        'a parent one too large',
        'tf.contrib.seq2seq.gather_tree(i, p, [3, 3], 99)',
        ['int32'],
        i=ids,
        p=i32([[[0, 0], [0, 0]], [[2, 1], [1, 0]], [[1, 0], [0, 1]]]),
    )
    return c.cases
