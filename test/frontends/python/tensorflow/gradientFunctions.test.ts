/** @file Gradient functions and py_func of a program: where their errors lie, what they may do inside. */
import assert from 'node:assert/strict';
import { PythonUnderTest } from './pythonUnderTest';

describe('functions of the program that TensorFlow calls', () => {
  let python: PythonUnderTest;

  before(async () => {
    python = await PythonUnderTest.boot();
  });

  const run = (text: string) => python.run(`import tensorflow as tf\n${text}`);

  it('an exception in a py_func is an error of the run, at the line that raised it', () => {
    const { outcome } = run(`
def f(x):
    return {}[x]
y = tf.py_func(f, [tf.constant(1.0)], tf.float32)
with tf.Session() as s:
    s.run(y)
`);
    assert.equal(outcome.type, 'UnknownError');
    assert.equal(outcome.message, 'KeyError: 1.0');
    assert.equal(outcome.place?.line, 4);
  });

  it('the error has the type that TensorFlow gives it, and can be caught at the run', () => {
    const { printed } = run(`
def raising(error):
    def f():
        raise error
    return f
with tf.Session() as s:
    for error in (ValueError('a'), TypeError('b'), StopIteration(), NotImplementedError('c'), KeyError('d')):
        try:
            s.run(tf.py_func(raising(error), [], []))
        except tf.errors.OpError as caught:
            print(type(caught).__name__, caught.message, caught.op.type)
`);
    assert.deepEqual(printed.trimEnd().split('\n'), [
      'InvalidArgumentError ValueError: a PyFunc',
      'InvalidArgumentError TypeError: b PyFunc',
      'OutOfRangeError StopIteration:  PyFunc',
      'UnimplementedError NotImplementedError: c PyFunc',
      "UnknownError KeyError: 'd' PyFunc",
    ]);
  });

  it('a py_func may run the session again, and sys.exit() inside ends the file', () => {
    const { printed, outcome } = run(`
import sys
w = tf.Variable(2.0); double = w * 2.0
s = tf.Session(); s.run(w.initializer)
y = tf.py_func(lambda x: x + s.run(double), [w], tf.float32)
print(s.run(y + double))
s.run(tf.py_func(lambda: sys.exit(), [], []))
print('not reached')
`);
    // 2 + 4 inside, 4 outside
    assert.equal(printed, '10.0\n');
    assert.equal(outcome.kind, 'ended');
  });

  it('None says that it was a py_func that cut the path', () => {
    const { computed } = run(`
w = tf.Variable(1.0)
y = tf.py_func(lambda x: x, [w * 2.0], tf.float32)
y.set_shape([])
tf.train.GradientDescentOptimizer(0.1).compute_gradients(y)
`);
    const gradient = computed[0]!.pairs[0]!.gradient;
    assert.equal(gradient.kind, 'none');
    assert.match(gradient.kind === 'none' ? gradient.reason : '', /py_func/);
    assert.equal(gradient.kind === 'none' ? gradient.cutBy?.op : '', 'PyFunc');
  });

  it('a name is registered once in a run, and not at all if TensorFlow has it', () => {
    const { outcome } = run("tf.RegisterGradient('Relu')(lambda op, grad: grad)\n");
    assert.equal(outcome.type, 'KeyError');
    assert.match(outcome.message!, /Registering two gradient with name 'Relu'!/);
    const twice = `
@tf.RegisterGradient('Mine')
def first(op, grad):
    return grad
tf.RegisterGradient('Mine')(first)
`;
    assert.match(run(twice).outcome.message!, /'Mine'! \(Previous registration was in line 3\)/);
  });

  it('an error in a gradient function leaves the scopes as they were', () => {
    const { printed } = run(`
@tf.RegisterGradient('Bad')
def bad(op, grad):
    with tf.name_scope('inner'):
        raise RuntimeError('no')
x = tf.constant(1.0)
with tf.get_default_graph().gradient_override_map({'Square': 'Bad'}):
    y = tf.square(x)
try:
    tf.gradients(y, x)
except RuntimeError as error:
    print(error, tf.constant(1.0, name='after').name)
`);
    assert.equal(printed, 'no after:0\n');
  });
});
