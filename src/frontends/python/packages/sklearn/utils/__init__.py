"""sklearn.utils: shuffle and resample, which draw as scikit-learn draws."""

import numpy as np

from .._checks import Bunch, check_consistent_length, check_random_state, chosen, num_samples
from .._missing import getter as _getter


def resample(*arrays, replace=True, n_samples=None, random_state=None, stratify=None):
    random_state = check_random_state(random_state)
    if not arrays:
        return None
    if stratify is not None:
        raise NotImplementedError('sklearn.utils.resample(stratify=…) is not part of this sandbox')
    count = num_samples(arrays[0])
    wanted = count if n_samples is None else n_samples
    if wanted > count and not replace:
        raise ValueError(
            'Cannot sample %d out of arrays with dim %d when replace is False' % (wanted, count)
        )
    check_consistent_length(*arrays)
    if replace:
        indices = random_state.randint(0, count, size=(wanted,))
    else:
        indices = np.arange(count)
        random_state.shuffle(indices)
        indices = indices[:wanted]
    found = [chosen(one, indices) for one in arrays]
    return found[0] if len(found) == 1 else found


def shuffle(*arrays, random_state=None, n_samples=None):
    return resample(*arrays, replace=False, n_samples=n_samples, random_state=random_state)


__getattr__ = _getter('sklearn.utils')
