"""Writes which names the public modules of TensorFlow 1.15 have into
src/frontends/python/packages/tensorflow/_module_table/names*.py: what is in none of them is no part
of TensorFlow, and an error says so in TensorFlow's words.

    /path/to/tensorflow-1.15/bin/python test/oracle/modules/recordPublicNames.py
"""

import os
import textwrap
import types
import warnings

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
warnings.simplefilter('ignore')

import tensorflow as tf  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(
    HERE, '../../../src/frontends/python/packages/tensorflow/_module_table/names%s.py'
)

#: Other names for what is there already, and the thousand raw ops, which have a table of their own.
SKIPPED = {'tf.compat', 'tf.raw_ops', 'tf.python', 'tf.core', 'tf.tools', 'tf.keras.applications'}

#: Modules of contrib are loaded when they are asked for; these are asked for.
CONTRIB = 'distributions framework layers legacy_seq2seq losses metrics opt rnn seq2seq slim training'


def modules():
    """(place, module) of every public module, breadth first."""
    queue = [('tf', tf)]
    seen = {id(tf)}
    for place, module in queue:
        yield place, module
        for name in sorted(dir(module)):
            inner = place + '.' + name
            if name.startswith('_') or inner in SKIPPED or place == 'tf' and name == 'contrib':
                continue
            value = getattr(module, name)
            if isinstance(value, types.ModuleType) and id(value) not in seen:
                if '_api.v1' in value.__name__ or '.api._v1.keras' in value.__name__:
                    seen.add(id(value))
                    queue.append((inner, value))
    for name in CONTRIB.split():
        yield 'tf.contrib.' + name, getattr(tf.contrib, name)


def table(place, module):
    """The lines of one module."""
    try:
        getattr(module, 'no_such_name')
    except AttributeError as error:
        called = str(error).split("'")[1]
    own = [name for name in dir(module) if not name.startswith('_')]
    pieces = textwrap.wrap(' '.join([called] + own), 90, break_long_words=False, break_on_hyphens=False)
    lines = ["    '%s': (" % place]
    for number, piece in enumerate(pieces):
        lines.append("        '%s%s'" % (piece, ' ' if number + 1 < len(pieces) else ''))
    return lines + ['    ),']


def main():
    tables = {'': [], '_from_m': [], '_deeper': [], '_of_contrib': [], '_of_keras': []}
    for place, module in modules():
        deep = '_deeper' if place.count('.') > 1 else '_from_m' if place > 'tf.m' else ''
        for part in ('keras', 'contrib'):
            if place.startswith('tf.' + part):
                deep = '_of_' + part
        tables[deep].extend(table(place, module))
    for deep, lines in tables.items():
        head = [
            '"""The names that the public modules of TensorFlow 1.15.5 have; written by',
            'test/oracle/modules/recordPublicNames.py."""',
            '',
            '#: Module -> what its errors call it, then its names.',
            'NAMES = {',
        ]
        with open(TABLE % deep, 'w') as file:
            file.write('\n'.join(head + lines + ['}  # fmt: skip']) + '\n')
        print(deep, len(head + lines))


main()
