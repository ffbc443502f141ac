import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
a=tf.Variable(1.,name='a'); b=tf.Variable(2.,name='b')
oa=tf.train.AdamOptimizer(.1); ob=tf.train.RMSPropOptimizer(.1)
@tf.function
def ga():
    with tf.GradientTape() as t: l=tf.square(a*b-1.)
    oa.apply_gradients([(t.gradient(l,a),a)]); return l
@tf.function
def gb():
    with tf.GradientTape() as t: l=-tf.square(a*b-1.)+b*b
    ob.apply_gradients([(t.gradient(l,b),b)]); return l
for i in range(4): print('%.6f %.6f'%(ga().numpy(),gb().numpy()),a.numpy(),b.numpy())
# Steps: 8
