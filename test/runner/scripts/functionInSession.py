import numpy as np
import tensorflow as tf

@tf.function
def f(x,y): print('tr',x); return x*y+1.
a=f(tf.constant(2.),tf.constant(3.)); print(a)
w=tf.get_variable('w',initializer=2.,use_resource=True); w2=tf.get_variable('w2',initializer=2.)
@tf.function
def h(x): return w*x*w2
b=h(a); b2=h(tf.constant([1.,2.])); print(b,b2); g=tf.gradients(b,[w,w2])
with tf.Session() as s: s.run(tf.global_variables_initializer()); print(s.run([a,b,b2])); print(s.run(g))
# Steps: 0
