"""Records the graphs that TensorFlow 1.15 builds for the snippets of snippets/*.txt, as recorded/*.json.

    PYENV_VERSION=3.7.16 /path/to/venv/bin/python test/oracle/graphs/recordGraphs.py [TOPIC …]

Per snippet a list of [name, type, input names, [[dtype, shape] of each output], [seed, seed2] or null]; a
shape is a list with None for an unknown dimension, or None. A snippet that fails is not recorded.
"""

import json
import os
import sys
import traceback

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

import tensorflow as tf

HERE = os.path.dirname(os.path.abspath(__file__))
tf.logging.set_verbosity(tf.logging.ERROR)


def snippets(topic):
    with open(os.path.join(HERE, 'snippets', topic + '.txt')) as file:
        for part in file.read().split('=== ')[1:]:
            title, _, code = part.partition('\n')
            yield title, code


def describe(op):
    outputs = [
        [t.dtype.name, None if t.shape.ndims is None else t.shape.as_list()] for t in op.outputs
    ]
    try:
        seeds = [op.get_attr('seed'), op.get_attr('seed2')]
    except ValueError:
        seeds = None
    return [op.name, op.type, [t.name for t in op.inputs], outputs, seeds]


def main(topic):
    recorded = {}
    for title, code in snippets(topic):
        with tf.Graph().as_default() as graph:
            try:
                exec(code, {'tf': tf})
            except Exception:
                print('not recorded:', title)
                traceback.print_exc(limit=-1)
                continue
            recorded[title] = [describe(op) for op in graph.get_operations()]
    with open(os.path.join(HERE, 'recorded', topic + '.json'), 'w') as file:
        rows = ',\n'.join(
            json.dumps(title) + ': [\n' + ',\n'.join(json.dumps(op) for op in ops) + '\n]'
            for title, ops in recorded.items()
        )
        file.write('{\n' + rows + '\n}\n')
    print(topic, len(recorded), 'graphs')


if __name__ == '__main__':
    for name in sys.argv[1:] or sorted(os.listdir(os.path.join(HERE, 'snippets'))):
        main(name.replace('.txt', ''))
