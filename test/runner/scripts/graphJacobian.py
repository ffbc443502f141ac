import numpy as np
import tensorflow as tf

w=tf.get_variable('w',initializer=[1.,2.],use_resource=True)
with tf.GradientTape() as t: y=w*w
j=t.jacobian(y,w); print(j.shape)
with tf.Session() as s: s.run(tf.global_variables_initializer()); print(s.run(j))
# Steps: 0
