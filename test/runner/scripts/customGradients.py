import tensorflow as tf

@tf.custom_gradient
def clip_gradient(x):
    def backprop(dy):
        return tf.clip_by_norm(dy, 0.5)
    return tf.identity(x), backprop

@tf.RegisterGradient("GuidedRelu")
def _guided_relu(op, grad):
    gate_g = tf.cast(grad > 0, tf.float32)
    gate_y = tf.cast(op.outputs[0] > 0, tf.float32)
    return gate_y * gate_g * grad

tf.set_random_seed(1)
g = tf.get_default_graph()
x = tf.constant([[1.0, -2.0, 0.5], [0.3, 0.8, -1.0]])
w = tf.Variable(tf.random_normal([3, 4]), name='w')
b = tf.Variable(tf.zeros([4]), name='b')
with g.gradient_override_map({'Relu': 'GuidedRelu'}):
    h = tf.nn.relu(tf.matmul(x, w) + b)
with g.gradient_override_map({'Sign': 'Identity'}):
    bits = tf.sign(clip_gradient(h) - 0.5)
loss = tf.reduce_mean(tf.square(bits - [[1., -1., 1., -1.], [-1., 1., -1., 1.]]))
step = tf.train.get_or_create_global_step()
train = tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss, global_step=step)
print(bits.op.get_attr('_gradient_op_type'), [v.name for v in tf.trainable_variables()])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(5):
        _, l = sess.run([train, loss])
        print(l)
    print(sess.run(w))
    print(sess.run([b, step]))
# Steps: 5
