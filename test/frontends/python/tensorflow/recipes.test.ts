/** @file A composite made by its recipe is the composite made call by call: node by node, in every surrounding. */
import assert from 'node:assert/strict';
import { PythonUnderTest } from './pythonUnderTest';

/**
 * `same(build)` runs BUILD in a graph with recipes, which it has run before in graphs like it, and in one
 * without; prints whether all nodes are the same, and how many composites came out of a recipe.
 */
const COMPARE = `
import tensorflow as tf
from tensorflow import _engine, _recipes

recalled = 0
_recall = _engine.recall
def _counted(*arguments):
    global recalled
    code = _recall(*arguments)
    if type(code) is str or code >= 0:
        recalled += 1
    return code
_engine.recall = _counted

def dump(build):
    with tf.Graph().as_default() as graph:
        try:
            build()
        except Exception as error:
            return type(error).__name__, str(error)
        return [
            (op.name, op.type, [x.name for x in op.inputs], [c.name for c in op.control_inputs],
             op.device, op.colocation_groups(), op._ask(_engine.node_attributes),
             [str(x.shape) for x in op.outputs],
             graph._within(_engine.known_value, op._id) if op.type == 'Const' else '')
            for op in graph.get_operations()
        ]

def same(build):
    global recalled
    dump(build)
    recalled = 0
    made = dump(build)
    _recipes._Recorder.is_open = True
    expected = dump(build)
    _recipes._Recorder.is_open = False
    print(made == expected, recalled)
    if made != expected:
        print([pair for pair in zip(made, expected) if pair[0] != pair[1]][:2])

def x(*dims):
    return tf.placeholder(tf.float32, dims)
`;

describe('a composite by its recipe', () => {
  let python: PythonUnderTest;

  before(async () => {
    python = await PythonUnderTest.boot();
  });

  const compare = (text: string): string[] => {
    const lines = python.print(`${COMPARE}${text}\n_engine.recall = _recall\n`);
    return lines;
  };

  it('has the names of the scope that it comes to stand in', () => {
    assert.deepEqual(
      compare(`
def build():
    a, b = x(3, 4), x(3, 4)
    for _ in range(2):
        tf.losses.mean_squared_error(a, b)
        with tf.name_scope('outer'):
            tf.losses.mean_squared_error(a, b)
            tf.clip_by_norm(a, 2.0, name='mine')
same(build)`),
      ['True 6'],
    );
  });

  it('tells one tensor given twice from two tensors', () => {
    assert.deepEqual(
      compare(`
def build():
    a, b = x(3, 4), x(3, 4)
    tf.nn.softmax_cross_entropy_with_logits_v2(labels=a, logits=a)
    tf.nn.softmax_cross_entropy_with_logits_v2(labels=a, logits=b)
    p, q = tf.split(x(6, 4), 2)
    tf.nn.softmax_cross_entropy_with_logits_v2(labels=p, logits=q)
    tf.nn.softmax_cross_entropy_with_logits_v2(labels=q, logits=p)
same(build)`),
      ['True 4'],
    );
  });

  it('tells shapes apart: a scalar, a vector and a matrix of unknown length, no known rank', () => {
    assert.deepEqual(
      compare(`
def build():
    for tensor in (x(), x(None), x(None, None), tf.placeholder(tf.float32), x(2), x(2, 2)):
        tf.clip_by_norm(tensor, 1.0)
        tf.nn.dropout(tensor, 0.5)
same(build)`),
      ['True 12'],
    );
  });

  it('counts the nodes anew for the seed of a random op, also where the graph has a seed', () => {
    assert.deepEqual(
      compare(`
def build():
    tf.set_random_seed(7)
    for _ in range(3):
        tf.random_normal([2, 3])
        tf.nn.dropout(x(2, 3), 0.5)
        tf.random_uniform([2], seed=4)
same(build)`),
      ['True 9'],
    );
  });

  it('stands where its surroundings put it: control inputs, a device, a branch, a loop', () => {
    assert.deepEqual(
      compare(`
def build():
    a, b = x(3, 4), x(3, 4)
    step = lambda: tf.clip_by_norm(a * 1.0, 1.0)
    step()
    with tf.control_dependencies([b.op]):
        step()
    with tf.device('/cpu:0'):
        step()
    tf.cond(tf.reduce_sum(b) > 0, step, lambda: b)
    tf.while_loop(lambda i: i < 3, lambda i: [i + tf.cast(tf.reduce_sum(step()), tf.int32)], [0])
same(build)`),
      ['True 5'],
    );
  });

  it('makes variables by their names, of their own scopes and beside others', () => {
    assert.deepEqual(
      compare(`
def build():
    for name in ('w', 'Initializer', 'zeros', 'w/inner'):
        tf.get_variable(name, [4, 2], initializer=tf.zeros_initializer())
    with tf.variable_scope('scope'), tf.device('/cpu:0'):
        tf.get_variable('w', [4, 2], initializer=tf.zeros_initializer())
    loss = tf.reduce_sum(tf.trainable_variables()[0])
    tf.train.AdamOptimizer(0.1).minimize(loss)
same(build)`),
      // The initial value of the one on a device is made on none, which no recipe says.
      ['True 6'],
    );
  });

  it('makes resource variables by their names, as they are made where nothing is recalled or made at once', () => {
    const made = `
def build():
    for name in ('w', 'Initializer', 'Read', 'w/inner'):
        tf.get_variable(name, [4, 2], use_resource=True)
    v = tf.Variable(tf.zeros([3]), name='v', use_resource=True)
    with tf.name_scope('outer'), tf.control_dependencies([v.op]):
        tf.Variable([1.0], use_resource=True)
    with tf.variable_scope('scope', use_resource=True):
        tf.get_variable('w', [4, 2])
        tf.get_variable('given', initializer=[1, 2])
    tf.Variable(v * 2.0, name='reads', use_resource=True)
    tf.Variable(tf.placeholder(tf.float32, [2]), name='fed', use_resource=True)
    with tf.device('/cpu:0'):
        tf.get_variable('placed', [4, 2], use_resource=True)
    tf.cond(v[0] > 0, lambda: tf.get_variable('inside', [2], use_resource=True) * 1.0, lambda: v[:2])
`;
    const apart = `
from tensorflow import _resource_variable, _variable_scope
_new, _from, _may = _engine.new_resource, _resource_variable.FromInitializer, _variable_scope.is_made_as_it_stands
def call_by_call(build):
    _recipes._Recorder.is_open = True
    _engine.new_resource = lambda *arguments: _engine.NOT_PLAIN
    _resource_variable.FromInitializer = None
    _variable_scope.is_made_as_it_stands = lambda graph: False
    expected = dump(build)
    _engine.new_resource, _resource_variable.FromInitializer, _variable_scope.is_made_as_it_stands = _new, _from, _may
    print(dump(build) == expected, len(expected) > 50)
    _recipes._Recorder.is_open = False
call_by_call(build)
`;
    // The seventh is the initial value of the one on a device.
    assert.deepEqual(compare(`${made}same(build)`), ['True 7']);
    assert.deepEqual(compare(`${made}${apart}`), ['True True']);
  });

  it('refuses what the composite refuses', () => {
    assert.deepEqual(
      compare(`
def finalized():
    a = x(3, 4)
    tf.clip_by_norm(a, 1.0)
    tf.get_default_graph().finalize()
    tf.clip_by_norm(a, 1.0)
same(finalized)
def bad_name():
    tf.get_variable('w', [2])
    tf.get_variable('bad name', [2])
same(bad_name)`),
      ['True 1', 'True 1'],
    );
  });

  it('outlives the run', () => {
    const text = `${COMPARE}
a = x(5, 7)
tf.losses.log_loss(a, a)
print(recalled)
_engine.recall = _recall
`;
    assert.deepEqual(python.print(text), ['0']);
    assert.deepEqual(python.print(text), ['1']);
  });
});
