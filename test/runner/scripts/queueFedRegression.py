# Queue-fed linear regression: slices of two arrays, in batches, for two epochs.
import numpy as np
import tensorflow as tf

np.random.seed(0)
data = np.random.rand(12, 1).astype(np.float32)
labels = data.dot(np.array([[-2.0]], np.float32)) + 0.1

tf.set_random_seed(7)
example, label = tf.train.slice_input_producer([data, labels], num_epochs=2, seed=3)
x, y = tf.train.batch([example, label], batch_size=4)

W = tf.Variable(tf.random_normal([1, 1]), name='W')
b = tf.Variable(tf.zeros([1]), name='b')
loss = tf.reduce_mean(tf.square(tf.matmul(x, W) + b - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

init = tf.group(tf.global_variables_initializer(), tf.local_variables_initializer())
with tf.Session() as sess:
    sess.run(init)
    coord = tf.train.Coordinator()
    threads = tf.train.start_queue_runners(sess=sess, coord=coord)
    step = 0
    try:
        while not coord.should_stop():
            _, value = sess.run([train, loss])
            print(step, value)
            step += 1
    except tf.errors.OutOfRangeError:
        print('done after', step, 'steps')
    finally:
        coord.request_stop()
    coord.join(threads)
    print(sess.run(W).ravel(), sess.run(b))
# Steps: 6
