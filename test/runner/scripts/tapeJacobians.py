import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
x=tf.constant([1.,2.])
with tf.GradientTape() as t: t.watch(x); y=x*x
print(t.jacobian(y,x))
w=tf.Variable([[1.,2.],[3.,4.]])
with tf.GradientTape() as t: y=tf.matmul(w,tf.ones([2,3])); z=1.
j=t.jacobian(y,[w]); print(j[0].shape,j[0].numpy())
with tf.GradientTape(persistent=True) as t: y=tf.sin(w); u=tf.reduce_sum(w*w)
print(t.jacobian(y,{'a':w},experimental_use_pfor=False)['a'].numpy(), t.jacobian(u,w))
v=tf.Variable(3.)
print(t.jacobian(y,[v]), t.jacobian(y,[v],unconnected_gradients='zero')[0].numpy())
with tf.GradientTape() as t: y=tf.sin(w)
try: t.jacobian(y,w,experimental_use_pfor=False)
except Exception as e: print(type(e).__name__,e)
with tf.GradientTape() as t: y=tf.sin(w)
t.jacobian(y,w)
try: t.jacobian(y,w)
except Exception as e: print(type(e).__name__,str(e)[:200])
# Steps: 0
