import tensorflow as tf
import numpy as np

np.random.seed(42)
tf.set_random_seed(42)

def generator(z, reuse=None):
    with tf.variable_scope('gen', reuse=reuse):
        hidden1 = tf.layers.dense(inputs=z, units=8)
        alpha = 0.01
        hidden1 = tf.maximum(alpha * hidden1, hidden1)
        output = tf.layers.dense(hidden1, units=1, activation=tf.nn.tanh)
        return output

def discriminator(X, reuse=None):
    with tf.variable_scope('dis', reuse=reuse):
        hidden1 = tf.layers.dense(inputs=X, units=8)
        hidden1 = tf.maximum(0.01 * hidden1, hidden1)
        logits = tf.layers.dense(hidden1, units=1)
        output = tf.sigmoid(logits)
        return output, logits

real = tf.placeholder(tf.float32, shape=[None, 1])
z = tf.placeholder(tf.float32, shape=[None, 3])
G = generator(z)
D_output_real, D_logits_real = discriminator(real)
D_output_fake, D_logits_fake = discriminator(G, reuse=True)

def loss_func(logits_in, labels_in):
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=logits_in, labels=labels_in))

D_real_loss = loss_func(D_logits_real, tf.ones_like(D_logits_real) * 0.9)
D_fake_loss = loss_func(D_logits_fake, tf.zeros_like(D_logits_real))
D_loss = D_real_loss + D_fake_loss
G_loss = loss_func(D_logits_fake, tf.ones_like(D_logits_fake))
lr = 0.001
tvars = tf.trainable_variables()
d_vars = [var for var in tvars if 'dis' in var.name]
g_vars = [var for var in tvars if 'gen' in var.name]
print([v.name for v in d_vars])
print([v.name for v in g_vars])
D_trainer = tf.train.AdamOptimizer(lr).minimize(D_loss, var_list=d_vars)
G_trainer = tf.train.AdamOptimizer(lr).minimize(G_loss, var_list=g_vars)
batch_size = 4
init = tf.global_variables_initializer()
saver = tf.train.Saver(var_list=g_vars)
with tf.Session() as sess:
    sess.run(init)
    for e in range(5):
        batch = np.random.normal(0.3, 0.1, size=(batch_size, 1))
        batch_z = np.random.uniform(-1, 1, size=(batch_size, 3))
        _ = sess.run(D_trainer, feed_dict={real: batch, z: batch_z})
        _ = sess.run(G_trainer, feed_dict={z: batch_z})
        print("Currently on Epoch {} of {} total...".format(e + 1, 5))
        print(sess.run([D_loss, G_loss], {real: batch, z: batch_z}))
for v in tf.global_variables():
    print(v.name, v.shape)
# Steps: 10
