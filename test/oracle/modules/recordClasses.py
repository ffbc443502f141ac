"""Records how TensorFlow 1.15 prints the classes of the `tf` namespace, into
src/frontends/python/packages/tensorflow/_module_table/class_names.py.

    /path/to/tensorflow-1.15/bin/python test/oracle/modules/recordClasses.py
"""

import os
import types

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

import tensorflow as tf  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(
    HERE, '../../../src/frontends/python/packages/tensorflow/_module_table/class_names.py'
)
#: Spaces whose classes programs make objects of.
SPACES = """
    train nn nn.rnn_cell errors data losses layers initializers test summary sparse distributions
    contrib.rnn contrib.opt
    """.split()


def main():
    rows = {}
    for space in ['', *SPACES]:
        held = tf
        for part in filter(None, space.split('.')):
            held = getattr(held, part)
        for name in sorted(dir(held)):
            value = getattr(held, name, None)
            if isinstance(value, type) and value.__module__.startswith('tensorflow'):
                place = '%s.%s' % (space, name) if space else name
                rows[place] = '%s.%s' % (value.__module__, value.__name__)
    # What tf.Variable(…) makes is an object of another class.
    rows['Variable'] = 'tensorflow.python.ops.variables.RefVariable'
    with open(TABLE, 'w') as file:
        file.write('"""How TensorFlow 1.15.5 prints the classes of the `tf` namespace; written by\n')
        file.write('test/oracle/modules/recordClasses.py. `place in tf: module.Class`"""\n\n')
        file.write("CLASSES = '''\n" + '\n'.join('%s: %s' % row for row in rows.items()) + "\n'''\n")
    print(len(rows), 'classes')


main()
