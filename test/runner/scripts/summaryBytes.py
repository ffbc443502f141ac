# Summaries as bytes: scalars, histograms, texts, pictures and sounds.
import tensorflow as tf, numpy as np
s=tf.Session()
r=np.random.RandomState(0)
x=tf.summary.scalar('a b', 1.5); h=tf.summary.histogram('h', [0.,0.,1.,-2.,3.5]); 
print(s.run(x)); print(s.run(h)); print(s.run(tf.summary.merge([x,h])))
print(s.run(tf.summary.text('t', tf.constant('hello'))), s.run(tf.summary.text('t', tf.constant(['a','bc']))))
print(s.run(tf.summary.histogram('i', tf.constant([1,2,3]))), s.run(tf.summary.scalar('i', tf.constant(3))), s.run(tf.summary.scalar('z', 0.0)))
print(s.run(tf.summary.histogram('r', r.randn(1000).astype(np.float32))))
print(s.run(tf.summary.histogram('e', np.zeros((0,), np.float32))))
print(tf.Summary(value=[tf.Summary.Value(tag='q', simple_value=0.1)]).SerializeToString())
print(tf.Summary(value=[tf.Summary.Value(tag='q', simple_value=0.1)]))
v=tf.Summary(); v.value.add(tag='k', simple_value=2); print(v, tf.Summary.FromString(s.run(x)).value[0].simple_value)
for f in (lambda: s.run(tf.summary.merge([x,x])), lambda: s.run(tf.summary.scalar('v', [1.,2.])), lambda: s.run(tf.summary.histogram('n', [float('nan')])), lambda: s.run(tf.summary.histogram('n', [float('inf')])), lambda: tf.summary.text('a', 3)):
    try: print(f())
    except Exception as e: print(type(e).__name__, (str(e)+'\n\t').split('\n\t')[0][:500])
print(tf.summary.scalar('loss', 1.0), tf.summary.merge_all())
im=s.run(tf.summary.image('p', np.ones((2,3,3,1),np.float32)*0.5, 1)); print(im[:30])
au=s.run(tf.summary.audio('p', np.ones((1,3,1),np.float32)*0.5, 8000)); print(au)
# Steps: 0
