import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
@tf.function
def g(x): print('g',x); return x*x
@tf.function
def f(x): print('f',x); y=g(x); print(y); return y+g(2.*x)
x=tf.constant(3.)
with tf.GradientTape(persistent=True) as t: t.watch(x); y=f(x); z=y*x
print(y,t.gradient(y,x),t.gradient(z,x))
v=tf.Variable(2.)
@tf.function
def h(): return v*v*x
with tf.GradientTape() as t: y=h()
g = t.gradient(y, [v, x])
print(g[0].numpy(), g[1])
# Steps: 0
