import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
x=tf.constant([[1.,2.],[3.,4.],[5.,6.]])
with tf.GradientTape() as t: t.watch(x); y=x*x
print(t.batch_jacobian(y,x))
with tf.GradientTape() as t: t.watch(x); y=tf.reduce_sum(x*x,1,keepdims=True)
j=t.batch_jacobian(y,x); print(j.shape,j.numpy())
z=tf.constant([1.,2.])
for a in [lambda t,y,x: t.batch_jacobian(y,z), lambda t,y,x: t.batch_jacobian(y,tf.ones([2,2]))]:
    with tf.GradientTape() as t: t.watch(x); t.watch(z); y=x*x
    try: print(a(t,y,x))
    except Exception as e: print(type(e).__name__,str(e)[:200])
with tf.GradientTape() as t: t.watch(x); y=tf.ones([3,2])
print(t.batch_jacobian(y,x))
with tf.GradientTape(persistent=True) as t: t.watch(x); y=x*x; print(t.watched_variables())
print(t.batch_jacobian(y,x,experimental_use_pfor=False).numpy())
# Steps: 0
