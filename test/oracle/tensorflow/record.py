"""@file Records the oracle: evaluates every case with the real TensorFlow 1.15.5 and writes recorded/*.json.

    PYENV_VERSION=3.7.16 /path/to/venv/bin/python test/oracle/tensorflow/record.py [FAMILY …]

Needs tensorflow==1.15.5 with numpy==1.18.5 on Python 3.7. `npm test` needs none of it. Graph
rewriting (Grappler) is off: an op then is the kernel of its name, nothing fused, nothing folded.
Kernels run on the caller's thread: TensorFlow's pool threads flush denormal numbers to zero (FTZ,
DAZ), the caller's keeps them, as our engine does. Of 1053 cases a default session answers 54 in
other bits: 33 by flushing, 21 by rewriting (x / const becomes x * (1 / const) and the like).
"""

import importlib
import json
import os
import sys
import warnings

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
warnings.filterwarnings('ignore')
import numpy as np
import tensorflow as tf
from tensorflow.core.protobuf import rewriter_config_pb2

tf.get_logger().setLevel('ERROR')
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import driver

#: Every file of cases.
FAMILIES = sorted(
    name[:-3]
    for name in os.listdir(os.path.join(HERE, 'cases'))
    if name.endswith('.py') and name not in ('__init__.py', 'writing.py')
)


def plain_config():
    options = tf.GraphOptions(
        optimizer_options=tf.OptimizerOptions(opt_level=tf.OptimizerOptions.L0),
        rewrite_options=rewriter_config_pb2.RewriterConfig(disable_meta_optimizer=True),
    )
    return tf.ConfigProto(
        graph_options=options, intra_op_parallelism_threads=1, inter_op_parallelism_threads=-1
    )


def shortest(value, kind):
    """The shortest decimal that gives the same number back when read as `kind`."""
    if isinstance(value, str) or kind not in ('float16', 'float32', 'float64'):
        return json.dumps(value)
    text = str(np.dtype(kind).type(value))
    text = text[:-2] if text.endswith('.0') else text
    return text.replace('e+', 'e').replace('e-0', 'e-')


def tensor_text(tensor):
    """[type, shape, elements]."""
    if tensor is None:
        return 'null'
    values = ','.join(shortest(v, tensor['t']) for v in tensor['v'])
    return '["%s",%s,[%s]]' % (tensor['t'], compact(tensor['s']), values)


def compact(value):
    return json.dumps(value, separators=(',', ':'))


def answer_text(answer):
    parts = []
    if 'outs' in answer:
        outs = ','.join('[%s,%s]' % (compact(label), tensor_text(t)) for label, t in answer['outs'])
        parts.append('"outs":[%s]' % outs)
    if 'y' in answer:
        parts.append('"y":[%s]' % ','.join(tensor_text(t) for t in answer['y']))
    if 'g' in answer:
        parts.append(
            '"g":{%s}' % ','.join('"%s":%s' % (k, tensor_text(t)) for k, t in answer['g'].items())
        )
    if 'gradError' in answer:
        parts.append('"gradError":%s' % compact(answer['gradError']))
    if 'terms' in answer:
        parts.append('"terms":%s' % answer_text(answer['terms']))
    return '{%s}' % ','.join(parts)


def rounded(answer):
    """Magnitudes for a bound: three digits are enough."""

    def coarse(tensor):
        return tensor and dict(
            tensor, v=[v if isinstance(v, str) else float('%.3g' % v) for v in tensor['v']]
        )

    result = {'y': [coarse(t) for t in answer['y']]}
    if 'g' in answer:
        result['g'] = {k: coarse(t) for k, t in answer['g'].items()}
    return result


def given_text(spec):
    values = ','.join(
        compact(driver.told_float(v)) if isinstance(v, float) else compact(v) for v in spec['v']
    )
    return '{"t":"%s","s":%s,"v":[%s]}' % (
        spec['t'],
        compact(spec['s']),
        values.replace('.0,', ','),
    )


def through_json(case):
    """Inputs as the replay reads them."""
    if 'in' not in case:
        return case
    return dict(case, **{'in': {k: json.loads(given_text(s)) for k, s in case['in'].items()}})


def case_text(case):
    head = ['"op":%s' % compact(case['op']), '"name":%s' % compact(case['name'])]
    if 'source' in case:
        head.append('"source":%s' % compact(case['source']))
    else:
        head.append('"expr":%s' % compact(case['expr']))
        head.append(
            '"in":{%s}' % ','.join('"%s":%s' % (k, given_text(s)) for k, s in case['in'].items())
        )
    for key in ('grad', 'bound'):
        if key in case:
            head.append('"%s":%s' % (key, compact(case[key])))
    read = through_json(case)
    outs = []
    for dtype in case['dtypes']:
        answer = driver.evaluate(read, dtype)
        if case.get('bound', {}).get('ofTerms'):
            answer['terms'] = rounded(driver.evaluate(read, dtype, absolute=True))
        outs.append('"%s":%s' % (dtype, answer_text(answer)))
    return '{%s,"out":{%s}}' % (','.join(head), ','.join(outs))


def record(family):
    cases = importlib.import_module('cases.' + family).cases()
    names = [(case['op'], case['name']) for case in cases]
    repeated = sorted({n for n in names if names.count(n) > 1})
    if repeated:
        raise ValueError('two cases of %s have one name: %s' % (family, repeated))
    lines = []
    for case in cases:
        try:
            lines.append(case_text(case))
        except Exception as error:
            raise RuntimeError('%s, %s: %s' % (case['op'], case['name'], error)) from error
    text = '{"tensorflow":"%s","numpy":"%s","cases":[\n%s\n]}\n' % (
        tf.__version__,
        np.__version__,
        ',\n'.join(lines),
    )
    json.loads(text)
    with open(os.path.join(HERE, 'recorded', family + '.json'), 'w') as file:
        file.write(text)
    print('%-12s %4d cases %8d bytes' % (family, len(cases), len(text)))


if __name__ == '__main__':
    driver.session_config = plain_config()
    for family in sys.argv[1:] or FAMILIES:
        record(family)
