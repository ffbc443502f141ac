import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
e=tf.Variable(tf.ones([5,2])); w=tf.Variable([1.,2.])
o=tf.train.MomentumOptimizer(.1,.9)
@tf.function
def f(i): return tf.reduce_sum(tf.nn.embedding_lookup(e,i)*w)
for k in range(3):
    with tf.GradientTape() as t: l=f(tf.constant([1,1,3]))
    g=t.gradient(l,[e,w]); print(type(g[0]).__name__,g[1]); o.apply_gradients(zip(g,[e,w])); print(l.numpy(),e.numpy()[1],w.numpy())
# Steps: 3
