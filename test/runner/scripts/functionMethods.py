import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
class Net(object):
    def __init__(self): self.w=tf.Variable([[1.],[2.]]); self.opt=tf.train.GradientDescentOptimizer(.1); self.n=0
    @tf.function
    def step(self,x,training=True):
        self.n+=1
        with tf.GradientTape() as t: l=tf.reduce_mean(tf.matmul(x,self.w)**2)
        if training: self.opt.apply_gradients([(t.gradient(l,self.w),self.w)])
        return l
n=Net(); m=Net()
for i in range(3): print(n.step(tf.ones([2,2])).numpy(),m.step(tf.ones([3,2]),training=i>1).numpy(),n.n,m.n,n.w.numpy().ravel())
c=tf.Variable(0,trainable=False,dtype=tf.int64)
@tf.function
def cnt(): c.assign_add(1); c.assign_add(10); return c
print(cnt().numpy(),cnt().numpy(),c.numpy())
@tf.function
def rd():
    p=c+1; c.assign(p*2); q=c+1; return p,q
print([v.numpy() for v in rd()])
# Steps: 4
