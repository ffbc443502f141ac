"""Every optimizer on its own resource variable, one training op after the other."""
import tensorflow as tf

tf.enable_resource_variables()
optimizers = [
    tf.train.GradientDescentOptimizer(0.1),
    tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov=True),
    tf.train.AdamOptimizer(0.1),
    tf.train.AdagradOptimizer(0.1),
    tf.train.AdadeltaOptimizer(0.5),
    tf.train.RMSPropOptimizer(0.1, momentum=0.5, centered=True),
    tf.train.FtrlOptimizer(0.1),
    tf.train.ProximalAdagradOptimizer(0.1),
]
losses, trains, variables = [], [], []
for i, optimizer in enumerate(optimizers):
    v = tf.Variable([1.0, -2.0, 0.5], name='v%d' % i)
    loss = tf.reduce_sum(tf.square(v - [0.25, 0.5, 1.0]))
    gradients, _ = tf.clip_by_global_norm(tf.gradients(loss, [v]), 3.0)
    trains.append(optimizer.apply_gradients(zip(gradients, [v])))
    losses.append(loss)
    variables.append(v)

sess = tf.Session()
sess.run(tf.global_variables_initializer())
for _ in range(2):
    for i, train in enumerate(trains):
        sess.run(train)
        print(optimizers[i].get_name(), sess.run(losses[i]), sess.run(variables[i]))
# Steps: 16
