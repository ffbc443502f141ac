"""Records what the nodes of the snippets of snippets/*.txt wait for in TensorFlow 1.15, as controls/*.json.

    /path/to/venv/bin/python test/oracle/graphs/recordControls.py [TOPIC …]

Per snippet the nodes that have control inputs: by name the names of those, sorted. A snippet that fails is
not recorded.
"""

import json
import os
import sys
import traceback

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

import tensorflow as tf

from recordGraphs import HERE, snippets

tf.logging.set_verbosity(tf.logging.ERROR)


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
            recorded[title] = {
                op.name: sorted(other.name for other in op.control_inputs)
                for op in graph.get_operations()
                if op.control_inputs
            }
    with open(os.path.join(HERE, 'controls', topic + '.json'), 'w') as file:
        rows = ',\n'.join(
            json.dumps(title) + ': {\n' + ',\n'.join(json.dumps(n) + ': ' + json.dumps(w) for n, w in nodes.items()) + '\n}'
            for title, nodes in recorded.items()
        )
        file.write('{\n' + rows + '\n}\n')
    print(topic, len(recorded), 'graphs')


if __name__ == '__main__':
    for name in sys.argv[1:] or sorted(os.listdir(os.path.join(HERE, 'snippets'))):
        main(name.replace('.txt', ''))
