"""Records what real NumPy 1.24.2 gives for cases.txt and drawn.txt: `python record.py` in this folder.

Run it without fused multiply-add and wide vector units, so that the numbers are those of plain C:
  GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX \\
  NPY_DISABLE_CPU_FEATURES="AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL" python record.py
"""

import json
import os
import pathlib
import tempfile

import numpy

from evaluate import evaluate

def record(here, name):
    text = (here / (name + '.txt')).read_text()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        cases = evaluate(text, numpy)
    target = here / (name + '.json')
    target.write_text(json.dumps({'numpy': numpy.__version__, 'cases': cases}, indent=0,
                                 ensure_ascii=False) + '\n')
    print(sum(len(noted) for _, noted in cases), 'outcomes of', name, 'with numpy', numpy.__version__)


if __name__ == '__main__':
    for one in ('cases', 'drawn'):
        record(pathlib.Path(__file__).parent.resolve(), one)
