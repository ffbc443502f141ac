import tensorflow as tf
tf.enable_eager_execution()
w = tf.Variable([1.0, -2.0], name='w')
optimizer = tf.train.GradientDescentOptimizer(0.1)
for i in range(2):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(tf.square(w))
    gradient = tf.clip_by_norm(tape.gradient(loss, w), 2.0)
    optimizer.apply_gradients([(gradient, w)])
    print(loss.numpy())
