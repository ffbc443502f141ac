import tensorflow as tf
for name, opt in [('sgd', tf.train.GradientDescentOptimizer(0.1)),
                  ('mom', tf.train.MomentumOptimizer(0.1, 0.9)),
                  ('nesterov', tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov=True)),
                  ('adam', tf.train.AdamOptimizer(0.1)),
                  ('adagrad', tf.train.AdagradOptimizer(0.1)),
                  ('adadelta', tf.train.AdadeltaOptimizer(1.0)),
                  ('rms', tf.train.RMSPropOptimizer(0.1, momentum=0.5)),
                  ('rmsc', tf.train.RMSPropOptimizer(0.1, centered=True)),
                  ('ftrl', tf.train.FtrlOptimizer(0.1)),
                  ('da', None),
                  ('proxgd', tf.train.ProximalGradientDescentOptimizer(0.1, l1_regularization_strength=0.1)),
                  ('proxada', tf.train.ProximalAdagradOptimizer(0.1, l2_regularization_strength=0.1))]:
    g = tf.Graph()
    with g.as_default():
        if name == 'da':
            step = tf.Variable(0, trainable=False, dtype=tf.int64)
            opt = tf.train.AdagradDAOptimizer(0.1, step)
        x = tf.Variable([3.0, -2.0], name='x')
        loss = tf.reduce_sum(x * x) + 0.5 * x[0] * x[1]
        train = opt.minimize(loss)
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            for _ in range(4):
                sess.run(train)
            print(name, sess.run(x), sess.run(loss))
# Steps: 48
