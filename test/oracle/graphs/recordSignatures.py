"""Prints the input declarations of TensorFlow 1.15's ops as the body of `_signatures.py`.

    PYENV_VERSION=3.7.16 /tmp/probe/tf1env/bin/python test/oracle/graphs/recordSignatures.py Add,MatMul,… [FIRST]

FIRST is the number of the first list of types: 0 for `_signatures.py`, 100 for `_wider_signatures.py`.
"""

import os
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

from tensorflow.python.framework import dtypes, op_def_registry

import tensorflow as tf  # noqa: F401  (registers the ops)


def name_of(enum):
    return dtypes.as_dtype(enum).name


def declare_input(arg):
    text = arg.number_attr + '*' if arg.number_attr else ''
    text += '&' if arg.is_ref else ''
    if arg.type_attr:
        return arg.name + ':' + text + arg.type_attr
    if arg.type_list_attr:
        return arg.name + ':' + text + '[' + arg.type_list_attr + ']'
    return arg.name + ':' + text + '=' + name_of(arg.type)


def main():
    allowed = []
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    rows = []
    registered = op_def_registry.get_registered_ops()
    for name in sys.argv[1].split(','):
        definition = registered[name]
        letters = []
        used = {arg.type_attr for arg in definition.input_arg}
        for attr in definition.attr:
            if attr.type != 'type' or attr.name not in used:
                continue
            text = attr.name
            if attr.HasField('default_value'):
                text += '=' + name_of(attr.default_value.type)
            if attr.HasField('allowed_values'):
                types = ' '.join(name_of(t) for t in attr.allowed_values.list.type)
                if types not in allowed:
                    allowed.append(types)
                text += ':%d' % (first + allowed.index(types))
            if text != attr.name:
                letters.append(text)
        inputs = ' '.join(declare_input(arg) for arg in definition.input_arg)
        rows.append((name, inputs + ('|' + ' '.join(letters) if letters else '')))
    print('ALLOWED = (')
    for types in allowed:
        print('    %r,' % types)
    print(')\n\nSIGNATURES = {')
    for row in rows:
        print('    %r: %r,' % row)
    print('}')


main()
