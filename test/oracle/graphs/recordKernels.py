"""@file Writes src/engine/rules/narrow/kernels.ts: which ops of ours TensorFlow 1.15 has CPU kernels for, per narrow type.

    node test/oracle/graphs/…: run from the repository's root after a build, with TensorFlow 1.15.5:
    python test/oracle/graphs/recordKernels.py OPS.txt        (OPS.txt: the engine's op names, by spaces)

A kernel without a constraint on its types works for all of them, so it is in every list.
"""

import os
import sys
import textwrap

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
from tensorflow.core.framework import types_pb2
from tensorflow.python.framework import kernels

TYPES = (
    ('float16', 'DT_HALF'), ('bfloat16', 'DT_BFLOAT16'), ('int8', 'DT_INT8'), ('int16', 'DT_INT16'),
    ('uint16', 'DT_UINT16'), ('uint32', 'DT_UINT32'), ('uint64', 'DT_UINT64'),
)
#: A kernel without a constraint that looks at the type when it runs (tile_ops.cc).
REFUSES = {'Tile': ('uint16', 'uint32', 'uint64')}
ELEMENT = ('T', 'dtype', 'Tparams', 'SrcT', 'DstT', 'Toutput_types')
HEAD = '''/**
 * @file Which ops TensorFlow 1.15.5 has CPU kernels for, per narrow element type. Written by
 * test/oracle/graphs/recordKernels.py from TensorFlow's registry of kernels.
 */
'''


def has_kernel(op, number):
    for kernel in kernels.get_registered_kernels_for_op(op).kernel:
        if kernel.device_type != 'CPU':
            continue
        lists = [c.allowed_values.list.type for c in kernel.constraint if c.name in ELEMENT]
        if all(number in allowed for allowed in lists):
            return True
    return False


def main():
    with open(sys.argv[1]) as file:
        ops = file.read().replace("'", '').split()
    with open('src/engine/rules/narrow/kernels.ts', 'w') as out:
        out.write(HEAD + 'export const NARROW_KERNELS = {\n')
        for name, enum in TYPES:
            number = types_pb2.DataType.Value(enum)
            names = ' '.join(
                op for op in sorted(ops) if has_kernel(op, number) and name not in REFUSES.get(op, ())
            )
            lines = textwrap.wrap(names, 92)
            out.write('  %s:\n' % name)
            out.write(' +\n'.join("    '%s%s'" % (line, ' ' if line is not lines[-1] else '') for line in lines))
            out.write(',\n')
        out.write('} as const;\n')


if __name__ == '__main__':
    main()
