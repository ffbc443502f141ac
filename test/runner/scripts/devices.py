"""Devices: names, specifications, functions, colocation, what a log of placements says."""
import tensorflow as tf

spec = tf.DeviceSpec(job='ps', replica=1, task=2, device_type='gpu', device_index=3)
print(spec.to_string(), spec.job, spec.replica, spec.task, spec.device_type, spec.device_index)
print(tf.DeviceSpec.from_string('/job:worker/device:CPU:*').to_string())
print(tf.DeviceSpec().parse_from_string('/cpu:1').to_string())
spec.task = None
spec.merge_from(tf.DeviceSpec(task=7, job='chief'))
print(spec.to_string(), spec == tf.DeviceSpec.from_string(spec.to_string()), spec == 3)
print(spec.replace(device_type='CPU').to_string(), spec.make_merged_spec(tf.DeviceSpec(task=0)).to_string())

cluster = tf.train.ClusterSpec({'ps': ['a:1', 'b:1'], 'worker': {1: 'c:1'}})
print(sorted(cluster.jobs), cluster.num_tasks('ps'), cluster.task_indices('worker'))
print(cluster.task_address('ps', 1), cluster.job_tasks('worker'), sorted(cluster.as_dict().items()))
print(cluster == tf.train.ClusterSpec(cluster), bool(tf.train.ClusterSpec({})))


def place(op):
    return '/cpu:0' if op.type.startswith('Variable') else ''


with tf.device('/job:localhost'), tf.device(place):
    w = tf.Variable([1.0, -2.0], name='w')
    y = tf.square(w, name='y')
with tf.device('/gpu:0'):
    z = tf.reduce_sum(y, name='z')
print(repr(w.device), repr(w.op.device), repr(y.device), repr(z.device), repr(z.op.node_def.device))
print(w.op.colocation_groups(), w.initializer.colocation_groups(), w.initializer.get_attr('_class'))
print(y.op.colocation_groups())
with tf.colocate_with(w):
    c = tf.constant(3.0, name='c')
print(c.op.colocation_groups(), repr(c.device))
opt = tf.train.MomentumOptimizer(0.1, 0.9)
pairs = opt.compute_gradients(z, colocate_gradients_with_ops=True)
print(pairs[0][0].op.colocation_groups(), repr(pairs[0][0].device))
train = opt.apply_gradients(pairs)
print(repr(opt.get_slot(w, 'momentum').device), opt.get_slot(w, 'momentum').op.colocation_groups())
print(repr(train.device))

try:
    tf.Session().run(z)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split(' (defined')[0], '|', error.message.split(')  ')[1].split('\n')[0])
config = tf.ConfigProto(allow_soft_placement=True, log_device_placement=True)
with tf.Session(config=config) as sess:
    print([device.name for device in sess.list_devices()])
    print([device.device_type for device in sess.list_devices()])
    sess.run(tf.global_variables_initializer())
    for step in range(2):
        sess.run(train)
        print(sess.run(z), sess.run(w))
    late = tf.identity(w, name='late')
    print(sess.run(late))
# Steps: 2
