# Iris: train_test_split, one-hot labels, a softmax classifier; flags and app.run around it.
import numpy as np
import six
import tensorflow as tf
from absl import app, flags
from sklearn import datasets
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelBinarizer
from tqdm import tqdm

FLAGS = flags.FLAGS
flags.DEFINE_float('rate', 0.05, 'learning rate')
flags.DEFINE_integer('steps', 12, 'number of steps')


def main(_):
    iris = datasets.load_iris()
    labels = LabelBinarizer().fit_transform(iris.target)
    train_x, test_x, train_y, test_y = train_test_split(
        iris.data.astype(np.float32), labels.astype(np.float32), test_size=0.3, random_state=42)
    print(train_x.shape, test_x.shape, train_x[0], test_y[:2])
    tf.set_random_seed(1)
    x = tf.placeholder(tf.float32, [None, 4])
    y = tf.placeholder(tf.float32, [None, 3])
    W = tf.Variable(tf.zeros([4, 3]), name='W')
    b = tf.Variable(tf.zeros([3]), name='b')
    logits = tf.matmul(x, W) + b
    loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=logits))
    train = tf.train.GradientDescentOptimizer(FLAGS.rate).minimize(loss)
    right = tf.equal(tf.argmax(logits, 1), tf.argmax(y, 1))
    accuracy = tf.reduce_mean(tf.cast(right, tf.float32))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step in tqdm(six.moves.range(FLAGS.steps)):
            _, value = sess.run([train, loss], feed_dict={x: train_x, y: train_y})
            if step % 4 == 3:
                print(step, '%.4f' % value)
        print('accuracy', sess.run(accuracy, feed_dict={x: test_x, y: test_y}))


if __name__ == '__main__':
    app.run(main)
# Steps: 12
