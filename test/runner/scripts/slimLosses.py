import numpy as np
import tensorflow as tf

slim = tf.contrib.slim
np.random.seed(3)
tf.set_random_seed(3)


def network(images, is_training=True):
    with slim.arg_scope([slim.conv2d, slim.fully_connected],
                        activation_fn=tf.nn.relu,
                        weights_initializer=tf.truncated_normal_initializer(0.0, 0.1),
                        weights_regularizer=slim.l2_regularizer(0.0005)):
        net = slim.conv2d(images, 4, [3, 3], scope='conv1')
        net = slim.max_pool2d(net, [2, 2], scope='pool1')
        net = slim.flatten(net)
        net = slim.fully_connected(net, 8, scope='fc1')
        net = slim.dropout(net, 0.8, is_training=is_training, scope='dropout1')
        return slim.fully_connected(net, 3, activation_fn=None, scope='logits')


images = tf.placeholder(tf.float32, [None, 8, 8, 3])
labels = tf.placeholder(tf.int64, [None])
augmented = tf.map_fn(lambda image: tf.image.random_flip_left_right(image, seed=1), images)
augmented = tf.map_fn(tf.image.per_image_standardization, augmented)
logits = network(augmented)
one_hot = slim.one_hot_encoding(labels, 3)
slim.losses.softmax_cross_entropy(logits, one_hot)
total_loss = slim.losses.get_total_loss()
predictions = tf.argmax(logits, 1)
accuracy = slim.metrics.accuracy(predictions, labels)
streaming, update = slim.metrics.streaming_accuracy(predictions, labels)
global_step = slim.get_or_create_global_step()
train_op = slim.learning.create_train_op(total_loss, tf.train.MomentumOptimizer(0.05, 0.9), clip_gradient_norm=4)
print([v.name for v in slim.get_model_variables()])
print([v.name for v in slim.get_variables_to_restore(exclude=['logits'])])

with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
    for step in range(5):
        feed = {images: np.random.rand(6, 8, 8, 3), labels: np.random.randint(0, 3, 6)}
        loss, hits, _ = sess.run([train_op, accuracy, update], feed)
        print(step, '%.3f' % loss, hits)
    print(sess.run(streaming), sess.run(global_step))
# Steps: 5
