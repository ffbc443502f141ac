import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
@tf.function(autograph=False)
def mk():
    return tf.Variable(1.)+1.
for i in range(2):
    try: print(mk())
    except Exception as e: print(type(e).__name__,str(e)[-400:])
st={'v':None}
@tf.function(autograph=False)
def mk2(x):
    if x.shape==[2] : st['v']=tf.Variable(1.); return st['v']*x
    return x
try: print(mk2(tf.ones([1]))); print(mk2(tf.ones([2])))
except Exception as e: print(type(e).__name__,str(e)[-400:])
tf.set_random_seed(3)
@tf.function
def rnd(): return tf.random_normal([2]),tf.random_uniform([2])
print([v.numpy() for _ in range(2) for v in rnd()])
@tf.function
def keyw(x,y=1.,**k): return x+y+k.get('z',0.)
for a in [dict(x=tf.constant(1.)),dict(x=tf.constant(1.),z=tf.constant(2.)),dict(y=1.)]:
    try: print(keyw(**a))
    except Exception as e: print(type(e).__name__,str(e)[-300:])
# Steps: 0
