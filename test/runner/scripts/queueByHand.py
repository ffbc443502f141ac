# A queue that is filled by hand: enqueue, size, dequeue_many, and its end.
import tensorflow as tf

q = tf.FIFOQueue(10, tf.float32, shapes=[])
fill = q.enqueue_many([[1.0, 2.0, 3.0]])
one = q.dequeue()
two = q.dequeue_many(2)
add = q.enqueue(one + 10.0)
with tf.Session() as sess:
    sess.run(fill)
    print(sess.run(q.size()), sess.run(one), sess.run(add), sess.run(two))
    sess.run(fill)
    print(sess.run(two), sess.run(q.is_closed()))
    sess.run(q.close())
    print(sess.run(q.is_closed()), sess.run(q.dequeue_up_to(5)))
    try:
        sess.run(one)
    except tf.errors.OutOfRangeError as error:
        print(error.message.split('\n')[0].split("'")[0], error.message.split('\n')[0].split("'")[2])
    try:
        sess.run(fill)
    except tf.errors.CancelledError as error:
        print(error.message.split('\n')[0].split("'")[2])

names = tf.train.string_input_producer(['a.csv', 'b.csv', 'c.csv'], shuffle=False)
key = names.dequeue()
numbers = tf.train.range_input_producer(3, shuffle=False).dequeue()
with tf.Session() as sess:
    coord = tf.train.Coordinator()
    threads = tf.train.start_queue_runners(coord=coord)
    print([sess.run([key, numbers]) for _ in range(4)])
    coord.request_stop()
    coord.join(threads)
try:
    tf.train.start_queue_runners()
except ValueError as error:
    print(error)
counter = tf.Variable(1, name='counter')
up = counter.count_up_to(3)
with tf.Session() as sess:
    sess.run(counter.initializer)
    print(sess.run(up), sess.run(counter), sess.run(up), sess.run(counter))
    try:
        sess.run(up)
    except tf.errors.OutOfRangeError as error:
        print(error.message.split('\n')[0])
# Steps: 0
