"""Writes the arguments of TensorFlow 1.15's raw op functions, for the ops that the engine has, into
src/frontends/python/packages/tensorflow/_module_table/raw_ops.py.

    node test/oracle/modules/engineAttributes.mjs > /tmp/attributes.json
    /path/to/tensorflow-1.15/bin/python test/oracle/modules/recordRawOps.py /tmp/attributes.json
"""

import glob
import importlib
import inspect
import json
import os
import re
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

import tensorflow as tf  # noqa: E402
from tensorflow.python.framework import dtypes, op_def_registry  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGE = os.path.join(HERE, '../../../src/frontends/python/packages/tensorflow')
PYTHON = os.path.join(os.path.dirname(tf.__file__), '../tensorflow_core/python')

#: Ops whose values Python gives in the run, or that the engine makes for itself.
MADE_ELSEWHERE = {'token', 'call', 'parts'}
CAMEL = re.compile('_(.)')


def camel(name):
    return CAMEL.sub(lambda match: match[1].upper(), name)


def functions():
    """(module, name, function, op type, names in its definition by argument) of every raw op function."""
    for path in sorted(glob.glob(os.path.join(PYTHON, '*/gen_*_ops.py'))):
        module = os.path.relpath(path, PYTHON)[:-3].replace('/', '.')
        held = importlib.import_module('tensorflow.python.' + module)
        for name, function in sorted(vars(held).items()):
            if not inspect.isfunction(function) or not function.__module__.endswith('.' + module):
                continue
            found = re.search(
                r'_apply_op_helper\(\s*"(\w+)"((?:[^()]|\([^()]*\))*)\)', inspect.getsource(function)
            )
            if found and not name.endswith('_eager_fallback'):
                # Some arguments have another name than in the op's definition.
                own = {given: op for op, given in re.findall(r'(\w+)=(\w+)', found[2])}
                yield module, name, function, found[1], own


def default_of(attr):
    """The default as JSON; None when there is none."""
    if not attr.HasField('default_value'):
        return None
    value = attr.default_value
    kind = attr.type
    plain = {'int': 'i', 'bool': 'b', 'float': 'f'}
    if kind in plain:
        return json.dumps(getattr(value, plain[kind]))
    if kind == 'string':
        return json.dumps(value.s.decode())
    if kind == 'type':
        return json.dumps(dtypes.as_dtype(value.type).name)
    if kind == 'shape':
        return 'null' if value.shape.unknown_rank else json.dumps([d.size for d in value.shape.dim])
    if kind == 'list(string)':
        return json.dumps([text.decode() for text in value.list.s])
    if kind in ('list(int)', 'list(float)', 'list(bool)'):
        return json.dumps(list(getattr(value.list, plain[kind[5:-1]])))
    if kind in ('list(type)', 'list(shape)'):
        return '[]'
    raise ValueError(kind)


def main():
    with open(sys.argv[1]) as file:
        known = json.load(file)
    sys.path.insert(0, PACKAGE)
    signatures = {}
    for table in ('_signatures', '_wider_signatures', '_resource_signatures'):
        held = importlib.import_module(table)
        signatures.update(next(v for k, v in vars(held).items() if k.endswith('SIGNATURES')))
    registered = op_def_registry.get_registered_ops()
    rows = []
    for module, name, function, op, names in functions():
        if op not in known or op not in signatures or MADE_ELSEWHERE & set(known[op]):
            continue
        definition = registered[op]
        inputs = [arg.name for arg in definition.input_arg]
        attributes = {attr.name: attr for attr in definition.attr}
        words = []
        for argument in inspect.getfullargspec(function).args:
            if argument == 'name':
                continue
            own = names[argument]
            if own in inputs:
                words.append('%s#%d' % (argument, inputs.index(own)))
                continue
            attr = attributes[own]
            candidates = (own, camel(own), own[0].lower() + camel(own)[1:])
            engine = next((one for one in candidates if one in known[op]), '')
            default = default_of(attr)
            text = '%s:%s:%s' % (argument, engine, attr.type)
            words.append(text if default is None else text + '=' + default.replace(' ', ''))
        outputs = [arg.name for arg in definition.output_arg]
        rows.append('%s.%s %s %s > %s' % (module, name, op, ' '.join(words), ' '.join(outputs)))
    with open(os.path.join(PACKAGE, '_module_table', 'raw_ops.py'), 'w') as file:
        file.write(
            '"""The raw op functions of TensorFlow 1.15.5, `module.function Op arguments > outputs`; written by\n'
            'test/oracle/modules/recordRawOps.py. `name#2` is the third input, `name:attribute:type=default` an\n'
            'attribute; `attribute` is what the engine calls it, nothing where it changes no number."""\n\n'
        )
        file.write("FUNCTIONS = '''\n" + '\n'.join(rows) + "\n'''\n")
    print(len(rows), 'functions')


main()
