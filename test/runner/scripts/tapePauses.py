import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
w=tf.Variable(2.)
with tf.GradientTape() as t:
    a=w*w
    with t.stop_recording(): b=w*3.
    c=a+b
print(t.gradient(c,w))
with tf.GradientTape() as t:
    a=w*w; t.reset(); c=a*w
print(t.gradient(c,w), [v.name for v in tf.GradientTape().__enter__().watched_variables()])
t=tf.GradientTape()
for f in [lambda: t.reset(), lambda: t.stop_recording().__enter__(), lambda: t.watched_variables(), lambda: t.gradient(w,w)]:
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
with tf.GradientTape() as t: c=w*w
for f in [lambda: t.reset(), lambda: t.stop_recording().__enter__()]:
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
with tf.GradientTape() as t:
    try: t.__enter__()
    except Exception as e: print(type(e).__name__,e)
with tf.GradientTape(persistent=True) as t:
    y=w*w
    with t.stop_recording(): g=t.gradient(y,w)
    z=g*y
print(t.gradient(z,w)); del t
# Steps: 0
