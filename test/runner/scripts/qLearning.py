import numpy as np
import random
import tensorflow as tf
np.random.seed(1); random.seed(1); tf.set_random_seed(1)
tf.reset_default_graph()
inputs1 = tf.placeholder(shape=[1, 16], dtype=tf.float32)
W = tf.Variable(tf.random_uniform([16, 4], 0, 0.01, seed=11))
Qout = tf.matmul(inputs1, W)
predict = tf.argmax(Qout, 1)
nextQ = tf.placeholder(shape=[1, 4], dtype=tf.float32)
loss = tf.reduce_sum(tf.square(nextQ - Qout))
trainer = tf.train.GradientDescentOptimizer(learning_rate=0.1)
updateModel = trainer.minimize(loss)
init = tf.initialize_all_variables()
y = .99
e = 0.1
rList = []
def env_step(s, a):
    r, c = divmod(s, 4)
    if a == 0: c = max(c - 1, 0)
    if a == 1: r = min(r + 1, 3)
    if a == 2: c = min(c + 1, 3)
    if a == 3: r = max(r - 1, 0)
    s1 = r * 4 + c
    d = s1 in (5, 7, 11, 12, 15)
    return s1, float(s1 == 15), d
with tf.Session() as sess:
    sess.run(init)
    for i in range(10):
        s = 0
        rAll = 0
        for j in range(20):
            a, allQ = sess.run([predict, Qout], feed_dict={inputs1: np.identity(16)[s:s+1]})
            if np.random.rand(1) < e:
                a[0] = random.randint(0, 3)
            s1, r, d = env_step(s, a[0])
            Q1 = sess.run(Qout, feed_dict={inputs1: np.identity(16)[s1:s1+1]})
            maxQ1 = np.max(Q1)
            targetQ = allQ
            targetQ[0, a[0]] = r + y * maxQ1
            _, W1 = sess.run([updateModel, W], feed_dict={inputs1: np.identity(16)[s:s+1], nextQ: targetQ})
            rAll += r
            s = s1
            if d == True:
                e = 1. / ((i / 50) + 10)
                break
        rList.append(rAll)
print("Percent of succesful episodes: " + str(sum(rList) / 10) + "%")
print(W1[:3])
# Steps: 200
