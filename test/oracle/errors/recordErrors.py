"""Records what TensorFlow 1.15 raises for the snippets of snippets/*.txt, as recorded/*.json:
{title: [type, message]}.

    PYENV_VERSION=3.7.16 /path/to/venv/bin/python test/oracle/errors/recordErrors.py [TOPIC …]

The place of the node in run-time messages ("\\n\\t [[node …") is cut off. null: nothing was raised.
"""

import contextlib
import json
import os
import re
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

import tensorflow as tf
from tensorflow.python.ops import script_ops

HERE = os.path.dirname(os.path.abspath(__file__))
tf.logging.set_verbosity(tf.logging.FATAL)


def snippets(topic):
    with open(os.path.join(HERE, 'snippets', topic + '.txt')) as file:
        for part in file.read().split('=== ')[1:]:
            title, _, code = part.partition('\n')
            yield title, code


def attempt(code):
    script_ops._py_funcs._unique_id = 0  # each snippet is a program of its own
    # Programs that enable eager execution have no graph around them.
    is_eager = 'tf.enable_eager_execution()' in code
    with contextlib.ExitStack() if is_eager else tf.Graph().as_default():
        try:
            exec(code, {'tf': tf})
        except Exception as error:
            message = error.message if isinstance(error, tf.errors.OpError) else str(error)
            message = message.split('\n\t [[')[0].split('\n\nOriginal stack')[0]
            # AutoGraph puts its own trace of TensorFlow's files around what a layer raises.
            if message.startswith('in converted code:'):
                message = re.split(r'\n    \w+: ', message)[-1].rstrip().replace('\n    ', '\n')
            message = re.sub(r'in converted code:\n.*\n    \w+: (.*)\n\n', r'\1\n', message, flags=re.DOTALL)
            # TensorFlow names a line of its own files.
            return [type(error).__name__, re.sub(r' \(defined at [^)]*\) ', '', message)]
    return None


for name in sys.argv[1:] or sorted(os.listdir(os.path.join(HERE, 'snippets'))):
    topic = name.replace('.txt', '')
    recorded = {title: attempt(code) for title, code in snippets(topic)}
    with open(os.path.join(HERE, 'recorded', topic + '.json'), 'w') as file:
        json.dump(recorded, file, indent=0)
        file.write('\n')
    print(topic, len(recorded), 'errors;', [title for title, error in recorded.items() if error is None])
