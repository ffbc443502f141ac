"""@file Static shapes of ops whose inputs are known, partly known or not known: run with the real
TensorFlow 1.15 by record.py, with ours by shapes.test.ts. Prints one JSON line per question.
"""

import json

import tensorflow as tf

#: Shapes of the first input, as they are declared.
SHAPES = (None, [], [4], [None], [2, 3], [None, 3], [2, None], [None, None], [2, 3, 4], [None, 3, 4],
          [2, 4, 4, 3], [None, 4, 4, 3], [None, None, None, 3], [None, None, None, None])  # fmt: skip
PAIRS = ((None, None), (None, [2, 3]), ([2, 3], None), ([2, 3], [2, 3]), ([2, 3], [3]), ([None, 3], [3]),
         ([None, 3], [2, 1]), ([None, None], [2, 3]), ([2, 3], [4, 3]), ([None, 3], [None, 4]), ([], [2, 3]),
         ([1, None], [5, 1]), ([2, 3], [3, 4]), ([None, 3], [3, None]), ([2, 3, 4], [2, 4, 5]), ([3], [4]))  # fmt: skip
ALONE = '''
tf.exp(a)|-a|tf.cast(a, tf.int32)|tf.identity(a)|tf.stop_gradient(a)|tf.zeros_like(a)|tf.ones_like(a)
tf.shape(a)|tf.size(a)|tf.rank(a)|tf.reduce_sum(a)|tf.reduce_sum(a, 0)|tf.reduce_sum(a, -1)
tf.reduce_sum(a, 0, keepdims=True)|tf.reduce_mean(a, [0, 1])|tf.reduce_max(a, 1)|tf.argmax(a, 0)|tf.argmax(a, 1)
tf.expand_dims(a, 0)|tf.expand_dims(a, -1)|tf.expand_dims(a, 1)|tf.squeeze(a)|tf.squeeze(a, 0)
tf.transpose(a)|tf.transpose(a, [1, 0])|tf.reshape(a, [-1])|tf.reshape(a, [-1, 3])|tf.reshape(a, [6])
tf.reshape(a, tf.shape(a))|tf.reshape(a, [tf.shape(a)[0], -1])|tf.tile(a, [2, 1])|tf.tile(a, [3])
tf.pad(a, [[1, 1], [0, 2]])|tf.pad(a, [[1, 2]])|tf.concat([a, a], 0)|tf.concat([a, a], 1)|tf.concat([a, a], -1)
tf.stack([a, a])|tf.stack([a, a], 1)|tf.unstack(a)|tf.unstack(a, axis=1)|tf.split(a, 2)|tf.split(a, 3, 1)
tf.split(a, [1, 2], 1)|a[0]|a[1:]|a[:, 1]|a[..., 0]|a[tf.newaxis]|a[:, :2]|a[::2]|a[-1]|tf.slice(a, [0, 1], [1, -1])
tf.slice(a, [0, 0], [2, 2])|tf.gather(a, [0, 1])|tf.gather(a, 1)|tf.gather(a, [0, 1], axis=1)|tf.gather_nd(a, [[0, 1]])
tf.one_hot(tf.cast(a, tf.int32), 5)|tf.one_hot(tf.cast(a, tf.int32), 5, axis=0)|tf.nn.softmax(a)|tf.nn.log_softmax(a)
tf.nn.relu(a)|tf.nn.l2_loss(a)|tf.nn.top_k(a, 2)[0]|tf.nn.top_k(a, 2)[1]|tf.cumsum(a)|tf.reverse(a, [0])
tf.nn.bias_add(a, tf.zeros([3]))|tf.nn.bias_add(a, tf.zeros([5]))|tf.nn.moments(a, [0])[0]|tf.nn.l2_normalize(a, 0)
tf.nn.conv2d(a, tf.zeros([3, 3, 3, 5]), 1, 'SAME')|tf.nn.conv2d(a, tf.zeros([3, 3, 3, 5]), 2, 'VALID')
tf.nn.conv2d(a, tf.zeros([3, 3, 4, 5]), 1, 'SAME')|tf.nn.conv2d(a, tf.zeros([5, 5, 3, 5]), 1, 'VALID')
tf.nn.max_pool(a, 2, 2, 'SAME')|tf.nn.avg_pool(a, 3, 1, 'VALID')|tf.nn.max_pool(a, 5, 1, 'VALID')
tf.layers.flatten(a)|tf.layers.dense(a, 7)|tf.layers.dropout(a)|tf.layers.conv2d(a, 5, 3)|tf.layers.batch_normalization(a)
tf.nn.dropout(a, 0.5)|tf.norm(a)|tf.norm(a, axis=0)|tf.where(a > 0)|tf.where(a > 0, a, a)|tf.boolean_mask(a, [True, False])
tf.unique(tf.reshape(a, [-1]))[0]|tf.segment_sum(a, [0, 1])|tf.unsorted_segment_sum(a, [0, 1], 3)|tf.matrix_diag(a)
tf.matrix_transpose(a)|tf.linalg.diag_part(a)|tf.diag(a)|tf.trace(a)|tf.eye(3)|tf.range(tf.size(a))|tf.fill(tf.shape(a), 1.0)
tf.zeros(tf.shape(a))|tf.random_normal(tf.shape(a))|tf.random_uniform([2, tf.size(a)])|tf.add_n([a, a])|tf.clip_by_norm(a, 1.0)
tf.clip_by_value(a, 0.0, 1.0)|tf.batch_to_space_nd(a, [2], [[0, 0]])|tf.space_to_depth(a, 2)|tf.depth_to_space(a, 1)
tf.broadcast_to(a, [5, 2, 3])|tf.meshgrid(a, a)[0]|tf.map_fn(lambda x: x * 2, a)|tf.scan(lambda s, x: s + x, a)
tf.cond(tf.reduce_sum(a) > 0, lambda: a, lambda: a * 2)|tf.while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x * 2), [0, a])[1]
tf.image.resize_images(a, [8, 8])|tf.image.resize_nearest_neighbor(a, [8, 8])|tf.nn.embedding_lookup(a, [[0, 1]])
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[0, 1], logits=a)|tf.multinomial(a, 4)|tf.random_shuffle(a)
tf.roll(a, 1, 0)|tf.reverse_sequence(a, [1, 1], 1, 0)|tf.sequence_mask(tf.cast(a, tf.int32), 4)|tf.einsum('ij->ji', a)
tf.ensure_shape(a, [None, 3])|tf.placeholder_with_default(a, [None, 3])|tf.check_numerics(a, 'm')|tf.bitcast(a, tf.int32)
tf.bitcast(a, tf.uint8)|tf.bitcast(a, tf.float64)|tf.squared_difference(a, 1.0)|tf.count_nonzero(a)|tf.reduce_logsumexp(a, -1)
'''
TOGETHER = '''
a + b|a * b|tf.maximum(a, b)|tf.pow(a, b)|a < b|tf.matmul(a, b)|tf.matmul(a, b, transpose_a=True)|tf.matmul(a, b, transpose_b=True)
tf.where(a > 0, a, b)|tf.where(tf.equal(a, b), a, b)|tf.concat([a, b], 0)|tf.concat([a, b], 1)|tf.stack([a, b])|tf.add_n([a, b])
tf.nn.softmax_cross_entropy_with_logits_v2(labels=a, logits=b)|tf.nn.sigmoid_cross_entropy_with_logits(labels=a, logits=b)
tf.losses.mean_squared_error(a, b)|tf.tensordot(a, b, 1)|tf.nn.xw_plus_b(a, b, tf.zeros([3]))|tf.nn.bias_add(a, b)
tf.gather(a, tf.cast(b, tf.int32))|tf.squared_difference(a, b)|tf.div_no_nan(a, b)|tf.atan2(a, b)|tf.assert_equal(a, b)
tf.logical_and(a > 0, b > 0)|tf.dynamic_stitch([[0, 1], [2, 3]], [a, b])|tf.setdiff1d(a, b)[0]|tf.cross(a, b)
'''  # noqa: E501


def questions(text):
    return [part.strip() for line in text.strip().split('\n') for part in line.split('|')]


def told(value):
    if isinstance(value, (list, tuple)):
        return [told(part) for part in value]
    return str(value.shape) if hasattr(value, 'shape') else type(value).__name__


def ask(expr, **shapes):
    with tf.Graph().as_default():
        scope = {'tf': tf}
        for name, shape in shapes.items():
            scope[name] = tf.placeholder(tf.float32, shape, name=name)
        try:
            answer = told(eval(expr, scope))
        except Exception as error:
            answer = '%s: %s' % (type(error).__name__, str(error).split('\n')[0])
    print('@shape ' + json.dumps([expr, shapes, answer], sort_keys=True))


tf.logging.set_verbosity(tf.logging.ERROR)
for question in questions(ALONE):
    for one in SHAPES:
        ask(question, a=one)
for question in questions(TOGETHER):
    for first, second in PAIRS:
        ask(question, a=first, b=second)
