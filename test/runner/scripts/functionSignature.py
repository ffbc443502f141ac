import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
@tf.function(input_signature=[tf.TensorSpec([None],tf.float32)])
def f(x): print('trace',x); return tf.reduce_sum(x)
print(f(tf.constant([1.,2.]))); print(f([1.,2.,3.]))
for a in [(tf.constant([[1.]]),),(tf.constant([1]),),(1,2),()]:
    try: print(f(*a))
    except Exception as e: print(type(e).__name__,e)
# Steps: 0
