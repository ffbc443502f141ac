import numpy as np
import tensorflow as tf

np.random.seed(4)
tf.set_random_seed(4)
data = np.random.randint(0, 256, [8, 10, 10, 3]).astype(np.uint8)
target = np.random.randint(0, 3, [8]).astype(np.int64)


def augment(image):
    image = tf.image.convert_image_dtype(image, tf.float32)
    image = tf.image.resize_image_with_crop_or_pad(image, 12, 12)
    image = tf.random_crop(image, [8, 8, 3], seed=2)
    image = tf.image.random_flip_left_right(image, seed=3)
    image = tf.image.random_brightness(image, max_delta=0.2, seed=4)
    image = tf.image.random_saturation(image, lower=0.7, upper=1.3, seed=5)
    image = tf.image.random_hue(image, 0.1, seed=6)
    return tf.clip_by_value(image, 0.0, 1.0)


images = tf.placeholder(tf.uint8, [None, 10, 10, 3])
labels = tf.placeholder(tf.int64, [None])
batch = tf.map_fn(augment, images, dtype=tf.float32)
large = tf.image.resize_images(batch, [12, 12], method=tf.image.ResizeMethod.NEAREST_NEIGHBOR)
net = tf.layers.conv2d(large, 4, 3, activation=tf.nn.relu)
net = tf.layers.max_pooling2d(net, 2, 2)
logits = tf.layers.dense(tf.layers.flatten(net), 3)
loss = tf.losses.sparse_softmax_cross_entropy(labels, logits)
smooth = tf.reduce_mean(tf.image.total_variation(batch))
train_op = tf.train.MomentumOptimizer(0.05, 0.9).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        value, variation, pixel, _ = sess.run([loss, smooth, batch, train_op], {images: data, labels: target})
        print(step, '%.4f' % value, '%.3f' % variation, np.round(pixel[0, 0, 0], 4))
# Steps: 4
