"""Records what TensorFlow 1.15 prints for the scripts beside this file, into recorded/NAME.json.

    /path/to/tensorflow-1.15/bin/python record.py [NAME …]

One thread, and without Grappler: its rewrites (a mean of three as a product with 1/3, say) round
differently from the graph that the script wrote, which is the one that our engine runs. Matplotlib
is replaced by something that accepts everything.
"""

import glob
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

RUN = """
import runpy, sys, types
import tensorflow as tf
from tensorflow.python.client import session

class Anything(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return Anything(name)
    def __call__(self, *arguments, **options):
        return Anything('result')
    def __iter__(self):
        return iter((Anything('figure'), Anything('axes')))

for name in ('matplotlib', 'matplotlib.pyplot'):
    sys.modules[name] = Anything(name)

start = session.BaseSession.__init__
def plain(self, target='', graph=None, config=None):
    given, config = config, tf.ConfigProto()
    if given is not None:
        config.CopyFrom(given)
    config.inter_op_parallelism_threads = config.intra_op_parallelism_threads = 1
    config.graph_options.rewrite_options.disable_meta_optimizer = True
    start(self, target, graph, config)
session.BaseSession.__init__ = plain

sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name='__main__')
"""


def error_of(stderr, script):
    """Type, first line of the message and line of the script of the last traceback; or None."""
    at = stderr.rfind('Traceback (most recent call last)')
    if at < 0:
        return None
    lines = stderr[at:].split('\n')[1:]
    end = next(i for i, line in enumerate(lines) if line and not line.startswith(' '))
    places = re.findall(r'File "%s", line (\d+)' % re.escape(script), '\n'.join(lines[:end]))
    kind, _, message = lines[end].partition(': ')
    return {'type': kind.rpartition('.')[2], 'message': message, 'line': int(places[-1])}


def record(script):
    environment = dict(os.environ, TF_CPP_MIN_LOG_LEVEL='3', PYTHONWARNINGS='ignore')
    done = subprocess.run(
        [sys.executable, '-c', RUN, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
        env=environment,
    )
    error = error_of(done.stderr, script) if done.returncode else None
    if done.returncode and error is None:
        raise SystemExit(done.stderr)
    return {'printed': done.stdout, 'error': error}


if __name__ == '__main__':
    os.makedirs('/tmp/training-script-logs', exist_ok=True)
    os.makedirs(os.path.join(HERE, 'recorded'), exist_ok=True)
    scripts = sorted(glob.glob(os.path.join(HERE, '*.py')))
    known = [os.path.basename(script)[:-3] for script in scripts]
    for name in sys.argv[1:] or [name for name in known if name != 'record']:
        found = record(os.path.join(HERE, name + '.py'))
        with open(os.path.join(HERE, 'recorded', name + '.json'), 'w') as file:
            json.dump(found, file, indent=1)
            file.write('\n')
