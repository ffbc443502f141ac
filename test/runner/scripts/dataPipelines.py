"""Pipelines that cut, group, interleave and sum up, feeding a small regression."""
import numpy as np
import tensorflow as tf


def values(dataset):
    element = dataset.make_one_shot_iterator().get_next()
    found = []
    with tf.Session() as sess:
        try:
            while True:
                found.append(sess.run(element))
        except tf.errors.OutOfRangeError:
            pass
    return [tuple(part.tolist() for part in one) if isinstance(one, tuple) else getattr(one, 'tolist', lambda: one)() for one in found]


numbers = tf.data.Dataset.range(7)
print(values(numbers.window(3, shift=2).flat_map(lambda rows: rows.batch(3))))
print(values(numbers.window(2, shift=3, stride=2, drop_remainder=True).flat_map(lambda rows: rows.batch(2))))
pairs = tf.data.Dataset.zip((numbers, numbers.map(lambda x: x * 10)))
print(values(pairs.window(4).flat_map(lambda x, y: tf.data.Dataset.zip((x.batch(4), y.batch(4))))))
print(values(numbers.interleave(lambda x: tf.data.Dataset.range(x), cycle_length=3)))
print(values(numbers.interleave(lambda x: tf.data.Dataset.from_tensors(x).repeat(3), cycle_length=2, block_length=2)))
print(values(numbers.shard(3, 1)), values(numbers.enumerate(5).take(2)))
print(values(numbers.batch(3).apply(tf.data.experimental.unbatch())))
print(values(numbers.apply(tf.data.experimental.group_by_window(lambda x: x % 2, lambda key, rows: rows.batch(3), 3))))
print(values(numbers.apply(tf.data.experimental.scan(np.int64(1), lambda state, x: (state + x, state * x)))))
print(values(numbers.apply(tf.data.experimental.take_while(lambda x: x < 4))))
print(values(numbers.apply(tf.data.experimental.map_and_batch(lambda x: x * x, 4, drop_remainder=True))))
print(values(numbers.apply(tf.data.experimental.shuffle_and_repeat(3, 2, seed=5))))
choice = tf.data.Dataset.from_tensor_slices(np.array([1, 0, 1, 1], np.int64))
print(values(tf.data.experimental.choose_from_datasets([numbers, numbers.map(lambda x: -x)], choice)))
print(values(tf.data.experimental.Counter(2, 3).take(3)))
print(numbers.window(2), pairs)


def rows(count, scale):
    for i in range(count):
        yield [i * scale] * (i + 1)


ragged = tf.data.Dataset.from_generator(rows, tf.int32, tf.TensorShape([None]), args=(4, 2))
print(values(ragged.padded_batch(2, [None])))
print(values(ragged.apply(tf.data.experimental.bucket_by_sequence_length(lambda x: tf.shape(x)[0], [3], [2, 2]))))

with open('/tmp/gradient_pipeline.csv', 'w') as file:
    file.write('x,y\n1,2.5\n2,4.5\n3,6.5\n4,8.5\n')
lines = tf.data.TextLineDataset('/tmp/gradient_pipeline.csv').skip(1)
print(lines, values(lines.take(2)))


def parse(line):
    x, y = tf.decode_csv(line, [[0.0], [0.0]])
    return x, y


x, y = lines.map(parse).shuffle(4, seed=3).repeat().batch(2).make_one_shot_iterator().get_next()
total = tf.data.Dataset.range(5).reduce((np.int64(0), 0.0), lambda state, n: (state[0] + n, state[1] + 0.5))
w = tf.get_variable('w', [], initializer=tf.zeros_initializer())
b = tf.get_variable('b', [], initializer=tf.zeros_initializer())
loss = tf.reduce_mean(tf.square(w * x + b - y))
train_op = tf.train.GradientDescentOptimizer(0.05).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(total))
    for _ in range(6):
        _, value = sess.run([train_op, loss])
        print('%.6f' % value)
    print(sess.run([w, b]))
# Steps: 6
