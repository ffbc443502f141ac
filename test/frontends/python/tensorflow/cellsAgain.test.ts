/** @file A later call of a cell in one graph leaves what a call of a layer leaves. */
import assert from 'node:assert/strict';
import { PythonUnderTest } from './pythonUnderTest';

/** `same(build)` compares what BUILD leaves with what it leaves where every call is that of a layer. */
const COMPARE = `
import tensorflow as tf
from tensorflow import _engine
from tensorflow._rnn import cells

_asked = cells.is_called_again
again = 0
def counted(cell, inputs):
    global again
    answer = _asked(cell, inputs)
    again += answer
    return answer

def dump(build):
    with tf.Graph().as_default() as graph:
        try:
            made = build()
        except Exception as error:
            return type(error).__name__, str(error), graph.get_name_scope()
        nodes = [
            (op.name, op.type, [x.name for x in op.inputs], [c.name for c in op.control_inputs],
             op._ask(_engine.node_attributes), [str(x.shape) for x in op.outputs])
            for op in graph.get_operations()
        ]
        held = [(key, [str(one) for one in graph.get_collection(key) if isinstance(one, tf.Variable)])
                for key in graph.get_all_collection_keys()]
        with tf.variable_scope('cell'), tf.variable_scope(None, default_name='basic_lstm_cell') as scope:
            names = scope.name, scope.original_name_scope, graph.unique_name('basic_lstm_cell')
        return nodes, held, names, graph.get_name_scope(), [(x.name, vars(x)) for x in made or ()]

def same(build):
    global again
    again = 0
    cells.is_called_again = counted
    made = dump(build)
    cells.is_called_again = lambda cell, inputs: False
    expected = dump(build)
    cells.is_called_again = _asked
    print(made == expected, again, made[0] if type(made[0]) is str else '')
    if made != expected:
        for a, b in zip(made, expected):
            if a != b:
                print([pair for pair in zip(a, b) if pair[0] != pair[1]][:2])

def x(*dims):
    return tf.placeholder(tf.float32, dims)
`;

describe('a cell that is called again', () => {
  let python: PythonUnderTest;

  before(async () => {
    python = await PythonUnderTest.boot();
  });

  it('makes the nodes in the scope of its first call, whichever cell it is', () => {
    assert.deepEqual(
      python.print(`${COMPARE}
def build():
    made = []
    for cell in (
        tf.nn.rnn_cell.BasicRNNCell(3), tf.nn.rnn_cell.GRUCell(3), tf.nn.rnn_cell.BasicLSTMCell(3),
        tf.nn.rnn_cell.BasicLSTMCell(3, state_is_tuple=False),
        tf.nn.rnn_cell.LSTMCell(3, use_peepholes=True, num_proj=2, cell_clip=1.0),
    ):
        state = cell.zero_state(2, tf.float32)
        for step in range(4):
            with tf.variable_scope('cell', reuse=tf.AUTO_REUSE), tf.name_scope('step'):
                output, state = cell(x(2, 4), state)
            made.append(output)
            made.extend(state if isinstance(state, tuple) else [state])
    return made
same(build)`),
      // The first call makes the variables, the second the scope in which they are used again.
      ['True 10'],
    );
  });

  it('is a call of a layer where anything else is asked for', () => {
    assert.deepEqual(
      python.print(`${COMPARE}
class Mine(tf.nn.rnn_cell.BasicLSTMCell):
    pass

def own_activation(h):
    with tf.variable_scope(tf.get_variable_scope(), reuse=tf.AUTO_REUSE):
        return h * tf.get_variable('scale', [], initializer=tf.ones_initializer())

def build():
    made = []
    for cell in (Mine(3), tf.nn.rnn_cell.BasicLSTMCell(3, activation=own_activation)):
        state = cell.zero_state(2, tf.float32)
        for step in range(4):
            output, state = cell(x(2, 4), state)
            made.append(output)
    cell = tf.nn.rnn_cell.BasicLSTMCell(3)
    state = cell.zero_state(2, tf.float32)
    for step in range(3):
        output, state = cell(x(2, 4), state, scope='given' if step == 2 else None)
    stacked = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.GRUCell(3) for _ in range(2)])
    return made + tf.nn.static_rnn(stacked, [x(2, 4)] * 4, dtype=tf.float32)[0]
same(build)

def wrong():
    cell = tf.nn.rnn_cell.BasicLSTMCell(3)
    state = cell.zero_state(2, tf.float32)
    for shape in ([2, 4], [2, 4], [2, 4], [4]):
        output, state = cell(x(*shape), state)
same(wrong)

def wrong_width():
    cell = tf.nn.rnn_cell.BasicLSTMCell(3)
    state = cell.zero_state(2, tf.float32)
    for shape in ([2, 4], [2, 4], [2, 4], [2, 5]):
        output, state = cell(x(*shape), state)
same(wrong_width)`),
      ['True 4 ', 'True 2 ValueError', 'True 2 ValueError'],
    );
  });
});
