import numpy as np
import tensorflow as tf

np.random.seed(12)
tf.set_random_seed(12)
x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.int32, [None])
net = tf.keras.layers.Dense(6, activation=tf.nn.relu, name='hidden')(x)
net = tf.keras.layers.Dropout(0.3, seed=1)(net)
logits = tf.keras.layers.Dense(3)(net)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))
optimizer = tf.train.AdamOptimizer(0.05)
grads = optimizer.compute_gradients(loss)
clipped = [(tf.clip_by_norm(g, 0.5), v) for g, v in grads]
train = optimizer.apply_gradients(clipped)
own = tf.keras.optimizers.SGD(0.1, momentum=0.5)
variables = tf.trainable_variables()
updates = own.get_updates(loss, variables)
X = np.random.randn(12, 4)
Y = np.random.randint(0, 3, 12)
with tf.Session() as sess:
    tf.keras.backend.set_session(sess)
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        _, value = sess.run([train, loss], {x: X, y: Y, tf.keras.backend.learning_phase(): 1})
        print(i, '%.5f' % value)
    for i in range(3):
        sess.run(updates, {x: X, y: Y})
        print('%.5f' % sess.run(loss, {x: X, y: Y}))
    print([v.name for v in variables])
    print(own.get_weights()[0])
# Steps: 8
