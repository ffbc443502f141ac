"""Records the public symbols of TensorFlow 1.15: {namespace: [name, …]} as symbols.json; and NumPy's.

    /path/to/venv/bin/python test/oracle/symbols/recordSymbols.py

Namespaces as `import tensorflow as tf` shows them, with the parts of tf.contrib that training files
use; raw_ops (one function per op) and the parts that no training file needs are left out.
"""

import json
import os
import types
import warnings

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
warnings.filterwarnings('ignore')
import numpy as np
import tensorflow as tf

tf.logging.set_verbosity(tf.logging.ERROR)
HERE = os.path.dirname(os.path.abspath(__file__))
LEFT_OUT = {'raw_ops', 'compat', 'lite', 'tpu', 'user_ops', 'xla', 'v1', 'v2'}
CONTRIB = (
    'crf distributions eager framework image layers legacy_seq2seq lookup losses metrics nn opt rnn '
    'seq2seq slim stateless summary training'
).split()


def is_public(module):
    """The public names are copies that stand in packages of their own; those of tf.keras in another one."""
    return '_api.v1' in module or 'keras.api._v1' in module


def walk(name, module, recorded, seen):
    if id(module) in seen:
        return
    seen.add(id(module))
    names = []
    parts = []
    for attribute in sorted(set(dir(module))):
        if attribute.startswith('_'):
            continue
        try:
            value = getattr(module, attribute)
        except Exception:  # A name that TensorFlow lists and cannot give.
            continue
        if isinstance(value, types.ModuleType):
            parts.append((attribute, value))
        elif type(value).__name__ != '_Feature':
            names.append(attribute)
    if names:
        recorded[name] = names
    for attribute, value in parts:
        if attribute in LEFT_OUT:
            continue
        if name == 'tf.contrib':
            if attribute in CONTRIB:
                walk(name + '.' + attribute, value, recorded, seen)
        elif is_public(value.__name__) or (name == 'tf' and attribute == 'contrib'):
            walk(name + '.' + attribute, value, recorded, seen)


tf.contrib.layers  # contrib is loaded when it is first asked for
recorded = {}
walk('tf', tf, recorded, set())
for name, module in (('np', np), ('np.linalg', np.linalg), ('np.random', np.random)):
    listed = set(getattr(module, '__all__', dir(module)))
    recorded[name] = sorted(
        one
        for one in listed
        if not one.startswith('_') and not isinstance(getattr(module, one), types.ModuleType)
    )
with open(os.path.join(HERE, 'symbols.json'), 'w') as file:
    rows = ',\n'.join(
        json.dumps(name) + ': ' + json.dumps(recorded[name]) for name in sorted(recorded)
    )
    file.write('{\n' + rows + '\n}\n')
print(len(recorded), 'namespaces', sum(map(len, recorded.values())), 'names')
