"""tqdm: goes through an iterable; the bar itself is not drawn."""

import sys

from ._bar import tqdm, trange

tqdm_notebook, tnrange = tqdm, trange

#: `from tqdm.auto import tqdm` and its kin.
_SELF = sys.modules[__name__]
for _name in ('auto', 'notebook', 'autonotebook'):
    globals()[_name] = sys.modules['tqdm.' + _name] = _SELF
