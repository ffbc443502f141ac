"""@file Records what real TensorFlow 1.15.5 answers to shapes.py, one question a line, into recorded.json.

    /path/to/tensorflow-1.15/bin/python test/oracle/shapes/record.py
"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
printed = subprocess.run(
    [sys.executable, os.path.join(HERE, 'shapes.py')], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
).stdout.decode()
lines = [line[len('@shape ') :] for line in printed.split('\n') if line.startswith('@shape ')]
with open(os.path.join(HERE, 'recorded.json'), 'w') as file:
    file.write('[\n%s\n]\n' % ',\n'.join(lines))
print('%d shapes' % len(lines))
