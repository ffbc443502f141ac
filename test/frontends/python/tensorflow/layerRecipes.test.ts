/** @file A call of tf.layers by its recipe leaves what the layer leaves: nodes, variables, collections, names. */
import assert from 'node:assert/strict';
import { PythonUnderTest } from './pythonUnderTest';

/**
 * `same(build)` compares what BUILD leaves in a graph where it is recalled with what it leaves where nothing is;
 * prints whether both are the same, and how many calls of layers were recalled.
 */
const COMPARE = `
import tensorflow as tf
from tensorflow import _engine, _recipes
from tensorflow._layers import at_once

recalled = 0
_variable = at_once.tensors_packed
def _counted(graph, codes):
    global recalled
    recalled += 1
    return _variable(graph, codes)
at_once.tensors_packed = _counted

def said(variable):
    if type(variable) is not tf.Variable:
        return type(variable), getattr(variable, 'name', '')
    return (type(variable), variable.op.name, variable.initializer.name, variable.initial_value.name,
            variable._snapshot.name, variable.trainable, variable.constraint, str(variable.shape))

def dump(build):
    with tf.Graph().as_default() as graph:
        try:
            made = build()
        except Exception as error:
            return type(error).__name__, str(error)
        nodes = [
            (op.name, op.type, [x.name for x in op.inputs], [c.name for c in op.control_inputs],
             op.device, op.colocation_groups(), op._ask(_engine.node_attributes),
             [str(x.shape) for x in op.outputs])
            for op in graph.get_operations()
        ]
        held = [(key, [said(one) for one in graph.get_collection(key)]) for key in graph.get_all_collection_keys()]
        store = graph._variable_scopes['store']
        stands = [(name, said(one)) for name, one in store.variables._variables.items()]
        with tf.variable_scope('layer'):
            with tf.variable_scope(None, default_name='inner') as scope:
                next_inner = scope.name
        with tf.variable_scope(None, default_name='dense') as scope:
            next_dense = scope.name, scope.original_name_scope
        names = tf.layers.Dense(1).name, tf.layers.MaxPooling2D(1, 1).name, graph.unique_name('layer')
        return nodes, held, stands, next_inner, next_dense, names, graph.get_name_scope(), [vars(x) for x in made or ()]

def same(build):
    global recalled
    dump(build)
    recalled = 0
    made = dump(build)
    count = recalled
    _recipes._Recorder.is_open = True
    expected = dump(build)
    _recipes._Recorder.is_open = False
    print(made == expected, count, *[made[0]] * (type(made[0]) is str))
    if made != expected:
        for a, b in zip(made, expected):
            if a != b:
                print([pair for pair in zip(a, b) if pair[0] != pair[1]][:2])

def x(*dims):
    return tf.placeholder(tf.float32, dims)
`;

describe('a call of tf.layers by its recipe', () => {
  let python: PythonUnderTest;

  before(async () => {
    python = await PythonUnderTest.boot();
  });

  const compare = (text: string): string[] =>
    python.print(`${COMPARE}${text}\nat_once.tensors_packed = _variable\n`);

  it('leaves the nodes, the variables, the collections and the names that the layer leaves', () => {
    assert.deepEqual(
      compare(`
def build():
    images = x(None, 8, 8, 3)
    h = tf.layers.conv2d(images, 4, 3, activation=tf.nn.relu)
    h = tf.layers.max_pooling2d(h, 2, 2)
    h = tf.layers.max_pooling2d(h, 2, 2, name='layer')
    tf.layers.max_pooling1d(images[0], 2, 2)
    tf.layers.max_pooling1d(images[0], 2, 2, name='line')
    h = tf.reshape(h, [-1, 4])
    made = [tf.layers.dense(h, 4, tf.nn.relu, name='layer')]
    made.append(tf.layers.dense(made[0], 4, tf.nn.relu, use_bias=False))
    with tf.variable_scope('outer'):
        made.append(tf.layers.dense(made[1], 4, tf.tanh, trainable=False))
        made.append(tf.layers.dense(made[1], 4, tf.tanh, name='a/b'))
    return made
same(build)`),
      // The scope of the name of the layer called layer is layer_1: that of its variables is not.
      ['True 8'],
    );
  });

  it('is called as the scope around says, whose names are often used up', () => {
    assert.deepEqual(
      compare(`
def build():
    h = x(3, 4)
    for name in ('dense', 'a', 'a/a', 'kernel', 'outer'):
        with tf.variable_scope(name):
            tf.layers.dense(h, 4)
            tf.layers.dense(h, 4)
            tf.layers.dense(h, 4, name='a')
    with tf.variable_scope('outer'):
        tf.layers.dense(h, 4, name='again')
    with tf.name_scope('names'):
        tf.layers.dense(h, 4)
    tf.no_op(name='taken')
    tf.layers.dense(h, 4, name='taken')
same(build)`),
      // Not recalled: dense in the scope dense and a in a, for a recording knows scopes by their names; what stands
      // where the names of ops and of variables differ.
      ['True 9'],
    );
  });

  it('asks what a scope says of its variables', () => {
    assert.deepEqual(
      compare(`
def build():
    h = x(3, 4)
    with tf.variable_scope('zeros', initializer=tf.zeros_initializer()):
        tf.layers.dense(h, 4)
    with tf.variable_scope('twos', initializer=tf.constant_initializer(2.0)):
        tf.layers.dense(h, 4)
    with tf.variable_scope('penalty', regularizer=lambda w: tf.reduce_sum(w)):
        tf.layers.dense(h, 4)
    with tf.variable_scope('own', custom_getter=lambda getter, name, **options: getter(name, **options)):
        tf.layers.dense(h, 4)
    with tf.variable_scope('apart', use_resource=True):
        tf.layers.dense(h, 4)
    with tf.variable_scope('shared') as scope:
        tf.layers.dense(h, 4, name='layer')
    with tf.variable_scope(scope, reuse=True):
        tf.layers.dense(h, 4, name='layer')
    tf.layers.dense(h, 4, name='own_penalty', kernel_regularizer=lambda w: tf.reduce_sum(w))
    tf.layers.dense(h, 4, lambda h: h * 2.0)
    with tf.control_dependencies([h.op]):
        tf.layers.dense(h, 4)
    tf.cond(tf.reduce_sum(h) > 0, lambda: tf.layers.dense(h, 4), lambda: h)
    with tf.device('/cpu:0'):
        tf.layers.dense(h, 4)
same(build)`),
      ['True 3'],
    );
  });

  it('refuses what the layer refuses', () => {
    assert.deepEqual(
      compare(`
def twice():
    h = x(3, 4)
    tf.layers.dense(h, 4, name='layer')
    tf.layers.dense(h, 4, name='layer')
same(twice)
def bad_name():
    h = x(3, 4)
    tf.layers.dense(h, 4, name='good')
    tf.layers.dense(h, 4, name='bad name')
same(bad_name)
def finalized():
    h = x(3, 4)
    tf.layers.dense(h, 4, name='good')
    tf.get_default_graph().finalize()
    tf.layers.dense(h, 4, name='other')
same(finalized)
def wrong_shape():
    tf.layers.dense(x(3, 4), 4)
    tf.layers.dense(x(4), 4)
same(wrong_shape)`),
      ['True 1 ValueError', 'True 1 ValueError', 'True 1 RuntimeError', 'True 1 ValueError'],
    );
  });

  it('keeps the history of a tensor of Keras', () => {
    assert.deepEqual(
      compare(`
def build():
    h = tf.keras.layers.Input([4])
    h = tf.layers.dense(h, 4)
    model = tf.keras.Model(h._keras_history.layer._inbound_nodes[0].input_tensors, h)
    print(len(model.layers))
same(build)`),
      ['2', '2', '2', 'True 0'],
    );
  });
});
