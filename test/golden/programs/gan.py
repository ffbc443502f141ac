import tensorflow as tf
tf.set_random_seed(3)
real = tf.random_normal([8, 1], 3.0, 0.5, seed=1)
noise = tf.random_uniform([8, 1], seed=2)


def discriminator(x):
    with tf.variable_scope('D', reuse=tf.AUTO_REUSE):
        return tf.layers.dense(x, 1, name='score')


with tf.variable_scope('G'):
    fake = tf.layers.dense(noise, 1, name='make')
score_real, score_fake = discriminator(real), discriminator(fake)
d_loss = tf.reduce_mean(tf.nn.softplus(-score_real) + tf.nn.softplus(score_fake))
g_loss = tf.reduce_mean(tf.nn.softplus(-score_fake))
d_vars, g_vars = tf.trainable_variables('D'), tf.trainable_variables('G')
d_train = tf.train.GradientDescentOptimizer(0.1).minimize(d_loss, var_list=d_vars)
g_train = tf.train.GradientDescentOptimizer(0.1).minimize(g_loss, var_list=g_vars)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(2):
        sess.run(d_train)
        sess.run(g_train)
