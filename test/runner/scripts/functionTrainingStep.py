import numpy as np
import tensorflow as tf

tf.enable_eager_execution(); tf.set_random_seed(5)
W=tf.Variable(tf.random_normal([3,4],stddev=.5),name='W'); b=tf.Variable(tf.zeros([4]),name='b'); V=tf.Variable(tf.random_normal([4,1]),name='V')
opt=tf.train.AdamOptimizer(.05); gs=tf.train.get_or_create_global_step()
x=tf.constant(np.arange(12).reshape(4,3)/10.,tf.float32); y=tf.constant([[0.],[1.],[1.],[0.]])
@tf.function
def train_step(x,y):
    with tf.GradientTape() as tape:
        h=tf.nn.relu(tf.matmul(x,W)+b); out=tf.matmul(h,V); loss=tf.reduce_mean(tf.square(out-y))
    vs=[W,b,V]; g=tape.gradient(loss,vs); g,n=tf.clip_by_global_norm(g,.5); opt.apply_gradients(zip(g,vs),gs); return loss,n
for i in range(6):
    l,n=train_step(x,y); print(i,'%.6f %.6f'%(l.numpy(),n.numpy()),gs.numpy())
print(W.numpy(),[v.name for v in opt.variables()])
# Steps: 6
