/** @file Sessions: fetch structures, feeds, numpy results, default sessions, and what a stop or a reset leaves. */
import assert from 'node:assert/strict';
import { StopProgram } from '../../../../src/frontends/program';
import { PythonUnderTest } from './pythonUnderTest';

describe('tf.Session', () => {
  let python: PythonUnderTest;

  before(async () => {
    python = await PythonUnderTest.boot();
  });

  const prints = (text: string): string[] => python.print(`import tensorflow as tf\n${text}`);

  it('gives values in the structure of the fetches', () => {
    const lines = prints(`
import collections
Pair = collections.namedtuple('Pair', 'a b')
x = tf.constant(2.0, name='x'); y = tf.constant([1, 2]); n = tf.no_op()
s = tf.Session()
print(s.run([x, (y, n), {'k': x}, Pair(x, y), 'x:0', []]))
print(s.run('x'), s.run(n), s.run(x).dtype, type(s.run(x)).__name__, s.run(y).dtype)
`);
    assert.deepEqual(lines, [
      "[2.0, (array([1, 2], dtype=int32), None), {'k': 2.0}, " +
        'Pair(a=2.0, b=array([1, 2], dtype=int32)), 2.0, []]',
      'None None float32 float32 int32',
    ]);
  });

  it('feeds numbers, lists, arrays, and any tensor in the middle', () => {
    const lines = prints(`
import numpy as np
x = tf.placeholder(tf.float32, [None, 2]); k = tf.placeholder(tf.int64); y = tf.reduce_sum(x, 1) * tf.cast(k, tf.float32)
s = tf.Session()
print(s.run(y, {x: [[1, 2], [3, 4]], k: 2}))
print(s.run(y, feed_dict={x: np.ones((3, 2)), k: np.int64(5)}))
print(s.run(y * 2.0, {y: [0.5]}))
`);
    // (1+2)·2, (3+4)·2; (1+1)·5 three times; 0.5·2
    assert.deepEqual(lines, ['[ 6. 14.]', '[10. 10. 10.]', '[1.]']);
  });

  it('keeps one state per session', () => {
    const lines = prints(`
w = tf.Variable(1.0)
a = tf.Session(); b = tf.Session()
a.run(w.initializer); b.run(w.initializer); a.run(w.assign_add(1.0))
print(a.run(w), b.run(w))
`);
    assert.deepEqual(lines, ['2.0 1.0']);
  });

  it('is the default inside with, and an InteractiveSession until it is closed', () => {
    const lines = prints(`
x = tf.constant([1.0, 2.0])
with tf.Session() as s:
    print(x.eval(), tf.get_default_session() is s)
print(tf.get_default_session())
i = tf.InteractiveSession()
w = tf.Variable(3.0); w.initializer.run(); w.load(4.0, i)
print(w.eval(), (w * 2.0).eval({w.value(): 10.0}))
i.close()
print(tf.get_default_session())
`);
    // 10·2 by the fed read of w
    assert.deepEqual(lines, ['[1. 2.] True', 'None', '4.0 20.0', 'None']);
  });

  it('runs several graphs, each in its own session', () => {
    const lines = prints(`
g = tf.Graph()
with g.as_default():
    a = tf.constant(1.0, name='same')
b = tf.constant(2.0, name='same')
print(a.name, b.name, a.graph is g, tf.Session(graph=g).run(a), tf.Session().run(b))
c = tf.add(a, a)
print(c.graph is g)
`);
    assert.deepEqual(lines, ['same:0 same:0 True 1.0 2.0', 'True']);
  });

  it('hands numpy operators with a tensor on the right to the tensor', () => {
    const lines = prints(`
import numpy as np
x = tf.constant([1.0, 2.0])
print(np.array([1.0, 2.0], dtype=np.float32) * x, np.float32(2.0) - x)
`);
    assert.deepEqual(lines, [
      'Tensor("mul:0", shape=(2,), dtype=float32) Tensor("sub:0", shape=(2,), dtype=float32)',
    ]);
  });

  it('unwinds the program when the host says stop, through except Exception', () => {
    const run = python.run(
      `
import tensorflow as tf
w = tf.Variable(0.0); s = tf.Session()
try:
    s.run(w.initializer)
except Exception:
    print('caught')
print('went on')
`,
      (host) => {
        host.onRun = () => {
          throw new StopProgram();
        };
      },
    );
    assert.equal(run.outcome.kind, 'stopped');
    assert.equal(run.printed, '');
  });

  it('leaves nothing of a run for the next', () => {
    prints(`
w = tf.get_variable('w', [2]); i = tf.InteractiveSession(); g = tf.Graph().as_default(); g.__enter__()
tf.app.flags.DEFINE_integer('n', 1, ''); tf.add_to_collection('c', 1)
`);
    const lines = prints(`
w = tf.get_variable('w', [2])
print(w.name, tf.get_default_session(), tf.get_collection('c'), 'n' in tf.app.flags.FLAGS)
`);
    assert.deepEqual(lines, ['w:0 None [] False']);
  });

  it('tells an error of a run with its op, as tf.errors', () => {
    const lines = prints(`
x = tf.placeholder(tf.float32, name='x')
try:
    tf.Session().run(x * 2.0)
except tf.errors.InvalidArgumentError as e:
    print(e.op.name, e.node_def.op, e.error_code, e.message)
`);
    assert.deepEqual(lines, [
      "x Placeholder 3 You must feed a value for placeholder tensor 'x' with dtype float",
    ]);
  });

  it('shows no number for a handle, which has none', () => {
    const { outcome } = python.run(`
import tensorflow as tf
w = tf.get_variable('w', [2], use_resource=True)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    s.run(w.handle)
`);
    assert.match(outcome.message ?? '', /^Fetching w:0, a resource, is not evaluated by this engine/);
    assert.equal(outcome.place?.line, 6);
  });

  it('starts every file without the resource variables that the file before asked for', () => {
    assert.deepEqual(prints('tf.enable_resource_variables(); print(tf.Variable(1.0).op.type)'), ['VarHandleOp']);
    assert.deepEqual(prints('print(tf.Variable(1.0).op.type)'), ['VariableV2']);
  });

  it("starts every file with TensorFlow's own level of logging", () => {
    python.run('import tensorflow as tf\ntf.logging.set_verbosity(tf.logging.DEBUG)\n');
    assert.deepEqual(python.print('import tensorflow as tf\nprint(tf.logging.get_verbosity())'), ['30']);
  });
});
