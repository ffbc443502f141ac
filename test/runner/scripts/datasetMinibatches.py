# Minibatches from tf.data: slices, map, shuffle with a seed, repeat, batch; an iterator that is
# initialized with fed arrays, and one whose data set is chosen by its initializer.
import numpy as np
import tensorflow as tf

np.random.seed(1)
features = np.random.rand(10, 2).astype(np.float32)
targets = (features.sum(axis=1, keepdims=True) * 2 + 1).astype(np.float32)

tf.set_random_seed(4)
x_in = tf.placeholder(tf.float32, [None, 2])
y_in = tf.placeholder(tf.float32, [None, 1])
dataset = tf.data.Dataset.from_tensor_slices((x_in, y_in))
dataset = dataset.map(lambda a, b: (a * 2.0, b)).shuffle(4, seed=11).batch(4)
print(dataset.output_types, dataset.output_shapes)
iterator = dataset.make_initializable_iterator()
x, y = iterator.get_next()
W = tf.Variable(tf.zeros([2, 1]), name='W')
b = tf.Variable(tf.zeros([1]), name='b')
loss = tf.reduce_mean(tf.square(tf.matmul(x, W) + b - y))
train = tf.train.GradientDescentOptimizer(0.05).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(2):
        sess.run(iterator.initializer, feed_dict={x_in: features, y_in: targets})
        while True:
            try:
                _, value = sess.run([train, loss])
                print(epoch, '%.4f' % value)
            except tf.errors.OutOfRangeError as error:
                print(error.message.split('\n')[0])
                break

scale = tf.constant(10.0)
numbers = tf.data.Dataset.range(6).map(lambda i: tf.cast(i, tf.float32) * scale)
shuffled = numbers.shuffle(3, seed=5).repeat(2).batch(5).make_one_shot_iterator().get_next()
odd = tf.data.Dataset.range(6).filter(lambda i: tf.equal(i % 2, 1))
pairs = tf.data.Dataset.zip((odd, odd.skip(1))).concatenate(tf.data.Dataset.zip((odd.take(1), odd)))
pair = pairs.make_one_shot_iterator().get_next()
flat = tf.data.Dataset.range(3).flat_map(
    lambda i: tf.data.Dataset.from_tensors(i * 10).repeat(2)).make_one_shot_iterator().get_next()
padded = tf.data.Dataset.range(1, 5).map(lambda i: tf.fill([tf.cast(i, tf.int32)], i)).padded_batch(
    2, padded_shapes=[None]).make_one_shot_iterator().get_next()
whole = tf.data.Dataset.range(10).shuffle(20, seed=3).batch(10).make_one_shot_iterator().get_next()
kept = tf.data.Dataset.range(4).shuffle(4, seed=3, reshuffle_each_iteration=False).repeat(2).batch(8)
kept = kept.make_one_shot_iterator().get_next()


def count():
    for i in range(3):
        yield i, [0.5 * i] * i


made = tf.data.Dataset.from_generator(
    count, (tf.int32, tf.float32), (tf.TensorShape([]), tf.TensorShape([None])))
made = made.make_one_shot_iterator().get_next()
named = tf.data.Dataset.from_tensor_slices({'a': [1.0, 2.0], 'b': ['x', 'y']}).batch(2)
named = named.make_one_shot_iterator().get_next()

either = tf.data.Iterator.from_structure(tf.int64, tf.TensorShape([]))
first = either.make_initializer(tf.data.Dataset.range(3))
second = either.make_initializer(tf.data.Dataset.range(7, 9))
item = either.get_next()
handle = tf.placeholder(tf.string, [])
by_handle = tf.data.Iterator.from_string_handle(handle, tf.int64, tf.TensorShape([])).get_next()
one = tf.data.Dataset.range(100, 103).make_one_shot_iterator().string_handle()
two = tf.data.Dataset.range(200, 203).make_one_shot_iterator().string_handle()

with tf.Session() as sess:
    for fetched in (shuffled, pair, flat, padded, whole, kept, made, named):
        while True:
            try:
                print(sess.run(fetched))
            except tf.errors.OutOfRangeError:
                print('end')
                break
    try:
        sess.run(item)
    except tf.errors.FailedPreconditionError as error:
        print(error.message.split('\n')[0])
    sess.run(first)
    print(sess.run(item), sess.run(item))
    sess.run(second)
    print(sess.run(item))
    one, two = sess.run([one, two])
    print(sess.run(by_handle, {handle: one}), sess.run(by_handle, {handle: two}),
          sess.run(by_handle, {handle: one}))
# Steps: 6
