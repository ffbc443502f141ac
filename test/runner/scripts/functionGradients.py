import numpy as np
import tensorflow as tf

tf.enable_eager_execution(); tf.set_random_seed(1)
@tf.function
def drop(x): return tf.nn.dropout(x,rate=.5)
x=tf.ones([6])
with tf.GradientTape() as t: t.watch(x); y=drop(x)
g=t.gradient(y,x); print(y.numpy(),g.numpy(),(y.numpy()==g.numpy()).all())
@tf.function
def wh(n,x): return tf.while_loop(lambda i,a:i<n,lambda i,a:(i+1,a*x),[0,1.])[1]
x=tf.constant(2.)
with tf.GradientTape() as t: t.watch(x); y=wh(tf.constant(3),x)
print(y.numpy(),t.gradient(y,x).numpy())
@tf.function
def cn(x): return tf.cond(x>0.,lambda:x*x,lambda:-3.*x)
for v in [2.,-1.]:
    x=tf.constant(v)
    with tf.GradientTape() as t: t.watch(x); y=cn(x)
    print(y.numpy(),t.gradient(y,x).numpy())
@tf.function
def pw(x): return x*x*x
x=tf.constant(3.)
with tf.GradientTape() as t1:
    t1.watch(x)
    with tf.GradientTape() as t2: t2.watch(x); y=pw(x)
    g=t2.gradient(y,x)
print(g,t1.gradient(g,x))
# Steps: 0
