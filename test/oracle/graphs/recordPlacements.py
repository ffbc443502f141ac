"""Records where TensorFlow 1.15 places the nodes of the snippets of snippets/*.txt, as placements/*.json.

    /path/to/venv/bin/python test/oracle/graphs/recordPlacements.py [TOPIC …]

Per snippet the nodes that have a device or a `_class` attribute: by name [device, [entries of _class]].
A node that is not there has neither. A snippet that fails is not recorded.
"""

import json
import os
import sys
import traceback

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

import tensorflow as tf

from recordGraphs import HERE, snippets

tf.logging.set_verbosity(tf.logging.ERROR)


def placement(op):
    try:
        groups = [entry.decode() for entry in op.get_attr('_class')]
    except ValueError:
        groups = []
    return [op.device, groups]


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
            placed = {op.name: placement(op) for op in graph.get_operations()}
            recorded[title] = {name: where for name, where in placed.items() if where != ['', []]}
    with open(os.path.join(HERE, 'placements', topic + '.json'), 'w') as file:
        rows = ',\n'.join(
            json.dumps(title) + ': {\n' + ',\n'.join(json.dumps(n) + ': ' + json.dumps(w) for n, w in nodes.items()) + '\n}'
            for title, nodes in recorded.items()
        )
        file.write('{\n' + rows + '\n}\n')
    print(topic, len(recorded), 'graphs')


if __name__ == '__main__':
    for name in sys.argv[1:] or sorted(os.listdir(os.path.join(HERE, 'snippets'))):
        main(name.replace('.txt', ''))
