import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
@tf.function
def f(x,y=2,*,k=1):
    print('trace',x,y,k); return x*y+k
print(f(tf.constant(1.))); print(f(tf.constant(2.))); print(f(tf.constant([1.,2.]))); print(f(tf.constant(1))); print(f(3)); print(f(3)); print(f(4)); print(f(tf.constant(1.),y=3)); print(f(tf.constant(1.),k=5)); print(f(np.float32(2))); print(f(np.array([1.,2.])));print(f(np.array([3.,4.])))
print(f.python_function.__name__, f.__name__, f.input_signature)
# Steps: 0
