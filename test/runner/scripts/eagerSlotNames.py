import numpy as np
import tensorflow as tf

tf.enable_eager_execution(); w=tf.Variable([1.,2.]); e=tf.Variable(tf.ones([4,2])); z=tf.Variable(1.); n=tf.Variable(2.,name='n'); n2=tf.Variable(2.,name='n')
with tf.GradientTape() as t: l=tf.reduce_sum(tf.gather(e,[1,1])*w)*z*n*n2
vs=[w,e,z,n,n2]; g=t.gradient(l,vs); o=tf.train.MomentumOptimizer(.1,.9); o.apply_gradients(zip(g,vs)); print([v.name for v in o.variables()],[v.name for v in vs],[o.get_slot(v,'momentum').name for v in vs])
o=tf.train.AdamOptimizer(.1); o.apply_gradients(zip(g,vs)); print([v.name for v in o.variables()],[o.get_slot(v,'v').name for v in vs])
o=tf.train.AdamOptimizer(.1); o.apply_gradients(zip(g,vs)); print([v.name for v in o.variables()],[o.get_slot(v,'v').name for v in vs])
o=tf.train.RMSPropOptimizer(.1); o.apply_gradients(zip(g,vs)); print([v.name for v in o.variables()])
o=tf.train.AdagradOptimizer(.1); o.apply_gradients(zip(g[:2],vs[:2])); print([v.name for v in o.variables()])
with tf.name_scope('s'):
    q=tf.Variable(1.); r=tf.Variable(1.,name='r')
with tf.GradientTape() as t: l=q*r
g=t.gradient(l,[q,r]); o.apply_gradients(zip(g,[q,r])); print([v.name for v in o.variables()])
with tf.variable_scope('vs'):
    q=tf.get_variable('q',[2]); q2=tf.get_variable('q',[2])
print(q.name,q2.name)
# Steps: 6
