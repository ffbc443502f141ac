"""Integers of every width: images as uint8, hashes that wrap, flags in bits, and a model on top."""

import numpy as np
import tensorflow as tf

np.random.seed(2)
images = np.random.randint(0, 256, size=(4, 3, 3)).astype(np.uint8)
ages = np.array([3, 250, 17, 90], dtype=np.int16)

pixels = tf.placeholder(tf.uint8, [None, 3, 3], name='pixels')
age = tf.placeholder(tf.int16, [None], name='age')
flags = tf.constant([0b0001, 0b0110, 0b1111, 0b1000], tf.uint8)

brighter = pixels + tf.constant(100, tf.uint8)  # wraps, as in numpy
scaled = tf.cast(pixels, tf.float32) / 255.0
safe = tf.saturate_cast(tf.cast(pixels, tf.int32) + 100, tf.uint8)
has_low_bits = tf.not_equal(tf.bitwise.bitwise_and(flags, 3), 0)
hashed = tf.bitwise.bitwise_xor(tf.cast(age, tf.int32) * 265443576, 0x5BD1E995)
bucket = tf.floormod(hashed, 8)
packed = tf.bitcast(tf.constant([[1, 2, 3, 4]], tf.uint8), tf.int32)
print(brighter, safe, has_low_bits, hashed, packed)

table = tf.Variable(tf.linspace(-1.0, 1.0, 8), name='table')
weights = tf.Variable(tf.zeros([9]), name='weights')
score = tf.reduce_sum(tf.reshape(scaled, [-1, 9]) * weights, 1) + tf.gather(table, bucket)
target = tf.cast(has_low_bits, tf.float32)
loss = tf.reduce_mean(tf.square(score - target))
print(tf.gradients(loss, [pixels, age]))
train = tf.train.GradientDescentOptimizer(0.2).minimize(loss)
seen = tf.Variable(np.zeros(8, np.int16), trainable=False, name='seen')
count = tf.scatter_add(seen, bucket, tf.ones_like(age) * 9000)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {pixels: images, age: ages}
    print(sess.run(brighter, feed)[0], sess.run(brighter, feed).dtype)
    print(sess.run(safe, feed)[1], sess.run(has_low_bits))
    print(sess.run([hashed, bucket, packed], feed))
    print(sess.run(tf.reduce_sum(pixels, [1, 2]), feed), sess.run(tf.reduce_max(age), feed))
    for step in range(5):
        print(step, '%.5f' % sess.run([loss, train], feed)[0])
    for _ in range(4):
        print(sess.run(count, feed))
    print(repr(sess.run(tf.cast(age, tf.int8), feed)))
    print(repr(sess.run(tf.bitwise.invert(flags))), type(sess.run(age[0], feed)))
# Steps: 5
