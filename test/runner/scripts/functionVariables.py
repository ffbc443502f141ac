import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
w=tf.Variable([1.,2.]); gs=tf.train.get_or_create_global_step()
opt=tf.train.AdamOptimizer(.1)
@tf.function
def step(x):
    print('trace',x)
    with tf.GradientTape() as t: l=tf.reduce_sum(tf.square(w*x-1.)); print(l, w)
    g=t.gradient(l,[w]); opt.apply_gradients(zip(g,[w]),global_step=gs); return l
for i in range(3): l=step(tf.constant([1.,3.])); print(l.numpy(),w.numpy(),gs.numpy())
print([v.name for v in opt.variables()])
big=tf.ones([200]); x=tf.constant(3.)
v=tf.Variable(2.)
@tf.function
def h():
    print(x*2., big*3., v*1., v.assign_add(1.)); return v*v*x*tf.reduce_sum(big)
with tf.GradientTape() as t: t.watch([x,big]); y=h()
g=t.gradient(y,[v,x,big]); print(g[0],g[1],g[2][:2]); print(t.watched_variables() if t._tape else 0)
# Steps: 3
