"""tf.keras.datasets: data that TensorFlow downloads. There is no network here, and each says so."""

import sys
import types

from .._missing import getter

_NAMES = ('boston_housing', 'cifar10', 'cifar100', 'fashion_mnist', 'imdb', 'mnist', 'reuters')
_INSTEAD = {
    'boston_housing': 'sklearn.datasets.load_boston() has its rows',
    'mnist': 'sklearn.datasets.load_digits() has smaller ones',
    'fashion_mnist': 'sklearn.datasets.load_digits() has images of digits',
}


def _refuser(name, function):
    def refuse(*arguments, **options):
        instead = _INSTEAD.get(name)
        raise NotImplementedError(
            'tf.keras.datasets.%s.%s downloads its data, and there is no network here%s'
            % (name, function, '; ' + instead if instead else '')
        )

    refuse.__name__ = function
    refuse.is_refusal = True  # read by the page of supported symbols
    return refuse


def _module(name):
    full = '%s.%s' % (__name__, name)
    module = types.ModuleType(full, 'tf.keras.datasets.%s, which has no data here.' % name)
    module.load_data = _refuser(name, 'load_data')
    if name in ('imdb', 'reuters'):
        module.get_word_index = _refuser(name, 'get_word_index')
    sys.modules[full] = module
    return module


for _name in _NAMES:
    globals()[_name] = _module(_name)

__path__ = []  # `import tensorflow.keras.datasets.mnist` finds what is in sys.modules
__getattr__ = getter('tf.keras.datasets')
