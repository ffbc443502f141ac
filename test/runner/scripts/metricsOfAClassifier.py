import numpy as np
import tensorflow as tf

np.random.seed(7)
tf.set_random_seed(7)
features = np.random.randn(60, 4).astype(np.float32)
labels = (features[:, 0] - features[:, 1] + 0.3 * np.random.randn(60) > 0).astype(np.int64)
x = tf.placeholder(tf.float32, [None, 4], name='x')
y = tf.placeholder(tf.int64, [None], name='y')
w = tf.placeholder(tf.float32, [None], name='w')
logits = tf.layers.dense(x, 2, name='out')
loss = tf.losses.sparse_softmax_cross_entropy(y, logits, weights=w)
train_op = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
share = tf.nn.softmax(logits)[:, 1]
guess = tf.argmax(logits, 1)
with tf.variable_scope('metrics'):
    metrics = {
        'accuracy': tf.metrics.accuracy(y, guess),
        'weighted accuracy': tf.metrics.accuracy(y, guess, w),
        'precision': tf.metrics.precision(y, guess),
        'recall': tf.metrics.recall(y, guess),
        'auc': tf.metrics.auc(y, share),
        'auc pr': tf.metrics.auc(y, share, curve='PR', summation_method='careful_interpolation'),
        'mean iou': tf.metrics.mean_iou(y, guess, 2),
        'per class': tf.metrics.mean_per_class_accuracy(y, guess, 2),
        'rmse': tf.metrics.root_mean_squared_error(tf.to_float(y), share),
        'at thresholds': tf.metrics.precision_at_thresholds(y, share, [0.25, 0.5, 0.75]),
        'sensitivity': tf.metrics.sensitivity_at_specificity(y, share, 0.8),
        'first': tf.metrics.precision_at_k(y, logits, 1),
        'average': tf.metrics.average_precision_at_k(tf.expand_dims(y, 1), logits, 2),
    }
values = {name: value for name, (value, _) in metrics.items()}
updates = [update for _, update in metrics.values()]
running = tf.get_collection(tf.GraphKeys.LOCAL_VARIABLES, scope='metrics')
reset = tf.variables_initializer(running)
print(len(running), [v.name for v in running][:6])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(3):
        sess.run(reset)
        for start in range(0, 60, 20):
            rows = slice(start, start + 20)
            feed = {x: features[rows], y: labels[rows], w: np.linspace(0.5, 1.5, 20)}
            sess.run(train_op, feed)
            sess.run(updates, feed)
        found = sess.run(values)
        for name in sorted(found):
            print(epoch, name, np.round(found[name], 4))
    one = tf.constant(2.0)
    print(sess.run([one, one + 1.0], {one: 5}), repr(sess.run(x, {x: np.ones([1, 4])})))
# Steps: 9
