"""Records what scikit-learn 0.24.2 gives for cases.txt: `python record.py` with that version installed.

`from sklearn import …` inside a block is enough: the numpy oracle's evaluate.py runs the lines.
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent.resolve()
sys.path.insert(0, str(HERE.parent / 'numpy'))

import numpy
import sklearn

from evaluate import evaluate

cases = evaluate((HERE / 'cases.txt').read_text(), numpy)
text = json.dumps({'sklearn': sklearn.__version__, 'cases': cases}, indent=0, ensure_ascii=False)
(HERE / 'cases.json').write_text(text + '\n')
print(sum(len(noted) for _, noted in cases), 'outcomes with scikit-learn', sklearn.__version__)
